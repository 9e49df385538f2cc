import { type Concurrent, cappedCount, concurrentFactor, SURGE_SURPRISE } from "./concurrent.ts";
import { dispersionOf } from "./dispersion.ts";
import { LIVE_WINDOWS, overAllWindows } from "./live-window.ts";
import type { Pool } from "./pool.ts";
import type { Factor } from "./profile.ts";
import { surprise } from "./surprise.ts";

/** What the windows of a series hold and expect, in the order of `LIVE_WINDOWS`. */
interface Sums {
  windows: readonly { observed: number; mean: number }[];
}

/** What a whole pool has over the last hour, and whether everything surges. */
export interface Totals extends Concurrent {
  surging: boolean;
}

/** The whole pool over the last hour, and whether everything surges. */
export function totals(forecasts: readonly Sums[], dispersion: number, pool: Pool): Totals {
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
      dispersion: dispersionOf(pool.total.dispersion, dispersion),
      logVariance: 0.01,
    });
  });
  for (const { windows } of forecasts) {
    const hour = windows[1];
    sum.counts += cappedCount(hour?.observed ?? 0, hour?.mean ?? 0, dispersion);
    sum.means += hour?.mean ?? 0;
  }
  return { ...sum, surging: overAllWindows(surprises) > SURGE_SURPRISE };
}

/** How the others of the pool run just now, without the series itself. */
export function othersFactor(total: Totals, one: Sums, dispersion: number): Factor {
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
