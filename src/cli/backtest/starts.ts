import { localDay, type ZoneTime } from "../../domain/detection/zone-time.ts";
import { keptField } from "./csv-chunks.ts";

export type Bucket = "1w" | "1d" | "1h" | "5m";
export const BUCKETS: readonly Bucket[] = ["1w", "1d", "1h", "5m"];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FORMAT = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i;

/** Epoch ms of an ISO date or time; without an offset it is wall-clock time of the zone. Undefined when it is neither. */
export function instantOf(text: string, zone: ZoneTime): number | undefined {
  const match = FORMAT.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", offset] = match;
  const wall = Date.UTC(+(year ?? 0), +(month ?? 1) - 1, +(day ?? 1), +hour, +minute, +second);
  // 31 February must not become 3 March
  if (new Date(wall).getUTCDate() !== +(day ?? 1) || +hour > 23 || +minute > 59 || +second > 59)
    return undefined;
  if (offset === undefined) return zone.instantOf(wall);
  if (offset.toUpperCase() === "Z") return wall;
  const sign = offset.startsWith("-") ? -1 : 1;
  const digits = offset.replace(/\D/g, "");
  return wall - sign * (+digits.slice(0, 2) * HOUR + +digits.slice(2) * 60_000);
}

/** Numbers the buckets of a file: neighbours differ by one, over DST changes and gaps too. */
export interface BucketClock {
  /** The bucket's number; a string says what is wrong with the start. */
  numberOf(text: string): number | string;
  /** Epoch ms at which a bucket starts. */
  startOf(number: number): number;
}

/** Days and weeks are counted on the wall calendar, hours and 5 minutes on the clock of the world. */
export function bucketClock(bucket: Bucket, zone: ZoneTime): BucketClock {
  const known = new Map<string, number | string>();
  const remember = (text: string, work: () => number | string): number | string => {
    let number = known.get(text);
    if (number === undefined) {
      if (known.size > 100_000) known.clear();
      number = work();
      known.set(keptField(text), number);
    }
    return number;
  };
  if (bucket === "1h" || bucket === "5m") {
    const step = bucket === "1h" ? HOUR : 5 * 60_000;
    // zones differ by quarters of an hour, and a file may count hours from any minute
    let phase: number | undefined;
    const work = (text: string): number | string => {
      const at = instantOf(text, zone);
      if (at === undefined) return notATime(text);
      phase ??= ((at % step) + step) % step;
      if ((at - phase) % step !== 0) return irregular(text, bucket);
      return (at - phase) / step;
    };
    return {
      numberOf: (text) => remember(text, () => work(text)),
      startOf: (number) => number * step + (phase ?? 0),
    };
  }
  const days = bucket === "1w" ? 7 : 1;
  let phase: number | undefined;
  const work = (text: string): number | string => {
    const at = instantOf(text, zone);
    if (at === undefined) return notATime(text);
    const day = localDay(zone, at);
    phase ??= ((day % days) + days) % days;
    if ((day - phase) % days !== 0) return irregular(text, bucket);
    return (day - phase) / days;
  };
  return {
    numberOf: (text) => remember(text, () => work(text)),
    startOf: (number) => zone.instantOf((number * days + (phase ?? 0)) * DAY),
  };
}

function notATime(text: string): string {
  return `start "${text}" is not a date or time (write 2026-11-21 or 2026-11-21T09:00:00Z)`;
}

function irregular(text: string, bucket: Bucket): string {
  return `start "${text}" is not a whole number of buckets (--bucket ${bucket}) after the first one`;
}
