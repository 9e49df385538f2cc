import type { Calendar } from "./calendar.ts";
import { daysFrom1970, MONTHS, MOST_DAYS_IN_A_ROW, nearest } from "./calendar-dates.ts";
import { periodsText, weekText } from "./calendar-hours.ts";

/**
 * A calendar in a line: `Mon-Fri 8-16, closed 6 and 24-26 Dec; holidays of Finland; Europe/Helsinki`. Dates before
 * `today` (`2026-11-20`) are left out; no calendar at all is open around the clock.
 */
export function calendarText(calendar: Calendar | null, today: string): string {
  if (calendar === null) return "open around the clock";
  const { week, dates, holidays, zone } = calendar;
  const coming = Object.entries(dates).filter(([date]) => date >= today);
  const closed = datesText(Object.fromEntries(coming.filter(([, periods]) => periods.length === 0)), today);
  const open = datesText(Object.fromEntries(coming.filter(([, periods]) => periods.length > 0)), today);
  const hours = weekText(week);
  const days = [
    hours === "around the clock" ? `open ${hours}` : hours,
    ...(closed === "" ? [] : [`closed ${closed}`]),
    ...(open === "" ? [] : [`open ${open}`]),
  ];
  return [days.join(", "), ...(holidays === null ? [] : [`holidays of ${countryText(holidays)}`]), zone].join(
    "; ",
  );
}

/**
 * `6 and 24-26 Dec, 31 Dec 9-12`: closed, or open only then. The year is said only of a date that is not the next such
 * date from `today` (`2026-11-20`); of every date, for words that are kept, when there is no `today`. `parseDates` reads
 * it back.
 */
export function datesText(dates: Calendar["dates"], today?: string): string {
  const groups: { month: string; days: string[]; rest: string }[] = [];
  for (const run of runsOf(dates)) {
    const { month, days, rest } = runText(run, today);
    const group = groups.at(-1);
    if (group !== undefined && month !== "" && group.month === month && group.rest === rest)
      group.days.push(days);
    else groups.push({ month, days: [days], rest });
  }
  return groups.map(({ days, rest }) => `${listText(days)} ${rest}`.trim()).join(", ");
}

/** `FI` is Finland, `DE-BY` is Germany (BY). */
export function countryText(code: string): string {
  const [nation = "", ...regions] = code.split("-");
  const name = new Intl.DisplayNames("en", { type: "region" }).of(nation) ?? nation;
  return regions.length === 0 ? name : `${name} (${regions.join("-")})`;
}

/** Days in a row with the same hours, empty when closed. */
type Run = { start: string; end: string; hours: string };

function runsOf(dates: Calendar["dates"]): Run[] {
  const runs: (Run & { days: number })[] = [];
  for (const date of Object.keys(dates).sort()) {
    const hours = periodsText(dates[date] ?? []);
    const run = runs.at(-1);
    const follows = run?.hours === hours && daysFrom1970(date) === daysFrom1970(run.end) + 1;
    if (follows && run.days < MOST_DAYS_IN_A_ROW) Object.assign(run, { end: date, days: run.days + 1 });
    else runs.push({ start: date, end: date, hours, days: 1 });
  }
  return runs;
}

/** `month` is the one a run lies within, empty when it goes over its end; runs of one month share their `rest`. */
function runText(
  { start, end, hours }: Run,
  today: string | undefined,
): { month: string; days: string; rest: string } {
  const [from, to] = [partsOfDate(start), partsOfDate(end)];
  const isNext = today !== undefined && nearest(to, today, 1) === end;
  const text = ({ month, year }: { month: number; year: number }) =>
    `${MONTHS[month - 1]}${isNext ? "" : ` ${year}`}`;
  if (start.slice(0, 7) !== end.slice(0, 7))
    return { month: "", days: `${from.day} ${text(from)}-${to.day} ${text(to)}`, rest: hours };
  const days = start === end ? `${from.day}` : `${from.day}-${to.day}`;
  return { month: start.slice(0, 7), days, rest: `${text(to)} ${hours}`.trim() };
}

function partsOfDate(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}

function listText(items: readonly string[]): string {
  const [last = "", ...before] = [...items].reverse();
  return before.length === 0 ? last : `${before.reverse().join(", ")} and ${last}`;
}
