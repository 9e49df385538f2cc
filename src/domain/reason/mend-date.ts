/** The day of a mending, `2026-11-02`; or why it cannot be that one. */
export type MendDate =
  | { kind: "date"; date: string }
  | { kind: "future" | "too-old"; date: string }
  | { kind: "unreadable" };

const DAY_MS = 86_400_000;
const MOST_DAYS = 365;

/** Reads `2026-11-02`, `2.11.2026` or `2.11.` (the last one there was), or nothing for today. @param today the local date */
export function readMendDate(typed: string, today: string): MendDate {
  const date = typed === "" ? today : isoOf(typed, today);
  if (date === undefined) return { kind: "unreadable" };
  if (date > today) return { kind: "future", date };
  const age = (Date.parse(today) - Date.parse(date)) / DAY_MS;
  return { kind: age > MOST_DAYS ? "too-old" : "date", date };
}

function isoOf(typed: string, today: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed) ?? [];
  if (year !== undefined) return dateOf(year, month, day);
  const [, dayOf, monthOf, yearOf] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})?$/.exec(typed) ?? [];
  if (dayOf === undefined) return undefined;
  if (yearOf !== undefined) return dateOf(yearOf, monthOf, dayOf);
  const thisYear = dateOf(today.slice(0, 4), monthOf, dayOf);
  return thisYear !== undefined && thisYear > today
    ? dateOf(`${Number(today.slice(0, 4)) - 1}`, monthOf, dayOf)
    : thisYear;
}

/** Undefined where the calendar has no such day. */
function dateOf(year = "", month = "", day = ""): string | undefined {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date) ? date : undefined;
}
