import { designOf, expect } from "./baseline.ts";
import { calibrate } from "./calibration.ts";
import { cappedCount, concurrentFactor } from "./concurrent.ts";
import { dispersionOf, pooledDispersion } from "./dispersion.ts";
import { expectedBetween, type HourCurve, hourCurve } from "./hour-curve.ts";
import { HOUR_MS, type LiveCalendar, type NamedPool } from "./live.ts";
import { momentOf } from "./moment.ts";
import type { Series } from "./pool.ts";
import { profileFactor, specialDayFactor } from "./profile.ts";
import { HOURLY } from "./scale.ts";
import { combineSurprises, surprise, type WindowExpectation } from "./surprise.ts";

/** Rolling windows of the live detector, in minutes, and what each carries of the judgement. */
export const LIVE_WINDOWS = [15, 60, 180, 360, 1440] as const;
const LIVE_WEIGHTS = [0.1, 0.2, 0.3, 0.25, 0.15] as const;
/** Windows longer than this begin at a whole hour, so that only these hours are needed in 5-minute buckets. */
export const FINE_MINUTES = 180;
export const BUCKET_MS = 300_000;
const SURGE_SURPRISE = 9;

/** Contacts of 5-minute buckets by series name. */
export type FineCounts = ReadonlyMap<string, readonly { at: number; count: number }[]>;

/** One window of a live look: `[from, to)` in epoch ms. */
export interface LiveWindow {
  minutes: number;
  from: number;
  to: number;
  observed: number;
  expectation: WindowExpectation;
  surprise: number;
}

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

/** What one series is expected to hold, hour by hour: learned hours and those that are still open. */
interface Curves {
  startAt: number;
  means: HourCurve;
  spreads: HourCurve;
  variances: HourCurve;
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
  const total = concurrent && forecasts.length > 1 ? totals(forecasts, dispersion, named) : undefined;
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
    const windows = LIVE_WINDOWS.map((minutes) => {
      const step = minutes > FINE_MINUTES ? HOUR_MS : BUCKET_MS;
      const from = Math.max(own.startAt, Math.ceil((now - minutes * 60_000) / step) * step);
      return {
        minutes,
        from,
        observed: observedSince(series, nextHourAt, from, now, fine.get(name) ?? []),
        mean: expectedBetween(own.means, from, now),
        spread: expectedBetween(own.spreads, from, now),
        variance: expectedBetween(own.variances, from, now),
      };
    });
    return [{ series, name, curves: own, windows }];
  });
}

/** The last curves of each pool: between two learned hours every look uses the same. */
const lastCurves = new WeakMap<NamedPool, { key: string; curves: Curves[] }>();

function curvesOf(named: NamedPool, calendar: LiveCalendar, nextHourAt: number, openHours: number): Curves[] {
  const key = `${nextHourAt} ${openHours} ${named.names.length}`;
  const last = lastCurves.get(named);
  if (last?.key === key) return last.curves;
  const { pool } = named;
  const dispersion = pooledDispersion(pool.dispersion);
  // one hour more than needed: the last slope of a curve leans on it
  const ahead = Array.from({ length: openHours + 1 }, (_, i) => {
    const moment = momentOf(HOURLY, calendar.zone, calendar.holidays, nextHourAt + i * HOUR_MS);
    const profile = profileFactor(pool.profile, moment.cell, dispersion);
    const special = specialDayFactor(pool.special, moment.kind, dispersion);
    return {
      x: designOf(HOURLY, moment),
      log: Math.log(profile.value * special.value),
      sharedVariance: special.logVariance,
      ownVariance: profile.logVariance,
    };
  });
  const curves = pool.series.map((series): Curves => {
    const means = [...series.recent.means];
    const spreads = [...series.recent.spreads];
    const variances = [...series.recent.variances];
    for (const { x, ...offset } of ahead) {
      const { mean, logVariance, ownVariance } = expect(series.baseline, x, offset);
      means.push(mean);
      spreads.push(mean * Math.sqrt(logVariance - ownVariance));
      variances.push(mean * mean * ownVariance);
    }
    const startAt = nextHourAt - series.recent.means.length * HOUR_MS;
    return {
      startAt,
      means: hourCurve(startAt, means),
      spreads: hourCurve(startAt, spreads),
      variances: hourCurve(startAt, variances),
    };
  });
  lastCurves.set(named, { key, curves });
  return curves;
}

/** Learned hours before the fine buckets begin, fine buckets from there; an hour that was a gap stays one. */
function observedSince(
  series: Series,
  nextHourAt: number,
  from: number,
  now: number,
  fine: readonly { at: number; count: number }[],
): number {
  const { counts, means } = series.recent;
  const fineFrom = fineStart(now);
  let observed = 0;
  counts.forEach((count, i) => {
    const at = nextHourAt - (counts.length - i) * HOUR_MS;
    if (at >= from && at < fineFrom) observed += count;
  });
  for (const { at, count } of fine) {
    if (at < Math.max(from, fineFrom) || at >= now) continue;
    const back = Math.floor((at - nextHourAt) / HOUR_MS);
    if (back < 0 && (means[counts.length + back] ?? 0) === 0) continue;
    observed += count;
  }
  return observed;
}

/** From here on 5-minute buckets are needed. */
export function fineStart(now: number): number {
  return Math.floor((now - FINE_MINUTES * 60_000) / HOUR_MS) * HOUR_MS;
}

interface Totals {
  counts: number;
  means: number;
  surging: boolean;
}

/** The whole pool over the last hour, and whether everything surges. */
function totals(forecasts: readonly Forecast[], dispersion: number, named: NamedPool): Totals {
  const sum = { counts: 0, means: 0 };
  const surprises = LIVE_WINDOWS.map((_, w) => {
    let observed = 0;
    let mean = 0;
    for (const { windows } of forecasts) {
      observed += windows[w]?.observed ?? 0;
      mean += windows[w]?.mean ?? 0;
    }
    return surprise(observed, {
      mean,
      dispersion: dispersionOf(named.pool.total.dispersion, dispersion),
      logVariance: 0.01,
    });
  });
  for (const { windows } of forecasts) {
    const hour = windows[1];
    sum.counts += cappedCount(hour?.observed ?? 0, hour?.mean ?? 0, dispersion);
    sum.means += hour?.mean ?? 0;
  }
  return { ...sum, surging: combineSurprises(surprises, LIVE_WEIGHTS) > SURGE_SURPRISE };
}

function othersFactor(total: Totals, one: Forecast, dispersion: number) {
  const hour = one.windows[1];
  const own = {
    counts: cappedCount(hour?.observed ?? 0, hour?.mean ?? 0, dispersion),
    means: hour?.mean ?? 0,
  };
  return concurrentFactor(
    { counts: total.counts - own.counts, means: total.means - own.means },
    dispersion,
    total.surging,
  );
}

function judge(
  named: NamedPool,
  one: Forecast,
  now: number,
  factor: { value: number; logVariance: number },
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
  const surprises = windows.map((window) => window.surprise);
  const rawSurprise = combineSurprises(surprises, LIVE_WEIGHTS);
  const bucketMean = expectedBetween(one.curves.means, now - BUCKET_MS, now);
  const bucketSpread = expectedBetween(one.curves.spreads, now - BUCKET_MS, now);
  return {
    name: one.name,
    windows,
    window: leading(windows),
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

function leading(windows: readonly LiveWindow[]): LiveWindow {
  const score = (window: LiveWindow, i: number): number => window.surprise + Math.log(LIVE_WEIGHTS[i] ?? 1);
  const [first, ...rest] = windows;
  if (first === undefined) throw new Error("a look has at least one window");
  let best = { window: first, value: score(first, 0) };
  rest.forEach((window, i) => {
    const value = score(window, i + 1);
    if (value > best.value) best = { window, value };
  });
  return best.window;
}
