import { mayAct, type PromiseActName } from "../domain/promise/acts.ts";
import type { Actor } from "../domain/signal/life.ts";
import type { Signal } from "../domain/signal/signal.ts";
import type { ShownPromise } from "../store/promise-rows.ts";
import type { Team } from "../store/teams.ts";
import type { ListenerDeps } from "./deps.ts";

type PeopleDeps = Pick<ListenerDeps, "store" | "slack">;
type Owned = Pick<ShownPromise, "owner" | "ownerSlackId" | "team">;

/** Who somebody is to a signal, checked now: roles change while messages stand. */
export async function actorFor(deps: PeopleDeps, signal: Signal, slackUserId: string): Promise<Actor> {
  const leads = await leadsFor(deps, signal);
  return { slackUserId, isLead: leads.includes(slackUserId) };
}

/** Whether somebody may do this to a promise, checked now. Slack is asked for the leads only when it depends on them. */
export async function mayActOn(
  deps: PeopleDeps,
  workspaceId: string,
  promise: Owned,
  slackUserId: string,
  deed: PromiseActName,
): Promise<boolean> {
  const isOwner = promise.ownerSlackId === slackUserId;
  const isTeam = await isOfTeam(deps, workspaceId, promise, slackUserId);
  if (mayAct({ isOwner, isTeam, isLead: false }, deed)) return true;
  const leads = await leadsFor(deps, { workspaceId, team: promise.team });
  return mayAct({ isOwner, isTeam, isLead: leads.includes(slackUserId) }, deed);
}

/** The leads of the team; of every team, when no team owns it. */
export async function leadsFor(
  { store, slack }: PeopleDeps,
  { workspaceId, team }: Pick<Signal, "workspaceId" | "team">,
): Promise<string[]> {
  const own = team === null ? null : await store.teams.get(workspaceId, team);
  const teams: Team[] = own === null ? await store.teams.list(workspaceId) : [own];
  const groups = await Promise.all(
    teams.map(({ leadGroup }) => (leadGroup === null ? undefined : slack.groupMembers(leadGroup))),
  );
  const members = groups.flatMap((outcome) => {
    if (outcome === undefined || outcome.kind === "refused") return [];
    // Not knowing is not "no lead": the click is answered with "try again", and decides nothing.
    if (outcome.kind !== "ok") throw new Error(`the leads could not be read from Slack: ${outcome.kind}`);
    return outcome.value;
  });
  return [...new Set([...teams.flatMap((each) => each.leads), ...members])];
}

/** The teams somebody leads, for what they are shown: a group that Slack does not tell now is left out. */
export async function teamsLedBy(
  { store, slack }: PeopleDeps,
  workspaceId: string,
  slackUserId: string,
): Promise<Team[]> {
  const teams = await store.teams.list(workspaceId);
  const isLed = await Promise.all(
    teams.map(async ({ leads, leadGroup }) => {
      if (leads.includes(slackUserId)) return true;
      const members = leadGroup === null ? undefined : await slack.groupMembers(leadGroup);
      return members?.kind === "ok" && members.value.includes(slackUserId);
    }),
  );
  return teams.filter((_, at) => isLed[at]);
}

/** Whoever the team knows as its own; a team that knows nobody's Slack name is open to all, as is what nobody owns. */
async function isOfTeam(
  { store }: PeopleDeps,
  workspaceId: string,
  { owner, team }: Owned,
  slackUserId: string,
): Promise<boolean> {
  if (team === null) return owner === null;
  const members = await store.teams.members(workspaceId, team);
  const known = members.flatMap((member) => member.slackUserId ?? []);
  return known.length === 0 || known.includes(slackUserId);
}
