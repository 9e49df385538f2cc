import { echo, type Read, read, refused } from "../calendar/read.ts";
import { type Fault, fault } from "../fault.ts";
import type { PromiseRules } from "./rules.ts";

const DAY_MINUTES = 1440;
const MOST_STANDARD_MINUTES = 30 * DAY_MINUTES;
const MOST_MINUTES = 7 * DAY_MINUTES;
const MOST_REMINDERS = 5;
const STANDARD =
  /^(?:within\s+)?(\d{1,5}(?:[.,]\d)?)\s*(business\s+|working\s+)?(hours?|h|minutes?|mins?|days?)$/i;

/** Reads a team's standard deadline: `24 hours`, `90 minutes`, `2 days`, or `8 business hours`. */
export function readStandard(
  typed: string,
): Read<Pick<PromiseRules, "standardMinutes" | "standardInBusiness">, Fault> {
  const [, count = "", business, unit = ""] = STANDARD.exec(typed.trim()) ?? [];
  if (count === "") return refused(fault("notSpan", { typed: echo(typed.trim()) }));
  const isDays = unit.toLowerCase().startsWith("d");
  if (isDays && business !== undefined) return refused(fault("spanInDays"));
  const minutesOfUnit = isDays ? DAY_MINUTES : unit.toLowerCase().startsWith("h") ? 60 : 1;
  const minutes = Math.round(Number(count.replace(",", ".")) * minutesOfUnit);
  if (!(minutes >= 1 && minutes <= MOST_STANDARD_MINUTES)) return refused(fault("spanOutside"));
  return read({ standardMinutes: minutes, standardInBusiness: business !== undefined });
}

/** Reads when the owner is reminded: `30, 10` minutes before; nothing or `none` is never. The longest comes first. */
export function readReminders(typed: string): Read<number[], Fault> {
  const text = typed.trim().toLowerCase();
  if (text === "" || text === "none") return read([]);
  const minutes: number[] = [];
  for (const word of text.split(/[\s,;]+|\band\b/).filter((part) => part !== "" && !/^min/.test(part))) {
    const one = readMinutes(word);
    if (one.kind === "refused") return one;
    minutes.push(one.value);
  }
  const each = [...new Set(minutes)].sort((a, b) => b - a);
  return each.length <= MOST_REMINDERS
    ? read(each)
    : refused(fault("remindersTooMany", { most: MOST_REMINDERS }));
}

/** Reads whole minutes, 1 to 10080 (a week): `15` or `15 min`. */
export function readMinutes(typed: string): Read<number, Fault> {
  const minutes = Number(/^(\d{1,5})(?:\s*min(?:ute)?s?)?$/i.exec(typed.trim())?.[1] ?? 0);
  return minutes >= 1 && minutes <= MOST_MINUTES
    ? read(minutes)
    : refused(fault("notMinutes", { typed: echo(typed.trim()), most: MOST_MINUTES }));
}
