import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Calendar, Period } from "../../../src/domain/calendar/calendar.ts";
import { aroundTheClock } from "../../../src/domain/calendar/calendar.ts";
import { parseDates } from "../../../src/domain/calendar/dates.ts";
import { parseWeekHours, weekText } from "../../../src/domain/calendar/hours.ts";
import { readCalendar, readZone } from "../../../src/domain/calendar/read.ts";
import { datesText } from "../../../src/domain/calendar/text.ts";
import { refusal } from "../../support/refusal.ts";
import { anyCalendar, anyDates, anyWeek, calendar, workdays } from "./calendars.ts";

const TODAY = "2026-11-20";

describe("the hours of a week, as typed", () => {
  const office = workdays([8, 16]);
  test.each([
    ["Mon-Fri 8-16", office],
    ["  monday – friday  08:00 - 16.00 ", office],
    ["Mon to Fri 8am to 4pm", office],
    ["weekdays 8 am-4 pm, weekends closed", office],
    ["Mon, Tue and Wed 8-16; Thu & Fri 8-16", office],
    ["Mon-Fri 8-16, Sat 10-14", { ...office, 6: [{ opens: 600, closes: 840 }] }],
    ["Mon-Fri 8-12 and 13:00-17:30", workdays([8, 12], [13, 17.5])],
    ["Mon-Fri 8-12, 13-17", workdays([8, 12], [13, 17])],
    ["Sat-Mon 22-24", { ...workdays(), 1: night(), 6: night(), 7: night() }],
    ["daily 0-24", aroundTheClock("UTC").week],
    ["24/7", aroundTheClock("UTC").week],
    ["Open around the clock", aroundTheClock("UTC").week],
    ["Mon 12am-12pm", { ...workdays(), 1: [{ opens: 0, closes: 720 }] }],
  ])("%s", (typed, week) => expect(parseWeekHours(typed)).toEqual({ kind: "read", value: week }));

  test.each([
    ["", `no hours are given; write for example "Mon-Thu 8-12 and 13-17, Fri 8-15:30"`],
    ["8-16", `"8-16" belongs to no day; write for example "Mon-Thu 8-12 and 13-17, Fri 8-15:30"`],
    ["Mon-Fri", `Fri has no hours; write for example "Mon-Thu 8-12 and 13-17, Fri 8-15:30", or "closed"`],
    ["Mon-Fri 8-16, Fri 8-15", "Fri is named twice; say all its hours in one place"],
    ["Mon-Fri 8", `"8" is not hours; write them as 8-16 or 8:30-16:00`],
    ["Mon-Fri 8-25", `"8-25": hours go from 0 to 24`],
    ["Mon-Fri 8-24:30", `"8-24:30": hours go from 0 to 24`],
    ["Mon-Fri 8:75-16", `"8:75-16": hours go from 0 to 24`],
    ["Mon-Fri 9-5pm", `"9-5pm": say am or pm for both, or write it as 9-17`],
    [
      "Mon-Fri 22-6",
      `"22-6": hours must end after they begin; past midnight is two periods, such as 22-24 and on the next day 0-6`,
    ],
    ["Mon-Fri 8-12 and 11-16", `"11-16": periods of a day must be in order and may not overlap`],
    [
      "Mon-Fry 8-16",
      `"mon-fry" is not a day; write Mon, Tue, Wed, Thu, Fri, Sat or Sun, for example "Mon-Thu 8-12 and 13-17, Fri 8-15:30"`,
    ],
    ["daily closed", "the week has no open hours; nothing could ever be due"],
  ])("%s is refused in words", (typed, why) => expect(refusal(parseWeekHours(typed))).toBe(why));

  it("reads back what it wrote", () => {
    fc.assert(
      fc.property(anyWeek, (week) => {
        expect(parseWeekHours(weekText(week))).toEqual({ kind: "read", value: week });
      }),
    );
  });
});

describe("dates of their own, as typed on 20 Nov 2026", () => {
  const christmas = { "2026-12-24": [], "2026-12-25": [], "2026-12-26": [] };
  const eve = [{ opens: 540, closes: 720 }];
  test.each<[string, Calendar["dates"]]>([
    ["", {}],
    ["6 Dec, 24-26 Dec 2026, 2026-12-31 9-12", { "2026-12-06": [], ...christmas, "2026-12-31": eve }],
    ["6 and 24-26 Dec", { "2026-12-06": [], ...christmas }],
    ["December 24-26", christmas],
    ["24.-26.12.", christmas],
    ["24.12.2026 - 26.12.2026", christmas],
    ["2026-12-24 to 2026-12-26", christmas],
    ["24th dec – 26th dec", christmas],
    ["20 Nov", { "2026-11-20": [] }],
    ["19 Nov", { "2027-11-19": [] }],
    ["29 Feb", { "2028-02-29": [] }],
    ["31 Dec-1 Jan", { "2026-12-31": [], "2027-01-01": [] }],
    ["31 Dec 9-12 and 13-15", { "2026-12-31": [...eve, { opens: 780, closes: 900 }] }],
    ["24 and 31 Dec 9-12", { "2026-12-24": eve, "2026-12-31": eve }],
    ["31 Dec 9-12 and 1-2 Jan", { "2026-12-31": eve, "2027-01-01": [], "2027-01-02": [] }],
    ["19-21 Nov", { "2026-11-19": [], "2026-11-20": [], "2026-11-21": [] }],
    ["6.12", { "2026-12-06": [] }],
  ])("%s", (typed, dates) => expect(parseDates(typed, TODAY)).toEqual({ kind: "read", value: dates }));

  const example = `for example "6 Dec, 24-26 Dec, 31 Dec 9-12"`;
  test.each([
    ["Christmas", `"christmas" is not a date; write ${example}`],
    ["24/12", `"24/12" is not a date; write ${example}`],
    ["6 Dec, 24", `"24": of which month? Write ${example}`],
    ["24 9-12", `"24 9-12": of which month? Write ${example}`],
    ["31 Feb", `"31 feb": there is no such day`],
    ["30.13.", `"30.13.": there is no such day`],
    ["26-24 Dec", `"26-24 dec" must end after it begins, within 100 days`],
    ["2027-01-02 - 2026-12-24", `"2027-01-02-2026-12-24" must end after it begins, within 100 days`],
    ["24-26 Dec, 2026-12-25", "2026-12-25 is named twice"],
    ["31 Dec 9", `"9" is not hours; write them as 8-16 or 8:30-16:00`],
    ["x".repeat(3000), `"${"x".repeat(39)}…" is not a date; write ${example}`],
  ])("%s is refused in words", (typed, why) => expect(refusal(parseDates(typed, TODAY))).toBe(why));

  it("reads back what it wrote, on any day", () => {
    fc.assert(
      fc.property(anyDates, anyDates, (dates, others) => {
        const today = Object.keys(others)[0] ?? TODAY;
        expect(parseDates(datesText(dates, today), today)).toEqual({ kind: "read", value: dates });
      }),
    );
  });

  it("never answers otherwise than with dates or words", () => {
    const bits = fc.constantFrom(
      "24",
      "-",
      " ",
      "Dec",
      ",",
      "and",
      "2026",
      "9-12",
      "31",
      ".",
      "2026-12-24",
      "Feb",
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 12 }), (words) => {
        expect(["read", "refused"]).toContain(parseDates(words.join(""), TODAY).kind);
        expect(["read", "refused"]).toContain(parseWeekHours(words.join(" ")).kind);
      }),
    );
  });
});

describe("a stored calendar", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(anyCalendar, (given) => {
        expect(readCalendar(JSON.parse(JSON.stringify(given)))).toEqual(given);
      }),
    );
  });

  it("may leave out what is closed or none", () => {
    const short = { zone: "europe/helsinki", week: { 1: [{ opens: 0, closes: 1440 }] } };
    const value = {
      zone: "Europe/Helsinki",
      week: { ...workdays(), ...short.week },
      holidays: null,
      dates: {},
    };
    expect(readCalendar(short)).toEqual(value);
  });

  const good = calendar({});
  test.each<unknown>([
    null,
    [[]],
    { ...good, zone: 3 },
    { ...good, zone: "Europe/Helsinky" },
    { ...good, holidays: "Finland" },
    { ...good, week: [] },
    { ...good, week: { 0: [] } },
    { ...good, week: workdays() },
    { ...good, week: { 1: "8-16" } },
    { ...good, week: { 1: [[8, 16]] } },
    { ...good, week: { 1: [{ opens: 0.5, closes: 9 }] } },
    { ...good, dates: { "2026-02-30": [] } },
    {
      ...good,
      dates: {
        "2026-02-28": [
          { opens: 60, closes: 120 },
          { opens: 90, closes: 150 },
        ],
      },
    },
  ])("%j is none", (json) => expect(readCalendar(json)).toBeUndefined());

  test.each([
    ["Europe/Helsinky", `"Europe/Helsinky" is not a time zone: did you mean Europe/Helsinki?`],
    ["helsinki", `"helsinki" is not a time zone: did you mean Europe/Helsinki?`],
    ["+02:00", `"+02:00" is not a time zone: write one such as Europe/Helsinki`],
  ])("the zone %s is refused in words", (typed, why) => expect(refusal(readZone(typed))).toBe(why));

  test.each(["UTC", "Asia/Kolkata", "America/Argentina/Buenos_Aires"])("knows the zone %s", (zone) => {
    expect(readCalendar({ ...good, zone })).toMatchObject({ zone });
  });
});

function night(): Period[] {
  return [{ opens: 1320, closes: 1440 }];
}
