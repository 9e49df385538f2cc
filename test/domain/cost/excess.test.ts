import { describe, expect, test } from "vitest";
import { excessCost, excessSince } from "../../../src/domain/cost/excess.ts";

const HOUR_MS = 3_600_000;
const END = Date.parse("2026-11-20T12:00:00Z");
const hoursAgo = (hours: number) => new Date(END - hours * HOUR_MS).toISOString();
/** Thirty in the last hour, where six (two to ten) are usual; in each hour before sixteen. */
const facts = {
  ...{ observed: 30, expected: 6, lower: 2, upper: 10, windowMinutes: 60, windowEndAt: hoursAgo(0) },
  history: Array.from({ length: 12 }, (_, each) => ({
    ...{ startAt: hoursAgo(13 - each), observed: 16, expected: 6, upper: 9 },
  })),
};

describe("the contacts of a spike beyond the usual", () => {
  const cases: [string, string, number, number, number][] = [
    ["of its window: all but what is usual", hoursAgo(1), 24, 20, 28],
    ["also when it is said to have begun within the window", hoursAgo(0.5), 24, 20, 28],
    [
      "with those of the three hours before",
      hoursAgo(4),
      54,
      54 - Math.sqrt(16 + 27),
      54 + Math.sqrt(16 + 27),
    ],
    [
      "with half of an hour of which it took half",
      hoursAgo(1.5),
      29,
      29 - Math.sqrt(20.5),
      29 + Math.sqrt(20.5),
    ],
    ["as far back as is remembered", hoursAgo(50), 144, 144 - Math.sqrt(16 + 108), 144 + Math.sqrt(16 + 108)],
  ];
  test.each(cases)("%s", (_, since, excess, lower, upper) => {
    const found = excessSince(facts, since);
    expect(found.excess).toBeCloseTo(excess);
    expect(found.lower).toBeCloseTo(lower);
    expect(found.upper).toBeCloseTo(upper);
  });

  test("are never fewer than none", () => {
    const few = { ...facts, observed: 7, history: [] };
    expect(excessSince(few, hoursAgo(1))).toEqual({ excess: 1, lower: 0, upper: 5 });
  });

  test("cost as many times a contact, and nothing is said where a contact has no cost", () => {
    const cost = { amount: 900, currency: "EUR", timed: 80, estimated: 20, flat: 0, unpriced: 0 };
    const rates = { least: 42, most: 42 };
    expect(excessCost(facts, hoursAgo(1), 4, { ...cost, rates })).toEqual({
      ...{
        amount: 96,
        lower: 80,
        upper: 112,
        currency: "EUR",
        each: 4,
        sinceAt: hoursAgo(1),
        timed: 0.8,
        rates,
      },
    });
    expect(excessCost(facts, hoursAgo(1), undefined, undefined)).toBeUndefined();
  });
});
