import { logBetaRatio } from "./negative-binomial.ts";

/** How many times the usual rate a count is, with an exact interval. */
export interface RateRatio {
  ratio: number;
  lower: number;
  upper: number;
}

/**
 * Ratio of a count now (one unit of exposure) to a baseline count over `exposure` such units, with its exact interval:
 * given their sum, the count is binomial (Przyborowski & Wilenski 1940; limits of Clopper & Pearson 1934).
 */
export function rateRatio(count: number, baseline: number, exposure: number, confidence = 0.9): RateRatio {
  const tail = (1 - confidence) / 2;
  const odds = (share: number): number => (share >= 1 ? Number.POSITIVE_INFINITY : share / (1 - share));
  const lower = count <= 0 ? 0 : odds(betaQuantile(tail, count, baseline + 1));
  const upper = baseline <= 0 ? Number.POSITIVE_INFINITY : odds(betaQuantile(1 - tail, count + 1, baseline));
  return {
    ratio: (count * exposure) / baseline,
    lower: lower * exposure,
    upper: upper * exposure,
  };
}

/** Where the beta distribution's cumulative probability is `probability`, by bisection. */
function betaQuantile(probability: number, a: number, b: number): number {
  const target = Math.log(probability);
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (logBetaRatio(a, b, middle, 1 - middle) < target) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
