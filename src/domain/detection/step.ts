import { learnStep } from "./learn-step.ts";
import { judge, type Look, silent } from "./look.ts";
import type { Moment, Pool } from "./pool.ts";
import { remember } from "./recent.ts";
import type { Scale } from "./scale.ts";
import { expectStep } from "./step-expectation.ts";

/**
 * Judges one step of every series against what was known before it, then learns it. Counts are in the order of
 * `pool.series`; `undefined` is a gap and gives no look. Changes the pool.
 */
export function stepPool(
  pool: Pool,
  scale: Scale,
  moment: Moment,
  counts: readonly (number | undefined)[],
): (Look | undefined)[] {
  const shared = expectStep(pool, scale, moment, counts);
  const looks = pool.series.map((series, i) => {
    const count = counts[i];
    const expectation = shared.expectations[i];
    if (expectation === undefined || count === undefined || shared.outage) {
      remember(series.recent, scale, 0, 0, 0, 0);
      return expectation === undefined || count === undefined ? undefined : silent(expectation, pool, series);
    }
    return judge(pool, scale, series, count, expectation, shared);
  });
  if (!shared.outage) learnStep(pool, scale, moment, counts, looks, shared);
  pool.steps += 1;
  return looks;
}
