import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alertLevel, episodeChange, falseDiscoveryList } from "../../../src/domain/detection/decision.ts";

describe("the level that alerts", () => {
  test("shares one false alert a month over 40 reasons looked at every quarter of an hour", () => {
    expect(alertLevel(0.25, 40, 672)).toBeCloseTo(0.25 / (40 * 672 * 2), 12);
  });

  test("is never easier than once in ten thousand looks, however few there are", () => {
    expect(alertLevel(0.25, 1, 7)).toBe(1e-4);
  });
});

describe("an episode", () => {
  const alpha = 1e-4;
  const look = (p: number, observed = 10, learned = true) => ({ surprise: -Math.log(p), observed, learned });
  test.each([
    ["begins under the level", false, look(9e-5), "began"],
    ["does not begin over it", false, look(2e-4), "none"],
    ["does not begin with two contacts", false, look(1e-9, 2), "none"],
    ["does not begin while learning", false, look(1e-9, 50, false), "none"],
    ["goes on until the count is ordinary", true, look(0.04), "goes-on"],
    ["is over once chance explains it", true, look(0.06), "ended"],
    ["goes on with few contacts too", true, look(0.01, 1), "goes-on"],
  ])("%s", (_, open, given, change) => {
    expect(episodeChange(open, given, alpha)).toBe(change);
  });
});

test("a digest lists what Benjamini and Hochberg would: their 15 p-values of 1995 give the first four at 5 %", () => {
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];
  expect(falseDiscoveryList(p, 0.05).filter(Boolean)).toHaveLength(4);
  expect(falseDiscoveryList([0.5, 0.001, 0.9], 0.05)).toEqual([false, true, false]);
});

const p = fc.double({ min: 0, max: 1, noNaN: true });
const pValues = fc.array(fc.oneof(p, fc.constantFrom(0, 0.001, 0.002, 0.01, 0.02, 1)), { maxLength: 60 });

test("the list is what trying every limit would give", () => {
  fc.assert(
    fc.property(pValues, fc.constantFrom(0.05, 0.1, 0.2), (values, rate) => {
      const allowed = values.filter((limit) => {
        const listed = values.filter((value) => value <= limit).length;
        return limit <= (rate * listed) / values.length;
      });
      const limit = Math.max(-1, ...allowed);
      expect(falseDiscoveryList(values, rate)).toEqual(values.map((value) => value <= limit));
    }),
  );
});

test("a smaller p-value is listed whenever a larger one is, and making one smaller takes none off", () => {
  fc.assert(
    fc.property(pValues, fc.nat(), (values, at) => {
      const listed = falseDiscoveryList(values);
      const least = Math.min(2, ...values.filter((_, index) => !listed[index]));
      expect(values.every((value, index) => !listed[index] || value < least)).toBe(true);
      const smaller = values.map((value, index) => (index === at % values.length ? value / 2 : value));
      expect(falseDiscoveryList(smaller).every((isListed, index) => isListed || !listed[index])).toBe(true);
    }),
  );
});
