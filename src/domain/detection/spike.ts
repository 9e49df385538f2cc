import { ANY_REASON } from "../contact.ts";
import { alertLevel, episodeChange } from "./decision.ts";
import type { LiveCalendar, LiveState } from "./live.ts";
import { type FineCounts, type LiveLook, lookLive } from "./live-look.ts";
import { HOURLY } from "./scale.ts";
import { lookOverall, surgesTogether } from "./surge.ts";
import { surprise } from "./surprise.ts";

/** Looks a week that are as good as independent: the shortest window, again and again. */
export const LOOKS_PER_WEEK = 7 * 24 * 4;
const HOURS_PER_DAY = 24;

/** What a verdict is about: one reason over all channels, or every contact (`*`) of one channel or of all. */
export interface SpikeSubject {
  /** Unique within a workspace. */
  key: string;
  reason: string;
  channel?: string;
}

export type SpikeVerdict =
  | { kind: "quiet"; subject: SpikeSubject }
  | { kind: "too-little-history"; subject: SpikeSubject; have: number; need: number }
  | { kind: "spike"; subject: SpikeSubject; look: LiveLook; seriesLookedAt: number }
  | { kind: "ended"; subject: SpikeSubject };

/** Contacts of one 5-minute bucket; `at` in epoch ms. */
export interface FineBucket {
  reason: string;
  channel: string;
  at: number;
  count: number;
}

export function reasonSubject(reason: string): SpikeSubject {
  return { key: reason, reason };
}

export function channelSubject(channel: string): SpikeSubject {
  return { key: `${ANY_REASON} ${channel}`, reason: ANY_REASON, channel };
}

const EVERYTHING: SpikeSubject = { key: ANY_REASON, reason: ANY_REASON };

/**
 * Judges every reason and every channel at `now` (epoch ms). `open` holds the keys of spikes that go on; `weeklyBudget` is
 * how many false alerts a week the workspace accepts. A surge of everything is one verdict about the channel, or about
 * all contacts when most channels surge, and a channel whose surplus is one reason's spike is quiet.
 */
export function judgeSpikes(
  state: LiveState,
  calendar: LiveCalendar,
  now: number,
  buckets: readonly FineBucket[],
  open: ReadonlySet<string>,
  weeklyBudget: number,
): SpikeVerdict[] {
  const seriesLookedAt = state.reasons.names.length + state.channels.names.length;
  const alpha = alertLevel(weeklyBudget, seriesLookedAt, LOOKS_PER_WEEK);
  const decide = (subject: SpikeSubject, look: LiveLook): SpikeVerdict => {
    const learned = look.steps >= HOURLY.learningSteps;
    const change = episodeChange(
      open.has(subject.key),
      { surprise: look.surprise, observed: look.window.observed, learned },
      alpha,
    );
    if (change === "ended") return { kind: "ended", subject };
    if (change !== "none") return { kind: "spike", subject, look, seriesLookedAt };
    if (learned) return { kind: "quiet", subject };
    const have = Math.floor(look.steps / HOURS_PER_DAY);
    return { kind: "too-little-history", subject, have, need: HOURLY.learningSteps / HOURS_PER_DAY };
  };
  const reasons = lookLive(state.reasons, calendar, state.nextHourAt, now, byReason(buckets), true).map(
    (look) => decide(reasonSubject(look.name), look),
  );
  const spiking = reasons.flatMap((verdict) => (verdict.kind === "spike" ? [verdict] : []));
  const channels = lookLive(state.channels, calendar, state.nextHourAt, now, byChannel(buckets), false);
  const rest = channels.map((look) => withoutReasons(look, spiking));
  const overall = lookOverall(ANY_REASON, state.channels.pool, channels);
  const all = overall && decideAll(decide, withoutReasons(overall, spiking), rest, open);
  const surge = all?.kind === "spike";
  const each = rest.map((look) => {
    const subject = channelSubject(look.name);
    // in a surge of everything no channel begins a spike of its own
    return surge && !open.has(subject.key) ? { kind: "quiet" as const, subject } : decide(subject, look);
  });
  return [...reasons, ...each, ...(all ? [all] : [])];
}

/** A surge of everything begins only when most channels surge at once; else it is about the channels that do. */
function decideAll(
  decide: (subject: SpikeSubject, look: LiveLook) => SpikeVerdict,
  overall: LiveLook,
  channels: readonly LiveLook[],
  open: ReadonlySet<string>,
): SpikeVerdict {
  if (open.has(EVERYTHING.key) || surgesTogether(channels)) return decide(EVERYTHING, overall);
  return { kind: "quiet", subject: EVERYTHING };
}

/**
 * A channel's look less the whole surplus of reasons that have spikes of their own, by whatever channel it came: one
 * cause is one alert, and a surge of everything leaves no reason with a spike.
 */
function withoutReasons(look: LiveLook, spiking: readonly { look: LiveLook }[]): LiveLook {
  if (spiking.length === 0) return look;
  const rest = look.windows.map((window) => {
    let observed = window.observed;
    for (const spike of spiking) {
      const same = spike.look.windows.find(({ minutes }) => minutes === window.minutes);
      if (!same) continue;
      observed -= Math.max(0, same.observed - same.expectation.mean);
    }
    const left = Math.max(0, Math.round(observed));
    return {
      ...window,
      observed: left,
      surprise: Math.min(window.surprise, surprise(left, window.expectation)),
    };
  });
  const window = rest.find(({ minutes }) => minutes === look.window.minutes) ?? look.window;
  const most = rest.reduce((a, b) => (b.surprise > a.surprise ? b : a), window);
  return { ...look, windows: rest, window: most, surprise: Math.min(look.surprise, most.surprise) };
}

function byReason(buckets: readonly FineBucket[]): FineCounts {
  return grouped(
    buckets.filter(({ reason }) => reason !== ANY_REASON),
    (bucket) => bucket.reason,
  );
}

function byChannel(buckets: readonly FineBucket[]): FineCounts {
  return grouped(
    buckets.filter(({ reason }) => reason === ANY_REASON),
    (bucket) => bucket.channel,
  );
}

function grouped(buckets: readonly FineBucket[], name: (bucket: FineBucket) => string): FineCounts {
  const groups = new Map<string, FineBucket[]>();
  for (const bucket of buckets) {
    const group = groups.get(name(bucket));
    if (group) group.push(bucket);
    else groups.set(name(bucket), [bucket]);
  }
  return groups;
}
