import { designOf, type Expectation, expect, forget } from "./baseline.ts";
import { type Concurrent, cappedCount } from "./concurrent.ts";
import { addResidual, dispersionOf, fadeDispersion, pooledDispersion } from "./dispersion.ts";
import { isOutage } from "./outage.ts";
import type { Moment, Pool } from "./pool.ts";
import { type Factor, profileFactor, specialDayFactor } from "./profile.ts";
import { judgeWindows, lookSurprise, remember } from "./recent.ts";
import type { Scale } from "./scale.ts";

/** What is known of a step before its series are judged: what each expects, and what all share. */
export interface StepExpectation {
  x: number[];
  profile: Factor;
  special: Factor;
  dispersion: number;
  expectations: Expectation[];
  /** All series together, just now. */
  now: Concurrent;
  /** -ln p of the pool's total. */
  totalSurprise: number;
  outage: boolean;
}

/** Lets a step of time pass for every series, and expects the step; changes the pool. */
export function expectStep(
  pool: Pool,
  scale: Scale,
  moment: Moment,
  counts: readonly (number | undefined)[],
): StepExpectation {
  const dispersion = pooledDispersion(pool.dispersion);
  const profile = profileFactor(pool.profile, moment.cell, dispersion);
  const special = specialDayFactor(pool.special, moment.kind, dispersion);
  const x = designOf(scale, moment);
  const offset = {
    log: Math.log(profile.value * special.value),
    sharedVariance: special.logVariance,
    ownVariance: profile.logVariance,
  };
  const offsetVariance = offset.sharedVariance + offset.ownVariance;
  const sum = { counts: 0, means: 0 };
  const now = { counts: 0, means: 0 };
  const expectations = pool.series.map((series, i) => {
    forget(series.baseline, scale);
    const expectation = expect(series.baseline, x, offset);
    const count = counts[i];
    if (count !== undefined && series.steps > 0) {
      sum.counts += count;
      sum.means += expectation.mean;
      now.counts += cappedCount(count, expectation.mean, dispersion);
      now.means += expectation.mean;
    }
    return expectation;
  });
  const outage = isOutage(pool, scale, sum, offsetVariance);
  if (outage) {
    remember(pool.total.recent, scale, 0, 0, 0, 0);
    return { x, profile, special, dispersion, expectations, now, totalSurprise: 0, outage };
  }
  remember(pool.total.recent, scale, sum.counts, sum.means, offset.sharedVariance, offset.ownVariance);
  const totalDispersion = dispersionOf(pool.total.dispersion, dispersion);
  const totalSurprise = lookSurprise(scale, judgeWindows(pool.total.recent, scale, totalDispersion));
  fadeDispersion(
    pool.total.dispersion,
    pool.steps < scale.learningSteps ? scale.youngKeep : scale.spreadKeep,
  );
  addResidual(pool.total.dispersion, sum.counts, sum.means, offsetVariance, totalDispersion);
  return { x, profile, special, dispersion, expectations, now, totalSurprise, outage };
}
