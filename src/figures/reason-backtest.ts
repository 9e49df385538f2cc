import { setImmediate as othersTurn } from "node:timers/promises";
import { HOUR_MS, type LiveState } from "../domain/detection/live.ts";
import { BUCKET_MS, FINE_MINUTES } from "../domain/detection/live-window.ts";
import { hasStirred, newReplay, type PastAlert, type ReplaySetting } from "../domain/detection/replay.ts";
import type { FineBucket } from "../domain/detection/spike.ts";
import { weeklyBudget } from "../domain/routing/budget.ts";
import { calendarOf } from "../holidays.ts";
import type { Store } from "../store/index.ts";
import { floorHour, type Hours, hourAt, pastOf, readHours } from "./past-hours.ts";
import { type AskedSeries, type Standing, standingOf } from "./reason-standing.ts";

type BucketStore = { buckets: Pick<Store["buckets"], "span" | "judged"> };

const DAY_MS = 24 * HOUR_MS;
/** So much before the first day asked for is learned: what is older hardly says anything any more. */
const WARM_UP_MS = 56 * DAY_MS;
/** Hours learned before others get their turn: some milliseconds. */
const HOURS_A_TURN = 12;

/**
 * The alerts that a reason would have had in the last days, judged by the code that judges live, and how it stands now;
 * null when there is no history. Learns the hours twice: only those that stirred are looked at every five minutes.
 */
export async function backtestReason(
  store: BucketStore,
  asked: AskedSeries & { reason: string },
  days: number,
): Promise<{ alerts: PastAlert[]; from: Date; to: Date; standing: Standing } | null> {
  const { workspace, reason, now } = asked;
  const past = await pastOf(store, workspace.id, now);
  if (past === null) return null;
  const { to } = past;
  const from = floorHour(to - days * DAY_MS);
  const firstAt = floorHour(Math.max(past.firstAt, from - WARM_UP_MS));
  const end = floorHour(to);
  const hours = await readHours(store, workspace.id, firstAt, end);
  const calendar = calendarOf(workspace, new Date(firstAt), to);
  const budget = weeklyBudget(workspace.falseAlertsPerMonth);
  const setting = { ...calendar, weeklyBudget: budget, firstAt, only: reason };
  const { state, stirred } = await learned(setting, hours, end);

  const replay = newReplay(setting);
  const fine = fineReader(store, workspace.id);
  const lookWithin = async (start: number, until: number) => {
    const buckets = await fine(start, until);
    const filled = new Set(buckets.map(({ at }) => at));
    for (let at = start; at < until; at += BUCKET_MS) {
      const isClosing = at + BUCKET_MS === start + HOUR_MS && replay.isOpen();
      if (filled.has(at) || isClosing) replay.look(Math.min(at + BUCKET_MS, until), buckets);
    }
  };
  for (let at = firstAt; at < end; at += HOUR_MS) {
    if (at >= from && (stirred.has(at) || replay.isOpen())) await lookWithin(at, at + HOUR_MS);
    else await turnOf(at);
    replay.learn(hourAt(hours, at));
  }
  await lookWithin(end, to);
  return {
    alerts: replay.alerts,
    from: new Date(Math.max(from, firstAt)),
    to: new Date(to),
    standing: await standingOf(store, asked, calendar, state, to),
  };
}

/** The state after all hours, and those in which the reason was out of the ordinary at all. */
async function learned(
  setting: ReplaySetting & { only: string },
  hours: Hours,
  end: number,
): Promise<{ state: LiveState; stirred: ReadonlySet<number> }> {
  const { state, learn } = newReplay(setting);
  const stirred = new Set<number>();
  for (let at = state.nextHourAt; at < end; at += HOUR_MS) {
    await turnOf(at);
    learn(hourAt(hours, at));
    if (hasStirred(state, setting.only)) stirred.add(at);
  }
  return { state, stirred };
}

/** Now and then others get their turn. */
async function turnOf(hour: number): Promise<void> {
  if ((hour / HOUR_MS) % HOURS_A_TURN === 0) await othersTurn();
}

/** Reads the 5-minute buckets that the looks of an hour need, each only once. */
function fineReader({ buckets }: BucketStore, workspaceId: string) {
  let known: FineBucket[] = [];
  let knownTo = 0;
  return async (start: number, until: number): Promise<FineBucket[]> => {
    const since = start - FINE_MINUTES * 60_000;
    const period = { grain: "5m", from: new Date(Math.max(since, knownTo)), to: new Date(until) } as const;
    known = [...known.filter(({ at }) => at >= since), ...(await buckets.judged(workspaceId, period))];
    knownTo = until;
    return known;
  };
}
