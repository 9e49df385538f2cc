import type { Deps } from "../deps.ts";
import { isoDate, localDay } from "../domain/detection/zone-time.ts";
import { type DigestContent, digestOf } from "../domain/digest.ts";
import { firstDayNeeded, type Movements, movementsIn } from "../domain/digest-movement.ts";
import { type DigestPace, type DigestSpan, digestSpan } from "../domain/digest-time.ts";
import { destinationsOf, routedSpike } from "../domain/route.ts";
import { calendarOf } from "../holidays.ts";
import type { Reason } from "../store/reasons.ts";
import type { Workspace } from "../store/workspaces.ts";

type Store = Deps["store"];
type Asked = { workspace: Workspace; slackChannel: string; pace: DigestPace };

const DAY_MS = 86_400_000;
const MOST_TEAMS = 8;

/** Reads all that a channel's digest tells: the whole days before `at`, and what waits as of `now`. */
export async function composeDigest(
  store: Store,
  { workspace, slackChannel, pace }: Asked,
  { at, now }: { at: Date; now: Date },
): Promise<DigestContent> {
  const { zone: channelZone } = await store.channels.get(workspace.id, slackChannel);
  const span = digestSpan(pace, { zone: workspace.zone, channelZone }, at);
  const reasons = await store.reasons.list(workspace.id);
  const [movements, promises, held, waiting] = await Promise.all([
    movementsOf(store, workspace, slackChannel, span, reasons),
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
    labels: new Map(reasons.map(({ code, label }) => [code, label])),
    held,
    waiting,
    promises,
  });
}

/** By the days that the drain has rolled up, of the reasons whose spikes are told in this channel. */
async function movementsOf(
  store: Store,
  workspace: Workspace,
  slackChannel: string,
  { days, from, to }: DigestSpan,
  reasons: readonly Reason[],
): Promise<Movements> {
  const { zone, holidays } = calendarOf(workspace, new Date(from.getTime() - 365 * DAY_MS), to.getTime());
  const since = new Date(zone.instantOf(firstDayNeeded(days) * DAY_MS));
  const [rows, span, watched] = await Promise.all([
    store.buckets.judged(workspace.id, { grain: "1d", from: since, to }),
    store.buckets.span(workspace.id),
    watchedReasons(store, workspace, slackChannel, { from, to }, reasons),
  ]);
  const counts = rows.map(({ reason, at, count }) => ({ reason, day: localDay(zone, at), count }));
  return movementsIn(days, counts, watched, {
    firstDay: span === null ? Number.POSITIVE_INFINITY : localDay(zone, span.firstAt.getTime()),
    isHoliday: (day) => holidays.has(isoDate(day)),
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
