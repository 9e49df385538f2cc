import { describe, expect, test } from "vitest";
import { customerSilence, type Heard, repeatedReason } from "../../../src/domain/customer/rhythm.ts";

const now = new Date("2026-11-20T12:00:00Z");
const DAY = 86_400_000;
/** Newest first. */
const heard = (daysAgo: number[], reasons: string[] = []): Heard[] =>
  daysAgo.map((days) => ({ occurredAt: new Date(now.getTime() - days * DAY), reasons }));

describe("a customer's silence", () => {
  test("is told by their own rhythm: three weeks where four days are usual", () => {
    expect(customerSilence(heard([21, 25, 29, 32, 37, 41]), now)).toEqual({
      lastAt: new Date("2026-10-30T12:00:00Z"),
      usualGapMs: 4 * DAY,
    });
  });

  test.each([
    ["nobody was heard", []],
    ["four gaps are no rhythm", [21, 25, 29, 33, 37]],
    ["calls of one morning are one occasion", [21, 21.1, 21.2, 25, 25.1, 25.2, 29, 33, 37]],
    ["twice the usual is no silence", [8, 12, 16, 20, 24, 28]],
    ["a gap as long as one before is none", [21, 25, 29, 33, 37, 41, 63]],
    ["a contact lately ends it", [0.2, 21, 25, 29, 33, 37, 41]],
  ])("%s", (_, daysAgo) => {
    expect(customerSilence(heard(daysAgo), now)).toBeUndefined();
  });
});

describe("what a customer says again", () => {
  test("counts each contact once, of the last ten days", () => {
    const late = heard([1, 4, 9.9, 10.1], ["Late delivery", "Late delivery"]);
    expect(repeatedReason([...late, ...heard([2, 3], ["Login"])], now)).toEqual({
      reason: "Late delivery",
      times: 3,
    });
  });

  test("is nothing at two times", () => {
    expect(repeatedReason(heard([1, 4, 11], ["Login"]), now)).toBeUndefined();
  });
});
