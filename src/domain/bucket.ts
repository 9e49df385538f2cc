import { Temporal } from "temporal-polyfill";
import { ANY_REASON, type Contact } from "./contact.ts";

/** `5m` and `1h` are cut in UTC, `1d` at the midnights of the workspace's zone. */
export const grains = ["5m", "1h", "1d"] as const;
export type Grain = (typeof grains)[number];

/** How many contacts of a channel mention a reason in `[startAt, startAt + grain)`; `startAt` in epoch ms. */
export type BucketCount = { grain: Grain; reason: string; channel: string; startAt: number; count: number };

const FIVE_MINUTES_MS = 300_000;
const HOUR_MS = 3_600_000;
/** Every zone's offset, and every change of one, is a multiple of 15 minutes. */
const QUARTER_MS = 900_000;

/**
 * What these contacts add to the buckets. Only inbound ones count: a call-back is our own doing, not a customer's trouble.
 * Each contact counts once for each of its reasons and once for `*`.
 */
export function countBuckets(
  contacts: readonly Pick<Contact, "occurredAt" | "channel" | "direction" | "reasons">[],
  zone: string,
): BucketCount[] {
  const counts = new Map<string, BucketCount>();
  const dayStart = dayStarts(zone);
  for (const { occurredAt, channel, direction, reasons } of contacts) {
    if (direction !== "inbound") continue;
    const at = Date.parse(occurredAt);
    const starts = { "5m": floor(at, FIVE_MINUTES_MS), "1h": floor(at, HOUR_MS), "1d": dayStart(at) };
    for (const reason of new Set([...reasons, ANY_REASON])) {
      for (const grain of grains) {
        const startAt = starts[grain];
        const key = `${grain} ${startAt} ${channel} ${reason}`;
        const bucket = counts.get(key);
        if (bucket === undefined) counts.set(key, { grain, reason, channel, startAt, count: 1 });
        else bucket.count += 1;
      }
    }
  }
  return [...counts.values()];
}

/** Start of the zone's day that holds an instant, both in epoch ms; remembers what it has worked out. */
export function dayStarts(zone: string): (at: number) => number {
  const known = new Map<number, number>();
  return (at) => {
    const quarter = floor(at, QUARTER_MS);
    let start = known.get(quarter);
    if (start === undefined) {
      start = Temporal.Instant.fromEpochMilliseconds(quarter)
        .toZonedDateTimeISO(zone)
        .startOfDay().epochMilliseconds;
      known.set(quarter, start);
    }
    return start;
  };
}

/** The starts of the zone's days from the one that holds `from` to the one that holds `to`; all in epoch ms. */
export function daysBetween(from: number, to: number, zone: string): number[] {
  const dayStart = dayStarts(zone);
  const days: number[] = [];
  // a day has 23 to 25 hours: 30 after its start is the next one
  for (let start = dayStart(from); start <= to; start = dayStart(start + 30 * HOUR_MS)) days.push(start);
  return days;
}

const floor = (at: number, step: number): number => Math.floor(at / step) * step;
