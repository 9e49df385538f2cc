import type { BucketCount } from "../../src/domain/bucket.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const REASONS = ["invoice-wrong", "late-delivery", "login", "cancel", "roaming", "moving"];
const CHANNELS = ["phone", "chat"];

/**
 * Buckets of `[from, to)` (epoch ms) as the drain would have counted them: six reasons on two channels, an hour's contacts
 * spread over its 5-minute buckets. `factor` makes a reason's contacts more or fewer at an instant.
 */
export function counted(
  from: number,
  to: number,
  factor = (_reason: string, _at: number) => 1,
): BucketCount[] {
  const counts: BucketCount[] = [];
  for (let at = Math.floor(from / HOUR) * HOUR; at < to; at += HOUR)
    CHANNELS.forEach((channel, c) => {
      const all = new Map<number, number>();
      REASONS.forEach((reason, r) => {
        const count = Math.round(usual(r, c, at) * factor(reason, at));
        for (let i = 0; i < count; i += 1) {
          const slot = at + Math.floor((i * 12) / count) * 5 * MINUTE;
          if (slot >= to) continue;
          addTo(counts, { reason, channel, startAt: slot });
          all.set(slot, (all.get(slot) ?? 0) + 1);
        }
      });
      for (const [slot, count] of all)
        for (let i = 0; i < count; i += 1) addTo(counts, { reason: "*", channel, startAt: slot });
    });
  return [...merged(counts).values()];
}

function addTo(
  counts: BucketCount[],
  { startAt, ...where }: Pick<BucketCount, "reason" | "channel" | "startAt">,
) {
  counts.push({ grain: "5m", startAt, ...where, count: 1 });
  counts.push({ grain: "1h", startAt: Math.floor(startAt / HOUR) * HOUR, ...where, count: 1 });
}

function merged(counts: readonly BucketCount[]): Map<string, BucketCount> {
  const buckets = new Map<string, BucketCount>();
  for (const one of counts) {
    const key = `${one.grain} ${one.startAt} ${one.reason} ${one.channel}`;
    const bucket = buckets.get(key);
    if (bucket) bucket.count += one.count;
    else buckets.set(key, { ...one });
  }
  return buckets;
}

/** Contacts of a reason and channel in one hour of the day: 12 by day, 2 by night, a ripple on top. */
function usual(reason: number, channel: number, at: number): number {
  const hour = new Date(at).getUTCHours();
  const ripple = (reason * 7 + channel * 3 + Math.floor(at / HOUR) * 5) % 5;
  return (hour >= 6 && hour < 18 ? 10 : 0) + ripple;
}
