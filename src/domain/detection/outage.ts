import { dispersionOf, pooledDispersion } from "./dispersion.ts";
import { logLowerTail } from "./negative-binomial.ts";
import type { Pool } from "./pool.ts";
import type { Scale } from "./scale.ts";
import { windowVariance } from "./surprise.ts";

/** A pool that expects this many contacts and is silent to p < 1e-6 has an outage, not a calm hour. */
const OUTAGE_MEAN = 20;
const OUTAGE_LOG_P = Math.log(1e-6);
const OUTAGE_SHARE = 0.25;
/** -ln p of zero after zero that is no chance any more. */
const SILENCE_LOG_P = 7;

/**
 * Silence of everything at once says that nobody delivers, not that nobody calls. Complete silence is a gap for as long as
 * it lasts (nothing could alert in it); near silence is one for a while, then it is the new normal.
 */
export function isOutage(
  pool: Pool,
  scale: Scale,
  sum: { counts: number; means: number },
  logVariance: number,
): boolean {
  const { total } = pool;
  const dispersion = dispersionOf(total.dispersion, pooledDispersion(pool.dispersion));
  total.silent = sum.counts > 0 ? 0 : total.silent + sum.means;
  // ln P(0) of a negative binomial with this mean is -mean ln(dispersion) / (dispersion - 1)
  const perContact = dispersion > 1.001 ? Math.log(dispersion) / (dispersion - 1) : 1;
  if (total.silent * perContact > SILENCE_LOG_P) return true;
  const variance = windowVariance({ mean: sum.means, dispersion, logVariance });
  const low =
    sum.means >= OUTAGE_MEAN &&
    sum.counts < OUTAGE_SHARE * sum.means &&
    logLowerTail(sum.counts, sum.means, variance) < OUTAGE_LOG_P;
  total.lowRun = low ? total.lowRun + 1 : 0;
  return low && total.lowRun <= scale.shiftSteps;
}
