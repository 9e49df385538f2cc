import { ANY_REASON } from "../contact.ts";
import { alertLevel, episodeChange } from "./decision.ts";
import type { LiveCalendar, LiveState } from "./live.ts";
import { type FineCounts, type Glance, glanceLive, type PoolGlance } from "./live-glance.ts";
import { type LiveLook, lookAt, mostSurprise } from "./live-look.ts";
import { HOURLY } from "./scale.ts";
import { lookOverall, maySurgeTogether, surgesTogether } from "./surge.ts";
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
  const court: Court = { open, alpha, seriesLookedAt };
  const { reasons: byReason, channels: byChannel } = byName(buckets);
  const reasons = glanceLive(state.reasons, calendar, state.nextHourAt, now, byReason, true);
  const channels = glanceLive(state.channels, calendar, state.nextHourAt, now, byChannel, false);
  const verdicts = reasons.series.map((one) => {
    const subject = reasonSubject(one.name);
    return mayAlert(court, subject, reasons, one)
      ? decide(court, subject, lookAt(reasons, one))
      : ordinary(subject, one.series.steps);
  });
  return [...verdicts, ...judgeChannels(court, channels, verdicts)];
}

/** What one look decides by. */
interface Court {
  open: ReadonlySet<string>;
  alpha: number;
  seriesLookedAt: number;
}

function decide({ open, alpha, seriesLookedAt }: Court, subject: SpikeSubject, look: LiveLook): SpikeVerdict {
  const learned = look.steps >= HOURLY.learningSteps;
  const change = episodeChange(
    open.has(subject.key),
    { surprise: look.surprise, observed: look.window.observed, learned },
    alpha,
  );
  if (change === "ended") return { kind: "ended", subject };
  if (change !== "none") return { kind: "spike", subject, look, seriesLookedAt };
  return ordinary(subject, look.steps);
}

function ordinary(subject: SpikeSubject, steps: number): SpikeVerdict {
  if (steps >= HOURLY.learningSteps) return { kind: "quiet", subject };
  const have = Math.floor(steps / HOURS_PER_DAY);
  return { kind: "too-little-history", subject, have, need: HOURLY.learningSteps / HOURS_PER_DAY };
}

/** False where `decide` would find nothing: no spike goes on, and none can begin. Nearly always so, and much sooner known. */
function mayAlert({ open, alpha }: Court, subject: SpikeSubject, among: PoolGlance, one: Glance): boolean {
  if (open.has(subject.key)) return true;
  return one.series.steps >= HOURLY.learningSteps && mostSurprise(among, one) >= -Math.log(alpha);
}

function judgeChannels(court: Court, among: PoolGlance, reasons: readonly SpikeVerdict[]): SpikeVerdict[] {
  const { open } = court;
  const several = among.series.length > 1;
  const maySurge = several && (open.has(EVERYTHING.key) || maySurgeTogether(among));
  if (!maySurge && !among.series.some((one) => mayAlert(court, channelSubject(one.name), among, one)))
    return [
      ...among.series.map((one) => ordinary(channelSubject(one.name), one.series.steps)),
      ...(several ? [{ kind: "quiet" as const, subject: EVERYTHING }] : []),
    ];
  const spiking = reasons.flatMap((verdict) => (verdict.kind === "spike" ? [verdict] : []));
  const channels = among.series.map((one) => lookAt(among, one));
  const rest = channels.map((look) => withoutReasons(look, spiking));
  const overall = lookOverall(ANY_REASON, among.pool, channels);
  const all = overall && decideAll(court, withoutReasons(overall, spiking), rest);
  const surge = all?.kind === "spike";
  const each = rest.map((look) => {
    const subject = channelSubject(look.name);
    // in a surge of everything no channel begins a spike of its own
    return surge && !open.has(subject.key)
      ? { kind: "quiet" as const, subject }
      : decide(court, subject, look);
  });
  return [...each, ...(all ? [all] : [])];
}

/** A surge of everything begins only when most channels surge at once; else it is about the channels that do. */
function decideAll(court: Court, overall: LiveLook, channels: readonly LiveLook[]): SpikeVerdict {
  if (court.open.has(EVERYTHING.key) || surgesTogether(channels)) return decide(court, EVERYTHING, overall);
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

/** Reasons over all channels, and all contacts of each channel. */
function byName(buckets: readonly FineBucket[]): Record<"reasons" | "channels", FineCounts> {
  const reasons = new Map<string, FineBucket[]>();
  const channels = new Map<string, FineBucket[]>();
  for (const bucket of buckets) {
    const isChannel = bucket.reason === ANY_REASON;
    const name = isChannel ? bucket.channel : bucket.reason;
    const groups = isChannel ? channels : reasons;
    const group = groups.get(name);
    if (group) group.push(bucket);
    else groups.set(name, [bucket]);
  }
  return { reasons, channels };
}
