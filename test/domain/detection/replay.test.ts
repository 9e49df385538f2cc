import { describe, expect, test } from "vitest";
import { random } from "../../../bench/detection/random.ts";
import { HOUR_MS } from "../../../src/domain/detection/live.ts";
import { BUCKET_MS } from "../../../src/domain/detection/live-window.ts";
import {
  hasStirred,
  newReplay,
  type Replay,
  type ReplaySetting,
} from "../../../src/domain/detection/replay.ts";
import type { FineBucket } from "../../../src/domain/detection/spike.ts";
import { zoneTime } from "../../../src/domain/detection/zone-time.ts";
import { DAY_MS, office, START } from "./liveRun.ts";

type Burst = { reason: string; at: number; minutes: number; factor: number };

/** An office's contacts of three reasons by phone, of 28 days, in 5-minute buckets: one list an hour. */
function history(mean: number, bursts: readonly Burst[], seed: number): FineBucket[][] {
  const draws = random(seed);
  return Array.from({ length: 28 * 24 }, (_, hour) =>
    Array.from({ length: 12 }, (_, i) => START + hour * HOUR_MS + i * BUCKET_MS).flatMap((at) => {
      const reasons = ["invoice", "login", "moving"].map((reason) => {
        const burst = bursts.find(
          (each) => each.reason === reason && at >= each.at && at < each.at + each.minutes * 60_000,
        );
        const count = draws.poisson((office(mean, at) * (burst?.factor ?? 1)) / 12);
        return { reason, channel: "phone", at, count };
      });
      const count = reasons.reduce((sum, each) => sum + each.count, 0);
      return [...reasons, { reason: "*", channel: "phone", at, count }].filter((each) => each.count > 0);
    }),
  );
}

/** Plays it: looks in the hours that `isWorthLooking` picks, and while an alert goes on. */
function play(
  hours: readonly FineBucket[][],
  {
    isWorthLooking = () => true,
    afterHour,
    ...change
  }: Partial<ReplaySetting> & {
    isWorthLooking?: (hour: number) => boolean;
    afterHour?: (replay: Replay, hour: number) => void;
  } = {},
): Replay {
  const replay = newReplay({
    zone: zoneTime("UTC"),
    holidays: new Set(),
    weeklyBudget: 0.25,
    firstAt: START,
    ...change,
  });
  hours.forEach((buckets, hour) => {
    const at = START + hour * HOUR_MS;
    if (isWorthLooking(hour) || replay.isOpen()) {
      const fine = hours.slice(Math.max(0, hour - 4), hour + 1).flat();
      for (let end = at + BUCKET_MS; end <= at + HOUR_MS; end += BUCKET_MS)
        if (replay.isOpen() || buckets.some((bucket) => bucket.at === end - BUCKET_MS))
          replay.look(end, fine);
    }
    const sums = { reasons: new Map<string, number>(), channels: new Map<string, number>() };
    for (const { reason, channel, count } of buckets) {
      const [counts, name] = reason === "*" ? [sums.channels, channel] : [sums.reasons, reason];
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
    replay.learn(sums);
    afterHour?.(replay, hour);
  });
  return replay;
}

const at = (day: number, hour: number, minute = 0) => START + day * DAY_MS + hour * HOUR_MS + minute * 60_000;

describe("a history played through the live detector", () => {
  const spikes = [at(21, 10), at(24, 15)].map((when) => ({
    reason: "login",
    at: when,
    minutes: 30,
    factor: 20,
  }));
  const hours = history(12, spikes, 3);

  test("gives one alert for each of two spikes, with its numbers, beginning and end", () => {
    const { alerts } = play(hours, { isWorthLooking: (hour) => hour >= 19 * 24 });
    expect(alerts.map(({ reason }) => reason)).toEqual(["login", "login"]);
    for (const [i, alert] of alerts.entries()) {
      const spikeAt = spikes[i]?.at ?? 0;
      expect(Date.parse(alert.beganAt)).toBeGreaterThan(spikeAt);
      expect(Date.parse(alert.beganAt)).toBeLessThanOrEqual(spikeAt + 4 * BUCKET_MS);
      expect(Date.parse(alert.endedAt ?? "")).toBeLessThan(spikeAt + DAY_MS + HOUR_MS);
      expect(alert.observed).toBeGreaterThan(alert.upper);
      expect(alert.historyDays).toBe([21, 24][i]);
    }
  });

  test("tells of one reason alone as it would have been told among all", () => {
    const isWorthLooking = (hour: number) => hour >= 23 * 24;
    expect(play(hours, { isWorthLooking, only: "login" }).alerts).toEqual(
      play(hours, { isWorthLooking }).alerts,
    );
    expect(play(hours, { isWorthLooking, only: "moving" }).alerts).toEqual([]);
  });
});

test.each([
  [0.5, 90],
  [4, 14],
  [30, 15],
])(
  "looking only at hours that stirred misses no alert, at %d contacts an hour and bursts %d times that",
  (mean, factor) => {
    const bursts = [14, 15, 17, 18, 21, 22, 23, 24, 25].map((day, i) => ({
      reason: "login",
      at: at(day, 8 + i, (i * 17) % 60),
      minutes: 10 + 5 * (i % 4),
      factor,
    }));
    const hours = history(mean, bursts, 5);
    const stirred = new Set<number>();
    play(hours, {
      isWorthLooking: () => false,
      afterHour: ({ state }, hour) => hasStirred(state, "login") && stirred.add(hour),
    });
    const afterLearning = (hour: number) => hour >= 14 * 24;
    const all = play(hours, { only: "login", isWorthLooking: afterLearning }).alerts;
    expect(all.length).toBeGreaterThanOrEqual(3);
    const few = play(hours, { only: "login", isWorthLooking: (hour) => stirred.has(hour) });
    expect(few.alerts).toEqual(all);
    expect(stirred.size).toBeLessThan(0.45 * hours.length);
  },
);
