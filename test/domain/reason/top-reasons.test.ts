import { describe, expect, test } from "vitest";
import { topReasons } from "../../../src/domain/reason/top-reasons.ts";

const totals = (counts: Record<string, number>) => new Map(Object.entries(counts));

describe("the top reasons of a week", () => {
  test("are those that most contacts mention, each with its share of all; shares do not add up", () => {
    const now = totals({ "*": 100, invoice: 80, login: 60, moving: 5 });
    const top = topReasons(now, totals({ "*": 90 }), { limit: 2 });
    expect(top).toMatchObject({ contacts: 100, before: 90 });
    expect(top.reasons.map(({ reason, contacts, share }) => [reason, contacts, share])).toEqual([
      ["invoice", 80, 0.8],
      ["login", 60, 0.6],
    ]);
  });

  test.each([
    [48, 24, [2, 1.3, 3.1]],
    [24, 48, [0.5, 0.3, 0.8]],
    [30, 24, undefined],
    [3, 1, undefined],
    [9, 0, undefined],
  ])("%d after %d: a ratio only where chance hardly explains it", (count, before, expected) => {
    const top = topReasons(totals({ "*": 500, login: count }), totals({ "*": 500, login: before }), {
      limit: 1,
    });
    const change = top.reasons[0]?.change;
    const rounded = change && [change.ratio, change.lower, change.upper].map((x) => Math.round(x * 10) / 10);
    expect(rounded).toEqual(expected);
  });

  test("without a week before have no change", () => {
    const top = topReasons(totals({ "*": 9, login: 9 }), undefined, { limit: 1 });
    expect(top.before).toBeUndefined();
    expect(top.reasons[0]?.change).toBeUndefined();
  });

  test("of a week without a contact are none", () => {
    expect(topReasons(totals({}), totals({ "*": 5 }), { limit: 3 })).toEqual({
      contacts: 0,
      before: 5,
      reasons: [],
    });
  });
});
