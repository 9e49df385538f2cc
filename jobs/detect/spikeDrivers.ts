import { ANY_REASON } from "../../src/domain/contact.ts";
import { HOUR_MS } from "../../src/domain/detection/live.ts";
import type { SpikeVerdict } from "../../src/domain/detection/spike.ts";
import type { SpikeFacts } from "../../src/domain/signal/signal.ts";
import type { Store } from "../../src/store/index.ts";

type Spike = Extract<SpikeVerdict, { kind: "spike" }>;
type Window = Spike["look"]["window"];
type Within = { from: Date; to: Date; channel?: string };
type Drivers = Required<Pick<SpikeFacts, "byChannel" | "byTouchpoint" | "byReason">>;
type DriverStore = Pick<Store, "buckets" | "contacts">;

/** How far back it is read how contacts usually divide. */
const USUAL_MS = 7 * 24 * HOUR_MS;
const REASONS = 3;
/** The largest surplus is looked for among so many reasons, those with the most contacts. */
const REASONS_LOOKED_AT = 20;

/** What drives a spike as of `at` (epoch ms): channels, touchpoints, and the reasons behind it or beside it. */
export async function driversOf(
  store: DriverStore,
  workspaceId: string,
  subject: Spike["subject"],
  window: Window,
  at: number,
): Promise<Drivers> {
  const { reason, channel } = subject;
  const period = { from: new Date(window.from), to: new Date(at) };
  const within = { ...period, ...(channel === undefined ? {} : { channel }) };
  const [touchpoints, byChannel, byReason] = await Promise.all([
    store.contacts.touchpointCounts(workspaceId, reason, within),
    channel === undefined ? splitByChannel(store, workspaceId, reason, window, period) : [],
    reason === ANY_REASON
      ? reasonsBehind(store, workspaceId, window, within)
      : store.contacts.otherReasons(workspaceId, reason, { ...period, limit: REASONS }).then(observed),
  ]);
  return {
    byChannel,
    byTouchpoint: touchpoints.map(({ touchpoint, count }) => ({ touchpoint, observed: count })),
    byReason,
  };
}

/** Observed and expected of each channel, largest surplus first; the expectation is split as the last week was. */
async function splitByChannel(
  store: DriverStore,
  workspaceId: string,
  reason: string,
  window: Window,
  period: Within,
): Promise<Drivers["byChannel"]> {
  const [usual, now] = await Promise.all([
    store.buckets.sums(workspaceId, { grain: "1h", ...weekBefore(window), reasons: [reason] }),
    store.buckets.sums(workspaceId, { grain: "5m", ...period, reasons: [reason] }),
  ]);
  const usualSums = sumsBy(usual, ({ channel }) => channel);
  const nowSums = sumsBy(now, ({ channel }) => channel);
  const all = [...usualSums.values()].reduce((a, b) => a + b, 0);
  return [...new Set([...usualSums.keys(), ...nowSums.keys()])]
    .map((channel) => {
      const share = all > 0 ? (usualSums.get(channel) ?? 0) / all : 0;
      return { channel, observed: nowSums.get(channel) ?? 0, expected: tenths(window, share) };
    })
    .sort((a, b) => surplus(b) - surplus(a) || a.channel.localeCompare(b.channel));
}

/** The reasons with the largest surplus; each is expected in the share of contacts that mentioned it in the last week. */
async function reasonsBehind(
  store: DriverStore,
  workspaceId: string,
  window: Window,
  within: Within,
): Promise<Drivers["byReason"]> {
  const limit = REASONS_LOOKED_AT;
  const now = await store.buckets.topReasons(workspaceId, { grain: "5m", ...within, limit });
  const usual = await store.buckets.sums(workspaceId, {
    grain: "1h",
    ...within,
    ...weekBefore(window),
    reasons: [ANY_REASON, ...now.map(({ reason }) => reason)],
  });
  const usualSums = sumsBy(usual, ({ reason }) => reason);
  const all = usualSums.get(ANY_REASON) ?? 0;
  return now
    .map(({ reason, label, count }) => {
      const known = usualSums.get(reason);
      const expected = known === undefined ? {} : { expected: tenths(window, known / all) };
      return { reason, label, observed: count, ...expected };
    })
    .sort((a, b) => surplus(b) - surplus(a) || a.reason.localeCompare(b.reason))
    .slice(0, REASONS);
}

function observed(rows: readonly { reason: string; label: string; count: number }[]) {
  return rows.map(({ count, ...row }) => ({ ...row, observed: count }));
}

function weekBefore({ from }: Window): { from: Date; to: Date } {
  return { from: new Date(Math.floor((from - USUAL_MS) / HOUR_MS) * HOUR_MS), to: new Date(from) };
}

function surplus({ observed, expected = 0 }: { observed: number; expected?: number }): number {
  return observed - expected;
}

/** A share of what the window was expected to hold, to one decimal. */
function tenths({ expectation }: Window, share: number): number {
  return Math.round(expectation.mean * share * 10) / 10;
}

function sumsBy<T extends { count: number }>(rows: readonly T[], key: (row: T) => string) {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + row.count);
  return sums;
}
