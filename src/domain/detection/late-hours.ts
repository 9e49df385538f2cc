import { MIN_CONTACTS } from "./decision.ts";
import { HOUR_MS, type LiveState, type NamedPool } from "./live.ts";

/** Contacts that came in late for learned hours: more than this (and this share) is history loaded afterwards. */
const LATE_CONTACTS = 50;
const LATE_SHARE = 0.05;

/** Whether the contacts that are stored of learned hours are so many others than were learned that they must be learned anew. */
export function isLoadedLater(stored: number, learned: number): boolean {
  return Math.abs(stored - learned) > Math.max(LATE_CONTACTS, LATE_SHARE * learned);
}

/**
 * Makes a state that was learned anew judge no contacts that came late: its windows look back only as far as the hours
 * that it and the state `before` it learned alike. What has come late teaches, and alerts nobody.
 */
export function overlookLateHours(state: LiveState, before: LiveState): void {
  const hours = hoursAlike(state, before);
  for (const { pool } of [state.reasons, state.channels])
    for (const { recent } of [...pool.series, pool.total])
      for (const values of [recent.counts, recent.means, recent.spreads, recent.variances])
        values.splice(0, Math.max(0, values.length - hours));
}

/** How many of the newest hours have not gained enough contacts to alert by themselves; those not learned before have none. */
function hoursAlike(state: LiveState, before: LiveState): number {
  const now = hourlyTotals(state.channels);
  const then = hourlyTotals(before.channels);
  const newer = (state.nextHourAt - before.nextHourAt) / HOUR_MS;
  const late = now.findIndex(
    (count, back) => back >= newer && count - (then[back - newer] ?? 0) >= MIN_CONTACTS,
  );
  return late < 0 ? now.length : late;
}

/** Contacts of the last hours, newest first. */
function hourlyTotals({ pool }: NamedPool): number[] {
  const totals: number[] = [];
  for (const { recent } of pool.series)
    recent.counts.toReversed().forEach((count, back) => {
      totals[back] = (totals[back] ?? 0) + count;
    });
  return totals;
}
