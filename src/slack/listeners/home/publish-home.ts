import type { WebClient } from "@slack/web-api";
import { messageOf } from "../../../errors.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { homeView } from "../../messages/home/home.ts";
import { listedTeam, type TeamStanding, teamView } from "../../messages/home/teams.ts";
import type { Outcome } from "../../messages/promise/act-outcome.ts";
import { MOST_COUNTED } from "../../messages/promise/lists.ts";
import { teamsLedBy } from "../../people.ts";
import { ownTeams } from "../../teams-named.ts";
import { workspacePart } from "../../workspace-part.ts";
import { overdueOf } from "../promise/lists.ts";

export type ViewsClient = Pick<WebClient, "views">;

type Reader = { workspace: Workspace; userId: string; client: ViewsClient };
/** `list`: the team whose promises it lists, as its buttons say it. `outcome`: what they have just done there. */
type Drawing = { list?: string; outcome?: Outcome };

/** Draws somebody's home tab as things are now. */
export async function publishHome(
  deps: ListenerDeps,
  { workspace, userId, client }: Reader,
  { list = "", outcome }: Drawing = {},
): Promise<void> {
  const { words } = deps;
  const code = listedTeam(list);
  const team = code === undefined ? null : await deps.store.teams.get(workspace.id, code);
  const view =
    team === null
      ? homeView(words, { ...(await tabOf(deps, workspace, userId)), outcome }, deps.now())
      : teamView(words, { team, promises: await openOf(deps, workspace.id, team.code), outcome }, deps.now());
  await client.views.publish({ user_id: userId, view });
}

/** The same after a form that may have been opened there; what was saved stays saved when Slack does not take it. */
export async function redrawHome(deps: ListenerDeps, reader: Reader): Promise<void> {
  try {
    await publishHome(deps, reader);
  } catch (error) {
    deps.log.warn({ error: messageOf(error) }, "a home tab was not drawn again");
  }
}

async function tabOf(deps: ListenerDeps, workspace: Workspace, userId: string) {
  const { store } = deps;
  const [mine, late, teams, signals, part] = await Promise.all([
    store.promises.openFor(workspace.id, { ownerSlackId: userId }, MOST_COUNTED),
    teamsLedBy(deps, workspace.id, userId).then((led) =>
      led.length === 0 ? undefined : overdueOf(deps, workspace.id, led),
    ),
    ownTeams(deps, { workspace, me: userId }).then((own) => standingOf(deps, workspace.id, own)),
    store.signals.waiting(workspace.id),
    deps.slack.user(userId).then((user) => (user?.isAdmin ? workspacePart(deps, workspace) : undefined)),
  ]);
  const own = new Set(mine.map(({ id }) => id));
  return { mine, overdue: late?.filter(({ id }) => !own.has(id)), teams, signals, workspace: part };
}

async function standingOf(
  { store, now }: ListenerDeps,
  workspaceId: string,
  teams: readonly { code: string; label: string }[],
): Promise<TeamStanding[]> {
  if (teams.length === 0) return [];
  const codes = teams.map(({ code }) => code);
  const counts = await store.promises.openByTeam(workspaceId, codes, now());
  const countsOf = new Map(counts.map((each) => [each.team, each]));
  const none = { open: 0, overdue: 0, nextDueAt: null };
  return teams.map(({ code, label }) => ({ ...none, ...countsOf.get(code), code, label }));
}

function openOf({ store }: ListenerDeps, workspaceId: string, team: string) {
  return store.promises.openFor(workspaceId, { team }, MOST_COUNTED);
}
