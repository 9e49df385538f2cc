import { expect, test } from "vitest";
import { openHours } from "../../../src/domain/calendar/calendar.ts";
import { weekToTell } from "../../../src/domain/promise/week.ts";
import { calendar, local, workdays, zone } from "../calendar/calendars.ts";

const always = openHours(null, () => false);
const fromTen = openHours(calendar({ week: workdays([10, 16]) }), () => false);
const closedOnMonday = openHours(calendar({ dates: { "2026-11-23": [] } }), () => false);

test.each([
  [
    "on a Friday",
    always,
    "2026-11-27 12:00",
    "2026-W47",
    "2026-11-16 00:00",
    "2026-11-23 00:00",
    "2026-11-23 09:00",
  ],
  [
    "on Monday night",
    always,
    "2026-11-23 00:00",
    "2026-W47",
    "2026-11-16 00:00",
    "2026-11-23 00:00",
    "2026-11-23 09:00",
  ],
  [
    "on Sunday night",
    always,
    "2026-11-22 23:59",
    "2026-W46",
    "2026-11-09 00:00",
    "2026-11-16 00:00",
    "2026-11-16 09:00",
  ],
  [
    "opening at ten",
    fromTen,
    "2026-11-23 08:00",
    "2026-W47",
    "2026-11-16 00:00",
    "2026-11-23 00:00",
    "2026-11-23 10:00",
  ],
  [
    "closed on Monday",
    closedOnMonday,
    "2026-11-23 08:00",
    "2026-W47",
    "2026-11-16 00:00",
    "2026-11-23 00:00",
    "2026-11-24 09:00",
  ],
  [
    "over New Year",
    always,
    "2027-01-05 08:00",
    "2026-W53",
    "2026-12-28 00:00",
    "2027-01-04 00:00",
    "2027-01-04 09:00",
  ],
  [
    "with spring's short day",
    always,
    "2027-03-30 08:00",
    "2027-W12",
    "2027-03-22 00:00",
    "2027-03-29 00:00",
    "2027-03-29 09:00",
  ],
])("the week to tell %s", (_, hours, now, week, from, to, tellAt) => {
  expect(weekToTell(zone, hours, local(now))).toEqual({
    week,
    from: local(from),
    to: local(to),
    tellAt: local(tellAt),
  });
});
