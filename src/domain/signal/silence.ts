import type { LiveCalendar } from "../detection/live.ts";
import { logLowerTail, quantile } from "../detection/negative-binomial.ts";
import { isoDate, localDay } from "../detection/zone-time.ts";

/** Whether a source is silent where it usually speaks; instants in epoch ms. */
export type SilenceVerdict =
  | { kind: "speaking" }
  /** Silent, but chance explains it: a night, a source with few contacts. */
  | { kind: "quiet" }
  /** In weeks with the same hours. */
  | { kind: "too-little-history"; have: number; need: number }
  /** Usual contacts in as long at this time of the week, their 5-95 % range. */
  | { kind: "silent"; sinceAt: number; usualLower: number; usualUpper: number };

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
/** However many contacts are usual, a shorter pause is none of our business. */
export const LEAST_SILENCE_MS = HOUR_MS;
/** Silence is compared with the same hours of so many weeks before. */
export const USUAL_WEEKS = 8;
const LEAST_WEEKS = 3;
/** Silence that chance brings oftener than this is not told. */
const LOG_P = Math.log(1e-6);
/** Contacts vary more than Poisson; a few weeks' own spread is shrunk to this guess, worth so many weeks. */
const USUAL_DISPERSION = 1.5;
const DISPERSION_WEEKS = 4;
/** A surge says nothing about silence: above the usual, a week counts as at most so many standard deviations. */
const MOST_SIGMAS = 2;
/** Variance of the log of the level from one week to the next: about 20 %. */
const WEEKLY_DRIFT = 0.04;

/**
 * Judges a source heard last at `heardAt`. `usual`: its contacts in as long a time at the same hours of the weeks before.
 * P(0) is that of a negative binomial around their median, which neither an outage nor a surge among them moves.
 */
export function judgeSilence(heardAt: number, now: number, usual: readonly number[]): SilenceVerdict {
  if (now - heardAt < LEAST_SILENCE_MS) return { kind: "speaking" };
  if (usual.length < LEAST_WEEKS) {
    return { kind: "too-little-history", have: usual.length, need: LEAST_WEEKS };
  }
  const mean = median(usual);
  if (mean <= 0) return { kind: "quiet" };
  const variance = varianceAround(mean, usual);
  if (logLowerTail(0, mean, variance) >= LOG_P) return { kind: "quiet" };
  return {
    kind: "silent",
    sinceAt: heardAt,
    usualLower: quantile(0.05, mean, variance),
    usualUpper: quantile(0.95, mean, variance),
  };
}

/**
 * Contacts that came in `[from, to)` of each of the weeks before, on the wall clock, newest first; parts of an hour by
 * their share. Weeks before the first of `hours` and holidays are left out; on a holiday itself nothing is usual.
 */
export function usualCounts(
  hours: ReadonlyMap<number, number>,
  from: number,
  to: number,
  { zone, holidays }: LiveCalendar,
): number[] {
  if (isHoliday(from, to)) return [];
  const firstAt = Math.min(...hours.keys());
  const counts: number[] = [];
  for (let week = 1; week <= USUAL_WEEKS; week += 1) {
    const back = (at: number): number => zone.instantOf(at + zone.offsetMs(at) - week * WEEK_MS);
    if (back(from) >= firstAt && !isHoliday(back(from), back(to))) {
      counts.push(contactsIn(hours, back(from), back(to)));
    }
  }
  return counts;

  function isHoliday(start: number, end: number): boolean {
    for (let day = localDay(zone, start); day <= localDay(zone, end - 1); day += 1) {
      if (holidays.has(isoDate(day))) return true;
    }
    return false;
  }
}

function contactsIn(hours: ReadonlyMap<number, number>, from: number, to: number): number {
  let contacts = 0;
  for (let at = Math.floor(from / HOUR_MS) * HOUR_MS; at < to; at += HOUR_MS) {
    const share = (Math.min(to, at + HOUR_MS) - Math.max(from, at)) / HOUR_MS;
    contacts += share * (hours.get(at) ?? 0);
  }
  return contacts;
}

function varianceAround(mean: number, counts: readonly number[]): number {
  const most = MOST_SIGMAS * Math.sqrt(USUAL_DISPERSION * mean);
  const squares = counts.reduce((sum, count) => sum + Math.min(count - mean, most) ** 2 / mean, 0);
  const weeks = counts.length - 1 + DISPERSION_WEEKS;
  const dispersion = Math.max(1, (squares + DISPERSION_WEEKS * USUAL_DISPERSION) / weeks);
  return dispersion * mean + (dispersion / (counts.length * mean) + WEEKLY_DRIFT) * mean * mean;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
