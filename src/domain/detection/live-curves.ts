import { designOf, expect } from "./baseline.ts";
import { pooledDispersion } from "./dispersion.ts";
import { type HourCurve, hourCurve } from "./hour-curve.ts";
import { HOUR_MS, type LiveCalendar, type NamedPool } from "./live.ts";
import { momentOf } from "./moment.ts";
import type { Series } from "./pool.ts";
import { profileFactor, specialDayFactor } from "./profile.ts";
import { HOURLY } from "./scale.ts";

/** What one series held and is expected to hold, hour by hour: learned hours, and for what is expected also open ones. */
export interface Curves {
  startAt: number;
  /** Hours that are expected. */
  hours: number;
  /** Contacts of the learned hours before each of their edges. */
  counted: number[];
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
  const ahead = hoursAhead(named, calendar, nextHourAt, openHours);
  const curves = named.pool.series.map((series) => curvesOfSeries(series, ahead, nextHourAt));
  lastCurves.set(named, { key, curves });
  return curves;
}

type Ahead = ReturnType<typeof hoursAhead>;

/** What all series of a pool expect of the hours that are not learned yet. */
function hoursAhead({ pool }: NamedPool, calendar: LiveCalendar, nextHourAt: number, openHours: number) {
  const dispersion = pooledDispersion(pool.dispersion);
  // one hour more than needed: the last slope of a curve leans on it
  return Array.from({ length: openHours + 1 }, (_, i) => {
    const moment = momentOf(HOURLY, calendar.zone, calendar.holidays, nextHourAt + i * HOUR_MS);
    const profile = profileFactor(pool.profile, moment.cell, dispersion);
    const special = specialDayFactor(pool.special, moment.kind, dispersion);
    const offset = {
      log: Math.log(profile.value * special.value),
      sharedVariance: special.logVariance,
      ownVariance: profile.logVariance,
    };
    return { x: designOf(HOURLY, moment), offset };
  });
}

function curvesOfSeries({ baseline, recent }: Series, ahead: Ahead, nextHourAt: number): Curves {
  const means = recent.means.slice();
  const spreads = recent.spreads.slice();
  const variances = recent.variances.slice();
  for (const { x, offset } of ahead) {
    const { mean, logVariance, ownVariance } = expect(baseline, x, offset);
    means.push(mean);
    spreads.push(mean * Math.sqrt(logVariance - ownVariance));
    variances.push(mean * mean * ownVariance);
  }
  const counted = [0];
  for (const count of recent.counts) counted.push((counted.at(-1) ?? 0) + count);
  return {
    startAt: nextHourAt - recent.means.length * HOUR_MS,
    hours: means.length,
    counted,
    means: hourCurve(means),
    spreads: hourCurve(spreads),
    variances: hourCurve(variances),
  };
}
