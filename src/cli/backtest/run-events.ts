import { writeFileSync } from "node:fs";
import { ANY_REASON } from "../../domain/contact.ts";
import { HOUR_MS, type LiveCalendar, type LiveState } from "../../domain/detection/live.ts";
import { BUCKET_MS, fineStart } from "../../domain/detection/live-look.ts";
import {
  addHour,
  type DayCount,
  newReplay,
  type PastAlert,
  type Replay,
} from "../../domain/detection/replay.ts";
import type { FineBucket } from "../../domain/detection/spike.ts";
import { isoDate, localDay } from "../../domain/detection/zone-time.ts";
import { alertsText } from "./alerts-text.ts";
import { type EventList, readEvents } from "./events-file.ts";
import { reportHtml } from "./report-html.ts";

/** Days of each series by date, for the charts. */
type Days = Map<string, Map<string, DayCount>>;

export interface EventsReport {
  alerts: PastAlert[];
  text(zone: string): string;
  writeHtml(path: string): void;
}

interface EventsSetting extends LiveCalendar {
  weeklyBudget: number;
}

/** Plays a file of contacts through the live detector: a look whenever a contact came in, as after each drain. */
export function runEvents(
  path: string,
  setting: EventsSetting,
  progress: (share: number) => void,
): EventsReport {
  const events = readEvents(path, setting.zone, (share) => progress(share * 0.3));
  const first = events.at[0] ?? 0;
  const last = (events.at.at(-1) ?? 0) + BUCKET_MS;
  const run: Run = {
    replay: newReplay({ ...setting, firstAt: first }),
    setting,
    fine: [],
    hour: emptyHour(),
    days: new Map(),
  };
  for (let i = 0; i < events.at.length; ) {
    const bucketAt = Math.floor((events.at[i] ?? 0) / BUCKET_MS) * BUCKET_MS;
    learnUntil(run, bucketAt);
    const counted = new Map<string, FineBucket>();
    for (; (events.at[i] ?? Number.POSITIVE_INFINITY) < bucketAt + BUCKET_MS; i += 1)
      count(run, events, i, bucketAt, counted);
    run.fine.push(...counted.values());
    look(run, bucketAt + BUCKET_MS);
    progress(0.3 + (0.7 * (bucketAt - first)) / Math.max(1, last - first));
  }
  const { alerts } = run.replay;
  progress(1);
  return {
    alerts,
    text: (zone) => alertsText(alerts, zone, first, last),
    writeHtml: (file) => writeFileSync(file, reportHtml(alerts, run.days, first, last)),
  };
}

interface Run {
  replay: Replay;
  setting: LiveCalendar;
  fine: FineBucket[];
  hour: ReturnType<typeof emptyHour>;
  days: Days;
}

function emptyHour() {
  return { reasons: new Map<string, number>(), channels: new Map<string, number>() };
}

function count(run: Run, events: EventList, i: number, at: number, counted: Map<string, FineBucket>): void {
  const reason = events.reasons[events.reason[i] ?? 0] ?? "";
  const channel = events.channels[events.channel[i] ?? 0] ?? "";
  for (const name of [reason, ANY_REASON]) {
    const key = `${name}\u0000${channel}`;
    const bucket = counted.get(key) ?? { reason: name, channel, at, count: 0 };
    bucket.count += 1;
    counted.set(key, bucket);
  }
  run.hour.reasons.set(reason, (run.hour.reasons.get(reason) ?? 0) + 1);
  run.hour.channels.set(channel, (run.hour.channels.get(channel) ?? 0) + 1);
}

/** Learns every hour that is closed at `at`; while a spike is open each of them is looked at, so that it can end. */
function learnUntil(run: Run, at: number): void {
  const { replay } = run;
  while (replay.state.nextHourAt + HOUR_MS <= at) {
    if (replay.isOpen()) look(run, replay.state.nextHourAt + HOUR_MS);
    replay.learn(run.hour);
    run.hour = emptyHour();
    addToDays(run.days, replay.state, run.setting);
  }
}

function look(run: Run, now: number): void {
  const from = fineStart(now);
  run.fine = run.fine.filter(({ at }) => at >= from);
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
