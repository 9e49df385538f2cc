import { learn, reopenLevel } from "./baseline.ts";
import { fadeCalibration, learnCalibration } from "./calibration.ts";
import { cappedCount } from "./concurrent.ts";
import { addPooledResidual, addResidual, fadeDispersion } from "./dispersion.ts";
import type { Look } from "./look.ts";
import type { Moment, Pool, Series } from "./pool.ts";
import { learnProfile, learnSpecialDay } from "./profile.ts";
import { lowWeight, robustWeight } from "./robust-weight.ts";
import type { Scale } from "./scale.ts";
import type { StepExpectation } from "./step-expectation.ts";
import { windowVariance } from "./surprise.ts";

/** The level must have seen some days before the profile can be told from it. */
const PROFILE_WAIT_MS = 48 * 3_600_000;
/** A look this surprising (p about 0.001) is an episode, for the calibration of the tail. */
const EPISODE_SURPRISE = 6.9;
const SHIFT_SURPRISE = -Math.log(0.01);
/** While a series is young, even a surprising count is believed at least this much: the baseline may be the wrong one. */
const YOUNG_WEIGHT = 0.25;

/** Learns a step that was judged: every series its own, and the pool what they share. */
export function learnStep(
  pool: Pool,
  scale: Scale,
  moment: Moment,
  counts: readonly (number | undefined)[],
  looks: readonly (Look | undefined)[],
  shared: StepExpectation,
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
  shared: StepExpectation,
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
