import type { Scale } from "./scale.ts";
import { combineSurprises, surprise, type WindowExpectation } from "./surprise.ts";

/** The last steps, oldest first. */
export interface Recent {
  counts: number[];
  /** Expectations, each known before its step. */
  means: number[];
  /** Doubt about them that neighbours share (standard deviations), and that is of each step alone (variances). */
  spreads: number[];
  variances: number[];
}

/** One window of one look. */
export interface WindowJudgement {
  /** Position in the scale's list of windows. */
  window: number;
  observed: number;
  expectation: WindowExpectation;
  surprise: number;
}

export function newRecent(): Recent {
  return { counts: [], means: [], spreads: [], variances: [] };
}

/** Adds a step; what no window reaches any more is dropped. A gap is a step that held nothing and expected nothing. */
export function remember(
  recent: Recent,
  scale: Scale,
  count: number,
  mean: number,
  sharedVariance: number,
  ownVariance: number,
): void {
  const { counts, means, spreads, variances } = recent;
  counts.push(count);
  means.push(mean);
  spreads.push(mean * Math.sqrt(Math.max(0, sharedVariance)));
  variances.push(mean * mean * ownVariance);
  if (counts.length <= (scale.windows.at(-1) ?? 1)) return;
  counts.shift();
  means.shift();
  spreads.shift();
  variances.shift();
}

/** All windows that end with the newest step. */
export function judgeWindows(recent: Recent, scale: Scale, dispersion: number): WindowJudgement[] {
  const { counts, means, spreads, variances } = recent;
  const judgements: WindowJudgement[] = [];
  let observed = 0;
  let mean = 0;
  let spread = 0;
  let variance = 0;
  let back = 0;
  for (let window = 0; window < scale.windows.length; window += 1) {
    const steps = Math.min(scale.windows[window] ?? 1, counts.length);
    for (; back < steps; back += 1) {
      const i = counts.length - 1 - back;
      observed += counts[i] ?? 0;
      mean += means[i] ?? 0;
      spread += spreads[i] ?? 0;
      variance += variances[i] ?? 0;
    }
    // what neighbours share adds as standard deviations, what is of each alone as variances
    const logVariance = mean > 0 ? (spread * spread + variance) / (mean * mean) : 0;
    const expectation = { mean, dispersion, logVariance };
    judgements.push({ window, observed, expectation, surprise: surprise(observed, expectation) });
  }
  return judgements;
}

/** The surprise of a look over all its windows. */
export function lookSurprise(scale: Scale, judgements: readonly WindowJudgement[]): number {
  return combineSurprises(
    judgements.map((judgement) => judgement.surprise),
    scale.windowWeights,
  );
}

/** The window that says most, after its weight. */
export function leadingWindow(
  scale: Scale,
  judgements: readonly WindowJudgement[],
): WindowJudgement | undefined {
  let leading: WindowJudgement | undefined;
  let best = Number.NEGATIVE_INFINITY;
  for (const judgement of judgements) {
    const value = judgement.surprise + Math.log(scale.windowWeights[judgement.window] ?? 1);
    if (value <= best) continue;
    best = value;
    leading = judgement;
  }
  return leading;
}
