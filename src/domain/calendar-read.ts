import { type Calendar, DAY_MINUTES, type Period, type Weekday, weekdays } from "./calendar.ts";
import { closest } from "./closest.ts";

/** What was written, understood; or in words where it went wrong and what was expected. */
export type Read<T> = { kind: "read"; value: T } | { kind: "refused"; why: string };

/** Days with hours of their own that one calendar may name. */
export const MOST_DATES = 500;
const COUNTRY = /^[A-Z]{2}(-[A-Z0-9]{1,8}){0,2}$/;

/** Reads a calendar from JSON of unknown shape, such as a database column; a fault is told with its path. */
export function readCalendar(json: unknown): Read<Calendar> {
  const { zone, week, holidays = null, dates = {} } = record(json) ?? {};
  if (record(json) === undefined) return refused("a calendar must be an object");
  const zoneRead = typeof zone === "string" ? readZone(zone) : refused("must be an IANA name");
  if (zoneRead.kind === "refused") return refused(`zone: ${zoneRead.why}`);
  if (holidays !== null && !(typeof holidays === "string" && COUNTRY.test(holidays)))
    return refused(`holidays: must be null or a country such as "FI" or "DE-BY"`);
  const weekRead = readWeek(week);
  if (weekRead.kind === "refused") return weekRead;
  const datesRead = readDates(dates);
  if (datesRead.kind === "refused") return datesRead;
  return read({ zone: zoneRead.value, week: weekRead.value, holidays, dates: datesRead.value });
}

/** An IANA time zone as its name is spelt, whatever the case it was written in; an unknown one is told with the nearest. */
export function readZone(typed: string): Read<string> {
  const name = typed.trim();
  const zones = Intl.supportedValuesOf("timeZone");
  const same = (zone: string) => zone.toLowerCase() === name.toLowerCase();
  if (isZone(name)) return read(zones.find(same) ?? name);
  const city = (zone: string) => zone.slice(zone.lastIndexOf("/") + 1);
  const near = closest(name.toLowerCase(), [...zones, ...zones.map(city)].map(lower));
  const meant = zones.find((zone) => lower(zone) === near || lower(city(zone)) === near);
  const hint = meant === undefined ? "write one such as Europe/Helsinki" : `did you mean ${meant}?`;
  return refused(`"${echo(name)}" is not a time zone: ${hint}`);
}

/** What is wrong with the periods of a day, in words; undefined when they are in order, within the day and apart. */
export function periodsFault(periods: readonly Period[]): string | undefined {
  let closed = 0;
  for (const { opens, closes } of periods) {
    if (![opens, closes].every((minute) => Number.isInteger(minute) && minute >= 0 && minute <= DAY_MINUTES))
      return "hours go from 0 to 24";
    if (closes <= opens)
      return "hours must end after they begin; past midnight is two periods, such as 22-24 and on the next day 0-6";
    if (opens < closed) return "periods of a day must be in order and may not overlap";
    closed = closes;
  }
  return undefined;
}

/** A week that opens at least once, or words that say it never does. */
export function someHours(week: Calendar["week"]): Read<Calendar["week"]> {
  const opens = weekdays.some((weekday) => week[weekday].length > 0);
  return opens ? read(week) : refused("the week has no open hours; nothing could ever be due");
}

export function read<T>(value: T): { kind: "read"; value: T } {
  return { kind: "read", value };
}

export function refused(why: string): { kind: "refused"; why: string } {
  return { kind: "refused", why };
}

/** What somebody wrote, short enough to be said back. */
export function echo(written: string): string {
  return written.length > 40 ? `${written.slice(0, 39)}…` : written;
}

/** A real day as `2026-12-24`; undefined for 31 February. */
export function dateOf(year: number, month: number, day: number): string | undefined {
  const midnight = new Date(Date.UTC(year, month - 1, day));
  return midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day
    ? midnight.toISOString().slice(0, 10)
    : undefined;
}

function readWeek(json: unknown): Read<Calendar["week"]> {
  const days = record(json);
  if (days === undefined)
    return refused("week: must be an object of weekdays 1 (Monday) to 7 with their periods");
  const week: Record<Weekday, Period[]> = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  const strange = Object.keys(days).find((key) => !Object.hasOwn(week, key));
  if (strange !== undefined) return refused(`week.${echo(strange)}: weekdays go from 1 (Monday) to 7`);
  for (const weekday of weekdays) {
    const periods = readPeriods(days[weekday] ?? [], `week.${weekday}`);
    if (periods.kind === "refused") return periods;
    week[weekday] = periods.value;
  }
  const some = someHours(week);
  return some.kind === "read" ? some : refused(`week: ${some.why}`);
}

function readDates(json: unknown): Read<Calendar["dates"]> {
  const days = record(json);
  if (days === undefined) return refused("dates: must be an object of dates with their periods");
  if (Object.keys(days).length > MOST_DATES) return refused(`dates: at most ${MOST_DATES} may be named`);
  const dates: Calendar["dates"] = {};
  for (const [date, periods] of Object.entries(days)) {
    const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
    if (dateOf(year, month, day) !== date)
      return refused(`dates.${echo(date)}: not a date such as 2026-12-24`);
    const periodsRead = readPeriods(periods, `dates.${date}`);
    if (periodsRead.kind === "refused") return periodsRead;
    dates[date] = periodsRead.value;
  }
  return read(dates);
}

function readPeriods(json: unknown, path: string): Read<Period[]> {
  if (!Array.isArray(json)) return refused(`${path}: must be a list of periods, empty when closed`);
  const periods: Period[] = [];
  for (const item of json) {
    const { opens, closes } = record(item) ?? {};
    if (typeof opens !== "number" || typeof closes !== "number")
      return refused(`${path}: a period is {"opens", "closes"} in minutes of the day`);
    periods.push({ opens, closes });
  }
  const fault = periodsFault(periods);
  return fault === undefined ? read(periods) : refused(`${path}: ${fault}`);
}

function record(json: unknown): Record<string, unknown> | undefined {
  const isRecord = typeof json === "object" && json !== null && !Array.isArray(json);
  return isRecord ? { ...json } : undefined;
}

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function lower(text: string): string {
  return text.toLowerCase();
}
