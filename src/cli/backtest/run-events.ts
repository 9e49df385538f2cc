import { writeFileSync } from "node:fs";
import { ANY_REASON } from "../../domain/contact.ts";
import {
  HOUR_MS,
  type LiveCalendar,
  type LiveState,
  learnHour,
  type NamedPool,
  newLiveState,
} from "../../domain/detection/live.ts";
import { BUCKET_MS, fineStart } from "../../domain/detection/live-look.ts";
import { type FineBucket, judgeSpikes, type SpikeVerdict } from "../../domain/detection/spike.ts";
import { chanceOf, spikeNumbers } from "../../domain/detection/spike-facts.ts";
import { isoDate, localDay } from "../../domain/detection/zone-time.ts";
import { alertsText } from "./alerts-text.ts";
import { type EventList, readEvents } from "./events-file.ts";
import { reportHtml } from "./report-html.ts";

type Spike = Extract<SpikeVerdict, { kind: "spike" }>;

/** An alert that would have fired: the numbers it would have shown when it began. */
export type PastAlert = ReturnType<typeof spikeNumbers> &
  ReturnType<typeof chanceOf> & {
    reason: string;
    channel?: string;
    beganAt: string;
    /** Missing when it went on to the end of the file. */
    endedAt?: string;
    windowMinutes: number;
    historyDays: number;
  };

/** One local day of one series, for the chart. */
export interface DayCount {
  date: string;
  observed: number;
  expected: number;
  variance: number;
}

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
    setting,
    state: newLiveState(Math.floor(first / HOUR_MS) * HOUR_MS),
    fine: [],
    hour: { reasons: new Map(), channels: new Map() },
    days: new Map(),
    open: new Map(),
    alerts: [],
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
  progress(1);
  return {
    alerts: run.alerts,
    text: (zone) => alertsText(run.alerts, zone, first, last),
    writeHtml: (file) => writeFileSync(file, reportHtml(run.alerts, run.days, first, last)),
  };
}

interface Run {
  setting: EventsSetting;
  state: LiveState;
  fine: FineBucket[];
  hour: { reasons: Map<string, number>; channels: Map<string, number> };
  days: Map<string, Map<string, DayCount>>;
  open: Map<string, PastAlert>;
  alerts: PastAlert[];
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
  const { state } = run;
  while (state.nextHourAt + HOUR_MS <= at) {
    if (run.open.size > 0) look(run, state.nextHourAt + HOUR_MS);
    const day = isoDate(localDay(run.setting.zone, state.nextHourAt));
    learnHour(state, run.setting, run.hour);
    run.hour = { reasons: new Map(), channels: new Map() };
    addDay(run, state.reasons, day, (name) => name);
    addDay(run, state.channels, day, (name) => `${ANY_REASON} ${name}`);
  }
}

function addDay(run: Run, { names, pool }: NamedPool, date: string, keyOf: (name: string) => string): void {
  pool.series.forEach((series, i) => {
    const key = keyOf(names[i] ?? "");
    const days = run.days.get(key) ?? new Map<string, DayCount>();
    run.days.set(key, days);
    const day = days.get(date) ?? { date, observed: 0, expected: 0, variance: 0 };
    days.set(date, day);
    const mean = series.recent.means.at(-1) ?? 0;
    const dispersion = Math.max(1, (series.dispersion.squares + 10) / (series.dispersion.means + 10));
    day.observed += series.recent.counts.at(-1) ?? 0;
    day.expected += mean;
    day.variance += dispersion * mean;
  });
}

function look(run: Run, now: number): void {
  const from = fineStart(now);
  run.fine = run.fine.filter(({ at }) => at >= from);
  const verdicts = judgeSpikes(
    run.state,
    run.setting,
    now,
    run.fine,
    new Set(run.open.keys()),
    run.setting.weeklyBudget,
  );
  for (const verdict of verdicts) {
    const { key } = verdict.subject;
    if (verdict.kind === "ended") {
      const alert = run.open.get(key);
      if (alert) alert.endedAt = new Date(now).toISOString();
      run.open.delete(key);
    } else if (verdict.kind === "spike" && !run.open.has(key)) {
      const alert = pastAlert(verdict, now, run.state);
      run.open.set(key, alert);
      run.alerts.push(alert);
    }
  }
}

function pastAlert(spike: Spike, now: number, state: LiveState): PastAlert {
  const { subject, look } = spike;
  return {
    reason: subject.reason,
    ...(subject.channel === undefined ? {} : { channel: subject.channel }),
    beganAt: new Date(now).toISOString(),
    windowMinutes: look.window.minutes,
    historyDays: Math.floor((now - state.firstHourAt) / (24 * HOUR_MS)),
    ...spikeNumbers(look.window.observed, look.window.expectation),
    ...chanceOf(spike),
  };
}
