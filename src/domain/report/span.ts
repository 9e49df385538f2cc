import { Temporal } from "temporal-polyfill";
import { dateIn, startOf } from "../calendar/date-in.ts";
import type { Days } from "../touchpoint/report.ts";

/** Whole days of the workspace's zone that a report is of; both ends included. */
export type ReportSpan = Days & {
  kind: "week" | "month" | "days";
  days: number;
  /** The instants `[from, to)`. */
  from: Date;
  to: Date;
  /** As many days before it, with which it is compared; they end at `from`. */
  before: Days & { from: Date };
};

/** More days than a year of them are no period that anybody compares. */
export const MOST_DAYS = 366;

/** The Monday to Sunday before the week of `now`. */
export function lastWeek(zone: string, now: Date): ReportSpan {
  const today = dateIn(zone, now);
  const monday = today.subtract({ days: today.dayOfWeek + 6 });
  return spanOf("week", zone, monday, monday.add({ days: 6 }));
}

/** The whole month before the one of `now`. */
export function lastMonth(zone: string, now: Date): ReportSpan {
  const first = dateIn(zone, now).with({ day: 1 }).subtract({ months: 1 });
  return spanOf("month", zone, first, first.add({ months: 1 }).subtract({ days: 1 }));
}

/** The days between two dates (`2026-11-20`), which people gave; without a last one up to yesterday. Or what is wrong with them. */
export function spanBetween(
  zone: string,
  { first, last }: { first: string; last: string | undefined },
  now: Date,
): ReportSpan | { problem: string } {
  const from = dateOf(first);
  const yesterday = dateIn(zone, now).subtract({ days: 1 });
  const to = last === undefined ? yesterday : dateOf(last);
  if (from === undefined) return { problem: `"${first}" is no date such as 2026-11-20` };
  if (to === undefined) return { problem: `"${last}" is no date such as 2026-11-20` };
  // part of a day would be compared with whole ones
  if (Temporal.PlainDate.compare(to, yesterday) > 0)
    return { problem: `${to} is not over: the last whole day is ${yesterday}` };
  if (Temporal.PlainDate.compare(from, to) > 0) return { problem: `${from} is after ${to}` };
  const span = spanOf("days", zone, from, to);
  if (span.days > MOST_DAYS)
    return { problem: `${span.days} days are too many: a report is of ${MOST_DAYS} at most` };
  return span;
}

function spanOf(
  kind: ReportSpan["kind"],
  zone: string,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): ReportSpan {
  const days = first.until(last).days + 1;
  const before = first.subtract({ days });
  return {
    kind,
    first: first.toString(),
    last: last.toString(),
    days,
    from: startOf(zone, first),
    to: startOf(zone, last.add({ days: 1 })),
    before: {
      first: before.toString(),
      last: first.subtract({ days: 1 }).toString(),
      from: startOf(zone, before),
    },
  };
}

function dateOf(typed: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(typed)) return undefined;
  try {
    return Temporal.PlainDate.from(typed, { overflow: "reject" });
  } catch {
    return undefined;
  }
}
