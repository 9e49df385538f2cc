import { calibrate } from "./calibration.ts";
import { dispersionOf, pooledDispersion } from "./dispersion.ts";
import { expectedBetween } from "./hour-curve.ts";
import { HOUR_MS, type LiveCalendar, type NamedPool } from "./live.ts";
import { type Curves, curvesOf } from "./live-curves.ts";
import { othersFactor, totals } from "./live-others.ts";
import { LIVE_WINDOWS, type LiveWindow, leadingOf, overAllWindows } from "./live-window.ts";
import type { Series } from "./pool.ts";
import type { Factor } from "./profile.ts";
import { surprise, type WindowExpectation } from "./surprise.ts";

/** Windows longer than this begin at a whole hour, so that only these hours are needed in 5-minute buckets. */
export const FINE_MINUTES = 180;
export const BUCKET_MS = 300_000;

/** Contacts of 5-minute buckets by series name. */
export type FineCounts = ReadonlyMap<string, readonly { at: number; count: number }[]>;

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

interface Forecast {
  series: Series;
  name: string;
  curves: Curves;
  windows: {
    minutes: number;
    from: number;
    observed: number;
    mean: number;
    spread: number;
    variance: number;
  }[];
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
  const forecasts = forecast(named, calendar, nextHourAt, now, fine);
  const dispersion = pooledDispersion(named.pool.dispersion);
  const typical = pooledDispersion(named.pool.typical);
  const total = concurrent && forecasts.length > 1 ? totals(forecasts, dispersion, named.pool) : undefined;
  return forecasts.map((one) => {
    const factor = total ? othersFactor(total, one, dispersion) : { value: 1, logVariance: 0 };
    return judge(named, one, now, factor, typical, nextHourAt);
  });
}

function forecast(
  named: NamedPool,
  calendar: LiveCalendar,
  nextHourAt: number,
  now: number,
  fine: FineCounts,
): Forecast[] {
  const openHours = Math.max(1, Math.ceil((now - nextHourAt) / HOUR_MS));
  const curves = curvesOf(named, calendar, nextHourAt, openHours);
  return named.pool.series.flatMap((series, i) => {
    const name = named.names[i] ?? "";
    const own = curves[i];
    if (!own) return [];
    const starts = LIVE_WINDOWS.map((minutes) => {
      const step = minutes > FINE_MINUTES ? HOUR_MS : BUCKET_MS;
      return Math.max(own.startAt, Math.ceil((now - minutes * 60_000) / step) * step);
    });
    const observed = observedSince(series, nextHourAt, starts, now, fine.get(name) ?? []);
    const windows = LIVE_WINDOWS.map((minutes, w) => {
      const from = starts[w] ?? now;
      return {
        minutes,
        from,
        observed: observed[w] ?? 0,
        mean: expectedBetween(own.means, from, now),
        spread: expectedBetween(own.spreads, from, now),
        variance: expectedBetween(own.variances, from, now),
      };
    });
    return [{ series, name, curves: own, windows }];
  });
}

/**
 * Contacts since each of the starts, which come from the shortest window to the longest: learned hours before the fine
 * buckets begin, fine buckets from there; an hour that was a gap stays one.
 */
function observedSince(
  series: Series,
  nextHourAt: number,
  starts: readonly number[],
  now: number,
  fine: readonly { at: number; count: number }[],
): number[] {
  const { counts, means } = series.recent;
  const fineFrom = fineStart(now);
  const observed = starts.map(() => 0);
  for (let back = counts.length; back > 0; back -= 1) {
    const at = nextHourAt - back * HOUR_MS;
    if (at < fineFrom) addTo(observed, starts, at, counts[counts.length - back] ?? 0);
  }
  for (const { at, count } of fine) {
    if (at < fineFrom || at >= now) continue;
    const back = Math.floor((at - nextHourAt) / HOUR_MS);
    if (back < 0 && (means[counts.length + back] ?? 0) === 0) continue;
    addTo(observed, starts, at, count);
  }
  for (let w = 1; w < observed.length; w += 1) observed[w] = (observed[w] ?? 0) + (observed[w - 1] ?? 0);
  return observed;
}

/** Adds to the shortest window that holds the instant; each longer one holds it too. */
function addTo(observed: number[], starts: readonly number[], at: number, count: number): void {
  for (let w = 0; w < starts.length; w += 1) {
    if (at < (starts[w] ?? 0)) continue;
    observed[w] = (observed[w] ?? 0) + count;
    return;
  }
}

/** From here on 5-minute buckets are needed. */
export function fineStart(now: number): number {
  return Math.floor((now - FINE_MINUTES * 60_000) / HOUR_MS) * HOUR_MS;
}

function judge(
  named: NamedPool,
  one: Forecast,
  now: number,
  factor: Factor,
  typical: number,
  nextHourAt: number,
): LiveLook {
  const dispersion = dispersionOf(one.series.dispersion, typical);
  const windows = one.windows.map(({ minutes, from, observed, mean, spread, variance }): LiveWindow => {
    // learned hours carry the factor of their own time already
    const open = expectedBetween(one.curves.means, Math.max(from, nextHourAt), now);
    const adjusted = mean + open * (factor.value - 1);
    const alone = variance + open * open * factor.logVariance;
    const logVariance = mean > 0 ? (spread * spread + alone) / (mean * mean) : 0;
    const expectation = { mean: adjusted, dispersion, logVariance };
    return { minutes, from, to: now, observed, expectation, surprise: surprise(observed, expectation) };
  });
  const rawSurprise = overAllWindows(windows.map((window) => window.surprise));
  const bucketMean = expectedBetween(one.curves.means, now - BUCKET_MS, now);
  const bucketSpread = expectedBetween(one.curves.spreads, now - BUCKET_MS, now);
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
    surprise: calibrate(named.pool.calibration, rawSurprise),
    steps: one.series.steps,
  };
}
