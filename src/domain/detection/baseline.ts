import type { Scale } from "./scale.ts";

/**
 * What is believed of one series' log mean: coefficients and their covariance (row by row). A dynamic generalised linear
 * model with a gamma-Poisson update (West, Harrison & Migon 1985): level, slope, own day factors, yearly waves.
 */
export interface Baseline {
  mean: number[];
  covariance: number[];
}

/** The expectation of one step, known before it: its mean, and the variance of its log. */
export interface Expectation {
  mean: number;
  logMean: number;
  /** All doubt about the log, and the part of it that neighbouring steps do not share. */
  logVariance: number;
  ownVariance: number;
}

/** What a pool adds to the log of a step: its value, and its doubt, shared by neighbouring steps or of this step alone. */
export interface Offset {
  log: number;
  sharedVariance: number;
  ownVariance: number;
}

/** Where a step lies: the position within the year (0..1) and the day of the week (0 = Monday). */
export interface Season {
  yearPhase: number;
  day: number;
}

const PRIOR_LEVEL_VARIANCE = 1;
const PRIOR_SLOPE_VARIANCE = 0.004 ** 2;
const PRIOR_YEARLY_VARIANCE = 0.35 ** 2;
/** A series' own day factor is believed like a prior of 6 contacts at no difference. */
const PRIOR_DAY_VARIANCE = 1 / 6;
const MAX_LOG_VARIANCE = 1;
/** The yearly waves change, but over decades. */
const YEARLY_RELAXATION = 1e-5;

export function newBaseline(scale: Scale, logLevel: number): Baseline {
  const variances = [PRIOR_LEVEL_VARIANCE];
  if (scale.slope) variances.push(PRIOR_SLOPE_VARIANCE);
  for (let i = 0; i < scale.ownDays; i += 1) variances.push(PRIOR_DAY_VARIANCE);
  for (let i = 0; i < 2 * scale.yearly; i += 1) variances.push(PRIOR_YEARLY_VARIANCE);
  const size = variances.length;
  const covariance = new Array<number>(size * size).fill(0);
  variances.forEach((variance, i) => {
    covariance[i * size + i] = variance;
  });
  return { mean: [logLevel, ...new Array<number>(size - 1).fill(0)], covariance };
}

/** The coefficients' multipliers for a step. */
export function designOf(scale: Scale, season: Season): number[] {
  const x = [1];
  if (scale.slope) x.push(0);
  for (let day = 0; day < scale.ownDays; day += 1) x.push(day === season.day ? 1 : 0);
  for (let j = 1; j <= scale.yearly; j += 1) {
    const angle = 2 * Math.PI * j * season.yearPhase;
    x.push(Math.cos(angle), Math.sin(angle));
  }
  return x;
}

/** Lets one step of time pass: the level moves by its slope and everything becomes a little less certain. */
export function forget(baseline: Baseline, scale: Scale): void {
  const { mean, covariance: c } = baseline;
  const size = mean.length;
  if (scale.slope) {
    mean[0] = at(mean, 0) + at(mean, 1);
    for (let j = 0; j < size; j += 1) c[j] = at(c, j) + at(c, size + j);
    for (let i = 0; i < size; i += 1) c[i * size] = at(c, i * size) + at(c, i * size + 1);
  }
  const level = at(c, 0);
  c[0] = level + Math.max(0, Math.min(level * (1 / scale.levelDiscount - 1), PRIOR_LEVEL_VARIANCE - level));
  const dayStart = scale.slope ? 2 : 1;
  for (let i = dayStart + scale.ownDays; i < size; i += 1) {
    const variance = at(c, i * size + i);
    c[i * size + i] = variance + Math.max(0, PRIOR_YEARLY_VARIANCE - variance) * YEARLY_RELAXATION;
  }
  for (let i = dayStart; i < dayStart + scale.ownDays; i += 1) {
    const variance = at(c, i * size + i);
    c[i * size + i] = variance + Math.max(0, PRIOR_DAY_VARIANCE - variance) * dayRelaxation(scale);
  }
}

/** What a step with these multipliers is expected to hold. */
export function expect(baseline: Baseline, x: readonly number[], offset: Offset): Expectation {
  const { mean: coefficients, covariance } = baseline;
  const size = coefficients.length;
  let logMean = offset.log;
  let known = 0;
  for (let i = 0; i < size; i += 1) {
    const xi = at(x, i);
    if (xi === 0) continue;
    logMean += xi * at(coefficients, i);
    for (let j = 0; j < size; j += 1) {
      const xj = at(x, j);
      if (xj !== 0) known += xi * xj * at(covariance, i * size + j);
    }
  }
  if (known > MAX_LOG_VARIANCE) {
    // a cap on the variance alone would leave gains too large for it: the covariance shrinks as a whole
    for (let i = 0; i < covariance.length; i += 1)
      covariance[i] = at(covariance, i) * (MAX_LOG_VARIANCE / known);
    known = MAX_LOG_VARIANCE;
  }
  const logVariance = Math.max(1e-9, known + offset.sharedVariance + offset.ownVariance);
  const mean = Math.exp(logMean + logMinusDigamma(gammaShape(logVariance)));
  return { mean, logMean, logVariance, ownVariance: offset.ownVariance };
}

/**
 * Learns a count: the gamma prior that matches the expectation meets count / dispersion, and the coefficients follow by
 * linear Bayes. `weight` (0..1) is how far the count is believed. Answers what the step would be expected to hold now.
 */
export function learn(
  baseline: Baseline,
  x: readonly number[],
  expectation: Expectation,
  count: number,
  dispersion: number,
  weight: number,
): number {
  const { mean, covariance: c } = baseline;
  const size = mean.length;
  const { logVariance: q } = expectation;
  const shape = gammaShape(q);
  const rate = shape / expectation.mean;
  const newShape = shape + (weight * count) / dispersion;
  const newRate = rate + weight / dispersion;
  const newQ = 1 / newShape + 1 / (2 * newShape * newShape);
  const newLogMean = Math.log(newShape / newRate) - logMinusDigamma(newShape);
  const gain = (newLogMean - expectation.logMean) / q;
  const shrink = Math.max(0, 1 - newQ / q) / q;
  const cx = new Array<number>(size).fill(0);
  // most multipliers of a step are 0: of seven days it is one
  for (let j = 0; j < size; j += 1) {
    const xj = at(x, j);
    if (xj === 0) continue;
    for (let i = 0; i < size; i += 1) cx[i] = at(cx, i) + at(c, i * size + j) * xj;
  }
  for (let i = 0; i < size; i += 1) {
    mean[i] = at(mean, i) + at(cx, i) * gain;
    for (let j = 0; j < size; j += 1) c[i * size + j] = at(c, i * size + j) - at(cx, i) * at(cx, j) * shrink;
  }
  return newShape / newRate;
}

/** Re-opens the level after a shift, so that the next counts decide it anew. */
export function reopenLevel(baseline: Baseline): void {
  baseline.covariance[0] = Math.max(at(baseline.covariance, 0), 0.25);
}

/** Own day factors drift back to doubt over about four years. */
function dayRelaxation(scale: Scale): number {
  return scale.stepMs / (200 * 7 * 86_400_000);
}

/** Shape of the gamma whose log has this variance: trigamma(a) ~ 1/a + 1/(2 a^2), solved for a. */
function gammaShape(logVariance: number): number {
  return (1 + Math.sqrt(1 + 2 * logVariance)) / (2 * logVariance);
}

/** ln(a) - digamma(a), DLMF 5.11.2. */
function logMinusDigamma(a: number): number {
  const inverse = 1 / a;
  return inverse * (0.5 + inverse * (1 / 12 - (inverse * inverse) / 120));
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
