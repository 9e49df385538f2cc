import { describe, expect, test } from "vitest";
import { type Calendar, openHours } from "../../../src/domain/calendar/calendar.ts";
import { doubtAbout, sameTimeNext, standardDue } from "../../../src/domain/promise/due.ts";
import { usualPromiseRules } from "../../../src/domain/promise/rules.ts";

const zone = "Europe/Helsinki";
const day = [{ opens: 480, closes: 960 }];
const office: Calendar = {
  zone,
  week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
  holidays: null,
  dates: {},
};
const hours = openHours(office, () => false);
const always = openHours(null, () => false);
const never = openHours(
  { ...office, week: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } },
  () => false,
);
/** Friday, 11:00 in Helsinki. */
const now = new Date("2026-11-20T09:00:00Z");

describe("a deadline is doubted", () => {
  test.each([
    ["in two hours", "2026-11-20T11:00:00Z", undefined],
    ["at the minute of closing", "2026-11-20T14:00:00Z", undefined],
    ["at opening", "2026-11-23T06:00:00Z", undefined],
    ["this very minute", "2026-11-20T09:00:00Z", { kind: "past" }],
    ["yesterday", "2026-11-19T12:00:00Z", { kind: "past" }],
    [
      "a minute after closing",
      "2026-11-20T14:01:00Z",
      { kind: "closed", opensAt: new Date("2026-11-23T06:00:00Z") },
    ],
    [
      "on Saturday night",
      "2026-11-21T20:00:00Z",
      { kind: "closed", opensAt: new Date("2026-11-23T06:00:00Z") },
    ],
    [
      "30 days away, on a Sunday",
      "2026-12-20T09:00:00Z",
      { kind: "closed", opensAt: new Date("2026-12-21T06:00:00Z") },
    ],
    ["a minute more than 30 days away", "2026-12-20T09:01:00Z", { kind: "far" }],
  ] as const)("%s", (_, dueAt, doubt) => {
    expect(doubtAbout({ dueAt: new Date(dueAt) }, { now, hours })).toEqual(doubt);
  });

  test("never for the hour by a team that is open around the clock", () => {
    expect(doubtAbout({ dueAt: new Date("2026-11-21T20:00:00Z") }, { now, hours: always })).toBeUndefined();
  });

  test("nor by a team that never opens: no promise to it is silent", () => {
    expect(doubtAbout({ dueAt: new Date("2026-11-20T11:00:00Z") }, { now, hours: never })).toBeUndefined();
  });
});

test.each([
  ["2026-11-19T12:00:00Z", hours, "2026-11-20T12:00:00Z"],
  ["2026-11-20T08:00:00Z", hours, "2026-11-23T06:00:00Z"],
  ["2026-11-20T08:00:00Z", always, "2026-11-21T08:00:00Z"],
  ["2026-11-20T08:00:00Z", never, "2026-11-21T08:00:00Z"],
  // Summer time then, winter time now: the clock on the wall counts.
  ["2026-10-20T07:30:00Z", hours, "2026-11-23T06:00:00Z"],
] as const)("what was due at %s could be due next at %#", (dueAt, of, next) => {
  expect(sameTimeNext(new Date(dueAt), { now, hours: of, zone })).toEqual(new Date(next));
});

test("the standard is counted by the clock, or in the team's hours", () => {
  expect(standardDue(usualPromiseRules, hours, now)).toEqual({
    dueAt: new Date("2026-11-21T09:00:00Z"),
    business: null,
  });
  const inBusiness = { standardMinutes: 8 * 60, standardInBusiness: true };
  expect(standardDue(inBusiness, hours, now)).toEqual({
    dueAt: new Date("2026-11-23T09:00:00Z"),
    business: { from: now, leftMs: 8 * 3_600_000 },
  });
});
