import type { Dispersion } from "./dispersion.ts";
import type { Look } from "./look.ts";
import type { Pool } from "./pool.ts";

/**
 * What the series of a pool were expected to hold on one local day, each hour by what was known before it, and the variance
 * that chance gives it; in the pool's order, without the series that came later.
 */
export interface ExpectedDay {
  /** Days since 1 January 1970 on the wall calendar. */
  day: number;
  means: number[];
  variances: number[];
}

/** So many local days are remembered: what people look back on. */
export const REMEMBERED_DAYS = 7;

/** Adds the hour that a pool has just learned to its day. */
export function rememberHour(
  days: ExpectedDay[],
  day: number,
  pool: Pool,
  looks: readonly (Look | undefined)[],
) {
  const known = days.find((each) => each.day === day);
  const { means, variances } = known ?? { means: [], variances: [] };
  if (known === undefined) days.push({ day, means, variances });
  if (days.length > REMEMBERED_DAYS) days.shift();
  pool.series.forEach(({ recent, dispersion }, i) => {
    const look = looks[i];
    // nothing is judged in a gap, but something was expected: what was not delivered then may come late
    const isGap = look?.windows.length === 0;
    const mean = (isGap ? look.expectation.mean : recent.means.at(-1)) ?? 0;
    means[i] = (means[i] ?? 0) + mean;
    variances[i] = (variances[i] ?? 0) + hourVariance(mean, dispersion);
  });
}

/** The variance that chance gives an hour of a series. */
export function hourVariance(mean: number, { squares, means }: Dispersion): number {
  return Math.max(1, (squares + 10) / (means + 10)) * mean;
}
