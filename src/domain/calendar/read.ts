import { closest } from "../closest.ts";
import { type Fault, fault } from "../fault.ts";
import { type Calendar, DAY_MINUTES, type Period, type Weekday, weekdays } from "./calendar.ts";

/** What was written, understood; or where it went wrong and what was expected. */
export type Read<T, Why = string> = { kind: "read"; value: T } | { kind: "refused"; why: Why };

/** Days with hours of their own that one calendar may name. */
export const MOST_DATES = 500;
const COUNTRY = /^[A-Z]{2}(-[A-Z0-9]{1,8}){0,2}$/;

/** A calendar from JSON of unknown shape, such as a database column; undefined when it is none. */
export function readCalendar(json: unknown): Calendar | undefined {
  const { zone, week, holidays = null, dates = {} } = record(json) ?? {};
  const zoneRead = typeof zone === "string" ? readZone(zone) : undefined;
  const isCountry = holidays === null || (typeof holidays === "string" && COUNTRY.test(holidays));
  const [weekOf, datesOf] = [readWeek(week), readDates(dates)];
  if (zoneRead?.kind !== "read" || !isCountry || weekOf === undefined || datesOf === undefined)
    return undefined;
  return { zone: zoneRead.value, week: weekOf, holidays, dates: datesOf };
}

/** An IANA time zone as its name is spelt, whatever the case it was written in; an unknown one is told with the nearest. */
export function readZone(typed: string): Read<string, Fault> {
  const name = typed.trim();
  const zones = Intl.supportedValuesOf("timeZone");
  const same = (zone: string) => zone.toLowerCase() === name.toLowerCase();
  if (isZone(name)) return read(zones.find(same) ?? name);
  const city = (zone: string) => zone.slice(zone.lastIndexOf("/") + 1);
  const nearest = closest(name.toLowerCase(), [...zones, ...zones.map(city)].map(lower));
  const near = zones.find((zone) => lower(zone) === nearest || lower(city(zone)) === nearest);
  const what = { typed: echo(name) };
  return refused(near === undefined ? fault("notZone", what) : fault("notZoneNear", { ...what, near }));
}

/** What is wrong with the periods of a day; undefined when they are in order, within the day and apart. */
export function periodsFault(periods: readonly Period[]): Fault | undefined {
  let closed = 0;
  for (const { opens, closes } of periods) {
    if (![opens, closes].every((minute) => Number.isInteger(minute) && minute >= 0 && minute <= DAY_MINUTES))
      return fault("outsideDay");
    if (closes <= opens) return fault("endsBeforeBegin");
    if (opens < closed) return fault("periodsOverlap");
    closed = closes;
  }
  return undefined;
}

/** A week that opens at least once; one that never does is refused. */
export function someHours(week: Calendar["week"]): Read<Calendar["week"], Fault> {
  const opens = weekdays.some((weekday) => week[weekday].length > 0);
  return opens ? read(week) : refused(fault("neverOpen"));
}

export function read<T>(value: T): { kind: "read"; value: T } {
  return { kind: "read", value };
}

export function refused<Why>(why: Why): { kind: "refused"; why: Why } {
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

function readWeek(json: unknown): Calendar["week"] | undefined {
  const days = record(json);
  const week: Record<Weekday, Period[]> = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  if (days === undefined || Object.keys(days).some((key) => !Object.hasOwn(week, key))) return undefined;
  for (const weekday of weekdays) {
    const periods = readPeriods(days[weekday] ?? []);
    if (periods === undefined) return undefined;
    week[weekday] = periods;
  }
  return someHours(week).kind === "read" ? week : undefined;
}

function readDates(json: unknown): Calendar["dates"] | undefined {
  const days = record(json);
  if (days === undefined || Object.keys(days).length > MOST_DATES) return undefined;
  const dates: Calendar["dates"] = {};
  for (const [date, written] of Object.entries(days)) {
    const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
    const periods = readPeriods(written);
    if (dateOf(year, month, day) !== date || periods === undefined) return undefined;
    dates[date] = periods;
  }
  return dates;
}

function readPeriods(json: unknown): Period[] | undefined {
  if (!Array.isArray(json)) return undefined;
  const periods: Period[] = [];
  for (const item of json) {
    const { opens, closes } = record(item) ?? {};
    if (typeof opens !== "number" || typeof closes !== "number") return undefined;
    periods.push({ opens, closes });
  }
  return periodsFault(periods) === undefined ? periods : undefined;
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
