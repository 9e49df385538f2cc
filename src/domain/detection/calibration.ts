/**
 * How the surprises of a pool really behave over a threshold (peaks over threshold, Pickands 1975): for exact p-values
 * 5 % lie over it and the excess is 1 on average. Discrete counts give fewer, clustered contacts give larger ones.
 */
export interface Calibration {
  /** Share over the threshold, against the nominal one, that is believed before anything is known. */
  priorRatio: number;
  looks: number;
  exceedances: number;
  excess: number;
}

const THRESHOLD = -Math.log(0.05);
/** What is believed before anything is known, and how many looks and exceedances it takes to say otherwise. */
const PRIOR_LOOKS = 1500;
const PRIOR_EXCEEDANCES = 20;
const PRIOR_EXCESS = 0.8;
const MIN_EXCESS = 0.65;
/** How far over the threshold (in -ln p) a light tail has been seen often enough to be believed. */
const LIGHT_REACH = 8;
const MIN_RATE_RATIO = 0.35;
const MAX_RATE_RATIO = 2;
/** One true spike must not make the tail look heavy. */
const MAX_EXCESS = 5;

export function newCalibration(priorRatio: number): Calibration {
  return { priorRatio, looks: 0, exceedances: 0, excess: 0 };
}

/** A surprise brought to what it means in this pool; `exp(-result)` is a p-value that keeps its nominal rate. */
export function calibrate(calibration: Calibration, surprise: number): number {
  const threshold = THRESHOLD - Math.log(rateRatio(calibration));
  if (surprise <= THRESHOLD) return surprise * (threshold / THRESHOLD);
  const excess = surprise - THRESHOLD;
  const mean = meanExcess(calibration);
  // a heavy tail is heavy all the way; a light one is only believed as far as it has been seen
  return threshold + (mean >= 1 ? excess / mean : excess + Math.min(excess, LIGHT_REACH) * (1 / mean - 1));
}

/** What one step leaves of the past. */
export function fadeCalibration(calibration: Calibration, keep: number): void {
  calibration.looks *= keep;
  calibration.exceedances *= keep;
  calibration.excess *= keep;
}

export function learnCalibration(calibration: Calibration, surprise: number): void {
  calibration.looks += 1;
  if (surprise <= THRESHOLD) return;
  calibration.exceedances += 1;
  calibration.excess += Math.min(surprise - THRESHOLD, MAX_EXCESS);
}

/** Realised over nominal share above the threshold. */
export function rateRatio({ looks, exceedances, priorRatio }: Calibration): number {
  const ratio = (exceedances + 0.05 * PRIOR_LOOKS * priorRatio) / (0.05 * (looks + PRIOR_LOOKS));
  return Math.min(MAX_RATE_RATIO, Math.max(MIN_RATE_RATIO, ratio));
}

/** Realised mean excess over the threshold: 1 for exact p-values, more where the tail is heavier than believed. */
function meanExcess({ exceedances, excess }: Calibration): number {
  return Math.max(
    MIN_EXCESS,
    (excess + PRIOR_EXCEEDANCES * PRIOR_EXCESS) / (exceedances + PRIOR_EXCEEDANCES),
  );
}
