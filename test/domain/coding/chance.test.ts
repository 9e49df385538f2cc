import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binomialUpperTail } from "../../../src/domain/coding/binomial.ts";
import { chiSquareMedian, chiSquareUpperTail } from "../../../src/domain/coding/chi-square.ts";
import { falseDiscoveryList } from "../../../src/domain/detection/decision.ts";

describe("the binomial tail", () => {
  test.each([
    // heads of ten throws: 1, 10, 45 and 120 ways of 1,024
    [10, 10, 0.5, 1 / 1024],
    [9, 10, 0.5, 11 / 1024],
    [8, 10, 0.5, 56 / 1024],
    [5, 10, 0.5, 638 / 1024],
    [0, 10, 0.5, 1],
    [11, 10, 0.5, 0],
    [1, 3, 0, 0],
    [3, 3, 1, 1],
    // the lady who tasted tea guesses four cups of four: 1/16
    [4, 4, 0.5, 1 / 16],
  ])("%d or more of %d at %d is %d", (k, n, share, expected) => {
    expect(binomialUpperTail(k, n, share)).toBeCloseTo(expected, 12);
  });

  test("both sides of a count make one, and it falls with the count", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (n, share) => {
          const tails = Array.from({ length: n + 1 }, (_, k) => binomialUpperTail(k, n, share));
          for (let k = 1; k <= n; k += 1) {
            expect(tails[k]).toBeLessThanOrEqual((tails[k - 1] ?? 0) + 1e-9);
            const below = binomialUpperTail(n - k + 1, n, 1 - share);
            expect((tails[k] ?? 0) + below).toBeCloseTo(1, 8);
          }
        },
      ),
    );
  });
});

describe("the chi-square tail, by the tables of Pearson and Hartley", () => {
  test.each([
    [3.841, 1, 0.05],
    [6.635, 1, 0.01],
    [10.828, 1, 0.001],
    [5.991, 2, 0.05],
    [18.307, 10, 0.05],
    [43.773, 30, 0.05],
    [124.342, 100, 0.05],
    [2.706, 1, 0.1],
    [0.0158, 1, 0.9],
  ])("%d with %d degrees of freedom has %d above it", (x, df, above) => {
    expect(chiSquareUpperTail(x, df)).toBeCloseTo(above, 4);
  });

  test.each([3, 10, 40])("half lies above the median of %d degrees of freedom", (df) => {
    expect(chiSquareUpperTail(chiSquareMedian(df), df)).toBeCloseTo(0.5, 2);
  });
});

test("Benjamini and Hochberg (1995), section 3.2: of the 15 of their example the first 4 are found at 0.05", () => {
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];
  expect(falseDiscoveryList(p, 0.05).flatMap((found, index) => (found ? [index + 1] : []))).toEqual([
    1, 2, 3, 4,
  ]);
});
