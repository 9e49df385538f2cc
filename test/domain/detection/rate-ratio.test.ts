import { describe, expect, test } from "vitest";
import { rateRatio } from "../../../src/domain/detection/rate-ratio.ts";

/** One week against eight: now, usual a week, ratio and its 95 % interval. */
const VECTORS = [
  [30, 24, 1.25, 0.82, 1.84],
  [36, 24, 1.5, 1.02, 2.15],
  [48, 24, 2, 1.43, 2.76],
  [16, 5, 3.2, 1.67, 5.84],
  [5, 1, 5, 1.3, 17],
  [3, 0.125, 24, 1.9, 1260],
] as const;

describe("one week against eight", () => {
  test.each(VECTORS)("%d against %d a week", (now, usual, ratio, lower, upper) => {
    const found = rateRatio(now, usual * 8, 8, 0.95);
    expect(found.ratio).toBeCloseTo(ratio, 6);
    expect(found.lower / lower).toBeCloseTo(1, 1);
    expect(found.upper / upper).toBeCloseTo(1, 1);
  });
});

test("no contacts give a lower limit of 0, no baseline an upper limit without end", () => {
  expect(rateRatio(0, 20, 4).lower).toBe(0);
  expect(rateRatio(4, 0, 4).upper).toBe(Number.POSITIVE_INFINITY);
});
