import { type Read, read, refused } from "../calendar/read.ts";
import { type Fault, fault } from "../fault.ts";

/** Weeks of a month, for a budget that people give by the month. */
const WEEKS_PER_MONTH = 365.25 / 12 / 7;
/** More than one a day and nobody would look any more. */
const MOST_PER_MONTH = 30;
const MOST_A_DAY = 1_000;

/** False alerts a week, of the number a month that people give. */
export function weeklyBudget(falseAlertsPerMonth: number): number {
  return falseAlertsPerMonth / WEEKS_PER_MONTH;
}

/** The number a person typed as "false alerts a month". */
export function readBudget(typed: string): Read<number, Fault> {
  const words = typed.trim().replace(",", ".");
  const perMonth = /^\d*\.?\d+$/.test(words) ? Number(words) : Number.NaN;
  if (perMonth > 0 && perMonth <= MOST_PER_MONTH) return read(perMonth);
  return refused(fault("notFalseAlerts", { most: MOST_PER_MONTH }));
}

/** The number of new messages a day that may interrupt a channel; nothing typed is no limit. */
export function readDailyBudget(typed: string): Read<number | null, Fault> {
  if (typed === "") return read(null);
  const most = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
  return most <= MOST_A_DAY ? read(most) : refused(fault("notDailyBudget", { most: MOST_A_DAY }));
}
