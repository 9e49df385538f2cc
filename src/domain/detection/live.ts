import { type ExpectedDay, rememberHour } from "./expected-days.ts";
import { type Holidays, momentOf } from "./moment.ts";
import { addSeries, newPool, type Pool } from "./pool.ts";
import { HOURLY } from "./scale.ts";
import { stepPool } from "./step.ts";
import { localDay, type ZoneTime } from "./zone-time.ts";

/** Raise it when the meaning of the state changes: old states are then rebuilt from the buckets. */
export const DETECTOR_VERSION = 5;

export const HOUR_MS = 3_600_000;

/** Series that lend each other their shapes, by name. */
export interface NamedPool {
  names: string[];
  pool: Pool;
  /** The last local days, oldest first; the newest so far. */
  days: ExpectedDay[];
}

/** All that a workspace's detector has learned: its reasons over all channels, and its channels over all contacts. */
export interface LiveState {
  version: number;
  /** Start of the first hour learned, and of the first hour not yet learned; epoch ms. */
  firstHourAt: number;
  nextHourAt: number;
  /** Contacts learned, so that late or historic ones can be told. */
  contacts: number;
  reasons: NamedPool;
  channels: NamedPool;
}

/** The calendar of a workspace. */
export interface LiveCalendar {
  zone: ZoneTime;
  holidays: Holidays;
}

/** Contacts of one whole hour, by reason and by channel; a name that is absent had none. */
export interface HourCounts {
  reasons: ReadonlyMap<string, number>;
  channels: ReadonlyMap<string, number>;
}

/** A detector that knows nothing yet; its first hour starts at `firstHourAt`. */
export function newLiveState(firstHourAt: number): LiveState {
  const named = (): NamedPool => ({ names: [], pool: newPool(HOURLY), days: [] });
  return {
    version: DETECTOR_VERSION,
    firstHourAt,
    nextHourAt: firstHourAt,
    contacts: 0,
    reasons: named(),
    channels: named(),
  };
}

/** Learns the hour at `state.nextHourAt`. The same hours in the same order always give the same state. */
export function learnHour(state: LiveState, calendar: LiveCalendar, counts: HourCounts): void {
  const moment = momentOf(HOURLY, calendar.zone, calendar.holidays, state.nextHourAt);
  const day = localDay(calendar.zone, state.nextHourAt);
  for (const [named, values] of [
    [state.reasons, counts.reasons],
    [state.channels, counts.channels],
  ] as const) {
    const known = new Set(named.names);
    for (const name of values.keys()) {
      if (known.has(name)) continue;
      named.names.push(name);
      addSeries(named.pool, HOURLY);
    }
    const looks = stepPool(
      named.pool,
      HOURLY,
      moment,
      named.names.map((name) => values.get(name) ?? 0),
    );
    rememberHour(named.days, day, named.pool, looks);
  }
  for (const count of counts.channels.values()) state.contacts += count;
  state.nextHourAt += HOUR_MS;
}
