import { setImmediate as othersTurn } from "node:timers/promises";
import { ANY_REASON } from "../domain/contact.ts";
import { type Learning, learningOf } from "../domain/detection/learning.ts";
import { HOUR_MS, type LiveCalendar, type LiveState, type NamedPool } from "../domain/detection/live.ts";
import { lookLive } from "../domain/detection/live-look.ts";
import { BUCKET_MS, FINE_MINUTES, fineStart } from "../domain/detection/live-window.ts";
import { quantile } from "../domain/detection/negative-binomial.ts";
import {
  addHour,
  type DayCount,
  hasStirred,
  newReplay,
  type PastAlert,
  type ReplaySetting,
} from "../domain/detection/replay.ts";
import { channelSubject, type FineBucket } from "../domain/detection/spike.ts";
import { type VisibleRise, visibleRise } from "../domain/detection/visible-rise.ts";
import { isoDate, localDay } from "../domain/detection/zone-time.ts";
import { weeklyBudget } from "../domain/routing/budget.ts";
import { calendarOf } from "../holidays.ts";
import type { Store } from "../store/index.ts";
import type { Workspace } from "../store/workspaces.ts";

type BucketStore = { buckets: Pick<Store["buckets"], "span" | "judged"> };
/** What is asked: one reason's past, up to `now`. */
type Asked = { workspace: Workspace; reason: string; now: Date };
/** Or that of all contacts of a channel. */
type AskedDays = Asked | { workspace: Workspace; channel: string; now: Date };

/** How a reason or channel stands: still learning, or what it could not hide. */
export type Standing = { kind: "learning"; learning: Learning } | { kind: "watched"; rise: VisibleRise };

/** One local day: observed against expected with its 5-95 % range. `startAt` lies within the day. */
export type JudgedDay = { startAt: string; observed: number; expected: number; lower: number; upper: number };

const DAY_MS = 24 * HOUR_MS;
/** So much before the first day asked for is learned: what is older hardly says anything any more. */
const WARM_UP_MS = 56 * DAY_MS;
/** Without a contact for so long the data is old: its past ends where it ends. */
const STALE_MS = DAY_MS;
/** Hours are read from the store so many at a time. */
const HOURS_AT_ONCE = 14 * 24;
/** Hours learned before others get their turn: some milliseconds. */
const HOURS_A_TURN = 12;

/**
 * The last local days of a reason or channel as they were judged, oldest first, in whole hours up to `until`, and how it stands now;
 * null when there is no history.
 */
export async function reasonDays(
  store: BucketStore,
  asked: AskedDays,
  days: number,
): Promise<{ days: JudgedDay[]; until: Date; standing: Standing } | null> {
  const past = await readPast(store, asked, days);
  if (past === null) return null;
  const { setting, hours, to } = past;
  const counts = new Map<string, DayCount & { startAt: string }>();
  const state = await learned(setting, hours, (learning) => {
    const series = seriesOf(learning, asked);
    if (series === undefined) return;
    const at = learning.nextHourAt - HOUR_MS;
    const date = isoDate(localDay(setting.zone, at));
    const day = counts.get(date) ?? {
      date,
      startAt: new Date(at).toISOString(),
      observed: 0,
      expected: 0,
      variance: 0,
    };
    counts.set(date, day);
    addHour(day, series);
  });
  const judged = [...counts.values()].slice(-days).map(({ startAt, observed, expected, variance }) => ({
    startAt,
    observed,
    expected,
    lower: quantile(0.05, expected, Math.max(variance, expected)),
    upper: quantile(0.95, expected, Math.max(variance, expected)),
  }));
  const until = new Date(state.nextHourAt);
  return { days: judged, until, standing: await standingOf(store, asked, setting, state, to) };
}

/**
 * The alerts that a reason would have had in the last days, judged by the code that judges live, and how it stands now;
 * null when there is no history. Reads the hours twice: only those that stirred are looked at every five minutes.
 */
export async function backtestReason(
  store: BucketStore,
  asked: Asked,
  days: number,
): Promise<{ alerts: PastAlert[]; from: Date; to: Date; standing: Standing } | null> {
  const past = await readPast(store, asked, days);
  if (past === null) return null;
  const { setting, hours, from, to } = past;
  const stirred = new Set<number>();
  const last = await learned(setting, hours, (state) => {
    if (hasStirred(state, asked.reason)) stirred.add(state.nextHourAt - HOUR_MS);
  });
  const replay = newReplay(setting);
  const fine = fineReader(store, asked.workspace.id);
  const lookWithin = async (hourAt: number, until: number) => {
    const buckets = await fine(hourAt, until);
    const filled = new Set(buckets.map(({ at }) => at));
    for (let at = hourAt; at < until; at += BUCKET_MS) {
      const isClosing = at + BUCKET_MS === hourAt + HOUR_MS && replay.isOpen();
      if (filled.has(at) || isClosing) replay.look(Math.min(at + BUCKET_MS, until), buckets);
    }
  };
  for (const [i, hour] of hours.entries()) {
    const at = replay.state.nextHourAt;
    if (at >= from && (stirred.has(at) || replay.isOpen())) await lookWithin(at, at + HOUR_MS);
    else if (i % HOURS_A_TURN === 0) await othersTurn();
    replay.learn(hour);
  }
  await lookWithin(replay.state.nextHourAt, to);
  const standing = await standingOf(store, asked, setting, last, to);
  return {
    alerts: replay.alerts,
    from: new Date(Math.max(from, setting.firstAt)),
    to: new Date(to),
    standing,
  };
}

type Hour = { reasons: Map<string, number>; channels: Map<string, number> };
type Past = { setting: ReplaySetting; hours: Hour[]; from: number; to: number };

/** Every whole hour of the days asked for, and of what must be learned before them. */
async function readPast({ buckets }: BucketStore, asked: AskedDays, days: number): Promise<Past | null> {
  const { workspace, now } = asked;
  const span = await buckets.span(workspace.id);
  if (span === null) return null;
  const dataEnd = span.lastAt.getTime() + BUCKET_MS;
  const to = now.getTime() - dataEnd > STALE_MS ? dataEnd : now.getTime();
  const from = Math.floor((to - days * DAY_MS) / HOUR_MS) * HOUR_MS;
  const firstAt = Math.floor(Math.max(span.firstAt.getTime(), from - WARM_UP_MS) / HOUR_MS) * HOUR_MS;
  const hours: Hour[] = [];
  const end = Math.floor(to / HOUR_MS) * HOUR_MS;
  for (let at = firstAt; at < end; at += HOURS_AT_ONCE * HOUR_MS) {
    const until = Math.min(end, at + HOURS_AT_ONCE * HOUR_MS);
    const period = { grain: "1h", from: new Date(at), to: new Date(until) } as const;
    addHours(hours, firstAt, await buckets.judged(workspace.id, period), until);
  }
  const budget = weeklyBudget(workspace.falseAlertsPerMonth);
  const calendar = calendarOf(workspace, new Date(firstAt), to);
  return { setting: { ...calendar, weeklyBudget: budget, firstAt, only: keyOf(asked) }, hours, from, to };
}

function addHours(hours: Hour[], firstAt: number, counted: readonly FineBucket[], until: number): void {
  while (firstAt + hours.length * HOUR_MS < until) hours.push({ reasons: new Map(), channels: new Map() });
  for (const { reason, channel, at, count } of counted) {
    const hour = hours[(at - firstAt) / HOUR_MS];
    if (reason === ANY_REASON) hour?.channels.set(channel, count);
    else hour?.reasons.set(reason, count);
  }
}

/** The state after all hours; lets others have their turn. */
async function learned(
  setting: ReplaySetting,
  hours: readonly Hour[],
  afterHour: (state: LiveState) => void,
): Promise<LiveState> {
  const { state, learn } = newReplay(setting);
  for (const [i, hour] of hours.entries()) {
    if (i % HOURS_A_TURN === 0) await othersTurn();
    learn(hour);
    afterHour(state);
  }
  return state;
}

/** Reads the 5-minute buckets that the looks of an hour need, each only once. */
function fineReader({ buckets }: BucketStore, workspaceId: string) {
  let known: FineBucket[] = [];
  let knownTo = 0;
  return async (hourAt: number, until: number): Promise<FineBucket[]> => {
    const since = hourAt - FINE_MINUTES * 60_000;
    const period = { grain: "5m", from: new Date(Math.max(since, knownTo)), to: new Date(until) } as const;
    known = [...known.filter(({ at }) => at >= since), ...(await buckets.judged(workspaceId, period))];
    knownTo = until;
    return known;
  };
}

async function standingOf(
  { buckets }: BucketStore,
  asked: AskedDays,
  calendar: LiveCalendar & { weeklyBudget: number },
  state: LiveState,
  at: number,
): Promise<Standing> {
  const name = nameOf(asked);
  const among = poolOf(state, asked);
  const learning = learningOf(seriesOf(state, asked)?.steps ?? 0, name);
  if (learning !== undefined) return { kind: "learning", learning };
  const period = { grain: "5m", from: new Date(fineStart(at)), to: new Date(at) } as const;
  const fine = new Map<string, FineBucket[]>();
  for (const bucket of await buckets.judged(asked.workspace.id, period)) {
    const series = "channel" in asked ? bucket.channel : bucket.reason;
    // a channel counts all its contacts, a reason only those that mention it
    if ((bucket.reason === ANY_REASON) === "channel" in asked)
      fine.set(series, [...(fine.get(series) ?? []), bucket]);
  }
  const looks = lookLive(among, calendar, state.nextHourAt, at, fine, !("channel" in asked));
  const look = looks.find((each) => each.name === name);
  if (look === undefined) throw new Error(`a learned series is not looked at: ${name}`);
  return { kind: "watched", rise: visibleRise(state, among, look, calendar.weeklyBudget) };
}

const nameOf = (asked: AskedDays): string => ("channel" in asked ? asked.channel : asked.reason);

const keyOf = (asked: AskedDays): string =>
  "channel" in asked ? channelSubject(asked.channel).key : asked.reason;

const poolOf = ({ channels, reasons }: LiveState, asked: AskedDays): NamedPool =>
  "channel" in asked ? channels : reasons;

function seriesOf(state: LiveState, asked: AskedDays) {
  const { names, pool } = poolOf(state, asked);
  return pool.series[names.indexOf(nameOf(asked))];
}
