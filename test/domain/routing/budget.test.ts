import { expect, test } from "vitest";
import { readBudget, weeklyBudget } from "../../../src/domain/routing/budget.ts";
import { refusal } from "../../support/refusal.ts";

test("one false alert a month is 0.23 a week", () => {
  expect(weeklyBudget(1)).toBeCloseTo(0.23, 3);
});

test.each([
  ["1", 1],
  [" 2 ", 2],
  ["0.5", 0.5],
  ["0,5", 0.5],
  [".25", 0.25],
  ["30", 30],
])("%j is %d a month", (typed, perMonth) => {
  expect(readBudget(typed)).toEqual({ kind: "read", value: perMonth });
});

test.each(["", "0", "-1", "31", "one", "1 a week", "1e1", "Infinity", "0x1", "1.2.3"])(
  "%j is refused",
  (typed) => {
    expect(refusal(readBudget(typed))).toContain("above 0, up to 30");
  },
);
