import { isoDate } from "../detection/zone-time.ts";
import { type Fault, fault } from "../fault.ts";
import type { Calendar, Period } from "./calendar.ts";
import { plain, withPeriod } from "./hours.ts";
import { dateOf, echo, MOST_DATES, type Read, read, refused } from "./read.ts";
import { MONTHS } from "./tongue.ts";

type Dates = Calendar["dates"];

const MONTH = [
  "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?",
  "sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)",
].join("|");
const YEAR = String.raw`(?:\s+(?<year>\d{4}))?`;
/** `2026-12-24`, `24 Dec 2026`, `Dec 24`, `24.12.2026`, or `24` alone. */
const FORMS = [
  String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)`,
  String.raw`(?<day>\d{1,2})(?:\.|st|nd|rd|th)?\s*${MONTH}${YEAR}`,
  String.raw`${MONTH}\s*(?<day>\d{1,2})${YEAR}`,
  String.raw`(?<day>\d{1,2})\.(?<month>\d{1,2})(?:\.(?<year>\d{4})?)?`,
  String.raw`(?<day>\d{1,2})\.?${YEAR}`,
];
const FORM = FORMS.map((form) => form.replaceAll(/\?<\w+>/g, "?:")).join("|");
const PART = new RegExp(String.raw`^(?<first>${FORM})(?:-(?<last>${FORM}))?(?:\s+(?<hours>\S+))?$`);
const HOURS_ALONE = /^\d{1,2}([:.]\d\d)?([ap]m)?-\d{1,2}([:.]\d\d)?([ap]m)?$/;
/** More than a summer is a slip of the pen. */
export const MOST_DAYS_IN_A_ROW = 100;
const DAY_MS = 86_400_000;

/**
 * Reads dates that are closed (`6 Dec, 24-26 Dec 2026`) or have hours of their own (`2026-12-31 9-12`). A date without
 * a year is the next one from `today`; days before a month belong to it (`6 and 24-26 Dec`).
 */
export function parseDates(typed: string, today: string): Read<Dates, Fault> {
  const groups = groupsOf(typed);
  if (groups.kind === "refused") return groups;
  const dates: Dates = {};
  for (const { ranges, hours } of groups.value) {
    const periods = periodsOf(hours);
    if (periods.kind === "refused") return periods;
    for (const range of ranges) {
      const days = daysOf(range, today);
      if (days.kind === "refused") return days;
      for (const day of days.value) {
        if (Object.hasOwn(dates, day)) return refused(fault("dateTwice", { date: day }));
        dates[day] = periods.value;
      }
    }
  }
  const count = Object.keys(dates).length;
  return count <= MOST_DATES ? read(dates) : refused(fault("datesTooMany", { count, most: MOST_DATES }));
}

/** The next (1) or last (-1) such day of the year, seen from a date; 29 February may be eight years away. */
export function nearest(
  { month = 0, day }: Pick<Written, "day" | "month">,
  from: string,
  direction: 1 | -1,
): string | undefined {
  const years = Array.from({ length: 9 }, (_, index) => Number(from.slice(0, 4)) + index * direction);
  return years
    .map((year) => dateOf(year, month, day))
    .find((date) => date !== undefined && (direction === 1 ? date >= from : date <= from));
}

/** The number by which open hours know a date. */
export function daysFrom1970(date: string): number {
  return Date.parse(date) / DAY_MS;
}

/** A day as written; what it leaves out is found in what stands next to it. */
type Written = { day: number; month: number | undefined; year: number | undefined };
type Range = { first: Written; last: Written; part: string };
/** Ranges that share their hours: those with no month of their own, and the one whose month they take. */
type Group = { ranges: Range[]; hours: string[] };

function groupsOf(typed: string): Read<Group[], Fault> {
  const groups: Group[] = [];
  let waiting: Range[] = [];
  for (const { part, joined } of partsOf(typed)) {
    const before = groups.at(-1);
    if (
      joined &&
      waiting.length === 0 &&
      before !== undefined &&
      before.hours.length > 0 &&
      HOURS_ALONE.test(part)
    ) {
      before.hours.push(part);
      continue;
    }
    const range = rangeOf(part);
    if (range === undefined) return refused(fault("notDate", { typed: echo(part) }));
    const { month, year } = range.first;
    if (month === undefined) {
      if (range.hours !== undefined) return noMonth(part);
      waiting.push(range);
    } else {
      const ranges = waiting.map((each) => ({
        ...each,
        first: { ...each.first, month, year },
        last: { ...each.last, month, year },
      }));
      groups.push({ ranges: [...ranges, range], hours: range.hours === undefined ? [] : [range.hours] });
      waiting = [];
    }
  }
  return waiting[0] === undefined ? read(groups) : noMonth(waiting[0].part);
}

function partsOf(typed: string): { part: string; joined: boolean }[] {
  const pieces = plain(typed).split(/(,|;|\n|&|\band\b)/);
  return pieces
    .map((piece, index) => ({ part: piece.trim(), joined: ["and", "&"].includes(pieces[index - 1] ?? "") }))
    .filter(({ part }, index) => index % 2 === 0 && part !== "");
}

/** `24-26 dec 9-12`; the end without a month takes the other's. */
function rangeOf(part: string): (Range & { hours: string | undefined }) | undefined {
  const groups = PART.exec(part)?.groups;
  const first = writtenOf(groups?.first ?? "");
  const last = groups?.last === undefined ? first : writtenOf(groups.last);
  if (first === undefined || last === undefined) return undefined;
  return {
    first: first.month === undefined ? { ...last, day: first.day } : first,
    last: { ...last, month: last.month ?? first.month },
    hours: groups?.hours,
    part,
  };
}

function writtenOf(text: string): Written | undefined {
  for (const form of FORMS) {
    const groups = new RegExp(`^${form}$`).exec(text)?.groups;
    if (groups === undefined) continue;
    const { day, month, year } = groups;
    const named = MONTHS.findIndex((name) => month?.startsWith(name.toLowerCase()));
    return {
      day: Number(day),
      month: month === undefined ? undefined : named < 0 ? Number(month) : named + 1,
      year: year === undefined ? undefined : Number(year),
    };
  }
  return undefined;
}

function daysOf({ first, last, part }: Range, today: string): Read<string[], Fault> {
  const begun = first.year === undefined ? undefined : dateOf(first.year, first.month ?? 0, first.day);
  const end =
    last.year === undefined ? nearest(last, begun ?? today, 1) : dateOf(last.year, last.month ?? 0, last.day);
  const start = first.year === undefined && end !== undefined ? nearest(first, end, -1) : begun;
  if (start === undefined || end === undefined) return refused(fault("noSuchDate", { typed: echo(part) }));
  const count = daysFrom1970(end) - daysFrom1970(start) + 1;
  if (count < 1 || count > MOST_DAYS_IN_A_ROW)
    return refused(fault("datesTooLong", { typed: echo(part), most: MOST_DAYS_IN_A_ROW }));
  return read(Array.from({ length: count }, (_, index) => isoDate(daysFrom1970(start) + index)));
}

function periodsOf(hours: readonly string[]): Read<Period[], Fault> {
  let periods: Read<Period[], Fault> = read([]);
  for (const written of hours) if (periods.kind === "read") periods = withPeriod(periods.value, written);
  return periods;
}

function noMonth(part: string): { kind: "refused"; why: Fault } {
  return refused(fault("dateWithoutMonth", { typed: echo(part) }));
}
