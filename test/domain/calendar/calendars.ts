import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import type { Calendar, Period, Weekday } from "../../../src/domain/calendar/calendar.ts";

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

/** Zero to three periods, ends on any minute; two may touch. */
const anyPeriods: fc.Arbitrary<Period[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 })
  .map((minutes) => {
    const ends = minutes.slice(0, minutes.length - (minutes.length % 2)).sort((a, b) => a - b);
    return ends.flatMap((opens, index) =>
      index % 2 === 0 ? [{ opens, closes: ends[index + 1] ?? 1440 }] : [],
    );
  });

/** Open at least once. */
export const anyWeek: fc.Arbitrary<Calendar["week"]> = fc
  .tuple(anyPeriods, anyPeriods, anyPeriods, fc.boolean())
  .map(([one, two, three, isSame]) => {
    const monday = one.length > 0 ? one : [{ opens: 480, closes: 960 }];
    return { 1: monday, 2: isSame ? monday : two, 3: two, 4: two, 5: three, 6: [], 7: isSame ? [] : three };
  });

/** Days of a year and a half, many of them in a row, some with hours of their own. */
export const anyDates: fc.Arbitrary<Calendar["dates"]> = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 12 }), fc.boolean(), anyPeriods),
    {
      maxLength: 6,
    },
  )
  .map((runs) => {
    const dates: Calendar["dates"] = {};
    for (const [first, days, isClosed, periods] of runs)
      for (let day = first; day < first + days; day += 1)
        dates[new Date(Date.UTC(2026, 9, 20 + day)).toISOString().slice(0, 10)] = isClosed ? [] : periods;
    return dates;
  });

export const anyCalendar: fc.Arbitrary<Calendar> = fc.record({
  zone: fc.constantFrom("Europe/Helsinki", "America/Santiago", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"),
  week: anyWeek,
  holidays: fc.constantFrom(null, "FI", "DE-BY"),
  dates: anyDates,
});

function period([opens, closes]: Hours): Period {
  return { opens: opens * 60, closes: closes * 60 };
}
