/** A customer's answers on one metric, oldest first, and where they go. */
export type FeedbackTrend = {
  metric: string;
  since: Date;
  scores: number[];
  trend: "rising" | "falling" | "no clear trend" | "too few to tell";
};

/** Fewer scores cannot show a trend, however steep. */
const LEAST_SCORES = 4;
/** 90 % sure, both ways. */
const SURE_Z = 1.645;

type Answer = { metric: string; score: number; occurredAt: Date };

/** Each metric's scores over time, the metric heard of last first. @param feedback newest first */
export function feedbackTrends(feedback: readonly Answer[]): FeedbackTrend[] {
  const metrics = new Map<string, { since: Date; scores: number[] }>();
  for (const { metric, score, occurredAt } of feedback) {
    metrics.set(metric, { since: occurredAt, scores: [score, ...(metrics.get(metric)?.scores ?? [])] });
  }
  return [...metrics].map(([metric, { since, scores }]) => ({
    metric,
    since,
    scores,
    trend: trendOf(scores),
  }));
}

/** Mann's test (1945) with Kendall's variance for ties: does a later score tend to lie above, or below, an earlier one? */
function trendOf(scores: readonly number[]): FeedbackTrend["trend"] {
  const n = scores.length;
  if (n < LEAST_SCORES) return "too few to tell";
  let rises = 0;
  scores.forEach((score, i) => {
    for (const later of scores.slice(i + 1)) rises += Math.sign(later - score);
  });
  const ties = new Map<number, number>();
  for (const score of scores) ties.set(score, (ties.get(score) ?? 0) + 1);
  const pairs = (count: number) => count * (count - 1) * (2 * count + 5);
  const variance = ([...ties.values()].reduce((rest, count) => rest - pairs(count), pairs(n)) || 1) / 18;
  const z = Math.max(0, Math.abs(rises) - 1) / Math.sqrt(variance);
  if (z < SURE_Z) return "no clear trend";
  return rises > 0 ? "rising" : "falling";
}
