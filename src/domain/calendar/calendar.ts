import { Temporal } from "temporal-polyfill";
import { isoDate, weekday } from "../detection/zone-time.ts";

/** ISO: Monday is 1. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof weekdays)[number];

/** Minutes of the local day, `[opens, closes)`; 1440 is the midnight that ends it. Past midnight is two periods. */
export type Period = { opens: number; closes: number };

/** When a team works, as plain JSON. Periods of a day are in order and do not overlap; none is closed. */
export type Calendar = {
  /** IANA name. */
  zone: string;
  week: Record<Weekday, Period[]>;
  /** Country whose public holidays are closed, with a region when it matters: `FI`, `DE-BY`. */
  holidays: string | null;
  /** Days (`2026-12-24`) that go before the week and the holidays: with no periods closed, else open then. */
  dates: Record<string, Period[]>;
};

/** A calendar laid on the time line. Remembers the days it was asked for, so keep it for as long as the calendar holds. */
export type OpenHours = {
  /** What is open on a day (counted from 1 January 1970) of the calendar's zone, in order. */
  spansOn(day: number): readonly Span[];
};

/** `[opensAt, closesAt)` in epoch ms. */
type Span = { opensAt: number; closesAt: number };

/** Time still to work: `leftMs` of open time, counted from `from`. */
export type Running = { from: Date; leftMs: number };

const DAY_MS = 86_400_000;
export const DAY_MINUTES = 1440;
/** A calendar that stays closed for longer than this never opens. */
const MOST_CLOSED_DAYS = 731;
const MOST_REMEMBERED_DAYS = 10_000;

/** A calendar that never closes. */
export function aroundTheClock(zone: string): Calendar {
  const day = [{ opens: 0, closes: DAY_MINUTES }];
  return {
    zone,
    week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: day, 7: day },
    holidays: null,
    dates: {},
  };
}

/**
 * The open hours of a calendar; without one (null) all hours are open, so that nothing is silent by default.
 * `isHoliday` answers for local dates (`2026-12-24`) and is asked only when the calendar has holidays.
 */
export function openHours(calendar: Calendar | null, isHoliday: (date: string) => boolean): OpenHours {
  const { zone, week, holidays, dates } = calendar ?? aroundTheClock("UTC");
  const known = new Map<number, Span[]>();
  const spansOn = (day: number): Span[] => {
    let spans = known.get(day);
    if (spans === undefined) {
      const date = isoDate(day);
      const periods = dates[date] ?? (holidays !== null && isHoliday(date) ? [] : week[isoWeekday(day)]);
      spans = periods.map((period) => spanOf(zone, date, period)).filter(lasts);
      if (known.size >= MOST_REMEMBERED_DAYS) known.clear();
      known.set(day, spans);
    }
    return spans;
  };
  return { spansOn };
}

/** Whether it is open; the minute it opens counts as open, the one it closes does not. */
export function isOpen(hours: OpenHours, at: Date): boolean {
  const next = spansFrom(hours, at.getTime(), at.getTime()).next();
  return !next.done && next.value.opensAt <= at.getTime();
}

/** When it next is open: `at` itself when it is then. Throws a RangeError when it stays closed for two years. */
export function nextOpening(hours: OpenHours, at: Date): Date {
  for (const { opensAt } of spansFrom(hours, at.getTime())) return new Date(Math.max(opensAt, at.getTime()));
  throw neverOpens(at);
}

/**
 * The first instant by which `ms` of open time have passed since `from`: a deadline may fall on closing time, and
 * nothing added is `from` itself. Throws a RangeError when it stays closed for two years, or `ms` is below zero.
 */
export function addBusinessMs(hours: OpenHours, from: Date, ms: number): Date {
  if (!(ms >= 0 && Number.isFinite(ms)))
    throw new RangeError(`open time to add must be 0 ms or more, not ${ms}`);
  if (ms === 0) return new Date(from);
  let left = ms;
  for (const { opensAt, closesAt } of spansFrom(hours, from.getTime())) {
    const start = Math.max(opensAt, from.getTime());
    if (left <= closesAt - start) return new Date(start + left);
    left -= closesAt - start;
  }
  throw neverOpens(from);
}

/** Open time in `[from, to)` in ms; 0 when `to` is not after `from`. */
export function businessMsBetween(hours: OpenHours, from: Date, to: Date): number {
  let ms = 0;
  for (const { opensAt, closesAt } of spansFrom(hours, from.getTime(), to.getTime())) {
    if (!(opensAt < to.getTime())) break;
    ms += Math.min(closesAt, to.getTime()) - Math.max(opensAt, from.getTime());
  }
  return Math.max(0, ms);
}

/**
 * A running deadline when the calendar changes: time used on the old hours stays used, time left counts on the new.
 * `dueAt` is always `addBusinessMs(newHours, from, leftMs)`; a deadline that has passed stays where it was.
 */
export function recut(
  oldHours: OpenHours,
  newHours: OpenHours,
  { from, leftMs }: Running,
  changedAt: Date,
): Running & { dueAt: Date } {
  const usedMs = businessMsBetween(oldHours, from, changedAt);
  if (usedMs >= leftMs) {
    const dueAt = addBusinessMs(oldHours, from, leftMs);
    return { from: dueAt, leftMs: 0, dueAt };
  }
  const again = { from: new Date(Math.max(from.getTime(), changedAt.getTime())), leftMs: leftMs - usedMs };
  return { ...again, dueAt: addBusinessMs(newHours, again.from, again.leftMs) };
}

/** The spans that end after `at`, in order; ends when it stays closed for two years, and past `until`. */
function* spansFrom(hours: OpenHours, at: number, until = at): Generator<Span> {
  let closedDays = 0;
  // the local date is at most one day away from the one in UTC
  for (let day = Math.floor(at / DAY_MS) - 1; ; day += 1) {
    const spans = hours.spansOn(day);
    closedDays = spans.length === 0 ? closedDays + 1 : 0;
    if (closedDays > MOST_CLOSED_DAYS && !(day * DAY_MS <= until + DAY_MS)) return;
    for (const span of spans) if (span.closesAt > at) yield span;
  }
}

function spanOf(zone: string, date: string, { opens, closes }: Period): Span {
  const midnight = Temporal.PlainDate.from(date).toPlainDateTime();
  return { opensAt: instantOf(zone, midnight, opens), closesAt: instantOf(zone, midnight, closes) };
}

/** A time the clock skips is the moment it skips; a time it shows twice is the first of the two. */
function instantOf(zone: string, midnight: Temporal.PlainDateTime, minutes: number): number {
  const wall = midnight.add({ minutes });
  const moment = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (moment.toPlainDateTime().equals(wall)) return moment.epochMilliseconds;
  return moment.getTimeZoneTransition("next")?.epochMilliseconds ?? moment.epochMilliseconds;
}

/** A period may fall whole into the hour that spring skips. */
function lasts({ opensAt, closesAt }: Span): boolean {
  return closesAt > opensAt;
}

function isoWeekday(day: number): Weekday {
  return weekdays[weekday(day)] ?? 1;
}

function neverOpens(after: Date): RangeError {
  return new RangeError(`the calendar has no opening within two years of ${after.toISOString()}`);
}
