import { random } from "../../../bench/detection/random.ts";
import { HOUR_MS, type LiveCalendar, learnHour, newLiveState } from "../../../src/domain/detection/live.ts";
import { fineStart } from "../../../src/domain/detection/live-window.ts";
import { type FineBucket, judgeSpikes, type SpikeVerdict } from "../../../src/domain/detection/spike.ts";
import { type ZoneTime, zoneTime } from "../../../src/domain/detection/zone-time.ts";

/** What happened in a simulated workspace: every spike that began, with the hour in which it did. */
export type Began = { key: string; at: number; verdict: Extract<SpikeVerdict, { kind: "spike" }> };

export type Scene = {
  days: number;
  /** Expected contacts an hour of a reason by a channel; reasons on one contact are simulated one by one. */
  rate: (reason: string, at: number, channel: string) => number;
  channels?: readonly string[];
  reasons: readonly string[];
  zone?: string;
  holidays?: readonly string[];
  /** What the detector is told of an hour's count, when that is not the truth (an outage). */
  told?: (count: number, at: number) => number;
  /** Contacts that carry two reasons count once for the channel. */
  shared?: (at: number) => number;
  startAt?: number;
  seed?: number;
};

/** A Monday. */
export const START = Date.parse("2026-01-05T00:00:00Z");
export const DAY_MS = 24 * HOUR_MS;

const zones = new Map<string, ZoneTime>();

function zoneOf(name: string): ZoneTime {
  const zone = zones.get(name) ?? zoneTime(name);
  zones.set(name, zone);
  return zone;
}

/** By day 10 times the night, less at the week-end. */
export function office(mean: number, at: number, zone = "UTC"): number {
  const wall = at + zoneOf(zone).offsetMs(at);
  const hour = Math.floor(wall / HOUR_MS) % 24;
  const day = Math.floor(wall / DAY_MS + 3) % 7;
  return mean * (hour >= 8 && hour < 18 ? 2 : 0.2) * (day >= 5 ? 0.4 : 1);
}

/** Plays a scene hour by hour through the live detector, one look at the end of each hour; by phone unless it names channels. */
export function play(scene: Scene): {
  began: Began[];
  ended: { key: string; at: number }[];
  last: SpikeVerdict[];
} {
  const { days, rate, reasons, channels = ["phone"], startAt = START, seed = 7 } = scene;
  const draws = random(seed);
  const calendar: LiveCalendar = { zone: zoneOf(scene.zone ?? "UTC"), holidays: new Set(scene.holidays) };
  const state = newLiveState(startAt);
  const open = new Set<string>();
  const began: Began[] = [];
  const ended: { key: string; at: number }[] = [];
  let fine: FineBucket[] = [];
  let last: SpikeVerdict[] = [];
  for (let at = startAt; at < startAt + days * DAY_MS; at += HOUR_MS) {
    const byReason = new Map<string, number>();
    const byChannel = new Map<string, number>();
    for (const channel of channels) {
      const counts = reasons.map((reason) => [reason, draws.poisson(rate(reason, at, channel))] as const);
      const told = counts.map(([reason, count]) => [reason, scene.told?.(count, at) ?? count] as const);
      const all = Math.max(0, told.reduce((sum, [, count]) => sum + count, 0) - (scene.shared?.(at) ?? 0));
      if (all > 0) byChannel.set(channel, all);
      for (const [reason, count] of [...told, ["*", all] as const])
        if (count > 0) fine.push(...spread(reason, channel, at, count));
      for (const [reason, count] of told)
        if (count > 0) byReason.set(reason, (byReason.get(reason) ?? 0) + count);
    }
    const now = at + HOUR_MS;
    fine = fine.filter((bucket) => bucket.at >= fineStart(now));
    last = judgeSpikes(state, calendar, now, fine, open, 0.25);
    for (const verdict of last) {
      const { key } = verdict.subject;
      if (verdict.kind === "ended") {
        open.delete(key);
        ended.push({ key, at });
      } else if (verdict.kind === "spike" && !open.has(key)) {
        open.add(key);
        began.push({ key, at, verdict });
      }
    }
    learnHour(state, calendar, { reasons: byReason, channels: byChannel });
  }
  return { began, ended, last };
}

/** An hour's contacts, evenly over its twelve buckets. */
function spread(reason: string, channel: string, at: number, count: number): FineBucket[] {
  return Array.from({ length: 12 }, (_, i) => ({
    reason,
    channel,
    at: at + i * 300_000,
    count: Math.floor(((i + 1) * count) / 12) - Math.floor((i * count) / 12),
  })).filter((bucket) => bucket.count > 0);
}
