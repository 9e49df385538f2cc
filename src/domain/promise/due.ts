import { Temporal } from "temporal-polyfill";
import type { OpenHours, Running } from "../calendar/calendar.ts";
import { minutesLater, openingFrom } from "../calendar/opening.ts";
import type { PromiseRules } from "./rules.ts";

/** A deadline. Given in business time, `business` says how much of it was left from when on; null: given by the clock. */
export type Due = { dueAt: Date; business: Running | null };

/** Why a deadline may not be what was meant. */
export type Doubt = { kind: "past" } | { kind: "closed"; opensAt: Date } | { kind: "far" };

const DAY_MS = 86_400_000;
const FAR_MS = 30 * DAY_MS;

/** So much open time from then on. */
export function businessDue(hours: OpenHours, from: Date, leftMs: number): Due {
  return { dueAt: minutesLater(hours, from, leftMs / 60_000), business: { from, leftMs } };
}

/** By when a promise without a time is due: the team's standard, counted from when it was made. */
export function standardDue(
  { standardMinutes, standardInBusiness }: Pick<PromiseRules, "standardMinutes" | "standardInBusiness">,
  hours: OpenHours,
  madeAt: Date,
): Due {
  const ms = standardMinutes * 60_000;
  if (standardInBusiness) return businessDue(hours, madeAt, ms);
  return { dueAt: new Date(madeAt.getTime() + ms), business: null };
}

/** What to ask before a deadline is kept: it has passed, nobody works then, or it is more than 30 days away. */
export function doubtAbout(
  { dueAt }: Pick<Due, "dueAt">,
  { now, hours }: { now: Date; hours: OpenHours },
): Doubt | undefined {
  if (dueAt <= now) return { kind: "past" };
  if (dueAt.getTime() - now.getTime() > FAR_MS) return { kind: "far" };
  // The moment it closes still is a deadline somebody can keep.
  const isIn = [dueAt, new Date(dueAt.getTime() - 1)].some((at) => openingFrom(hours, at) <= at);
  return isIn ? undefined : { kind: "closed", opensAt: openingFrom(hours, dueAt) };
}

/** For a deadline that has passed: the same time of day when it comes next, or the next opening after that. */
export function sameTimeNext(
  dueAt: Date,
  { now, hours, zone }: { now: Date; hours: OpenHours; zone: string },
): Date {
  const inZone = (at: Date) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const today = inZone(now).withPlainTime(inZone(dueAt).toPlainTime());
  const next = today.epochMilliseconds > now.getTime() ? today : today.add({ days: 1 });
  return openingFrom(hours, new Date(next.epochMilliseconds));
}
