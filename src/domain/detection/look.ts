import type { Expectation } from "./baseline.ts";
import { calibrate } from "./calibration.ts";
import { cappedCount, concurrentFactor, SURGE_SURPRISE } from "./concurrent.ts";
import { dispersionOf, pooledDispersion } from "./dispersion.ts";
import type { Pool, Series } from "./pool.ts";
import type { Factor } from "./profile.ts";
import { judgeWindows, lookSurprise, remember, type WindowJudgement } from "./recent.ts";
import type { Scale } from "./scale.ts";
import type { StepExpectation } from "./step-expectation.ts";

/** The judgement of one series at one step. */
export interface Look {
  /** What this step was expected to hold, known before it. */
  expectation: Expectation;
  dispersion: number;
  windows: WindowJudgement[];
  /** -ln p over all windows, before and after calibration. */
  rawSurprise: number;
  surprise: number;
}

/** Judges the step of one series against what was known before it, and remembers it. */
export function judge(
  pool: Pool,
  scale: Scale,
  series: Series,
  count: number,
  expectation: Expectation,
  shared: StepExpectation,
): Look {
  const concurrent = othersFactor(pool, scale, series, count, expectation, shared);
  const { mean, logVariance, ownVariance } = expectation;
  const alone = ownVariance + concurrent.logVariance;
  remember(series.recent, scale, count, mean * concurrent.value, logVariance - ownVariance, alone);
  const dispersion = dispersionOf(series.dispersion, pooledDispersion(pool.typical));
  const windows = judgeWindows(series.recent, scale, dispersion);
  const rawSurprise = lookSurprise(scale, windows);
  return {
    expectation,
    dispersion,
    windows,
    rawSurprise,
    surprise: calibrate(pool.calibration, rawSurprise),
  };
}

/** The look at a step that nobody delivered: nothing can be said. */
export function silent(expectation: Expectation, pool: Pool, series: Series): Look {
  const dispersion = dispersionOf(series.dispersion, pooledDispersion(pool.typical));
  return { expectation, dispersion, windows: [], rawSurprise: 0, surprise: 0 };
}

/** The concurrent factor of the other series: this step and the one before (in a surge this one alone). */
function othersFactor(
  pool: Pool,
  scale: Scale,
  series: Series,
  count: number,
  expectation: Expectation,
  shared: StepExpectation,
): Factor {
  if (pool.series.length < 2) return { value: 1, logVariance: 0 };
  const surging = shared.totalSurprise > SURGE_SURPRISE;
  const { now, dispersion } = shared;
  const others = {
    counts: now.counts - cappedCount(count, expectation.mean, dispersion),
    means: now.means - expectation.mean,
  };
  if (scale.concurrentSteps === 2 && !surging) {
    others.counts += pool.last.counts - series.last.counts;
    others.means += pool.last.means - series.last.means;
  }
  return concurrentFactor(others, dispersion, surging);
}
