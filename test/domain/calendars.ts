import { Temporal } from "temporal-polyfill";
import type { Calendar, Period, Weekday } from "../../src/domain/calendar.ts";

export const HOUR_MS = 3_600_000;
export const zone = "Europe/Helsinki";

type Hours = [opens: number, closes: number];

/** Mon-Fri with periods given in hours. */
export function workdays(...hours: Hours[]): Record<Weekday, Period[]> {
  const day = hours.map(period);
  return { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] };
}

/** A calendar of Helsinki without holidays, unless told otherwise. */
export function calendar({ weekend, ...given }: Partial<Calendar> & { weekend?: Hours[] }): Calendar {
  const week = given.week ?? workdays([9, 17]);
  const days = weekend?.map(period);
  return { zone, holidays: null, dates: {}, ...given, week: days ? { ...week, 6: days, 7: days } : week };
}

/** The instant of a wall clock time in Helsinki: `2026-11-20 16:30`. */
export function local(wall: string): Date {
  return new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds);
}

/** `Mon 2026-11-23 09:30` in Helsinki. */
export function shown(at: Date): string {
  const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime();
  const day = wall.toLocaleString("en", { weekday: "short" });
  return `${day} ${wall.toPlainDate()} ${wall.toPlainTime().toString({ smallestUnit: "minute" })}`;
}

function period([opens, closes]: Hours): Period {
  return { opens: opens * 60, closes: closes * 60 };
}
