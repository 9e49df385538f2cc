import { dispersionOf, pooledDispersion } from "./dispersion.ts";
import { hourVariance } from "./expected-days.ts";
import {
  HOUR_MS,
  type HourCounts,
  type LiveCalendar,
  type LiveState,
  learnHour,
  newLiveState,
} from "./live.ts";
import type { Series } from "./pool.ts";
import { judgeWindows, lookSurprise } from "./recent.ts";
import { HOURLY } from "./scale.ts";
import { type FineBucket, judgeSpikes, type SpikeVerdict } from "./spike.ts";
import { chanceOf, spikeNumbers } from "./spike-facts.ts";

type Spike = Extract<SpikeVerdict, { kind: "spike" }>;

/** An alert that would have fired: the numbers it would have shown when it began. */
export type PastAlert = ReturnType<typeof spikeNumbers> &
  ReturnType<typeof chanceOf> & {
    reason: string;
    channel?: string;
    beganAt: string;
    /** Missing when it went on to the end of the history. */
    endedAt?: string;
    windowMinutes: number;
    historyDays: number;
  };

export interface ReplaySetting extends LiveCalendar {
  weeklyBudget: number;
  /** The history's first contact, epoch ms. */
  firstAt: number;
  /** The key of the one subject to tell of; left out: all of them. */
  only?: string;
}

/** A history that is played through the live detector: looks, as after a drain, between the hours it learns. */
export interface Replay {
  state: LiveState;
  /** Oldest first. */
  alerts: PastAlert[];
  /** An alert goes on: it must be looked at each hour, so that it can end. */
  isOpen(): boolean;
  /** @param fine contacts of 5-minute buckets since `fineStart(now)` */
  look(now: number, fine: readonly FineBucket[]): void;
  /** Learns the hour at `state.nextHourAt`. */
  learn(hour: HourCounts): void;
}

export function newReplay(setting: ReplaySetting): Replay {
  const state = newLiveState(Math.floor(setting.firstAt / HOUR_MS) * HOUR_MS);
  const alerts: PastAlert[] = [];
  const open = new Map<string, PastAlert>();
  return {
    state,
    alerts,
    isOpen: () => open.size > 0,
    learn: (hour) => learnHour(state, setting, hour),
    look: (now, fine) => {
      const going = new Set(open.keys());
      for (const verdict of judgeSpikes(state, setting, now, fine, going, setting.weeklyBudget)) {
        if (verdict.kind !== "spike" && verdict.kind !== "ended") continue;
        const { key } = verdict.subject;
        if (setting.only !== undefined && key !== setting.only) continue;
        const alert = open.get(key);
        if (verdict.kind === "ended") {
          if (alert) alert.endedAt = new Date(now).toISOString();
          open.delete(key);
        } else if (alert === undefined) {
          const begun = pastAlert(verdict, now);
          open.set(key, begun);
          alerts.push(begun);
        }
      }
    },
  };
}

/** An hour whose count chance explains this easily (p) has had no alert in it, not even for a few minutes. */
const CALM_P = 0.25;

/** Whether the hour just learned is out of the ordinary at all for a reason: only then can a look within it have alerted. */
export function hasStirred({ reasons }: LiveState, name: string): boolean {
  const series = reasons.pool.series[reasons.names.indexOf(name)];
  if (series === undefined) return false;
  const dispersion = dispersionOf(series.dispersion, pooledDispersion(reasons.pool.typical));
  return lookSurprise(HOURLY, judgeWindows(series.recent, HOURLY, dispersion)) > -Math.log(CALM_P);
}

/** One local day of one series: observed against expected, and the variance that chance gives it. */
export interface DayCount {
  date: string;
  observed: number;
  expected: number;
  variance: number;
}

/** Adds a series' newest learned hour to its day. */
export function addHour(day: DayCount, { recent, dispersion }: Pick<Series, "recent" | "dispersion">): void {
  const mean = recent.means.at(-1) ?? 0;
  day.observed += recent.counts.at(-1) ?? 0;
  day.expected += mean;
  day.variance += hourVariance(mean, dispersion);
}

function pastAlert({ subject, look, ...spike }: Spike, now: number): PastAlert {
  return {
    reason: subject.reason,
    ...(subject.channel === undefined ? {} : { channel: subject.channel }),
    beganAt: new Date(now).toISOString(),
    windowMinutes: look.window.minutes,
    historyDays: Math.floor(look.steps / 24),
    ...spikeNumbers(look.window.observed, look.window.expectation),
    ...chanceOf({ subject, look, ...spike }),
  };
}
