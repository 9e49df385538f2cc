import { describe, expect, it, test } from "vitest";
import {
  addBusinessMs,
  businessMsBetween,
  isOpen,
  nextOpening,
  openHours,
  recut,
} from "../../../src/domain/calendar/calendar.ts";
import { calendar, HOUR_MS, local, shown, workdays } from "./calendars.ts";

const nineToFive = openHours(calendar({ week: workdays([9, 17]) }), () => false);
const eightToFive = openHours(calendar({ week: workdays([8, 17]) }), () => false);
const withLunch = openHours(calendar({ week: workdays([8, 12], [13, 16]) }), () => false);
const toMidnight = openHours(calendar({ week: workdays([16, 24]) }), () => false);
const nights = openHours(calendar({ week: workdays([0, 6], [22, 24]) }), () => false);

describe("a deadline in business hours (Fri 20 Nov 2026, Helsinki)", () => {
  test.each([
    ["Mon-Fri 9-17, Fri 16:30 + 1 h", nineToFive, "2026-11-20 16:30", 1, "Mon 2026-11-23 09:30"],
    ["Mon-Fri 9-17, Fri 16:30 + 4 h", nineToFive, "2026-11-20 16:30", 4, "Mon 2026-11-23 12:30"],
    ["Mon-Fri 8-17, Fri 16:00 + 4 h", eightToFive, "2026-11-20 16:00", 4, "Mon 2026-11-23 11:00"],
    ["due at closing time", nineToFive, "2026-11-20 16:30", 0.5, "Fri 2026-11-20 17:00"],
    ["a whole day is due the same day", nineToFive, "2026-11-20 09:00", 8, "Fri 2026-11-20 17:00"],
    ["nothing added to a closed hour", nineToFive, "2026-11-21 12:00", 0, "Sat 2026-11-21 12:00"],
    ["from before opening", nineToFive, "2026-11-20 05:00", 1, "Fri 2026-11-20 10:00"],
    ["from closing time, which is closed", nineToFive, "2026-11-20 17:00", 1, "Mon 2026-11-23 10:00"],
    ["over lunch", withLunch, "2026-11-20 11:30", 1, "Fri 2026-11-20 13:30"],
    ["made during lunch", withLunch, "2026-11-20 12:20", 1, "Fri 2026-11-20 14:00"],
    ["open until 24:00", toMidnight, "2026-11-20 23:00", 1, "Sat 2026-11-21 00:00"],
    ["open until 24:00, and on", toMidnight, "2026-11-20 23:00", 1.5, "Mon 2026-11-23 16:30"],
    ["over midnight is two periods", nights, "2026-11-19 23:00", 3, "Fri 2026-11-20 02:00"],
    ["around the clock", openHours(null, () => true), "2026-11-21 03:00", 30, "Sun 2026-11-22 09:00"],
  ])("%s", (_, hours, from, add, due) => {
    const dueAt = addBusinessMs(hours, local(from), add * HOUR_MS);
    expect(shown(dueAt)).toBe(due);
    expect(businessMsBetween(hours, local(from), dueAt)).toBe(add * HOUR_MS);
  });
});

describe("open and closed", () => {
  test.each([
    ["the minute it opens", nineToFive, "2026-11-20 09:00", true, "Fri 2026-11-20 09:00"],
    ["a second before closing", nineToFive, "2026-11-20 16:59:59", true, "Fri 2026-11-20 16:59"],
    ["closing time", nineToFive, "2026-11-20 17:00", false, "Mon 2026-11-23 09:00"],
    ["Saturday", nineToFive, "2026-11-21 11:00", false, "Mon 2026-11-23 09:00"],
    ["lunch", withLunch, "2026-11-20 12:00", false, "Fri 2026-11-20 13:00"],
    ["midnight between two open days", nights, "2026-11-20 00:00", true, "Fri 2026-11-20 00:00"],
    ["midnight after the last open day", nights, "2026-11-21 00:00", false, "Mon 2026-11-23 00:00"],
  ])("%s", (_, hours, at, open, next) => {
    expect(isOpen(hours, local(at))).toBe(open);
    expect(shown(nextOpening(hours, local(at)))).toBe(next);
  });
});

describe("days that are not like the others", () => {
  const finnish = calendar({
    week: workdays([8, 16]),
    holidays: "FI",
    dates: {
      "2026-12-24": [],
      "2026-12-25": [{ opens: 600, closes: 720 }],
      "2026-12-26": [{ opens: 600, closes: 840 }],
    },
  });
  const hours = openHours(finnish, (date) => ["2026-12-25", "2027-01-01"].includes(date));
  test.each([
    ["a closed date", "2026-12-24 10:00", false],
    ["a holiday with hours of its own", "2026-12-25 10:00", true],
    ["the same holiday, after them", "2026-12-25 12:00", false],
    ["a Saturday with hours of its own", "2026-12-26 13:59", true],
    ["a holiday", "2027-01-01 10:00", false],
    ["the day after", "2027-01-04 10:00", true],
  ])("%s", (_, at, open) => expect(isOpen(hours, local(at))).toBe(open));

  it("counts a deadline around all of them", () => {
    // Wed 15-16, Fri 10-12, Sat 10-14, Mon 8-9
    expect(shown(addBusinessMs(hours, local("2026-12-23 15:00"), 8 * HOUR_MS))).toBe("Mon 2026-12-28 09:00");
  });
});

describe("the days the clock changes (Helsinki: 29 Mar 2026 03-04 is skipped, 25 Oct 2026 03-04 comes twice)", () => {
  const everyDay = (...periods: [number, number][]) =>
    openHours(calendar({ week: workdays(...periods), weekend: periods }), () => false);
  test.each([
    ["spring, a period over the gap is an hour shorter", [1, 6], "2026-03-29", 4],
    ["spring, a period within the gap is none", [3.25, 3.75], "2026-03-29", 0],
    ["spring, one that opens in the gap opens when the gap ends", [3.5, 5], "2026-03-29", 1],
    ["spring, one that closes in the gap closes when it begins", [1, 3.5], "2026-03-29", 2],
    ["spring, the whole day", [0, 24], "2026-03-29", 23],
    ["spring, office hours", [8, 16], "2026-03-29", 8],
    ["autumn, a period over the hour that comes twice is an hour longer", [1, 6], "2026-10-25", 6],
    ["autumn, a repeated time is its first pass", [3, 3.5], "2026-10-25", 0.5],
    ["autumn, the whole day", [0, 24], "2026-10-25", 25],
    ["autumn, office hours", [8, 16], "2026-10-25", 8],
  ] as const)("%s", (_, period, date, open) => {
    const hours = everyDay([...period]);
    const end = date === "2026-03-29" ? "2026-03-30 00:00" : "2026-10-26 00:00";
    expect(businessMsBetween(hours, local(`${date} 00:00`), local(end))).toBe(open * HOUR_MS);
  });

  it("joins two periods that meet in the gap", () => {
    const hours = everyDay([1, 3.5], [3.5, 5]);
    expect(shown(addBusinessMs(hours, local("2026-03-29 01:00"), 3 * HOUR_MS))).toBe("Sun 2026-03-29 05:00");
  });

  it("counts on through the gap and through the repeated hour", () => {
    const hours = everyDay([1, 6]);
    expect(shown(addBusinessMs(hours, local("2026-03-29 02:30"), HOUR_MS))).toBe("Sun 2026-03-29 04:30");
    expect(shown(addBusinessMs(hours, local("2026-10-25 02:30"), 3 * HOUR_MS))).toBe("Sun 2026-10-25 04:30");
  });
});

describe("a calendar that changes while a deadline runs", () => {
  const longer = openHours(calendar({ week: workdays([8, 20]) }), () => false);
  const from = local("2026-11-20 15:00");
  test.each([
    ["before it began counts all of it on the new hours", "2026-11-20 12:00", "Fri 2026-11-20 19:00"],
    ["after 1 h keeps that hour and counts 3 more", "2026-11-20 16:00", "Fri 2026-11-20 19:00"],
    ["at night keeps 2 h and counts 2 from the new opening", "2026-11-20 22:00", "Mon 2026-11-23 10:00"],
    ["after it was due moves nothing", "2026-11-24 10:00", "Mon 2026-11-23 11:00"],
  ])("%s", (_, changedAt, due) => {
    const running = recut(nineToFive, longer, { from, leftMs: 4 * HOUR_MS }, local(changedAt));
    expect(shown(running.dueAt)).toBe(due);
    expect(addBusinessMs(longer, running.from, running.leftMs)).toEqual(running.dueAt);
  });
});

describe("what has no answer", () => {
  const never = openHours(calendar({ week: workdays() }), () => false);
  const at = local("2026-11-20 12:00");
  it("ends in words when it stays closed for two years", () => {
    const words = "the calendar has no opening within two years of 2026-11-20T10:00:00.000Z";
    expect(() => nextOpening(never, at)).toThrow(words);
    expect(() => addBusinessMs(never, at, 1)).toThrow(words);
    expect(isOpen(never, at)).toBe(false);
    expect(businessMsBetween(never, at, local("2036-11-20 12:00"))).toBe(0);
  });
  it("adds no time below zero, and none that never ends", () => {
    expect(() => addBusinessMs(nineToFive, at, -1)).toThrow("open time to add must be 0 ms or more, not -1");
    expect(() => addBusinessMs(nineToFive, at, Number.POSITIVE_INFINITY)).toThrow("0 ms or more");
  });
  it("finds no time between instants the wrong way round", () => {
    expect(businessMsBetween(nineToFive, at, local("2026-11-19 12:00"))).toBe(0);
    expect(businessMsBetween(nineToFive, at, new Date(Number.NaN))).toBe(0);
  });
});
