import { ANY_REASON } from "../../domain/contact.ts";
import { HOUR_MS, type LiveCalendar, type LiveState } from "../../domain/detection/live.ts";
import { BUCKET_MS, fineStart } from "../../domain/detection/live-window.ts";
import {
  addHour,
  type DayCount,
  newReplay,
  type PastAlert,
  type Replay,
} from "../../domain/detection/replay.ts";
import type { FineBucket } from "../../domain/detection/spike.ts";
import { isoDate, localDay } from "../../domain/detection/zone-time.ts";
import { type EventBucket, readEvents } from "./events-file.ts";

/** Days of each series by local date, for the charts. */
export type Days = Map<string, Map<string, DayCount>>;

/** What a file of contacts, from its first to its last (epoch ms), would have alerted. */
export interface EventsReport {
  alerts: PastAlert[];
  from: number;
  to: number;
  days: Days;
}

interface EventsSetting extends LiveCalendar {
  weeklyBudget: number;
}

/** The rest of the work is judging. */
const READ_SHARE = 0.15;

/**
 * Plays a file of contacts, in whatever order its rows are, through the live detector: a look whenever a contact came in,
 * as after each drain. `charts`: whether days are kept.
 */
export function runEvents(
  path: string,
  setting: EventsSetting,
  charts: boolean,
  progress: (share: number) => void,
): EventsReport {
  const file = readEvents(path, setting.zone, (share) => progress(share * READ_SHARE));
  try {
    const { firstAt, lastAt } = file;
    const run: Run = { replay: newReplay({ ...setting, firstAt }), setting, fine: [], hour: emptyHour() };
    if (charts) run.days = new Map();
    for (const bucket of file.buckets()) {
      learnUntil(run, bucket.at);
      count(run, bucket);
      look(run, bucket.at + BUCKET_MS);
      progress(READ_SHARE + ((1 - READ_SHARE) * (bucket.at - firstAt)) / Math.max(1, lastAt - firstAt));
    }
    progress(1);
    return {
      alerts: run.replay.alerts,
      from: firstAt,
      to: lastAt + BUCKET_MS,
      days: run.days ?? new Map(),
    };
  } finally {
    file.close();
  }
}

interface Run {
  replay: Replay;
  setting: LiveCalendar;
  /** What the looks need in 5-minute buckets: a reason over all channels (`""`), and all contacts of a channel. */
  fine: FineBucket[];
  hour: ReturnType<typeof emptyHour>;
  days?: Days;
}

function emptyHour() {
  return { reasons: new Map<string, number>(), channels: new Map<string, number>() };
}

function count({ fine, hour }: Run, { at, counts }: EventBucket): void {
  const reasons = new Map<string, number>();
  const channels = new Map<string, number>();
  for (const { reason, channel, count } of counts) {
    addCount(reasons, reason, count);
    addCount(channels, channel, count);
    addCount(hour.reasons, reason, count);
    addCount(hour.channels, channel, count);
  }
  for (const [reason, count] of reasons) fine.push({ reason, channel: "", at, count });
  for (const [channel, count] of channels) fine.push({ reason: ANY_REASON, channel, at, count });
}

function addCount(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}

/** Learns every hour that is closed at `at`; while a spike is open each of them is looked at, so that it can end. */
function learnUntil(run: Run, at: number): void {
  const { replay } = run;
  while (replay.state.nextHourAt + HOUR_MS <= at) {
    if (replay.isOpen()) look(run, replay.state.nextHourAt + HOUR_MS);
    replay.learn(run.hour);
    run.hour = emptyHour();
    if (run.days) addToDays(run.days, replay.state, run.setting);
  }
}

function look(run: Run, now: number): void {
  const from = fineStart(now);
  // only once an hour is there anything to drop
  if ((run.fine[0]?.at ?? from) < from) run.fine = run.fine.filter(({ at }) => at >= from);
  run.replay.look(now, run.fine);
}

function addToDays(days: Days, { reasons, channels, nextHourAt }: LiveState, { zone }: LiveCalendar): void {
  const date = isoDate(localDay(zone, nextHourAt - HOUR_MS));
  const add = (key: string, series: Parameters<typeof addHour>[1] | undefined) => {
    if (series === undefined) return;
    const own = days.get(key) ?? new Map<string, DayCount>();
    days.set(key, own);
    const day = own.get(date) ?? { date, observed: 0, expected: 0, variance: 0 };
    own.set(date, day);
    addHour(day, series);
  };
  reasons.names.forEach((name, i) => {
    add(name, reasons.pool.series[i]);
  });
  channels.names.forEach((name, i) => {
    add(`${ANY_REASON} ${name}`, channels.pool.series[i]);
  });
  add(ANY_REASON, channels.pool.total);
}
