import { expect, test } from "vitest";
import { expectedBetween, hourCurve } from "../../../src/domain/detection/hour-curve.ts";

const HOUR = 3_600_000;

test("whole hours keep their expectation, quarters add up to the hour", () => {
  const curve = hourCurve(0, [2, 5, 50, 40, 3]);
  expect(expectedBetween(curve, HOUR, 2 * HOUR)).toBeCloseTo(5, 9);
  expect(expectedBetween(curve, 0, 5 * HOUR)).toBeCloseTo(100, 9);
  const quarters = [0, 1, 2, 3].map((q) => expectedBetween(curve, (2 + q / 4) * HOUR, (2.25 + q / 4) * HOUR));
  expect(quarters.reduce((a, b) => a + b)).toBeCloseTo(50, 9);
});

test("in a steep morning the first quarter of the hour expects less than the last", () => {
  const curve = hourCurve(0, [5, 50, 60]);
  const first = expectedBetween(curve, HOUR, 1.25 * HOUR);
  const last = expectedBetween(curve, 1.75 * HOUR, 2 * HOUR);
  expect(first).toBeLessThan(10);
  expect(last).toBeGreaterThan(13);
});

test("never expects fewer than no contacts, nor any outside of what is known", () => {
  const curve = hourCurve(0, [0, 0, 100, 0, 0]);
  for (let minute = 0; minute < 300; minute += 5)
    expect(expectedBetween(curve, minute * 60_000, (minute + 5) * 60_000)).toBeGreaterThanOrEqual(0);
  expect(expectedBetween(curve, -HOUR, 0)).toBe(0);
  expect(expectedBetween(curve, 5 * HOUR, 9 * HOUR)).toBe(0);
});
