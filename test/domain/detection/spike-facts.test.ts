import { expect, test } from "vitest";
import { smallestVisible, spikeNumbers } from "../../../src/domain/detection/spike-facts.ts";
import { surprise } from "../../../src/domain/detection/surprise.ts";

test("41 contacts where 14.2 were expected: about 2.9 times, surely more than twice, and over the range", () => {
  const numbers = spikeNumbers(41, { mean: 14.2, dispersion: 1, logVariance: 0.002 });
  expect(numbers).toMatchObject({ observed: 41, expected: 14.2, lower: 8, upper: 21, ratio: 2.89 });
  expect(numbers.ratioLower).toBeGreaterThan(2);
  expect(numbers.ratioUpper).toBeLessThan(3.9);
});

test("doubt about the baseline widens both the range and the interval", () => {
  const sure = spikeNumbers(41, { mean: 14.2, dispersion: 1, logVariance: 0.002 });
  const unsure = spikeNumbers(41, { mean: 14.2, dispersion: 2, logVariance: 0.1 });
  expect(unsure.upper).toBeGreaterThan(sure.upper);
  expect(unsure.ratioLower).toBeLessThan(sure.ratioLower);
  expect(unsure.ratioUpper).toBeGreaterThan(sure.ratioUpper);
});

test("a quiet reason of one contact a day alerts at the smallest count under the level, seen four times in five from a bit more", () => {
  const expectation = { mean: 1, dispersion: 1.3, logVariance: 0.02 };
  const alpha = 1e-5;
  const surpriseOf = (count: number) => surprise(count, expectation);
  const { count, mean } = smallestVisible(expectation, surpriseOf, alpha);
  expect(surpriseOf(count)).toBeGreaterThanOrEqual(-Math.log(alpha));
  expect(surpriseOf(count - 1)).toBeLessThan(-Math.log(alpha));
  expect(mean).toBeGreaterThan(count);
  expect(mean).toBeLessThan(2 * count);
});
