import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { closest } from "../../../domain/closest.ts";
import { hoursOf } from "../../../holidays.ts";
import type { Team } from "../../../store/teams.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { readTeam } from "../../forms/team-fields.ts";
import type { Words } from "../../language/words.ts";
import { TEAM_FORM, teamForm } from "../../messages/settings/team-form.ts";
import { teamLine } from "../../messages/settings/team-line.ts";
import { said } from "../../messages/words.ts";
import { registerAdminForm } from "./admin-form.ts";
import { isAdmin } from "./settings.ts";

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u;

/** `/earshot team billing`: opens its settings for an admin. Undefined, or what to say instead. */
export async function openTeam(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  words: string[],
  open: (view: ModalView) => Promise<unknown>,
): Promise<string | undefined> {
  const { t } = deps.words;
  const teams = await deps.store.teams.list(workspace.id);
  const code = words.join(" ");
  if (code === "") return teamsText(deps.words, teams, today(deps, workspace.zone));
  if (!(await isAdmin(deps, by))) return t("gate.adminsOnly");
  const known =
    teams.find((team) => team.code === code) ??
    teams.find((team) => same(team.code, code) || same(team.label, code));
  if (known === undefined) {
    const near = closest(
      code.toLowerCase(),
      teams.map((team) => team.code),
    );
    if (near !== undefined) return t("team.near", { team: said(code, 60), near: said(near, 60) });
    if (!CODE.test(code)) return t("team.badCode");
  }
  const team = known ?? newTeam(code);
  const groups = await deps.slack.groups();
  const { zone } = workspace;
  const isNew = known === undefined;
  const setting = { zone, today: today(deps, team.calendar?.zone ?? zone), groups, isNew };
  await open(teamForm(deps.words, team, setting));
  return undefined;
}

/** Says at each field what is wrong with it, or saves the team; deadlines in business time move with its hours. */
export function registerTeamForm(app: App, deps: ListenerDeps): void {
  registerAdminForm(app, deps, TEAM_FORM, async ({ workspace, by, view }) => {
    const code = view.private_metadata;
    const before = (await deps.store.teams.get(workspace.id, code)) ?? newTeam(code);
    const read = readTeam(deps.words, view.state.values, before, (zone) => today(deps, zone));
    return "errors" in read ? read : { told: await save(deps, workspace, by, read.team) };
  });
}

/** All teams in words. */
export function teamsText(words: Words, teams: Team[], today: string): string {
  if (teams.length === 0) return words.t("team.noneKnown");
  const lines = teams.slice(0, 30).map((team) => `• ${teamLine(words, team, today)}`);
  return [...lines, words.t("team.howToChange")].join("\n");
}

async function save(
  { store, now, words }: ListenerDeps,
  workspace: Workspace,
  by: string,
  { calendar, ...team }: Team,
): Promise<string> {
  const at = now();
  await store.teams.upsert(workspace.id, team);
  const moved = await store.teams.setCalendar(workspace.id, team.code, { calendar, by, at, hoursOf });
  await store.audit.add(workspace.id, { at, actor: by, action: "setting", subject: `team ${team.code}` });
  const promises = moved?.promiseIds.length ?? 0;
  const line = teamLine(words, { ...team, calendar }, dayIn(calendar?.zone ?? workspace.zone, at));
  const saved = words.t("team.saved", { team: line });
  return promises === 0 ? saved : `${saved} ${words.t("team.moved", { promises })}`;
}

function newTeam(code: string): Team {
  const label = `${code.slice(0, 1).toUpperCase()}${code.slice(1)}`;
  return { code, label, slackChannel: null, leads: [], leadGroup: null, calendar: null, promiseRules: {} };
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function today({ now }: Pick<ListenerDeps, "now">, zone: string): string {
  return dayIn(zone, now());
}

/** `2026-11-20`, on the calendar of a zone. */
function dayIn(zone: string, at: Date): string {
  return at.toLocaleDateString("sv-SE", { timeZone: zone });
}
