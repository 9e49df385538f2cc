import type { Deps } from "../../deps.ts";
import { isoDate } from "../../domain/detection/zone-time.ts";
import {
  type CostsEach,
  type DigestContent,
  type DigestMend,
  digestOf,
} from "../../domain/routing/digest.ts";
import { type DigestPace, type DigestSpan, digestSpan } from "../../domain/routing/digest-time.ts";
import { destinationsOf, routedSpike } from "../../domain/routing/route.ts";
import { standingOf } from "../../figures/mend-watch.ts";
import { costsEach, reasonCosts } from "../../figures/reason-costs.ts";
import { reasonMovements } from "../../figures/reason-movements.ts";
import type { Reason } from "../../store/reasons.ts";
import type { Workspace } from "../../store/workspaces.ts";

type Store = Deps["store"];
type Asked = { workspace: Workspace; slackChannel: string; pace: DigestPace };

const DAY_MS = 86_400_000;
const MOST_TEAMS = 8;
const MOST_MENDS = 5;
const COST_MS = 28 * DAY_MS;
const MEND_NEWS_MS = 7 * DAY_MS;

/** Reads all that a channel's digest tells: the whole days before `at`, and what waits as of `now`. */
export async function composeDigest(
  store: Store,
  { workspace, slackChannel, pace }: Asked,
  { at, now }: { at: Date; now: Date },
): Promise<DigestContent> {
  const { zone: channelZone } = await store.channels.get(workspace.id, slackChannel);
  const span = digestSpan(pace, { zone: workspace.zone, channelZone }, at);
  const reasons = await store.reasons.list(workspace.id);
  const watched = await watchedReasons(store, workspace, slackChannel, span, reasons);
  const labels = new Map(reasons.map(({ code, label }) => [code, label]));
  const [movements, costs, mends, promises, held, waiting] = await Promise.all([
    reasonMovements(store, workspace, span, watched),
    costsBefore(store, workspace.id, at),
    mendsOf(store, workspace, watched, labels, at),
    promisesOf(store, workspace, slackChannel, span, now),
    store.digests.held(workspace.id, slackChannel, span.from),
    store.digests.waiting(workspace.id, slackChannel),
  ]);
  return digestOf({
    pace,
    firstDate: isoDate(span.days[0] ?? 0),
    lastDate: isoDate(span.days.at(-1) ?? 0),
    composedAt: now.toISOString(),
    movements,
    labels,
    costs,
    mends,
    held,
    waiting,
    promises,
  });
}

/** Those that the routes bring to this channel; of contacts, their main channel is known here and no touchpoint. */
async function watchedReasons(
  store: Store,
  { id, defaultChannel }: Workspace,
  slackChannel: string,
  { from, to }: Pick<DigestSpan, "from" | "to">,
  reasons: readonly Reason[],
): Promise<Set<string>> {
  const [routes, sums] = await Promise.all([
    store.routes.list(id),
    store.buckets.sums(id, { grain: "1d", from, to, reasons: reasons.map(({ code }) => code) }),
  ]);
  const isTold = ({ code, slackChannel: reasonChannel }: Reason): boolean => {
    const byChannel = sums
      .filter(({ reason }) => reason === code)
      .map(({ channel, count }) => ({ channel, observed: count }));
    const observed = byChannel.reduce((sum, each) => sum + each.observed, 0);
    const routed = routedSpike({ reason: code, byChannel, byTouchpoint: [], observed });
    const told = destinationsOf(routed, routes, { reasonChannel, defaultChannel });
    return told.some((to) => to.slackChannel === slackChannel);
  };
  return new Set(reasons.filter(isTold).map(({ code }) => code));
}

/** What a contact of each reason costs, by the four weeks before; none where no rate is set. */
async function costsBefore(store: Store, workspaceId: string, at: Date): Promise<CostsEach> {
  const period = { from: new Date(at.getTime() - COST_MS), to: at };
  const [{ currency }, costs] = await Promise.all([
    store.costs.get(workspaceId),
    reasonCosts(store, workspaceId, period),
  ]);
  return { currency, each: costsEach(costs) };
}

/** Mended reasons that are told in this channel: those that are watched, and those of which a verdict is a week old at most. */
async function mendsOf(
  store: Store,
  workspace: Workspace,
  watched: ReadonlySet<string>,
  labels: ReadonlyMap<string, string>,
  at: Date,
): Promise<DigestMend[]> {
  const mends = await store.mends.since(workspace.id, new Date(at.getTime() - MEND_NEWS_MS));
  const told = mends.filter(({ reason }) => watched.has(reason)).slice(0, MOST_MENDS);
  return Promise.all(
    told.map(async (mend) => ({
      label: labels.get(mend.reason) ?? mend.reason,
      mendedOn: mend.mendedOn,
      standing: await standingOf(store, workspace, mend, at),
    })),
  );
}

/** Of the teams that hear of their overdue promises here, those that had a deadline. */
async function promisesOf(
  store: Store,
  { id, defaultChannel }: Workspace,
  slackChannel: string,
  { from, to }: Pick<DigestSpan, "from" | "to">,
  now: Date,
): Promise<DigestContent["promises"]> {
  const teams = (await store.teams.list(id)).filter(
    (team) => (team.slackChannel ?? defaultChannel) === slackChannel,
  );
  const told = await Promise.all(
    teams.slice(0, MOST_TEAMS).map(async ({ code, label }) => ({
      team: label,
      figures: await store.promises.week(id, { team: code, from, to, now }),
    })),
  );
  return told.filter(({ figures }) => figures.due > 0);
}
