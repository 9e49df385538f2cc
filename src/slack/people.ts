import type { Signal } from "../domain/signal.ts";
import type { Actor } from "../domain/signal-life.ts";
import type { Team } from "../store/teams.ts";
import type { ListenerDeps } from "./app.ts";

type PeopleDeps = Pick<ListenerDeps, "store" | "slack">;

/** Who somebody is to a signal, checked now: roles change while messages stand. */
export async function actorFor(deps: PeopleDeps, signal: Signal, slackUserId: string): Promise<Actor> {
  const leads = await leadsFor(deps, signal);
  const isLead = leads.includes(slackUserId);
  return { slackUserId, isLead, isTeam: isLead || (await isOfTeam(deps, signal, slackUserId)) };
}

/** The leads of the signal's team; of every team, when no team owns it. */
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

/** The owner, and whoever the team knows as its own; a team that knows nobody's Slack name is open to all. */
async function isOfTeam({ store }: PeopleDeps, signal: Signal, slackUserId: string): Promise<boolean> {
  const { facts, team, workspaceId } = signal;
  if (facts.kind === "overdue-promise" && facts.ownerSlackId === slackUserId) return true;
  if (team === null) return true;
  const members = await store.teams.members(workspaceId, team);
  const known = members.flatMap((member) => member.slackUserId ?? []);
  return known.length === 0 || known.includes(slackUserId);
}
