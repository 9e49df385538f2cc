import Holidays from "date-holidays";
import { type Calendar, type OpenHours, openHours } from "./domain/calendar/calendar.ts";
import { echo, type Read, read, refused } from "./domain/calendar/read.ts";
import { countryText } from "./domain/calendar/text.ts";
import { closest } from "./domain/closest.ts";
import type { LiveCalendar } from "./domain/detection/live.ts";
import type { Holidays as HolidayDates } from "./domain/detection/moment.ts";
import { isoDate, zoneTime } from "./domain/detection/zone-time.ts";
import { type Fault, fault } from "./domain/fault.ts";
import { languages } from "./domain/language.ts";

const known = new Map<string, HolidayDates>();
const knownHours = new Map<string, OpenHours>();
const MOST_KNOWN_HOURS = 1000;
const DAY_MS = 86_400_000;

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
    for (const { date, start, end, type } of calendar.getHolidays(year)) {
      // some last for days; a tenth makes up for the hour of spring, and the evening before some is left out
      const days = Math.max(1, Math.floor((end.getTime() - start.getTime()) / DAY_MS + 0.1));
      const first = Date.parse(date.slice(0, 10)) / DAY_MS;
      if (type === "public") for (let day = 0; day < days; day += 1) dates.add(isoDate(first + day));
    }
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

/** The open hours of a team's calendar with its country's public holidays; null, never set, is open around the clock. */
export function hoursOf(calendar: Calendar | null): OpenHours {
  const key = JSON.stringify(calendar);
  let hours = knownHours.get(key);
  if (hours === undefined) {
    hours = openHours(calendar, isHolidayIn(calendar?.holidays ?? null));
    if (knownHours.size >= MOST_KNOWN_HOURS) knownHours.clear();
    knownHours.set(key, hours);
  }
  return hours;
}

/** Whether a local date (`2026-12-06`) is a public holiday of a country (`FI`, `DE-BY`); none is when there is no country. */
export function isHolidayIn(country: string | null): (date: string) => boolean {
  return (date) => {
    const year = Number(date.slice(0, 4));
    return country !== null && holidaysOf(country, year, year).has(date);
  };
}

/** Reads whose holidays are meant: a code (`FI`, `DE-BY`) or a name in a language that is spoken here; nothing or `none` is null. */
export function readHolidays(typed: string): Read<string | null, Fault> {
  const text = typed.trim();
  if (text === "" || text.toLowerCase() === "none") return read(null);
  const codes = Object.keys(new Holidays().getCountries());
  const names = new Map(
    languages.flatMap((language) =>
      codes.map((code) => {
        const country = countryText(code, language);
        return [country.toLowerCase(), { code, country }];
      }),
    ),
  );
  const named = names.get(text.toLowerCase());
  if (named !== undefined) return read(named.code);
  const [nation = "", ...parts] = text.toUpperCase().split("-");
  if (codes.includes(nation)) return readRegion(nation, parts);
  const near = names.get(closest(text.toLowerCase(), [...names.keys()]) ?? "");
  const what = { typed: echo(text) };
  return refused(
    near === undefined ? fault("noHolidays", what) : fault("noHolidaysNear", { ...what, ...near }),
  );
}

/** Reads a workspace's country, of its phone numbers and holidays. */
export function readCountry(typed: string): Read<string, Fault> {
  const country = readHolidays(typed);
  if (country.kind === "refused") return country;
  return country.value === null ? refused(fault("noCountry")) : read(country.value);
}

function readRegion(nation: string, parts: readonly string[]): Read<string, Fault> {
  const [state, region, ...more] = parts;
  if (state === undefined) return read(nation);
  const states = Object.keys(new Holidays().getStates(nation) ?? {});
  const regions = region === undefined ? [] : Object.keys(new Holidays().getRegions(nation, state) ?? {});
  if (states.includes(state) && more.length === 0 && (region === undefined || regions.includes(region)))
    return read([nation, ...parts].join("-"));
  const where = { country: countryText(nation), typed: echo(parts.join("-")), code: nation };
  return refused(
    states.length === 0
      ? fault("noRegions", where)
      : fault("noRegion", { ...where, known: states.join(", ") }),
  );
}
