import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  addBusinessMs,
  businessMsBetween,
  isOpen,
  nextOpening,
  type OpenHours,
  openHours,
  recut,
} from "../../../src/domain/calendar/calendar.ts";
import { anyCalendar, HOUR_MS } from "./calendars.ts";

const isSunday = (date: string) => new Date(date).getUTCDay() === 0;
const anyHours: fc.Arbitrary<OpenHours> = fc.oneof(
  anyCalendar.map((calendar) => openHours(calendar, isSunday)),
  fc.constant(openHours(null, isSunday)),
);
/** Over both changes of the clock in each hemisphere. */
const anyInstant = fc
  .integer({ min: Date.UTC(2026, 8, 1), max: Date.UTC(2027, 11, 1) })
  .map((ms) => new Date(ms));
const anyMs = fc.integer({ min: 0, max: 60 * HOUR_MS });
const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

describe("open time, on any calendar", () => {
  it("is never negative, and never more than the time that passes", () => {
    fc.assert(
      fc.property(anyHours, anyInstant, anyInstant, (hours, one, other) => {
        const ms = businessMsBetween(hours, one, other);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(Math.max(0, other.getTime() - one.getTime()));
      }),
    );
  });

  it("added and then found between is the same", () => {
    fc.assert(
      fc.property(anyHours, anyInstant, anyMs, (hours, from, ms) => {
        expect(businessMsBetween(hours, from, addBusinessMs(hours, from, ms))).toBe(ms);
      }),
    );
  });

  it("may be added in two goes", () => {
    fc.assert(
      fc.property(anyHours, anyInstant, anyMs, anyMs, (hours, from, one, other) => {
        const twice = addBusinessMs(hours, addBusinessMs(hours, from, one), other);
        expect(twice).toEqual(addBusinessMs(hours, from, one + other));
      }),
    );
  });

  it("between three instants is the sum of its parts", () => {
    fc.assert(
      fc.property(anyHours, fc.tuple(anyInstant, anyInstant, anyInstant), (hours, instants) => {
        const [a, b, c] = [...instants].sort((x, y) => x.getTime() - y.getTime());
        if (a === undefined || b === undefined || c === undefined) return;
        expect(businessMsBetween(hours, a, b) + businessMsBetween(hours, b, c)).toBe(
          businessMsBetween(hours, a, c),
        );
      }),
    );
  });

  it("is due no earlier when it begins later or is more", () => {
    fc.assert(
      fc.property(anyHours, anyInstant, anyMs, anyMs, anyMs, (hours, from, delay, ms, more) => {
        const due = addBusinessMs(hours, from, ms).getTime();
        expect(addBusinessMs(hours, later(from, delay), ms).getTime()).toBeGreaterThanOrEqual(due);
        expect(addBusinessMs(hours, from, ms + more).getTime()).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it("is what the clock on the wall says, but for the second pass of an hour that comes twice", () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, at) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(calendar.zone);
        const first = wall.toPlainDateTime().toZonedDateTime(calendar.zone, { disambiguation: "earlier" });
        fc.pre(first.equals(wall));
        const date = wall.toPlainDate().toString();
        const isClosed = calendar.holidays !== null && isSunday(date);
        const week = Object.values(calendar.week)[wall.dayOfWeek - 1] ?? [];
        const minute = wall.hour * 60 + wall.minute;
        const periods = calendar.dates[date] ?? (isClosed ? [] : week);
        const expected = periods.some(({ opens, closes }) => opens <= minute && minute < closes);
        expect(isOpen(openHours(calendar, isSunday), at)).toBe(expected);
      }),
    );
  });

  it("passes exactly while it is open", () => {
    fc.assert(
      fc.property(anyHours, anyInstant, (hours, at) => {
        const next = nextOpening(hours, at);
        expect(isOpen(hours, at)).toBe(businessMsBetween(hours, at, later(at, 1)) === 1);
        expect(isOpen(hours, at)).toBe(next.getTime() === at.getTime());
        expect(isOpen(hours, next)).toBe(true);
        expect(businessMsBetween(hours, at, next)).toBe(0);
      }),
    );
  });

  it("used and left make up what was given, however the calendar changes", () => {
    fc.assert(
      fc.property(anyHours, anyHours, anyInstant, anyMs, anyMs, (before, after, from, leftMs, passed) => {
        const changedAt = later(from, passed);
        const running = recut(before, after, { from, leftMs }, changedAt);
        const usedMs = Math.min(leftMs, businessMsBetween(before, from, changedAt));
        expect(usedMs + businessMsBetween(after, changedAt, running.dueAt)).toBe(leftMs);
        expect(running.dueAt).toEqual(addBusinessMs(after, running.from, running.leftMs));
        // a change to the same hours changes nothing, and a second change at once adds nothing
        expect(recut(before, before, { from, leftMs }, changedAt).dueAt).toEqual(
          addBusinessMs(before, from, leftMs),
        );
        expect(recut(after, after, running, changedAt)).toEqual(running);
      }),
    );
  });
});
