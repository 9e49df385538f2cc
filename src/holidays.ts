import Holidays from "date-holidays";
import type { LiveCalendar } from "./domain/detection/live.ts";
import type { Holidays as HolidayDates } from "./domain/detection/moment.ts";
import { zoneTime } from "./domain/detection/zone-time.ts";

const known = new Map<string, HolidayDates>();

/**
 * Public holidays of a country (ISO 3166, `FI`, or with a region, `US-CA`) as local dates, over all years asked for.
 * Throws a RangeError for a country nobody knows.
 */
export function holidaysOf(country: string, fromYear: number, toYear: number): HolidayDates {
  const key = `${country} ${fromYear} ${toYear}`;
  const remembered = known.get(key);
  if (remembered) return remembered;
  const [nation = "", state, region] = country.toUpperCase().split("-");
  const calendar = new Holidays();
  if (!calendar.getCountries()[nation]) throw new RangeError(`no holidays are known for "${country}"`);
  calendar.init(nation, ...([state, region].filter((part) => part !== undefined) as [string]));
  const dates = new Set<string>();
  for (let year = fromYear; year <= toYear; year += 1)
    for (const { date, type } of calendar.getHolidays(year))
      if (type === "public") dates.add(date.slice(0, 10));
  known.set(key, dates);
  return dates;
}

/** The calendar by which a workspace's contacts are judged, from its first one to `to` (epoch ms). */
export function calendarOf(
  { zone, country }: { zone: string; country: string },
  from: Date,
  to: number,
): LiveCalendar {
  const years = [from.getUTCFullYear(), new Date(to).getUTCFullYear() + 1] as const;
  return { zone: zoneTime(zone), holidays: holidaysOf(country, ...years) };
}
