import betainc from "@stdlib/math-base-special-betainc";
import { describe, expect, test } from "vitest";
import {
  logGamma,
  logLowerTail,
  logUpperTail,
  quantile,
} from "../../../src/domain/detection/negative-binomial.ts";

/** P(Y >= y) by the reference implementation. */
function reference(y: number, mean: number, variance: number): number {
  return betainc((variance - mean) / variance, y, (mean * mean) / (variance - mean));
}

describe("the upper tail", () => {
  test.each([
    [1, 0.2, 0.3],
    [3, 0.05, 0.08],
    [8, 0.74, 1.5],
    [30, 14, 20],
    [41, 14.2, 30],
    [10, 14, 20],
    [190, 27, 60],
    [400, 300, 900],
    [5, 0.001, 0.0013],
    [1200, 1000, 1100],
  ])("P(Y >= %d) at mean %d and variance %d agrees with the reference to 10 digits", (y, mean, variance) => {
    const p = reference(y, mean, variance);
    expect(Math.exp(logUpperTail(y, mean, variance)) / p).toBeCloseTo(1, 10);
  });

  test("goes on where doubles end: 2,000 contacts at mean 3 are e^-7000 and not zero", () => {
    const log = logUpperTail(2000, 3, 4);
    expect(log).toBeLessThan(-1000);
    expect(Number.isFinite(log)).toBe(true);
    expect(logUpperTail(2001, 3, 4)).toBeLessThan(log);
  });

  test("is the Poisson tail when the variance is the mean: P(Y >= 5) at 1 is 0.00366", () => {
    expect(Math.exp(logUpperTail(5, 1, 1))).toBeCloseTo(0.0036598468, 9);
    expect(Math.exp(logUpperTail(5, 1, 1 + 1e-7))).toBeCloseTo(0.0036598468, 6);
    expect(Math.exp(logUpperTail(2, 10, 10))).toBeCloseTo(0.9995006, 7);
  });

  test("is certain for no contacts, and with the lower tail makes 1", () => {
    expect(logUpperTail(0, 3, 5)).toBe(0);
    for (const [y, mean, variance] of [
      [4, 3, 5],
      [20, 30, 50],
      [2, 0.4, 0.5],
    ] as const)
      expect(
        Math.exp(logUpperTail(y, mean, variance)) + Math.exp(logLowerTail(y - 1, mean, variance)),
      ).toBeCloseTo(1, 10);
  });
});

test.each([
  [0.05, 14.2, 20],
  [0.95, 14.2, 20],
  [0.95, 0.1, 0.12],
  [0.05, 500, 900],
  [0.95, 500, 900],
  [0.5, 31, 31],
])("the %d quantile at mean %d, variance %d is the first count that reaches it", (p, mean, variance) => {
  const y = quantile(p, mean, variance);
  expect(Math.exp(logLowerTail(y, mean, variance))).toBeGreaterThanOrEqual(p);
  if (y > 0) expect(Math.exp(logLowerTail(y - 1, mean, variance))).toBeLessThan(p);
});

test.each([
  [0.5, 0.5723649429247001],
  [1, 0],
  [10, 12.801827480081469],
  [1000.5, 5908.674175848678],
])("ln gamma(%d) is %d", (x, value) => {
  expect(logGamma(x)).toBeCloseTo(value, 9);
});
