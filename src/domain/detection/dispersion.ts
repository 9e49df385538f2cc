/** Sums whose ratio is the variance of counts over their mean: squared residuals, and means. */
export interface Dispersion {
  squares: number;
  means: number;
}

/** A series with fewer contacts than this leans on its pool's dispersion. */
const POOL_WEIGHT = 15;
const FIRST_GUESS = 1.3;
/** However many contacts a series has in a step, it weighs in its pool like this many. */
const POOL_STEP_CONTACTS = 1;
const CAP_SIGMAS = 4;
/** A sparse series must be allowed a whole contact or two, or its dispersion is always underrated. */
const CAP_CONTACTS = 4;

export function newDispersion(): Dispersion {
  return { squares: 0, means: 0 };
}

/** What one step leaves of the past. */
export function fadeDispersion(sums: Dispersion, keep: number): void {
  sums.squares *= keep;
  sums.means *= keep;
}

/**
 * Adds one residual, winsorised rather than dropped (a dropped outlier makes the next one look impossible), less what
 * the uncertain mean explains.
 */
export function addResidual(
  sums: Dispersion,
  count: number,
  mean: number,
  logVariance: number,
  dispersion: number,
  share = 1,
): void {
  const cap = CAP_SIGMAS * Math.sqrt(dispersion * mean + logVariance * mean * mean) + CAP_CONTACTS;
  const residual = Math.min(Math.abs(count - mean), cap);
  const explained = logVariance * mean * mean;
  const weight = share / (1 + explained / (dispersion * mean + 1e-12));
  sums.squares = Math.max(0, sums.squares + weight * (residual * residual - explained));
  sums.means = sums.means + weight * mean;
}

/**
 * Adds one residual of a series to its pool, which winsorises it by its own spread: what large series vary by beyond
 * chance (variance = phi mu + cv^2 mu^2) says nothing about the rare ones that lean on the pool.
 */
export function addPooledResidual(pool: Dispersion, count: number, mean: number, logVariance: number): void {
  const share = Math.min(1, POOL_STEP_CONTACTS / mean);
  addResidual(pool, count, mean, logVariance, pooledDispersion(pool), share);
}

/** Variance over mean of a series, shrunk to its pool's value; never under 1 (Poisson). */
export function dispersionOf(own: Dispersion, pool: number): number {
  return Math.max(1, (own.squares + POOL_WEIGHT * pool) / (own.means + POOL_WEIGHT));
}

/** A pool's own value, which itself starts at a guess for contacts that come in small clusters. */
export function pooledDispersion(pool: Dispersion): number {
  return Math.max(1, (pool.squares + POOL_WEIGHT * FIRST_GUESS) / (pool.means + POOL_WEIGHT));
}
