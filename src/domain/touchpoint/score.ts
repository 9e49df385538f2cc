import { difference, type Estimate, meanOnScale } from "../estimate.ts";
import { type Metric, scales } from "./feedback.ts";

/** Answers by what was answered: 0..10 of nps, 1..5 of csat, 1..7 of ces. */
export type Answers = readonly { score: number; count: number }[];

/**
 * What a metric says, with its 90 % interval: of nps the per cent of promoters (9, 10) less that of detractors (0 to 6), of
 * csat and ces the mean answer.
 */
export type Score = Estimate & { metric: Metric; answers: number };

/** The scale a score lies on; a target must too. */
export const scoreScales: Record<Metric, { min: number; max: number }> = {
  nps: { min: -100, max: 100 },
  csat: scales.csat,
  ces: scales.ces,
};

/** An answer so low is a customer lost or nearly so. */
const BAD: Record<Metric, number> = { nps: 6, csat: 2, ces: 3 };
export const worstScores: readonly { metric: Metric; most: number }[] = Object.entries(BAD).map(
  ([metric, most]) => ({ metric: metric as Metric, most }),
);

/** Undefined without an answer. */
export function scoreOf(metric: Metric, answers: Answers): Score | undefined {
  const counts = valueCounts(metric, answers);
  const estimate = meanOnScale(valuesOf(metric), counts);
  return estimate && { metric, answers: sum(counts), ...estimate };
}

/** The change from the period before, with its interval; undefined when one of them has no answer. */
export function scoreTrend(now: Score | undefined, before: Score | undefined): Estimate | undefined {
  return now && before && difference(now, before);
}

export type ScoreVerdict =
  /** The whole interval lies below the target. */
  | { kind: "below" }
  /** The whole interval lies at it or above. */
  | { kind: "met" }
  /** The interval holds the target; with so many more answers like these it would not. Null: nothing is known of their spread. */
  | { kind: "too-few"; needed: number | null }
  /** So near to the target that no number of answers to be hoped for would tell. */
  | { kind: "unclear" };

/** Nobody is alerted, or content, by fewer answers, however much they agree. */
const LEAST_ANSWERS = 10;
/** What would take as many times the answers there are is not waited for. */
const HOPED_FOR = 10;
/** Fewer answers say little of their own spread, and count as so many when it is asked what to hope for. */
const A_FEW = 30;

/** Judges a score by its target, on the score's own scale. */
export function judgeScore(metric: Metric, answers: Answers, target: number): ScoreVerdict {
  const score = scoreOf(metric, answers);
  if (score === undefined) return { kind: "too-few", needed: null };
  const verdict = score.answers < LEAST_ANSWERS ? undefined : side(score, target);
  if (verdict !== undefined) return { kind: verdict };
  const needed = answersNeeded(metric, answers, target, HOPED_FOR * Math.max(A_FEW, score.answers));
  return needed === undefined ? { kind: "unclear" } : { kind: "too-few", needed };
}

/** How many more answers, spread as these are, put the interval on one side of the target; undefined: more than `most`. */
function answersNeeded(metric: Metric, answers: Answers, target: number, most: number): number | undefined {
  const counts = valueCounts(metric, answers);
  const have = sum(counts);
  const tells = (n: number): boolean => {
    if (n < LEAST_ANSWERS) return false;
    const grown = new Map([...counts].map(([value, count]) => [value, (count * n) / have]));
    const estimate = meanOnScale(valuesOf(metric), grown);
    return estimate !== undefined && side(estimate, target) !== undefined;
  };
  let high = have + most;
  if (!tells(high)) return undefined;
  let low = have;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (tells(middle)) high = middle;
    else low = middle;
  }
  return high - have;
}

function side({ lower, upper }: Estimate, target: number): "below" | "met" | undefined {
  if (upper < target) return "below";
  return lower >= target ? "met" : undefined;
}

/** What one answer adds to the mean: an nps answer is a promoter, passive or detractor. */
function valueCounts(metric: Metric, answers: Answers): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { score, count } of answers) {
    const value = metric === "nps" ? (score >= 9 ? 100 : score >= 7 ? 0 : -100) : score;
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return counts;
}

function valuesOf(metric: Metric): number[] {
  if (metric === "nps") return [-100, 0, 100];
  const { min, max } = scales[metric];
  return Array.from({ length: max - min + 1 }, (_, i) => min + i);
}

const sum = (counts: ReadonlyMap<number, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
