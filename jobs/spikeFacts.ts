import { ANY_REASON } from "../src/domain/contact.ts";
import { HOUR_MS, type LiveState } from "../src/domain/detection/live.ts";
import type { SpikeVerdict } from "../src/domain/detection/spike.ts";
import { chanceOf, hourlyHistory, spikeNumbers } from "../src/domain/detection/spike-facts.ts";
import type { SpikeFacts } from "../src/domain/signal.ts";
import type { Store } from "../src/store/index.ts";

type Spike = Extract<SpikeVerdict, { kind: "spike" }>;
const DAY_MS = 24 * HOUR_MS;
/** How far back a reason's usual split over the channels is read. */
const SPLIT_MS = 7 * DAY_MS;
const EXAMPLES = 3;

/** All that an alert says about a spike as of `at` (epoch ms): the verdict's numbers, and from the store what drives it. */
export async function gatherFacts(
  store: Pick<Store, "buckets" | "contacts" | "reasons">,
  workspaceId: string,
  state: LiveState,
  spike: Spike,
  at: number,
): Promise<SpikeFacts> {
  const { subject, look } = spike;
  const { window } = look;
  const period = { from: new Date(window.from), to: new Date(at) };
  const within = { ...period, ...(subject.channel === undefined ? {} : { channel: subject.channel }) };
  const isReason = subject.channel === undefined;
  const [reason, examples, touchpoints, byChannel] = await Promise.all([
    isReason ? store.reasons.get(workspaceId, subject.reason) : null,
    store.contacts.examples(workspaceId, subject.reason, { ...within, limit: EXAMPLES }),
    store.contacts.touchpointCounts(workspaceId, subject.reason, within),
    isReason ? splitByChannel(store, workspaceId, subject.reason, window, at) : [],
  ]);
  return {
    kind: "spike",
    reason: subject.reason,
    reasonLabel: reason?.label ?? (subject.reason === ANY_REASON ? "All contacts" : subject.reason),
    ...(subject.channel === undefined ? {} : { channel: subject.channel }),
    ...spikeNumbers(window.observed, window.expectation),
    windowMinutes: window.minutes,
    windowEndAt: new Date(at).toISOString(),
    ...chanceOf(spike),
    historyDays: Math.floor(look.steps / 24),
    byChannel,
    byTouchpoint: touchpoints.map(({ touchpoint, count }) => ({ touchpoint, observed: count })),
    examples: examples.map(({ occurredAt, channel, summary, times }) => ({
      occurredAt: occurredAt.toISOString(),
      channel,
      ...(summary === null ? {} : { summary }),
      ...(times > 1 ? { times } : {}),
    })),
    history: hourlyHistory(state, subject),
  };
}

/** Observed and expected of each channel, largest surplus first; the expectation is split as the last week was. */
async function splitByChannel(
  store: Pick<Store, "buckets">,
  workspaceId: string,
  reason: string,
  window: Spike["look"]["window"],
  at: number,
): Promise<SpikeFacts["byChannel"]> {
  const since = Math.floor((window.from - SPLIT_MS) / HOUR_MS) * HOUR_MS;
  const [usual, now] = await Promise.all([
    store.buckets.between(workspaceId, {
      grain: "1h",
      from: new Date(since),
      to: new Date(window.from),
      reasons: [reason],
    }),
    store.buckets.between(workspaceId, {
      grain: "5m",
      from: new Date(window.from),
      to: new Date(at),
      reasons: [reason],
    }),
  ]);
  const usualSums = sums(usual);
  const nowSums = sums(now);
  const all = [...usualSums.values()].reduce((a, b) => a + b, 0);
  return [...new Set([...usualSums.keys(), ...nowSums.keys()])]
    .map((channel) => {
      const share = all > 0 ? (usualSums.get(channel) ?? 0) / all : 0;
      const expected = Math.round(window.expectation.mean * share * 10) / 10;
      return { channel, observed: nowSums.get(channel) ?? 0, expected };
    })
    .sort(
      (a, b) => b.observed - b.expected - (a.observed - a.expected) || a.channel.localeCompare(b.channel),
    );
}

function sums(rows: readonly { channel: string; count: number }[]): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { channel, count } of rows) totals.set(channel, (totals.get(channel) ?? 0) + count);
  return totals;
}
