import { calibrate } from "./calibration.ts";
import { dispersionOf } from "./dispersion.ts";
import { expectedBetween } from "./hour-curve.ts";
import type { LiveCalendar, NamedPool } from "./live.ts";
import { type FineCounts, type Glance, glanceLive, type PoolGlance } from "./live-glance.ts";
import { othersFactor } from "./live-others.ts";
import { LIVE_WINDOWS, type LiveWindow, leadingOf, overAllWindows } from "./live-window.ts";
import type { Factor } from "./profile.ts";
import { surprise, type WindowExpectation } from "./surprise.ts";
import { surpriseAtMost } from "./surprise-bound.ts";

/** The judgement of one series at one instant. */
export interface LiveLook {
  name: string;
  /** The window that says most. */
  window: LiveWindow;
  windows: LiveWindow[];
  /** What the last five minutes were expected to hold, whatever the other series do. */
  bucket: WindowExpectation;
  /** -ln p over all windows, before and after calibration. */
  rawSurprise: number;
  surprise: number;
  /** Hours of history. */
  steps: number;
}

/**
 * Judges every series of a pool at `now`, in the middle of an hour too: counts of 5-minute buckets since three hours ago,
 * learned hours before that, against the expectations known before each hour. `nextHourAt` is the first hour not learned.
 */
export function lookLive(
  named: NamedPool,
  calendar: LiveCalendar,
  nextHourAt: number,
  now: number,
  fine: FineCounts,
  concurrent: boolean,
): LiveLook[] {
  const among = glanceLive(named, calendar, nextHourAt, now, fine, concurrent);
  return among.series.map((one) => lookAt(among, one));
}

/** Works out the judgement of a series that was glanced at. */
export function lookAt(among: PoolGlance, one: Glance): LiveLook {
  const { series, curves, frame } = one;
  const factor = factorOf(among, one);
  const dispersion = dispersionOf(series.dispersion, among.typical);
  const windows = LIVE_WINDOWS.map((minutes, w): LiveWindow => {
    const observed = one.observed[w] ?? 0;
    const from = frame.froms[w] ?? frame.now;
    const expectation = expectationOf(one, w, factor, dispersion);
    return { minutes, from, to: frame.now, observed, expectation, surprise: surprise(observed, expectation) };
  });
  const rawSurprise = overAllWindows(windows.map((window) => window.surprise));
  const bucketMean = expectedBetween(curves.means, frame.bucket, frame.end);
  const bucketSpread = expectedBetween(curves.spreads, frame.bucket, frame.end);
  return {
    name: one.name,
    windows,
    window: leadingOf(windows),
    bucket: {
      mean: bucketMean,
      dispersion,
      logVariance: bucketMean > 0 ? (bucketSpread / bucketMean) ** 2 : 0,
    },
    rawSurprise,
    surprise: calibrate(among.pool.calibration, rawSurprise),
    steps: series.steps,
  };
}

/** Bounds are exact, their last digits are not. */
const ROUNDING = 1e-6;

/** What the surprise of `lookAt` cannot exceed, much sooner: most series are so ordinary that this is all one needs to know. */
export function mostSurprise(among: PoolGlance, one: Glance): number {
  const factor = factorOf(among, one);
  const dispersion = dispersionOf(one.series.dispersion, among.typical);
  let most = 0;
  for (let w = 0; w < LIVE_WINDOWS.length; w += 1) {
    const observed = one.observed[w] ?? 0;
    if (observed > 0)
      most = Math.max(most, surpriseAtMost(observed, expectationOf(one, w, factor, dispersion)));
  }
  // windows are averaged by weights whose sum is 1: together they say no more than the one that says most
  return calibrate(among.pool.calibration, most + ROUNDING);
}

function factorOf({ total, dispersion }: PoolGlance, one: Glance): Factor {
  return total ? othersFactor(total, one, dispersion) : { value: 1, logVariance: 0 };
}

function expectationOf(
  { curves, frame, means }: Glance,
  w: number,
  factor: Factor,
  dispersion: number,
): WindowExpectation {
  const { starts, opens, end } = frame;
  const mean = means[w] ?? 0;
  const spread = expectedBetween(curves.spreads, starts[w] ?? end, end);
  const variance = expectedBetween(curves.variances, starts[w] ?? end, end);
  // learned hours carry the factor of their own time already
  const open = expectedBetween(curves.means, opens[w] ?? end, end);
  const alone = variance + open * open * factor.logVariance;
  const logVariance = mean > 0 ? (spread * spread + alone) / (mean * mean) : 0;
  return { mean: mean + open * (factor.value - 1), dispersion, logVariance };
}
