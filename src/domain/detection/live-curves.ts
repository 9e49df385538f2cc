import { designOf, expect } from "./baseline.ts";
import { pooledDispersion } from "./dispersion.ts";
import { type HourCurve, hourCurve } from "./hour-curve.ts";
import { HOUR_MS, type LiveCalendar, type NamedPool } from "./live.ts";
import { momentOf } from "./moment.ts";
import { profileFactor, specialDayFactor } from "./profile.ts";
import { HOURLY } from "./scale.ts";

/** What one series is expected to hold, hour by hour: learned hours and those that are still open. */
export interface Curves {
  startAt: number;
  means: HourCurve;
  spreads: HourCurve;
  variances: HourCurve;
}

/** The last curves of each pool: between two learned hours every look uses the same. */
const lastCurves = new WeakMap<NamedPool, { key: string; curves: Curves[] }>();

/** Curves of every series of a pool, over the learned hours that are remembered and `openHours` more. */
export function curvesOf(
  named: NamedPool,
  calendar: LiveCalendar,
  nextHourAt: number,
  openHours: number,
): Curves[] {
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
