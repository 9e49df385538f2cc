import { type Fault, fault } from "../fault.ts";
import { type Calendar, DAY_MINUTES, type Period, type Weekday, weekdays } from "./calendar.ts";
import { echo, periodsFault, type Read, read, refused, someHours } from "./read.ts";
import { type CalendarTongue, english, WEEKDAYS } from "./tongue.ts";

const LONG_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const SEVERAL: Record<string, readonly Weekday[]> = {
  daily: weekdays,
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
};
const ALWAYS = /^(open )?around the clock$|^24\/7$/;
const TIME = String.raw`(\d{1,2})(?:[:.](\d\d))?(am|pm)?`;
/** `9-12`, `8:30-16.00`, `9am-5pm`. */
const HOURS = new RegExp(`^${TIME}-${TIME}$`);

/** `Mon-Thu 8-12 and 13-17, Fri 8-15`; {@link parseWeekHours} reads back the English. */
export function weekText(week: Calendar["week"], tongue = english): string {
  const hours = weekdays.map((weekday) => periodsText(week[weekday], tongue));
  if (weekdays.every((weekday) => isWholeDay(week[weekday]))) return tongue.always;
  const runs: { first: number; last: number; text: string }[] = [];
  for (const [index, text] of hours.entries()) {
    const run = runs.at(-1);
    if (run?.text === text) run.last = index;
    else runs.push({ first: index, last: index, text });
  }
  const days = ({ first, last }: { first: number; last: number }) =>
    [...new Set([tongue.weekdays[first], tongue.weekdays[last]])].join(tongue.dash);
  return runs
    .filter(({ text }) => text !== "")
    .map((run) => `${days(run)} ${run.text}`)
    .join(", ");
}

/** `8-12 and 13-17:30`; empty when closed. */
export function periodsText(
  periods: readonly Period[],
  { hour, dash, and }: CalendarTongue = english,
): string {
  return periods.map(({ opens, closes }) => `${hour(opens)}${dash}${hour(closes)}`).join(` ${and} `);
}

function isWholeDay([first, ...more]: readonly Period[]): boolean {
  return first?.opens === 0 && first.closes === DAY_MINUTES && more.length === 0;
}

/** Reads the hours of a week as people write them; a day not named is closed. */
export function parseWeekHours(typed: string): Read<Calendar["week"], Fault> {
  const text = plain(typed);
  const week: Record<Weekday, Period[]> = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  if (ALWAYS.test(text)) {
    for (const weekday of weekdays) week[weekday] = [{ opens: 0, closes: DAY_MINUTES }];
    return read(week);
  }
  const said = new Set<Weekday>();
  let days: Weekday[] = [];
  let before: "days" | "hours" | undefined;
  for (const word of text.split(/[\s,;]+|\band\b|&/).filter((part) => part !== "")) {
    if (/^\d/.test(word) || word === "closed") {
      if (days.length === 0) return refused(fault("hoursOfNoDay", { typed: echo(word) }));
      for (const weekday of days) {
        const periods = word === "closed" ? read(week[weekday]) : withPeriod(week[weekday], word);
        if (periods.kind === "refused") return periods;
        week[weekday] = periods.value;
      }
      before = "hours";
    } else {
      const named = daysOf(word);
      if (named.kind === "refused") return named;
      const twice = named.value.find((weekday) => said.has(weekday));
      if (twice !== undefined) return refused(fault("dayTwice", { day: WEEKDAYS[twice - 1] ?? "" }));
      for (const weekday of named.value) said.add(weekday);
      days = before === "days" ? [...days, ...named.value] : named.value;
      before = "days";
    }
  }
  if (before === undefined) return refused(fault("noHours"));
  if (before === "days")
    return refused(fault("dayWithoutHours", { day: WEEKDAYS[(days.at(-1) ?? 1) - 1] ?? "" }));
  return someHours(week);
}

/** The periods of a day and one more, as written (`13-17`). */
export function withPeriod(periods: readonly Period[], written: string): Read<Period[], Fault> {
  const [, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf] = HOURS.exec(written) ?? [];
  if (fromHour === undefined || toHour === undefined)
    return refused(fault("notHours", { typed: echo(written) }));
  if ((fromHalf === undefined) !== (toHalf === undefined))
    return refused(fault("halfDays", { typed: written }));
  const opens = minutesOf(fromHour, fromMinute, fromHalf);
  const closes = minutesOf(toHour, toMinute, toHalf);
  if (opens === undefined || closes === undefined)
    return refused(fault("inPart", { typed: written, fault: fault("outsideDay") }));
  const more = [...periods, { opens, closes }];
  const wrong = periodsFault(more);
  return wrong === undefined ? read(more) : refused(fault("inPart", { typed: written, fault: wrong }));
}

/** One spelling for what people write: lower case, plain dashes, nothing around them. */
export function plain(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[‐-―−]|\bto\b/g, "-")
    .replace(/\s*-\s*/g, "-")
    .replace(/(\d)\s+(am|pm)\b/g, "$1$2")
    .trim();
}

function daysOf(word: string): Read<Weekday[], Fault> {
  const several = SEVERAL[word];
  if (several !== undefined) return read([...several]);
  const [first = "", last = first, ...more] = word.split("-");
  const [from, to] = [dayOf(first), dayOf(last)];
  if (from === undefined || to === undefined || more.length > 0)
    return refused(fault("notDay", { typed: echo(word) }));
  // Sat-Mon goes on into the next week
  const count = ((to - from + 7) % 7) + 1;
  return read(Array.from({ length: count }, (_, index) => weekdays[(from - 1 + index) % 7] ?? from));
}

/** `mon`, `tues` or `wednesday`, in lower case. */
export function dayOf(name: string): Weekday | undefined {
  const found = name.length < 3 ? -1 : LONG_NAMES.findIndex((day) => day.startsWith(name.replace(/\.$/, "")));
  return weekdays[found];
}

function minutesOf(hour: string, minute = "00", half?: string): number | undefined {
  const isTwelve = Number(hour) >= 1 && Number(hour) <= 12;
  if (Number(minute) > 59 || (half !== undefined && !isTwelve)) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "pm" ? 12 : 0);
  const minutes = hours * 60 + Number(minute);
  return minutes > DAY_MINUTES ? undefined : minutes;
}
