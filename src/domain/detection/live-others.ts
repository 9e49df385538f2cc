import { type Concurrent, cappedCount, concurrentFactor, SURGE_SURPRISE } from "./concurrent.ts";
import { dispersionOf } from "./dispersion.ts";
import { LIVE_WINDOWS, overAllWindows } from "./live-window.ts";
import type { Pool } from "./pool.ts";
import type { Factor } from "./profile.ts";
import { surprise } from "./surprise.ts";
import { surpriseAtMost } from "./surprise-bound.ts";

/** What the windows of a series hold and expect, in the order of `LIVE_WINDOWS`. */
interface Windows {
  observed: readonly number[];
  means: readonly number[];
}

/** What a whole pool has over the last hour, and whether everything surges. */
export interface Totals extends Concurrent {
  surging: boolean;
}

/** Where the last hour is in `LIVE_WINDOWS`. */
const HOUR = 1;

/** The whole pool over the last hour, and whether everything surges. */
export function totals(series: readonly Windows[], dispersion: number, pool: Pool): Totals {
  const sum = { counts: 0, means: 0 };
  for (const one of series) {
    const own = lastHour(one, dispersion);
    sum.counts += own.counts;
    sum.means += own.means;
  }
  return { ...sum, surging: isSurging(series, dispersionOf(pool.total.dispersion, dispersion)) };
}

function isSurging(series: readonly Windows[], dispersion: number): boolean {
  const windows = LIVE_WINDOWS.map((_, w) => {
    let observed = 0;
    let mean = 0;
    for (const one of series) {
      observed += one.observed[w] ?? 0;
      mean += one.means[w] ?? 0;
    }
    return { observed, expectation: { mean, dispersion, logVariance: 0.01 } };
  });
  // mostly the bounds alone say no
  return [surpriseAtMost, surprise].every(
    (surpriseOf) =>
      overAllWindows(windows.map(({ observed, expectation }) => surpriseOf(observed, expectation))) >
      SURGE_SURPRISE,
  );
}

/** How the others of the pool run just now, without the series itself. */
export function othersFactor(total: Totals, one: Windows, dispersion: number): Factor {
  const own = lastHour(one, dispersion);
  return concurrentFactor(
    { counts: total.counts - own.counts, means: total.means - own.means },
    dispersion,
    total.surging,
  );
}

function lastHour({ observed, means }: Windows, dispersion: number): Concurrent {
  const mean = means[HOUR] ?? 0;
  return { counts: cappedCount(observed[HOUR] ?? 0, mean, dispersion), means: mean };
}
