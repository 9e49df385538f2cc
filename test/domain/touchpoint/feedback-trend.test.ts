import { expect, test } from "vitest";
import { feedbackTrends } from "../../../src/domain/touchpoint/feedback-trend.ts";

const DAY = 86_400_000;
/** One a day since the first of January 1970. */
const answers = (metric: string, scores: number[]) =>
  scores.map((score, day) => ({ metric, score, occurredAt: new Date(day * DAY) })).reverse();

test.each([
  [[9, 8, 6, 3], "falling"],
  [[1, 2, 4, 5], "rising"],
  [[9, 8, 6], "too few to tell"],
  [[9, 3, 8, 4, 7], "no clear trend"],
  [[5, 5, 5, 5, 5], "no clear trend"],
  [[9, 9, 9, 9, 9, 2], "no clear trend"],
  [[9, 9, 8, 8, 6, 6, 3], "falling"],
] as const)("scores %j over time: %s", (scores, trend) => {
  expect(feedbackTrends(answers("nps", [...scores]))).toEqual([
    { metric: "nps", since: new Date(0), scores, trend },
  ]);
});

test("each metric has its own trend, the one heard of last first", () => {
  const feedback = [...answers("csat", [5, 4]), ...answers("nps", [9])];
  expect(feedbackTrends(feedback).map(({ metric, scores }) => [metric, scores])).toEqual([
    ["csat", [5, 4]],
    ["nps", [9]],
  ]);
});
