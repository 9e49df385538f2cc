import * as chrono from "chrono-node";
import { Temporal } from "temporal-polyfill";
import {
  addBusinessMs,
  businessMsBetween,
  nextOpening,
  type OpenHours,
} from "../../domain/calendar/calendar.ts";
import { businessDue, type Due } from "../../domain/promise/due.ts";
import { inEnglish } from "./finnish-times.ts";

/** Where something is written: the clock, the writer's zone, and the hours of the team that keeps the promise. */
export type WordSetting = { now: Date; zone: string; hours: OpenHours };

type Clock = Pick<WordSetting, "now" | "zone">;

/** A deadline found in words, with what stood before and after it. */
export type DueFound = { due: Due; before: string; after: string };

/** When a day without an hour ends for people whose team works around the clock. */
const END_OF_DAY_HOUR = 16;
const PART_OF_DAY: Record<string, number> = { morning: 12, afternoon: 16, evening: 20, tonight: 20 };
const PREPOSITION = /(?:^|\s)(?:by|on|at|before|until|within|latest|not later than|klo)\s*$/i;
const MOST_BUSINESS_DAYS = 100;
const MINUTE_MS = 60_000;

/**
 * The time named in English or simple Finnish, as an instant: the one that stands first, else the fullest. A day without
 * an hour ends when the team closes, a range when it ends, and "at 3" is in the afternoon. Business time ("within 4
 * business hours") counts in the team's hours. Undefined: none is named.
 */
export function readDue(typed: string, setting: WordSetting): DueFound | undefined {
  const words = inEnglish(typed);
  const clock = clockTime(words, setting);
  return clock?.before.trim() === "" ? clock : (businessTime(words, setting) ?? clock);
}

/** Until when somebody is away: a day without an hour is when it begins (`isDay`), "today" when it ends. */
export function readUntil(typed: string, { now, zone }: Clock): { at: Date; isDay: boolean } | undefined {
  const found = timeIn(inEnglish(typed), { now, zone });
  const said = found && datedParts(found);
  if (found === undefined || said === undefined) return undefined;
  if (said.isCertain("timezoneOffset")) return { at: said.date(), isDay: false };
  const day = Temporal.PlainDate.from(dayOf(said));
  if (said.isCertain("hour")) return { at: atHour(found, said, { now, zone }), isDay: false };
  const isToday = day.equals(zoned(now, zone).toPlainDate());
  const from = (isToday ? day.add({ days: 1 }) : day).toZonedDateTime(zone);
  return { at: new Date(from.epochMilliseconds), isDay: true };
}

function businessTime(words: string, { now, zone, hours }: WordSetting): DueFound | undefined {
  const found = BUSINESS.exec(words);
  const unit = found?.[2]?.toLowerCase() ?? "";
  const count = countOf(found?.[1] ?? "");
  if (found === null || count === undefined) return undefined;
  const dayMs = () => workingDaysMs(hours, { now, zone }, Math.ceil(count));
  const ms = unit.startsWith("d") ? dayMs() : count * (unit.startsWith("h") ? 60 : 1) * MINUTE_MS;
  if (!(ms > 0 && ms <= MOST_BUSINESS_DAYS * 1440 * MINUTE_MS)) return undefined;
  const due = businessDue(hours, now, Math.round(ms));
  return { due, ...around(words, found.index, found[0].length) };
}

/** Open time until the same time of day, so many days on which the team works from now, or from its next opening. */
function workingDaysMs(hours: OpenHours, { now, zone }: Clock, days: number): number {
  if (days > MOST_BUSINESS_DAYS) return Number.POSITIVE_INFINITY;
  let at = zoned(nextOpening(hours, now), zone);
  for (let left = days, looked = 0; left > 0; looked += 1) {
    if (looked > 1_000) return Number.POSITIVE_INFINITY;
    at = at.add({ days: 1 });
    if (openMsOn(hours, at) > 0) left -= 1;
  }
  return businessMsBetween(hours, now, new Date(at.epochMilliseconds));
}

function clockTime(words: string, setting: WordSetting): DueFound | undefined {
  const found = timeIn(words, setting);
  const dueAt = found && instantOf(found, setting);
  if (found === undefined || dueAt === undefined) return undefined;
  return { due: { dueAt, business: null }, ...around(words, found.index, found.text.length) };
}

/** "Call about the sat nav tomorrow 14:00": not Saturday, but the time that has both its day and its hour. */
function timeIn(words: string, { now, zone }: Clock): chrono.ParsedResult | undefined {
  const timezone = zoned(now, zone).offsetNanoseconds / 60e9;
  const named = chrono.en.GB.parse(words, { instant: now, timezone }, { forwardDate: true });
  const times = named.filter(({ text }) => !NO_TIME.test(text));
  const [first] = times;
  if (first === undefined || around(words, first.index, first.text.length).before.trim() === "") return first;
  const fullness = ({ start }: chrono.ParsedResult) =>
    Number(start.isCertain("hour")) + Number(hasDay(start));
  return times.reduce((best, time) => (fullness(time) > fullness(best) ? time : best), first);
}

const hasDay = (said: chrono.ParsedComponents): boolean => said.isCertain("day") || said.isCertain("weekday");

/** "in 2 hours" is an instant already; a day and hour are read in the writer's zone, also across a change of the clock. */
function instantOf(found: chrono.ParsedResult, { now, zone, hours }: WordSetting): Date | undefined {
  const said = datedParts(found);
  if (said === undefined) return undefined;
  if (said.isCertain("timezoneOffset")) return said.date();
  if (said.isCertain("hour")) return atHour(found, said, { now, zone });
  const midnight = Temporal.PlainDateTime.from(dayOf(said)).toZonedDateTime(zone);
  const part = Object.keys(PART_OF_DAY).find((name) => found.text.toLowerCase().includes(name));
  return endOfDay(hours, midnight, part === undefined ? undefined : PART_OF_DAY[part]);
}

/** The end of a range, else the time itself; undefined in a year that nobody means. */
function datedParts(found: chrono.ParsedResult): chrono.ParsedComponents | undefined {
  const said = found.end ?? found.start;
  const year = said.get("year") ?? 0;
  return year >= 2000 && year <= 2200 ? said : undefined;
}

function dayOf(said: chrono.ParsedComponents): { year: number; month: number; day: number } {
  return { year: said.get("year") ?? 0, month: said.get("month") ?? 1, day: said.get("day") ?? 1 };
}

/** A bare hour from 1 to 6 is one of the afternoon: nobody promises a call at "3" in the night. */
function atHour({ text }: chrono.ParsedResult, said: chrono.ParsedComponents, { now, zone }: Clock): Date {
  const hour = said.get("hour") ?? 0;
  const isBare = hour >= 1 && hour <= 6 && !said.isCertain("meridiem") && !/\d[:.]\d|\b0\d/.test(text);
  const time = { hour: isBare ? hour + 12 : hour, minute: said.get("minute") ?? 0 };
  const at = Temporal.PlainDateTime.from({ ...dayOf(said), ...time });
  // The night's hour had passed, the afternoon's has not.
  const before = at.subtract({ days: 1 }).toZonedDateTime(zone);
  const isToday = isBare && !hasDay(said) && before.epochMilliseconds > now.getTime();
  return new Date((isToday ? before : at.toZonedDateTime(zone)).epochMilliseconds);
}

/** When the team closes on that day; at 16 when it does not open, or does not close by its end. */
function endOfDay(hours: OpenHours, midnight: Temporal.ZonedDateTime, partEnds: number | undefined): Date {
  const usual = new Date(midnight.withPlainTime({ hour: partEnds ?? END_OF_DAY_HOUR }).epochMilliseconds);
  const openMs = openMsOn(hours, midnight);
  if (partEnds !== undefined || openMs === 0) return usual;
  const closesAt = addBusinessMs(hours, new Date(midnight.epochMilliseconds), openMs);
  return closesAt.getTime() < midnight.add({ days: 1 }).epochMilliseconds ? closesAt : usual;
}

function openMsOn(hours: OpenHours, day: Temporal.ZonedDateTime): number {
  const midnight = day.startOfDay();
  const next = midnight.add({ days: 1 });
  return businessMsBetween(hours, new Date(midnight.epochMilliseconds), new Date(next.epochMilliseconds));
}

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}

/** What stands around the words from `index` on, without the preposition that leads to them. */
export function around(words: string, index: number, length: number): { before: string; after: string } {
  return { before: words.slice(0, index).replace(PREPOSITION, ""), after: words.slice(index + length) };
}

const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight"];

function countOf(word: string): number | undefined {
  const named = NUMBERS.indexOf(word.toLowerCase());
  if (named >= 0) return named + 1;
  if (/^an?$/i.test(word)) return 1;
  const number = Number(word.replace(",", "."));
  return Number.isFinite(number) && word !== "" ? number : undefined;
}

const BUSINESS = new RegExp(
  String.raw`\b(?:(?:with)?in\s+)?(an?|${NUMBERS.join("|")}|\d{1,5}(?:[.,]\d)?)\s+(?:business|working|office)[\s-]+(hours?|h|minutes?|mins?|days?)\b`,
  "i",
);

/** What chrono takes for a time but nobody can hold anybody to. */
const NO_TIME = /^(?:right\s+)?now$|\b(?:few|some|several)\b/i;
