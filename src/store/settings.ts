import { isDeepStrictEqual } from "node:util";
import type { Calendar, OpenHours } from "../domain/calendar/calendar.ts";
import { labelOf } from "../domain/codes.ts";
import { costSettings, unusualCosts } from "../domain/cost/settings.ts";
import { type PromiseRules, promiseRules, unusualRules } from "../domain/promise/rules.ts";
import { type Catalogue, withNames } from "../domain/reason/catalogue.ts";
import { usualSettings } from "../domain/routing/interruption.ts";
import type {
  Settings,
  StaffSettings,
  TeamSettings,
  WorkspaceSettings,
} from "../domain/settings/settings.ts";
import { channelsReader, saveChannel } from "./channels.ts";
import { type Database, inTransaction, type Sql } from "./database.ts";
import { beginRecoding, setReason } from "./reason-catalogue.ts";
import { reasonsReader } from "./reasons.ts";
import { keepMoves } from "./recodings.ts";
import { replaceRoutes, routesReader } from "./routes.ts";
import { changeCalendar } from "./team-calendar.ts";
import { touchpointsStore } from "./touchpoints.ts";

export type SettingsChange = {
  before: Settings;
  after: Settings;
  /** For the audit trail: who, and which things changed. */
  by: string;
  subject: string;
  at: Date;
  /** `hoursOf` of src/holidays.ts. */
  hoursOf(calendar: Calendar | null): OpenHours;
};

/** All settings of a workspace at once, as a file has them. */
export function settingsStore({ pool }: Database) {
  return {
    read: (workspaceId: string): Promise<Settings> => readSettings(pool, workspaceId),

    /**
     * Puts `after` in the place of `before`, whole or not at all, and writes it to the audit trail. Running deadlines move with
     * their team's hours, and what waited for a channel's quiet hours or digest is judged anew.
     * What comes in counts by the new codes at once; contacts that are there already follow theirs by a job, which the sweep
     * asks for.
     * @returns the promises that moved and the codes whose contacts are to follow; undefined, and nothing is changed, when the
     * settings are no longer `before`
     */
    async replace(
      workspaceId: string,
      change: SettingsChange,
    ): Promise<{ promiseIds: string[]; moving: string[] } | undefined> {
      return inTransaction(pool, async (sql) => {
        await sql.query("SELECT 1 FROM workspace WHERE id = $1 FOR NO KEY UPDATE", [workspaceId]);
        if (!isDeepStrictEqual(await readSettings(sql, workspaceId), change.before)) return undefined;
        const { before, after, by, subject, at } = change;
        if (!isDeepStrictEqual(before.workspace, after.workspace))
          await saveWorkspace(sql, workspaceId, after.workspace);
        const promiseIds = await replaceTeams(sql, workspaceId, change);
        for (const [code, staff] of changed(before.staff, after.staff))
          await saveStaff(sql, workspaceId, code, staff);
        await remove(sql, workspaceId, "staff", gone(before.staff, after.staff));
        const moving = await replaceReasons(sql, workspaceId, change);
        for (const [code, touchpoint] of changed(before.touchpoints, after.touchpoints))
          await touchpointsStore(sql).save(workspaceId, { code, ...touchpoint });
        await remove(sql, workspaceId, "touchpoint", gone(before.touchpoints, after.touchpoints));
        if (!isDeepStrictEqual(before.routes, after.routes))
          await replaceRoutes(sql, workspaceId, after.routes);
        await replaceChannels(sql, workspaceId, change);
        await sql.query(
          `INSERT INTO audit_entry (workspace_id, at, actor, action, subject) VALUES ($1, $2, $3, 'settings applied', $4)`,
          [workspaceId, at, by, subject],
        );
        return { promiseIds, moving };
      });
    },
  };
}

async function readSettings(sql: Sql, workspaceId: string): Promise<Settings> {
  const asked = [workspaceId];
  const workspaces = await sql.query<WorkspaceSettings>(
    `SELECT name, zone, country, language, default_channel AS "defaultChannel", false_alerts_per_month AS "falseAlertsPerMonth", costs,
       score_window_days AS "scoreWindowDays", coverage_floor AS "coverageFloor"
     FROM workspace WHERE id = $1`,
    asked,
  );
  const [workspace] = workspaces.rows;
  if (workspace === undefined) throw new Error(`there is no workspace ${workspaceId}`);
  const teams = await sql.query<TeamRow>(
    `SELECT code, label, slack_channel AS "slackChannel", coalesce(leads, '{}') AS leads, lead_group AS "leadGroup", calendar, promise_rules AS set
     FROM team WHERE workspace_id = $1 ORDER BY code`,
    asked,
  );
  const staff = await sql.query<{ code: string } & StaffSettings>(
    `SELECT code, slack_user_id AS "slackUser", team_code AS team FROM staff WHERE workspace_id = $1 ORDER BY code`,
    asked,
  );
  const reasons = await reasonsReader(sql).list(workspaceId);
  const touchpoints = await touchpointsStore(sql).list(workspaceId);
  const channels = await channelsReader(sql).list(workspaceId);
  return {
    workspace: { ...workspace, costs: costSettings(workspace.costs) },
    teams: new Map(teams.rows.map(({ code, set, ...team }) => [code, { ...team, rules: promiseRules(set) }])),
    staff: new Map(staff.rows.map(({ code, ...member }) => [code, member])),
    reasons: new Map(
      reasons.flatMap(({ code, label, aliases, slackChannel, value, isVague, cataloguedAt }) =>
        cataloguedAt === null ? [] : [[code, { label, aliases, slackChannel, value, isVague }]],
      ),
    ),
    touchpoints: new Map(touchpoints.map(({ code, ...touchpoint }) => [code, touchpoint])),
    routes: await routesReader(sql).list(workspaceId),
    channels: new Map(channels.map(({ slackChannel, settings }) => [slackChannel, settings])),
  };
}

type TeamRow = { code: string; set: Partial<PromiseRules> } & Omit<TeamSettings, "rules">;

async function saveWorkspace(sql: Sql, workspaceId: string, settings: WorkspaceSettings): Promise<void> {
  const { name, zone, country, language, defaultChannel, falseAlertsPerMonth, costs } = settings;
  await sql.query(
    `UPDATE workspace SET name = $2, zone = $3, country = $4, language = $5::language, default_channel = $6,
       false_alerts_per_month = $7, costs = $8::jsonb, score_window_days = $9, coverage_floor = $10 WHERE id = $1`,
    [
      ...[workspaceId, name, zone, country, language, defaultChannel, falseAlertsPerMonth],
      JSON.stringify(unusualCosts(costs)),
      settings.scoreWindowDays,
      settings.coverageFloor,
    ],
  );
}

/** Answers which promises moved with their team's hours; those of a team that goes are watched around the clock. */
async function replaceTeams(sql: Sql, workspaceId: string, change: SettingsChange): Promise<string[]> {
  const { before, after, at, hoursOf } = change;
  const moved: string[] = [];
  const setCalendar = async (code: string, calendar: Calendar | null) => {
    // its history is told in Slack, where the command line is Earshot
    const result = await changeCalendar(sql, workspaceId, code, { calendar, by: "earshot", at, hoursOf });
    moved.push(...(result?.promiseIds ?? []));
  };
  for (const [code, team] of changed(before.teams, after.teams)) {
    await saveTeam(sql, workspaceId, code, team);
    const calendar = before.teams.get(code)?.calendar ?? null;
    if (!isDeepStrictEqual(calendar, team.calendar)) await setCalendar(code, team.calendar);
  }
  const gonerCodes = gone(before.teams, after.teams);
  for (const code of gonerCodes) if (before.teams.get(code)?.calendar) await setCalendar(code, null);
  await remove(sql, workspaceId, "team", gonerCodes);
  return moved;
}

/** All but its calendar. */
async function saveTeam(sql: Sql, workspaceId: string, code: string, team: TeamSettings): Promise<void> {
  const { label, slackChannel, leads, leadGroup, rules } = team;
  await sql.query(
    `INSERT INTO team (workspace_id, code, label, slack_channel, leads, lead_group, promise_rules)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)
     ON CONFLICT (workspace_id, code) DO UPDATE SET label = excluded.label, slack_channel = excluded.slack_channel,
       leads = excluded.leads, lead_group = excluded.lead_group, promise_rules = excluded.promise_rules`,
    [workspaceId, code, label, slackChannel, leads, leadGroup, JSON.stringify(unusualRules(rules))],
  );
}

async function saveStaff(sql: Sql, workspaceId: string, code: string, staff: StaffSettings): Promise<void> {
  await sql.query(
    `INSERT INTO staff (workspace_id, code, slack_user_id, team_code) VALUES ($1, $2, $3, $4)
     ON CONFLICT (workspace_id, code) DO UPDATE SET slack_user_id = excluded.slack_user_id, team_code = excluded.team_code`,
    [workspaceId, code, staff.slackUser, staff.team],
  );
}

/**
 * Answers the codes whose contacts are to follow them to another reason. What is a reason and not among them, because it went or was split off,
 * is in the catalogue no more. Alerts of spikes that end so are found by the sweep.
 */
async function replaceReasons(
  sql: Sql,
  workspaceId: string,
  { before, after, at }: SettingsChange,
): Promise<string[]> {
  const aliases = new Set([...after.reasons.values()].flatMap((reason) => reason.aliases));
  const left = gone(before.reasons, after.reasons);
  const wanted = new Map([...after.reasons].map(([code, reason]) => [code, reason.aliases]));
  for (const code of left) if (!aliases.has(code)) wanted.set(code, []);
  const decide = (catalogue: Catalogue) =>
    ({ kind: "changed", catalogue: withNames(catalogue, wanted) }) as const;
  const names = (reasons: Settings["reasons"]) =>
    [...reasons].map(([code, reason]) => [code, reason.aliases] as const);
  const isSame = isDeepStrictEqual(names(before.reasons), names(after.reasons));
  const begun = isSame ? undefined : await beginRecoding(sql, workspaceId, decide, at);
  const moves = begun?.kind === "begun" ? begun.work.moves : [];
  for (const [code, { aliases: _, ...reason }] of changed(before.reasons, after.reasons))
    await setReason(sql, workspaceId, { code, ...reason }, at);
  const living = (await reasonsReader(sql).list(workspaceId)).map(({ code }) => code);
  const unset = living.filter((code) => !after.reasons.has(code));
  await sql.query(UNSET_REASONS, [workspaceId, unset, unset.map(labelOf)]);
  return keepMoves(sql, workspaceId, moves, { askedBy: "earshot", at });
}

const UNSET_REASONS = `
  UPDATE reason SET label = unset.label, slack_channel = NULL, value = NULL, vague = NULL, catalogued_at = NULL
  FROM unnest($2::text[], $3::text[]) AS unset (code, label)
  WHERE workspace_id = $1 AND reason.code = unset.code AND catalogued_at IS NOT NULL`;

async function replaceChannels(sql: Sql, workspaceId: string, change: SettingsChange): Promise<void> {
  const { before, after, at } = change;
  for (const [channel, settings] of changed(before.channels, after.channels))
    await saveChannel(sql, workspaceId, channel, settings, at);
  for (const channel of gone(before.channels, after.channels)) {
    // as usual first, which sets free what waits there
    await saveChannel(sql, workspaceId, channel, usualSettings(after.workspace.zone), at);
    await sql.query("DELETE FROM channel_setting WHERE workspace_id = $1 AND slack_channel = $2", [
      workspaceId,
      channel,
    ]);
  }
}

async function remove(
  sql: Sql,
  workspaceId: string,
  table: "team" | "staff" | "touchpoint",
  codes: string[],
): Promise<void> {
  await sql.query(`DELETE FROM ${table} WHERE workspace_id = $1 AND code = ANY ($2::text[])`, [
    workspaceId,
    codes,
  ]);
}

function changed<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): [string, T][] {
  return [...after].filter(([name, thing]) => !isDeepStrictEqual(thing, before.get(name)));
}

function gone<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): string[] {
  return [...before.keys()].filter((name) => !after.has(name));
}
