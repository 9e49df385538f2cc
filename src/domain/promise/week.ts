import type { Temporal } from "temporal-polyfill";
import type { OpenHours } from "../calendar/calendar.ts";
import { dateIn } from "../calendar/date-in.ts";
import { openingFrom } from "../calendar/opening.ts";

/** A team's past week, `[from, to)` in its own zone, and when it is told of it. */
export type WeekToTell = { week: string; from: Date; to: Date; tellAt: Date };

const TOLD_AT_HOUR = 9;

/** The ISO week (`2026-W47`) before the one of `now`, told on its next Monday at 9, or when the team opens after that. */
export function weekToTell(zone: string, hours: OpenHours, now: Date): WeekToTell {
  const today = dateIn(zone, now);
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const before = monday.subtract({ days: 7 });
  const at = (date: Temporal.PlainDate, hour: number): Date =>
    new Date(date.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds);
  return {
    week: `${before.yearOfWeek}-W${String(before.weekOfYear).padStart(2, "0")}`,
    from: at(before, 0),
    to: at(monday, 0),
    tellAt: openingFrom(hours, at(monday, TOLD_AT_HOUR)),
  };
}
