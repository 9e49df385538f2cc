import type { Language } from "../language.ts";
import type { Calendar } from "./calendar.ts";
import { daysFrom1970, MOST_DAYS_IN_A_ROW, nearest } from "./dates.ts";
import { periodsText } from "./hours.ts";
import { type CalendarTongue, english } from "./tongue.ts";

type Dates = Calendar["dates"];

/** Of a calendar's dates those from `today` (`2026-11-20`) on: the closed ones, and those with hours of their own. */
export function comingDates(dates: Dates, today: string): { closed: Dates; open: Dates } {
  const coming = Object.entries(dates).filter(([date]) => date >= today);
  return {
    closed: Object.fromEntries(coming.filter(([, periods]) => periods.length === 0)),
    open: Object.fromEntries(coming.filter(([, periods]) => periods.length > 0)),
  };
}

/**
 * `6 and 24-26 Dec, 31 Dec 9-12`: closed, or open only then. The year is said only of a date that is not the next such
 * date from `today` (`2026-11-20`); of every date, for words that are kept, when there is no `today`. `parseDates` reads
 * the English back.
 */
export function datesText(dates: Dates, today?: string, tongue = english): string {
  const groups: (RunText & { all: string[] })[] = [];
  for (const run of runsOf(dates, tongue)) {
    const text = runText(run, today, tongue);
    const group = groups.at(-1);
    if (group !== undefined && group.shared === text.shared) group.all.push(text.days);
    else groups.push({ ...text, all: [text.days] });
  }
  return groups
    .map(({ all, month, year, hours }) =>
      `${tongue.date(listText(all, tongue), month, year)} ${hours}`.trim(),
    )
    .join(", ");
}

/** `FI` is Finland, `DE-BY` is Germany (BY). */
export function countryText(code: string, language: Language = "en"): string {
  const [nation = "", ...regions] = code.split("-");
  const name = new Intl.DisplayNames(language, { type: "region" }).of(nation) ?? nation;
  return regions.length === 0 ? name : `${name} (${regions.join("-")})`;
}

/** Days in a row with the same hours, empty when closed. */
type Run = { start: string; end: string; hours: string };

function runsOf(dates: Dates, tongue: CalendarTongue): Run[] {
  const runs: (Run & { days: number })[] = [];
  for (const date of Object.keys(dates).sort()) {
    const hours = periodsText(dates[date] ?? [], tongue);
    const run = runs.at(-1);
    const follows = run?.hours === hours && daysFrom1970(date) === daysFrom1970(run.end) + 1;
    if (follows && run.days < MOST_DAYS_IN_A_ROW) Object.assign(run, { end: date, days: run.days + 1 });
    else runs.push({ start: date, end: date, hours, days: 1 });
  }
  return runs;
}

/** Neighbours with the same `shared` are written with one month; a run over the end of a month shares with none. */
type RunText = {
  shared: string;
  days: string;
  month: number;
  year: number | undefined;
  hours: string;
};

function runText(
  { start, end, hours }: Run,
  today: string | undefined,
  { day, date, dash }: CalendarTongue,
): RunText {
  const [from, to] = [partsOfDate(start), partsOfDate(end)];
  const isNext = today !== undefined && nearest(to, today, 1) === end;
  const yearOf = ({ year }: { year: number }) => (isNext ? undefined : year);
  const isWithin = start.slice(0, 7) === end.slice(0, 7);
  const first = isWithin ? day(from.day) : date(day(from.day), from.month, yearOf(from));
  return {
    shared: isWithin ? `${end.slice(0, 7)} ${isNext} ${hours}` : start,
    days: start === end ? first : `${first}${dash}${day(to.day)}`,
    month: to.month,
    year: yearOf(to),
    hours,
  };
}

function partsOfDate(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}

function listText(items: readonly string[], { and }: CalendarTongue): string {
  const [last = "", ...before] = [...items].reverse();
  return before.length === 0 ? last : `${before.reverse().join(", ")} ${and} ${last}`;
}
