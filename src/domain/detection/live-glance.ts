import { pooledDispersion } from "./dispersion.ts";
import { expectedBetween } from "./hour-curve.ts";
import { HOUR_MS, type LiveCalendar, type NamedPool } from "./live.ts";
import { type Curves, curvesOf } from "./live-curves.ts";
import { type Frame, framesAt } from "./live-frame.ts";
import { type Totals, totals } from "./live-others.ts";
import { LIVE_WINDOWS } from "./live-window.ts";
import type { Pool, Series } from "./pool.ts";

/** Contacts of 5-minute buckets by series name. */
export type FineCounts = ReadonlyMap<string, readonly FineCount[]>;
type FineCount = { at: number; count: number };

/** What the windows of one series hold and expect, before it is worked out how surprising that is. */
export interface Glance {
  name: string;
  series: Series;
  curves: Curves;
  frame: Frame;
  /** Contacts, and contacts expected, in each of `LIVE_WINDOWS`. */
  observed: number[];
  means: number[];
}

/** All series of a pool at one instant, and what their judgements share. */
export interface PoolGlance {
  pool: Pool;
  series: Glance[];
  dispersion: number;
  typical: number;
  /** Missing where the others do not say what to expect of a series. */
  total: Totals | undefined;
}

/** Counts every series of a pool at `now`; the arguments are those of `lookLive`. */
export function glanceLive(
  named: NamedPool,
  calendar: LiveCalendar,
  nextHourAt: number,
  now: number,
  fine: FineCounts,
  concurrent: boolean,
): PoolGlance {
  const { pool, names } = named;
  const openHours = Math.max(1, Math.ceil((now - nextHourAt) / HOUR_MS));
  const frameOf = framesAt(now, nextHourAt);
  const series: Glance[] = [];
  const allCurves = curvesOf(named, calendar, nextHourAt, openHours);
  for (let i = 0; i < allCurves.length; i += 1) {
    const curves = allCurves[i];
    const one = pool.series[i];
    if (curves === undefined || one === undefined) continue;
    const name = names[i] ?? "";
    const frame = frameOf(curves);
    const observed = observedIn(frame, one, curves, nextHourAt, fine.get(name) ?? []);
    const means: number[] = [];
    for (const start of frame.starts) means.push(expectedBetween(curves.means, start, frame.end));
    series.push({ name, series: one, curves, frame, observed, means });
  }
  const dispersion = pooledDispersion(pool.dispersion);
  return {
    pool,
    series,
    dispersion,
    typical: pooledDispersion(pool.typical),
    total: concurrent && series.length > 1 ? totals(series, dispersion, pool) : undefined,
  };
}

/**
 * Contacts in each window: learned hours before the fine buckets begin, fine buckets from there; an hour that was a gap
 * stays one.
 */
function observedIn(
  { now, fineFrom, froms, hoursBefore, hoursBeforeFine }: Frame,
  { recent: { means } }: Series,
  { startAt, counted }: Curves,
  nextHourAt: number,
  fine: readonly FineCount[],
): number[] {
  const observed = LIVE_WINDOWS.map(() => 0);
  // most series have none, and need not ask for it at each instant
  const hasGap = startAt > fineFrom || means.includes(0);
  for (const { at, count } of fine) {
    if (at < fineFrom || at >= now) continue;
    if (hasGap && at < nextHourAt && !means[means.length + Math.floor((at - nextHourAt) / HOUR_MS)]) continue;
    // the shortest window that holds it; each longer one holds it too
    let w = 0;
    while (w < froms.length && at < (froms[w] ?? 0)) w += 1;
    if (w < froms.length) observed[w] = (observed[w] ?? 0) + count;
  }
  const learned = counted[hoursBeforeFine] ?? 0;
  let sum = 0;
  for (let w = 0; w < hoursBefore.length; w += 1) {
    sum += observed[w] ?? 0;
    observed[w] = sum + learned - (counted[hoursBefore[w] ?? 0] ?? 0);
  }
  return observed;
}
