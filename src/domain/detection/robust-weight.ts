/** About -ln p of a z-score of 3.1: what is more surprising than this is believed less. */
const TRUSTED_SURPRISE = 6.9;
const TRUSTED_Z = 3.1;

/**
 * How far a count is believed when the baseline learns: (3.1 / z)^4 once z passes 3.1, where a surprise of -ln p stands
 * for z^2 / 2 (small counts have no useful z).
 */
export function robustWeight(surprise: number): number {
  return surprise <= TRUSTED_SURPRISE ? 1 : (TRUSTED_SURPRISE / surprise) ** 2;
}

/** The same for counts that are too low, where the normal approximation is enough. */
export function lowWeight(count: number, mean: number, variance: number): number {
  if (count >= mean) return 1;
  const z = (mean - count) / Math.sqrt(variance);
  return z <= TRUSTED_Z ? 1 : (TRUSTED_Z / z) ** 4;
}
