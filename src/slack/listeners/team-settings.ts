import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { closest } from "../../domain/closest.ts";
import { hoursOf } from "../../holidays.ts";
import type { Team } from "../../store/teams.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import { workspaceOf } from "../gate.ts";
import { TEAM_FORM, teamForm } from "../messages/team-form.ts";
import { teamLine } from "../messages/team-line.ts";
import { counted, said } from "../messages/words.ts";
import { readTeam } from "../team-fields.ts";
import { redrawHome } from "./publish-home.ts";
import { isAdmin, NOT_ADMIN } from "./settings.ts";

const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,59}$/u;

/** `/earshot team billing`: opens its settings for an admin. Undefined, or what to say instead. */
export async function openTeam(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  words: string[],
  open: (view: ModalView) => Promise<unknown>,
): Promise<string | undefined> {
  const teams = await deps.store.teams.list(workspace.id);
  const code = words.join(" ");
  if (code === "") return teamsText(teams, today(deps, workspace.zone));
  if (!(await isAdmin(deps, by))) return NOT_ADMIN;
  const known =
    teams.find((team) => team.code === code) ??
    teams.find((team) => same(team.code, code) || same(team.label, code));
  if (known === undefined) {
    const near = closest(
      code.toLowerCase(),
      teams.map((team) => team.code),
    );
    if (near !== undefined)
      return `No team is called “${said(code, 60)}”. Did you mean \`/earshot team ${said(near, 60)}\`?`;
    if (!CODE.test(code))
      return "A team's code is one word of letters, digits, dots, dashes: `/earshot team billing`.";
  }
  const team = known ?? newTeam(code);
  const groups = await deps.slack.groups();
  const { zone } = workspace;
  const isNew = known === undefined;
  await open(teamForm(team, { zone, today: today(deps, team.calendar?.zone ?? zone), groups, isNew }));
  return undefined;
}

/** Says at each field what is wrong with it, or saves the team; deadlines in business time move with its hours. */
export function registerTeamForm(app: App, deps: ListenerDeps): void {
  app.view(TEAM_FORM, async ({ ack, body, view, context, client }) => {
    const refuse = (errors: Record<string, string>) => ack({ response_action: "errors", errors });
    const workspace = workspaceOf({ context });
    const by = body.user.id;
    // roles change while a form stands open
    if (!(await isAdmin(deps, by))) return refuse({ label: NOT_ADMIN });
    const code = view.private_metadata;
    const before = (await deps.store.teams.get(workspace.id, code)) ?? newTeam(code);
    const read = readTeam(view.state.values, before, (zone) => today(deps, zone));
    if ("errors" in read) return refuse(read.errors);
    const text = await save(deps, workspace, by, read.team);
    await ack();
    await deps.slack.post(by, { text });
    await redrawHome(deps, { workspace, userId: by, client });
  });
}

/** All teams in words. */
export function teamsText(teams: Team[], today: string): string {
  if (teams.length === 0) {
    return "No team is known yet: they come with the first contacts, or an admin makes one with `/earshot team billing`.";
  }
  const lines = teams.slice(0, 30).map((team) => `• ${teamLine(team, today)}`);
  return [...lines, "Admins change one with `/earshot team billing`."].join("\n");
}

async function save(
  { store, now }: ListenerDeps,
  workspace: Workspace,
  by: string,
  { calendar, ...team }: Team,
): Promise<string> {
  const at = now();
  await store.teams.upsert(workspace.id, team);
  const moved = await store.teams.setCalendar(workspace.id, team.code, { calendar, by, at, hoursOf });
  await store.audit.add(workspace.id, { at, actor: by, action: "setting", subject: `team ${team.code}` });
  const count = moved?.promiseIds.length ?? 0;
  const others =
    count === 0 ? "" : ` ${counted(count, "open promise")} given in business time moved with the new hours.`;
  return `Saved. ${teamLine({ ...team, calendar }, dayIn(calendar?.zone ?? workspace.zone, at))}.${others}`;
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
