import { type Cost, timedPart } from "./cost.ts";

/** What the contacts beyond the usual have cost since `sinceAt`: the range is that of how many are usual. */
export type ExcessCost = {
  amount: number;
  lower: number;
  upper: number;
  /** ISO 4217. */
  currency: string;
  /** Of one contact that mentions the reason, by the four weeks before. */
  each: number;
  sinceAt: string;
  /** The part of the contacts priced by time whose own time is known, and the lowest and highest rate an hour. */
  timed?: number;
  rates?: { least: number; most: number };
};

/** A window's contacts with their 5-95 % range, and those of the hours before; instants are ISO 8601. */
type Counted = {
  observed: number;
  expected: number;
  lower: number;
  upper: number;
  windowMinutes: number;
  windowEndAt: string;
  history: readonly { startAt: string; observed: number; expected: number; upper: number }[];
};
const HOUR_MS = 3_600_000;

/**
 * The contacts of a spike beyond the usual since it began, with their 5-95 % range: those of its window, and those of the whole and
 * broken hours before it as far as they are remembered. Hours are taken to spread apart from each other.
 */
export function excessSince(
  facts: Counted,
  sinceAt: string,
): { excess: number; lower: number; upper: number } {
  const windowFrom = Date.parse(facts.windowEndAt) - facts.windowMinutes * 60_000;
  const since = Math.min(Date.parse(sinceAt), windowFrom);
  let excess = facts.observed - facts.expected;
  let above = (facts.upper - facts.expected) ** 2;
  let below = (facts.expected - facts.lower) ** 2;
  for (const { startAt, observed, expected, upper } of facts.history) {
    const at = Date.parse(startAt);
    const part = Math.max(0, Math.min(at + HOUR_MS, windowFrom) - Math.max(at, since)) / HOUR_MS;
    excess += part * (observed - expected);
    above += part * (upper - expected) ** 2;
    // a range goes as far down as up, but not below none
    below += part * Math.min(upper - expected, expected) ** 2;
  }
  return {
    excess: Math.max(0, excess),
    lower: Math.max(0, excess - Math.sqrt(above)),
    upper: Math.max(0, excess + Math.sqrt(below)),
  };
}

/** What they cost, at `each` a contact; undefined where a contact has no cost. */
export function excessCost(
  facts: Counted,
  sinceAt: string,
  each: number | undefined,
  cost: Cost | undefined,
): ExcessCost | undefined {
  if (each === undefined || cost === undefined) return undefined;
  const { excess, lower, upper } = excessSince(facts, sinceAt);
  const timed = timedPart(cost);
  return {
    ...{ amount: excess * each, lower: lower * each, upper: upper * each },
    ...{ currency: cost.currency, each, sinceAt },
    ...(timed !== undefined && { timed }),
    ...(cost.rates && { rates: cost.rates }),
  };
}
