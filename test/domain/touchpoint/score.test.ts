import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { difference, isSure, share } from "../../../src/domain/estimate.ts";
import { randomFrom } from "../../../src/domain/random.ts";
import type { Metric } from "../../../src/domain/touchpoint/feedback.ts";
import {
  type Answers,
  judgeScore,
  scoreOf,
  scoreScales,
  scoreTrend,
} from "../../../src/domain/touchpoint/score.ts";

const answers = (counts: Record<number, number>): Answers =>
  Object.entries(counts).map(([score, count]) => ({ score: Number(score), count }));

describe("a score", () => {
  it.each<[Metric, Record<number, number>, number]>([
    ["nps", { 10: 50, 9: 10, 8: 20, 3: 20 }, 40],
    ["nps", { 6: 1, 7: 1, 8: 1, 9: 1 }, 0],
    ["nps", { 0: 3 }, -100],
    ["csat", { 5: 3, 4: 1 }, 4.75],
    ["ces", { 7: 1, 1: 1 }, 4],
  ])("of %s %j is %d", (metric, counts, value) => {
    expect(scoreOf(metric, answers(counts))?.value).toBeCloseTo(value, 10);
  });

  it("is nothing without an answer", () => {
    expect(scoreOf("nps", [])).toBeUndefined();
  });

  it("of five fives is not certain", () => {
    const score = scoreOf("csat", answers({ 5: 5 }));
    expect(score).toMatchObject({ value: 5, upper: 5, answers: 5 });
    expect(score?.lower).toBeLessThan(4.2);
  });

  it("lies in its interval, on its scale, and more answers alike make it no wider", () => {
    const counts = fc.array(fc.nat({ max: 40 }), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(fc.constantFrom<Metric>("nps", "csat", "ces"), counts, (metric, drawn) => {
        const some = drawn.flatMap((count, score) =>
          metric === "nps" || (score >= 1 && score <= (metric === "csat" ? 5 : 7)) ? [{ score, count }] : [],
        );
        const score = scoreOf(metric, some);
        if (score === undefined) return;
        const { min, max } = scoreScales[metric];
        expect(min - 1e-9 <= score.lower && score.lower <= score.value).toBe(true);
        expect(score.value <= score.upper && score.upper <= max + 1e-9).toBe(true);
        const tenfold = scoreOf(
          metric,
          some.map(({ score: value, count }) => ({ score: value, count: 10 * count })),
        );
        expect((tenfold?.upper ?? 0) - (tenfold?.lower ?? 0)).toBeLessThanOrEqual(
          score.upper - score.lower + 1e-9,
        );
      }),
    );
  });
});

describe("coverage of the 90 % interval", () => {
  const worlds: [string, Metric, Record<number, number>][] = [
    ["content", "nps", { 10: 0.7, 8: 0.2, 3: 0.1 }],
    ["split", "nps", { 10: 0.3, 8: 0.4, 3: 0.3 }],
    ["nearly all promoters", "nps", { 10: 0.9, 8: 0.08, 3: 0.02 }],
    ["good", "csat", { 5: 0.5, 4: 0.35, 3: 0.1, 2: 0.03, 1: 0.02 }],
    ["nearly all fives", "csat", { 5: 0.9, 4: 0.06, 3: 0.02, 2: 0.01, 1: 0.01 }],
    ["divided", "csat", { 5: 0.3, 4: 0.2, 3: 0.1, 2: 0.1, 1: 0.3 }],
    ["easy", "ces", { 7: 0.6, 6: 0.2, 5: 0.1, 3: 0.06, 1: 0.04 }],
  ];
  it.each(worlds)("%s %s", (_name, metric, world) => {
    const random = randomFrom(7);
    const truth = scoreOf(metric, answers(world))?.value ?? 0;
    for (const n of [5, 12, 30, 100, 400]) {
      let held = 0;
      let fooled = 0;
      const rounds = 1_500;
      for (let round = 0; round < rounds; round += 1) {
        const score = scoreOf(metric, drawn(world, n, random));
        if (score === undefined) continue;
        if (score.upper < truth) fooled += 1;
        else if (score.lower <= truth) held += 1;
      }
      expect(held / rounds, `${n} answers`).toBeGreaterThan(0.87);
      // what would open a signal where nothing is wrong: 5 % is meant
      expect(fooled / rounds, `${n} answers`).toBeLessThan(0.075);
    }
  });
});

describe("a score against its target", () => {
  const content = { 10: 70, 8: 20, 3: 10 };
  it.each<[string, Metric, Record<number, number>, number, object]>([
    ["far below", "nps", content, 90, { kind: "below" }],
    ["far above", "nps", content, 40, { kind: "met" }],
    [
      "a few answers near it",
      "csat",
      { 5: 6, 4: 4, 2: 2 },
      4.4,
      { kind: "too-few", needed: expect.any(Number) },
    ],
    ["few that agree", "csat", { 1: 4 }, 4, { kind: "too-few", needed: 6 }],
    ["no answer", "csat", {}, 4, { kind: "too-few", needed: null }],
    ["exactly at it", "csat", { 5: 50, 3: 50 }, 4, { kind: "unclear" }],
  ])("%s", (_name, metric, counts, target, verdict) => {
    expect(judgeScore(metric, answers(counts), target)).toEqual(verdict);
  });

  it("tells how many more answers would tell: with them it does, with one less it does not", () => {
    const few = { 5: 12, 4: 10, 3: 4, 1: 4 };
    const verdict = judgeScore("csat", answers(few), 4.2);
    const needed = verdict.kind === "too-few" ? (verdict.needed ?? 0) : 0;
    expect(needed).toBeGreaterThan(5);
    const grown = (more: number) =>
      answers(Object.fromEntries(Object.entries(few).map(([score, n]) => [score, (n * (30 + more)) / 30])));
    expect(judgeScore("csat", grown(needed), 4.2)).toEqual({ kind: "below" });
    expect(judgeScore("csat", grown(needed - 1), 4.2).kind).toBe("too-few");
  });
});

test("the change from the period before is sure when the intervals are far enough apart", () => {
  const before = scoreOf("csat", answers({ 5: 300, 4: 100, 2: 20 }));
  const now = scoreOf("csat", answers({ 5: 150, 4: 100, 2: 120 }));
  const trend = scoreTrend(now, before);
  expect(trend?.value).toBeCloseTo((now?.value ?? 0) - (before?.value ?? 0), 10);
  expect(trend && isSure(trend)).toBe(true);
  const same = scoreTrend(now, now);
  expect(same && isSure(same)).toBe(false);
  expect(scoreTrend(now, undefined)).toBeUndefined();
});

test("Newcombe's tenth method: 56 of 70 less 48 of 80, by his own table", () => {
  const [a, b] = [share(56, 70), share(48, 80)];
  expect(a && b && difference(a, b).value).toBeCloseTo(0.2, 10);
  // his 95 % limits are 0.0524 and 0.3339; these are the 90 % ones of the same method
  expect(a && b && difference(a, b)).toMatchObject({
    lower: expect.closeTo(0.077, 2),
    upper: expect.closeTo(0.314, 2),
  });
});

function drawn(world: Record<number, number>, n: number, random: () => number): Answers {
  const counts: Record<number, number> = {};
  const options = Object.entries(world).map(([score, p]) => [Number(score), p] as const);
  for (let i = 0; i < n; i += 1) {
    let left = random();
    let [score] = options.at(-1) ?? [0];
    for (const [option, p] of options) {
      left -= p;
      if (left >= 0) continue;
      score = option;
      break;
    }
    counts[score] = (counts[score] ?? 0) + 1;
  }
  return answers(counts);
}
