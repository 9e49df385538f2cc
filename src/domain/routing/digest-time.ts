import { Temporal } from "temporal-polyfill";
import { dateIn, startOf } from "../calendar/date-in.ts";
import type { ChannelSettings, Digest } from "./interruption.ts";

export type DigestPace = Exclude<Digest, "off">;

/** A digest that is due: once a channel and `key` (`daily-2026-11-20`, `weekly-2026-W47`), at `at`. */
export type DueDigest = { pace: DigestPace; key: string; at: Date };

/** The whole days that a digest tells of, as numbers (days since 1 January 1970 on the wall calendar), and as `[from, to)`. */
export type DigestSpan = { days: number[]; from: Date; to: Date };

const DAY_MS = 86_400_000;
const DAYS: Record<DigestPace, number> = { daily: 1, weekly: 7 };

/** The last digest that was due by `now`: at the channel's own time of day, which a change of clocks may move but never repeats. */
export function latestDigest(
  {
    zone,
    digest,
    digestMinute,
    digestWeekday,
  }: Pick<ChannelSettings, "zone" | "digest" | "digestMinute" | "digestWeekday">,
  now: Date,
): DueDigest | undefined {
  if (digest === "off") return undefined;
  const today = dateIn(zone, now);
  const near =
    digest === "daily" ? today : today.subtract({ days: (today.dayOfWeek + 7 - digestWeekday) % 7 });
  const isDue = momentOn(near, zone, digestMinute) <= now;
  const date = isDue ? near : near.subtract({ days: DAYS[digest] });
  return { pace: digest, key: `${digest}-${keyOf(digest, date)}`, at: momentOn(date, zone, digestMinute) };
}

/**
 * The last whole day or seven whole days before `at`. Days are counted in the workspace's zone; they have also ended in the
 * channel's.
 */
export function digestSpan(
  pace: DigestPace,
  { zone, channelZone }: { zone: string; channelZone: string },
  at: Date,
): DigestSpan {
  const [here, there] = [dateIn(zone, at), dateIn(channelZone, at)];
  const end = Temporal.PlainDate.compare(here, there) < 0 ? here : there;
  const first = end.subtract({ days: DAYS[pace] });
  const firstDay = Date.parse(first.toString()) / DAY_MS;
  return {
    days: Array.from({ length: DAYS[pace] }, (_, index) => firstDay + index),
    from: startOf(zone, first),
    to: startOf(zone, end),
  };
}

function keyOf(pace: DigestPace, date: Temporal.PlainDate): string {
  return pace === "daily"
    ? date.toString()
    : `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, "0")}`;
}

function momentOn(date: Temporal.PlainDate, timeZone: string, minute: number): Date {
  const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 };
  return new Date(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}
