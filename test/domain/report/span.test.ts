import { describe, expect, it, test } from "vitest";
import { lastMonth, lastWeek, spanBetween } from "../../../src/domain/report/span.ts";

const ZONE = "Europe/Helsinki";

describe("whole periods of the workspace's zone", () => {
  test.each([
    // a Sunday in Helsinki, and the Monday after it, which begins at 22:00 UTC
    ["2026-11-22T21:59:00Z", "2026-11-09", "2026-11-15"],
    ["2026-11-22T22:00:00Z", "2026-11-16", "2026-11-22"],
    ["2027-01-01T12:00:00Z", "2026-12-21", "2026-12-27"],
  ])("at %s the last week is %s to %s", (now, first, last) => {
    expect(lastWeek(ZONE, new Date(now))).toMatchObject({ first, last, days: 7 });
  });

  test.each([
    ["2026-03-31T20:59:00Z", "2026-02-01", "2026-02-28", 28],
    ["2026-03-31T21:00:00Z", "2026-03-01", "2026-03-31", 31],
    ["2027-01-31T12:00:00Z", "2026-12-01", "2026-12-31", 31],
  ])("at %s the last month is %s to %s", (now, first, last, days) => {
    expect(lastMonth(ZONE, new Date(now))).toMatchObject({ first, last, days });
  });

  it("begins and ends at local midnight, also where the clocks change", () => {
    const { from, to } = lastWeek(ZONE, new Date("2026-10-27T12:00:00Z"));
    expect([from, to]).toEqual([new Date("2026-10-18T21:00:00Z"), new Date("2026-10-25T22:00:00Z")]);
  });
});

describe("the days between two dates", () => {
  const now = new Date("2026-11-22T12:00:00Z");

  test.each([
    ["2026-11-09", "2026-11-15", "2026-11-15", 7],
    ["2026-11-21", "2026-11-21", "2026-11-21", 1],
    ["2026-11-20", undefined, "2026-11-21", 2],
  ])("%s to %s", (first, last, ends, days) => {
    expect(spanBetween(ZONE, { first, last }, now)).toMatchObject({ first, last: ends, days });
  });

  test.each([
    ["2026-11-31", undefined, '"2026-11-31" is no date such as 2026-11-20'],
    ["2026-11-09", "soon", '"soon" is no date such as 2026-11-20'],
    ["2026-11-09", "2026-11-22", "2026-11-22 is not over: the last whole day is 2026-11-21"],
    ["2026-11-15", "2026-11-09", "2026-11-15 is after 2026-11-09"],
    ["2025-11-20", "2026-11-21", "367 days are too many: a report is of 366 at most"],
  ])("%s to %s is refused", (first, last, problem) => {
    expect(spanBetween(ZONE, { first, last }, now)).toEqual({ problem });
  });
});
