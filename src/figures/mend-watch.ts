import { dateIn } from "../domain/calendar/date-in.ts";
import { ANY_REASON } from "../domain/contact.ts";
import { localDay, zoneTime } from "../domain/detection/zone-time.ts";
import {
  firstMendDay,
  lookDays,
  type MendDay,
  type MendStanding,
  mendStanding,
} from "../domain/reason/mended.ts";
import type { Store } from "../store/index.ts";
import type { Mend } from "../store/mends.ts";
import type { Workspace } from "../store/workspaces.ts";

const DAY_MS = 86_400_000;

/** How a mending stands by the whole local days up to now, from the days that the drain has rolled up. */
export async function standingOf(
  { buckets, mends }: Pick<Store, "buckets" | "mends">,
  { id, zone: name }: Pick<Workspace, "id" | "zone">,
  { reason, mendedOn: date }: Pick<Mend, "reason" | "mendedOn">,
  now: Date,
): Promise<MendStanding> {
  const zone = zoneTime(name);
  const mendedOn = dayNumber(date);
  const from = new Date(zone.instantOf(firstMendDay(mendedOn) * DAY_MS));
  const period = { from, to: now };
  const counted = { grain: "1d", ...period } as const;
  const [own, all, spikes] = await Promise.all([
    buckets.series(id, reason, counted),
    buckets.series(id, ANY_REASON, counted),
    mends.spikes(id, reason, period),
  ]);
  const dayOf = (at: Date) => localDay(zone, at.getTime());
  const counts = new Map(own.map(({ startAt, count }) => [dayOf(startAt), count]));
  const days = all.map(({ startAt, count }): MendDay => {
    const day = dayOf(startAt);
    return { day, count: counts.get(day) ?? 0, all: count };
  });
  const inSpike = new Set(spikes.flatMap((spike) => daysFrom(dayOf(spike.from), dayOf(spike.to ?? now))));
  return mendStanding(days, { mendedOn, through: dayOf(now) - 1, inSpike });
}

/** When the next whole week after a mending is over; null: it is watched no longer. */
export function nextLook(zoneName: string, mendedOn: string, now: Date): Date | null {
  const next = looks(zoneName, mendedOn).find((at) => at > now);
  return next ?? null;
}

/** The end of the first whole week, which may be past. */
export function firstLook(zoneName: string, mendedOn: string): Date {
  const [first] = looks(zoneName, mendedOn);
  return first ?? new Date(Number.NaN);
}

/** `2026-11-20`, the local day of an instant. */
export function localDate(zoneName: string, at: Date): string {
  return dateIn(zoneName, at).toString();
}

function looks(zoneName: string, mendedOn: string): Date[] {
  const zone = zoneTime(zoneName);
  return lookDays(dayNumber(mendedOn)).map((day) => new Date(zone.instantOf((day + 1) * DAY_MS)));
}

function dayNumber(date: string): number {
  return Math.floor(Date.parse(date) / DAY_MS);
}

function daysFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, each) => first + each);
}
