import type { Moment } from "./pool.ts";
import type { DayKind } from "./profile.ts";
import type { Scale } from "./scale.ts";
import { isoDate, localDay, weekday, type ZoneTime } from "./zone-time.ts";

const HOUR = 3_600_000;

/** Holidays as local dates, `2026-12-06`. */
export type Holidays = ReadonlySet<string>;

/** Where a step that starts at `at` lies: its cell of the profile, its day, and whether the day is special. */
export function momentOf(scale: Scale, zone: ZoneTime, holidays: Holidays, at: number): Moment {
  const day = localDay(zone, at);
  const weekDay = weekday(day);
  const hour = Math.floor((at + zone.offsetMs(at)) / HOUR) - day * 24;
  const cell = scale.name === "hourly" ? weekDay * 24 + hour : scale.name === "daily" ? weekDay : 0;
  // a year of 52 weeks, as in the surveillance literature: the waves may turn by a day a year
  const yearPhase = ((day / 7) % 52) / 52;
  return { yearPhase, day: weekDay, cell, kind: scale.name === "weekly" ? "usual" : dayKind(holidays, day) };
}

function dayKind(holidays: Holidays, day: number): DayKind {
  if (holidays.size === 0) return "usual";
  if (holidays.has(isoDate(day))) return "holiday";
  return holidays.has(isoDate(day - 1)) ? "day-after" : "usual";
}
