import type { Factor } from "./profile.ts";

/** Contacts of a step, capped, and what was expected there: of one series, or of all of a pool. */
export interface Concurrent {
  counts: number;
  means: number;
}

/** The factor is believed like this many contacts at no change (times the pool's dispersion), and lies within bounds. */
const WEIGHT = 60;
/** While everything surges the others are believed sooner. */
const SURGE_WEIGHT = 10;
/** A total this surprising (p about 1e-4) is a surge of everything. */
export const SURGE_SURPRISE = 9;
const MIN = 0.5;
const MAX = 2;
/** One series may add this many standard deviations (and contacts) to what the others are measured by, not more. */
const CAP = 8;

/** What one series adds to its pool: its count, capped so that its own spike does not blind the others. */
export function cappedCount(count: number, mean: number, dispersion: number): number {
  return Math.min(count, mean + CAP * (Math.sqrt(dispersion * mean) + 1));
}

/**
 * How much higher or lower the other series of the pool run just now. While everything surges the upper bound is lifted:
 * that is one story about the channel, not one about each reason.
 */
export function concurrentFactor(others: Concurrent, dispersion: number, surging: boolean): Factor {
  const weight = (surging ? SURGE_WEIGHT : WEIGHT) * dispersion;
  const value = (weight + Math.max(0, others.counts)) / (weight + Math.max(0, others.means));
  const bounded = Math.max(MIN, surging ? value : Math.min(MAX, value));
  return { value: bounded, logVariance: others.means > 0 ? 1 / (WEIGHT + others.means / dispersion) : 0 };
}
