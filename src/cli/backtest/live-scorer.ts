import { alertLevel, episodeChange } from "../../domain/detection/decision.ts";
import {
  HOUR_MS,
  type HourCounts,
  type LiveState,
  learnHour,
  newLiveState,
} from "../../domain/detection/live.ts";
import { lookLive } from "../../domain/detection/live-look.ts";
import { BUCKET_MS, fineStart } from "../../domain/detection/live-window.ts";
import { HOURLY } from "../../domain/detection/scale.ts";
import { LOOKS_PER_WEEK } from "../../domain/detection/spike.ts";
import type { FileSeries } from "./counts-file.ts";
import type { PoolScorer, ScoreSetting } from "./score-counts.ts";
import { csvField, writeScored } from "./scored.ts";

type Fine = { at: number; count: number }[];

/**
 * Judges a pool of 5-minute counts as the live detector does: hours are learned when they close, and every bucket is a
 * look over the last 15 minutes to 24 hours.
 */
export function liveScorer(all: readonly FileSeries[], setting: ScoreSetting): PoolScorer {
  const alpha = alertLevel(setting.weeklyBudget, setting.seriesCount, LOOKS_PER_WEEK);
  const fine = new Map<string, Fine>();
  const hour = new Map<string, number>();
  const open = new Set<string>();
  let state: LiveState | undefined;
  const learn = (learned: LiveState, until: number) => {
    while (learned.nextHourAt + HOUR_MS <= until) {
      const counts: HourCounts = { reasons: new Map(hour), channels: new Map() };
      learnHour(learned, setting, counts);
      hour.clear();
    }
  };
  return {
    score: ({ number, rows }, out) => {
      const at = setting.clock.startOf(number);
      const now = at + BUCKET_MS;
      state ??= newLiveState(Math.floor(at / HOUR_MS) * HOUR_MS);
      learn(state, at);
      for (const { series, count } of rows) {
        const key = String(series);
        const own = fine.get(key) ?? [];
        fine.set(key, own);
        own.push({ at, count });
        while ((own[0]?.at ?? now) < fineStart(now)) own.shift();
        hour.set(key, (hour.get(key) ?? 0) + count);
      }
      const looks = new Map(
        lookLive(state.reasons, setting, state.nextHourAt, now, fine, true).map((look) => [look.name, look]),
      );
      let alerts = 0;
      for (const row of rows) {
        const key = String(row.series);
        const look = looks.get(key);
        const { name = "", channel = "" } = all[row.series] ?? {};
        const { surprise = 0, rawSurprise = 0, bucket = UNKNOWN, steps = 0, window } = look ?? {};
        const learned = steps >= HOURLY.learningSteps;
        const change = episodeChange(
          open.has(key),
          { surprise, observed: window?.observed ?? 0, learned },
          alpha,
        );
        if (change === "began") open.add(key);
        if (change === "ended") open.delete(key);
        const alert = change === "began";
        if (alert) alerts += 1;
        const prefix = `${csvField(name)},${csvField(channel)},`;
        writeScored(out, { ...row, prefix, expectation: bucket, surprise, rawSurprise, alert });
      }
      return alerts;
    },
  };
}

/** In the first hour of a series nothing is known. */
const UNKNOWN = { mean: 0.5 / 12, dispersion: 1, logVariance: 1 };
