import { expect, test } from "vitest";
import { curvePoint, expectedBetween, hourCurve } from "../../../src/domain/detection/hour-curve.ts";

const HOUR = 3_600_000;

/** Expected contacts of `[from, to)` when an hour each expects `means`, the first of them at 0. */
function expectedIn(means: readonly number[]): (from: number, to: number) => number {
  const curve = hourCurve(means);
  const point = (at: number) => curvePoint(0, means.length, at);
  return (from, to) => expectedBetween(curve, point(from), point(to));
}

test("whole hours keep their expectation, quarters add up to the hour", () => {
  const expected = expectedIn([2, 5, 50, 40, 3]);
  expect(expected(HOUR, 2 * HOUR)).toBeCloseTo(5, 9);
  expect(expected(0, 5 * HOUR)).toBeCloseTo(100, 9);
  const quarters = [0, 1, 2, 3].map((q) => expected((2 + q / 4) * HOUR, (2.25 + q / 4) * HOUR));
  expect(quarters.reduce((a, b) => a + b)).toBeCloseTo(50, 9);
});

test("in a steep morning the first quarter of the hour expects less than the last", () => {
  const expected = expectedIn([5, 50, 60]);
  expect(expected(HOUR, 1.25 * HOUR)).toBeLessThan(10);
  expect(expected(1.75 * HOUR, 2 * HOUR)).toBeGreaterThan(13);
});

test("never expects fewer than no contacts, nor any outside of what is known", () => {
  const expected = expectedIn([0, 0, 100, 0, 0]);
  for (let minute = 0; minute < 300; minute += 5)
    expect(expected(minute * 60_000, (minute + 5) * 60_000)).toBeGreaterThanOrEqual(0);
  expect(expected(-HOUR, 0)).toBe(0);
  expect(expected(5 * HOUR, 9 * HOUR)).toBe(0);
});
