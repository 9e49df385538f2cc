import { designOf, type Expectation, expect, forget, learn, reopenLevel } from "./baseline.ts";
import { calibrate, fadeCalibration, learnCalibration } from "./calibration.ts";
import { type Concurrent, cappedCount, concurrentFactor } from "./concurrent.ts";
import {
  addPooledResidual,
  addResidual,
  dispersionOf,
  fadeDispersion,
  pooledDispersion,
} from "./dispersion.ts";
import { logLowerTail } from "./negative-binomial.ts";
import type { Moment, Pool, Series } from "./pool.ts";
import { type Factor, learnProfile, learnSpecialDay, profileFactor, specialDayFactor } from "./profile.ts";
import { judgeWindows, lookSurprise, remember, type WindowJudgement } from "./recent.ts";
import { lowWeight, robustWeight } from "./robust-weight.ts";
import type { Scale } from "./scale.ts";
import { windowVariance } from "./surprise.ts";

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

/** What all series of a pool share at one step. */
interface Shared {
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

/** A total this surprising (p about 1e-4) is a surge of everything. */
const SURGE_SURPRISE = 9;
/** A pool that expects this many contacts and is silent to p < 1e-6 has an outage, not a calm hour. */
const OUTAGE_MEAN = 20;
const OUTAGE_LOG_P = Math.log(1e-6);
const OUTAGE_SHARE = 0.25;
/** -ln p of zero after zero that is no chance any more. */
const SILENCE_LOG_P = 7;
/** The level must have seen some days before the profile can be told from it. */
const PROFILE_WAIT_MS = 48 * 3_600_000;
/** A look this surprising (p about 0.001) is an episode, for the calibration of the tail. */
const EPISODE_SURPRISE = 6.9;
const SHIFT_SURPRISE = -Math.log(0.01);
/** While a series is young, even a surprising count is believed at least this much: the baseline may be the wrong one. */
const YOUNG_WEIGHT = 0.25;

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

function expectStep(
  pool: Pool,
  scale: Scale,
  moment: Moment,
  counts: readonly (number | undefined)[],
): Shared {
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

/**
 * Silence of everything at once says that nobody delivers, not that nobody calls. Complete silence is a gap for as long as
 * it lasts (nothing could alert in it); near silence is one for a while, then it is the new normal.
 */
function isOutage(
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

function judge(
  pool: Pool,
  scale: Scale,
  series: Series,
  count: number,
  expectation: Expectation,
  shared: Shared,
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

/** The concurrent factor of the other series: this step and the one before (in a surge this one alone). */
function othersFactor(
  pool: Pool,
  scale: Scale,
  series: Series,
  count: number,
  expectation: Expectation,
  shared: Shared,
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

function silent(expectation: Expectation, pool: Pool, series: Series): Look {
  const dispersion = dispersionOf(series.dispersion, pooledDispersion(pool.typical));
  return { expectation, dispersion, windows: [], rawSurprise: 0, surprise: 0 };
}

function learnStep(
  pool: Pool,
  scale: Scale,
  moment: Moment,
  counts: readonly (number | undefined)[],
  looks: readonly (Look | undefined)[],
  shared: Shared,
): void {
  const factor = shared.profile.value * shared.special.value;
  const surgeWeight = robustWeight(shared.totalSurprise);
  fadeCalibration(pool.calibration, scale.spreadKeep);
  fadeDispersion(pool.dispersion, scale.spreadKeep);
  fadeDispersion(pool.typical, scale.spreadKeep);
  const sum = { counts: 0, means: 0 };
  pool.last = { counts: 0, means: 0 };
  looks.forEach((look, i) => {
    const series = pool.series[i];
    const count = counts[i];
    if (series) series.last = { counts: 0, means: 0 };
    if (!look || !series || count === undefined) return;
    if (series.steps > 0) {
      const weight = learnSeries(pool, scale, series, count, look, shared, surgeWeight);
      sum.counts += weight * count;
      sum.means += weight * look.expectation.mean;
    } else series.baseline.mean[0] = Math.log(Math.max(count, 0.3) / factor);
    pool.last.counts += series.last.counts;
    pool.last.means += series.last.means;
    series.steps += 1;
  });
  if (pool.steps * scale.stepMs < PROFILE_WAIT_MS) return;
  if (moment.kind === "usual")
    learnProfile(pool.profile, moment.cell, sum.counts, sum.means / shared.profile.value);
  else learnSpecialDay(pool.special, moment.kind, sum.counts, sum.means / shared.special.value);
}

function learnSeries(
  pool: Pool,
  scale: Scale,
  series: Series,
  count: number,
  look: Look,
  shared: Shared,
  surgeWeight: number,
): number {
  const { expectation, dispersion } = look;
  const variance = windowVariance({
    mean: expectation.mean,
    dispersion,
    logVariance: expectation.logVariance,
  });
  const young = series.steps < scale.learningSteps;
  const shifted = series.highRun >= scale.shiftSteps;
  const robust = robustWeight(look.rawSurprise) * lowWeight(count, expectation.mean, variance) * surgeWeight;
  const weight = shifted ? 1 : young ? Math.max(YOUNG_WEIGHT, robust) : robust;
  const learned = learn(series.baseline, shared.x, expectation, count, dispersion, weight);
  series.last = { counts: cappedCount(count, expectation.mean, shared.dispersion), means: learned };
  const mean = series.recent.means.at(-1) ?? expectation.mean;
  fadeDispersion(series.dispersion, young ? scale.youngKeep : scale.spreadKeep);
  if (series.steps > 2) {
    addResidual(series.dispersion, count, mean, expectation.logVariance, dispersion);
    addResidual(pool.dispersion, count, mean, expectation.logVariance, dispersion);
    addPooledResidual(pool.typical, count, mean, expectation.logVariance);
  }
  if (!young) learnTail(pool, scale, series, look.rawSurprise);
  series.highRun = look.rawSurprise > SHIFT_SURPRISE ? series.highRun + 1 : Math.max(0, series.highRun - 2);
  if (series.highRun === scale.shiftSteps) reopenLevel(series.baseline);
  return weight;
}

/** An episode counts once, by its first look: the windows that still hold it say nothing new (declustering). */
function learnTail(pool: Pool, scale: Scale, series: Series, surprise: number): void {
  if (series.echo === 0) learnCalibration(pool.calibration, surprise);
  series.echo = surprise > EPISODE_SURPRISE ? (scale.windows.at(-1) ?? 1) : Math.max(0, series.echo - 1);
}
