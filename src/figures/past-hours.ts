import { setImmediate as othersTurn } from "node:timers/promises";
import { ANY_REASON } from "../domain/contact.ts";
import {
  HOUR_MS,
  type HourCounts,
  type LiveCalendar,
  type LiveState,
  learnHour,
} from "../domain/detection/live.ts";
import { BUCKET_MS } from "../domain/detection/live-window.ts";
import type { Store } from "../store/index.ts";

/** Contacts by the start of their hour, epoch ms; an hour without any is absent. */
export type Hours = ReadonlyMap<number, HourCounts>;

type Buckets<Verb extends keyof Store["buckets"]> = { buckets: Pick<Store["buckets"], Verb> };

/** Without a contact for so long the data is old: its past ends where it ends. */
const STALE_MS = 24 * HOUR_MS;
/** Older history says nothing that the newer does not. */
const MAX_HISTORY_MS = 26 * 7 * 24 * HOUR_MS;
/** Hours are read from the store so many at a time. */
const HOURS_AT_ONCE = 14 * 24;
/** Hours learned before others get their turn: some milliseconds. */
const HOURS_A_TURN = 12;

/** From a workspace's first contact to `now`, or to where its contacts end (epoch ms); null without any. */
export async function pastOf(
  { buckets }: Buckets<"span">,
  workspaceId: string,
  now: Date,
): Promise<{ firstAt: number; to: number } | null> {
  const span = await buckets.span(workspaceId);
  if (span === null) return null;
  const end = span.lastAt.getTime() + BUCKET_MS;
  const isStale = now.getTime() - end > STALE_MS;
  return { firstAt: span.firstAt.getTime(), to: isStale ? end : now.getTime() };
}

/** The hour with which a detector begins that learns a history anew. */
export function firstHourOf(firstAt: number, now: number): number {
  return floorHour(Math.max(firstAt, now - MAX_HISTORY_MS));
}

/** The whole hours that start in `[from, to)`, epoch ms. */
export async function readHours(
  { buckets }: Buckets<"judged">,
  workspaceId: string,
  from: number,
  to: number,
): Promise<Hours> {
  const hours = new Map<number, ReturnType<typeof emptyHour>>();
  for (let start = from; start < to; start += HOURS_AT_ONCE * HOUR_MS) {
    const end = Math.min(to, start + HOURS_AT_ONCE * HOUR_MS);
    const period = { grain: "1h", from: new Date(start), to: new Date(end) } as const;
    for (const { reason, channel, at, count } of await buckets.judged(workspaceId, period)) {
      const hour = hours.get(at) ?? emptyHour();
      hours.set(at, hour);
      if (reason === ANY_REASON) hour.channels.set(channel, count);
      else hour.reasons.set(reason, count);
    }
  }
  return hours;
}

/** Teaches a detector the hours before `until` that it does not know. */
export function learnHours(state: LiveState, calendar: LiveCalendar, hours: Hours, until: number): void {
  while (state.nextHourAt < until) learnHour(state, calendar, hourAt(hours, state.nextHourAt));
}

/** The same from the store; between some hours it lets others have their turn. */
export async function learnUntil(
  store: Buckets<"judged">,
  workspaceId: string,
  state: LiveState,
  calendar: LiveCalendar,
  until: number,
): Promise<void> {
  while (state.nextHourAt < until) {
    const end = Math.min(until, state.nextHourAt + HOURS_AT_ONCE * HOUR_MS);
    const hours = await readHours(store, workspaceId, state.nextHourAt, end);
    while (state.nextHourAt < end) {
      learnHours(state, calendar, hours, Math.min(end, state.nextHourAt + HOURS_A_TURN * HOUR_MS));
      await othersTurn();
    }
  }
}

/** What an hour held. */
export function hourAt(hours: Hours, at: number): HourCounts {
  return hours.get(at) ?? emptyHour();
}

export function floorHour(at: number): number {
  return Math.floor(at / HOUR_MS) * HOUR_MS;
}

function emptyHour() {
  return { reasons: new Map<string, number>(), channels: new Map<string, number>() };
}
