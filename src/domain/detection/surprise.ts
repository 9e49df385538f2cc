import { logLowerTail, logUpperTail } from "./negative-binomial.ts";

const HEAVY_SHARE = 0.25;
export const USUAL_SHARE = 1 - HEAVY_SHARE;
const HEAVY_DISPERSION = 1.6;
/** Nobody knows a mean of 0.01 contacts well enough to call three of them a miracle. */
export const MEAN_FLOOR = 0.2;

/** What a window is expected to hold: mean, variance over mean, and the variance of the log of the mean. */
export interface WindowExpectation {
  mean: number;
  dispersion: number;
  logVariance: number;
}

/** Variance of the count: spread around the mean, and doubt about the mean itself. */
export function windowVariance({ mean, dispersion, logVariance }: WindowExpectation): number {
  return dispersion * mean + Math.expm1(logVariance) * mean * mean;
}

/**
 * Surprise of a count: -ln P(Y >= count), by a mixture of 75 % the estimated dispersion and 25 % one 1.6 times larger,
 * because the dispersion is itself an estimate and the far tail hangs on it. Exact, not mid-p.
 */
export function surprise(count: number, { mean, dispersion, logVariance }: WindowExpectation): number {
  if (count <= 0) return 0;
  const floored = Math.max(mean, MEAN_FLOOR);
  const doubt = Math.expm1(logVariance) * floored * floored;
  const usual = logUpperTail(count, floored, dispersion * floored + doubt);
  const heavy = logUpperTail(count, floored, HEAVY_DISPERSION * dispersion * floored + doubt);
  return mixed(usual, heavy);
}

/** The same for a count that is too low: -ln P(Y <= count). */
export function shortfall(count: number, { mean, dispersion, logVariance }: WindowExpectation): number {
  if (mean <= 0) return 0;
  const doubt = Math.expm1(logVariance) * mean * mean;
  const usual = logLowerTail(count, mean, dispersion * mean + doubt);
  const heavy = logLowerTail(count, mean, HEAVY_DISPERSION * dispersion * mean + doubt);
  return mixed(usual, heavy);
}

/** -ln of the mixture of two tails, given by their logs. */
function mixed(usual: number, heavy: number): number {
  const top = Math.max(usual, heavy);
  const share = USUAL_SHARE * Math.exp(usual - top) + HEAVY_SHARE * Math.exp(heavy - top);
  return Math.max(0, -top - Math.log(share));
}

/**
 * One surprise for the windows of one look: the weighted harmonic mean of their p-values (Wilson 2019), which hardly pays
 * for windows that agree and pays fully for independent ones.
 */
export function combineSurprises(surprises: readonly number[], weights: readonly number[]): number {
  let top = 0;
  for (const s of surprises) if (s > top) top = s;
  let sum = 0;
  for (let i = 0; i < surprises.length; i += 1)
    sum += (weights[i] ?? 0) * Math.exp((surprises[i] ?? 0) - top);
  return Math.max(0, top + Math.log(sum));
}
