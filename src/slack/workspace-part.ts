import { notCatalogued } from "../domain/reason/new-reasons.ts";
import { type ChannelSettings, usualSettings } from "../domain/routing/interruption.ts";
import type { Workspace } from "../store/workspaces.ts";
import { deadChannels, isPassing } from "./delivery/trouble.ts";
import type { ListenerDeps } from "./deps.ts";
import type { ShownHealth } from "./messages/home/health.ts";
import type { WorkspacePart } from "./messages/home/workspace.ts";
import { tallyOf } from "./tally.ts";

type PartDeps = Pick<ListenerDeps, "store" | "now">;

const NEW_MS = 7 * 86_400_000;

/** What the home tab shows an admin of the workspace. */
export async function workspacePart(deps: PartDeps, workspace: Workspace): Promise<WorkspacePart> {
  const { store, now } = deps;
  const [sources, silences, routes, settings, teams, reasons, recodings, tally, health] = await Promise.all([
    store.health.sources(workspace.id, now()),
    store.signals.living(workspace.id, "source-silent"),
    store.routes.list(workspace.id),
    store.channels.list(workspace.id),
    store.teams.list(workspace.id),
    store.reasons.list(workspace.id),
    store.recodings.open(workspace.id),
    tallyOf(deps, workspace.id),
    healthOf(deps, workspace.id),
  ]);
  const silent = new Set(silences.map(({ subject }) => subject));
  const owners = [...teams, ...reasons].map(({ slackChannel }) => slackChannel);
  const routed = routes.flatMap(({ slackChannels }) => slackChannels);
  const isNew = ({ firstSeenAt }: { firstSeenAt: Date }) => now().getTime() - firstSeenAt.getTime() < NEW_MS;
  return {
    sources: sources.map((source) => ({ ...source, isSilent: silent.has(source.id) })),
    routes,
    channels: channelsOf(workspace, [...routed, ...owners], settings),
    teams,
    reasons: {
      known: reasons.length,
      fresh: reasons.filter(isNew),
      waiting: notCatalogued(reasons, now()).length,
      underWay: recodings.filter(({ setAsideAt }) => setAsideAt === null).length,
      stuck: recodings.filter(({ setAsideAt }) => setAsideAt !== null),
    },
    settings: workspace,
    tally,
    health,
    today: now().toLocaleDateString("sv-SE", { timeZone: workspace.zone }),
  };
}

/** The default one first, then those that take something, then those that only have settings. */
function channelsOf(
  { defaultChannel, zone }: Workspace,
  taking: readonly (string | null)[],
  set: readonly { slackChannel: string; settings: ChannelSettings }[],
): WorkspacePart["channels"] {
  const settingsOf = new Map(set.map(({ slackChannel, settings }) => [slackChannel, settings]));
  const ids = [defaultChannel, ...taking, ...settingsOf.keys()].filter(
    // a default channel may still be a name that Slack has not resolved
    (id): id is string => id !== null && /^[CG][A-Z0-9]{2,}$/.test(id),
  );
  return [...new Set(ids)].map((slackChannel) => ({
    slackChannel,
    isDefault: slackChannel === defaultChannel,
    settings: settingsOf.get(slackChannel) ?? usualSettings(zone),
  }));
}

async function healthOf({ store, now }: PartDeps, workspaceId: string): Promise<ShownHealth> {
  const [inbox, outbox, { waiting }, held, dead, migrations] = await Promise.all([
    store.inbox.counts(workspaceId),
    store.health.alerts(workspaceId, now()),
    store.alerts.health(workspaceId),
    store.channels.heldCounts(workspaceId),
    deadChannels(store, workspaceId),
    store.migrations(),
  ]);
  const { applied, missing, failed, edited, unknown } = migrations;
  return {
    inbox,
    alerts: { ...outbox, waiting, errors: outbox.errors.filter(({ error }) => !isPassing(error)) },
    held,
    deadChannels: dead,
    migrations: { applied: applied.length, wrong: [...missing, ...failed, ...edited, ...unknown] },
  };
}
