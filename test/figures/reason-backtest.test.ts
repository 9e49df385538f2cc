import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newReplay } from "../../src/domain/detection/replay.ts";
import { zoneTime } from "../../src/domain/detection/zone-time.ts";
import { backtestReason } from "../../src/figures/reason-backtest.ts";
import type { Workspace } from "../../src/store/workspaces.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { givePast } from "../support/past.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Friday, 14:20 in Helsinki. */
const NOW = Date.parse("2026-11-20T12:20:00Z");
const FROM = NOW - 40 * DAY;
/** Half an hour of ten times as many logins, on two week-days. */
const SPIKES = [NOW - 9 * DAY, NOW - 3 * DAY];

let database: TestDatabase;
let workspace: Workspace;
beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  const rate = (reason: string, at: number) => {
    const hour = new Date(at).getUTCHours();
    const isSpike = reason === "login" && SPIKES.some((spike) => at >= spike && at < spike + HOUR / 2);
    return (
      (hour >= 6 && hour < 16 ? 12 : 1) *
      (isSpike ? 10 : 1) *
      (reason === "new" && at < NOW - 9.5 * DAY ? 0 : 1)
    );
  };
  await givePast(store, workspaceId, {
    from: FROM,
    to: NOW,
    reasons: ["login", "moving", "invoice", "new"],
    rate,
  });
  workspace = await store.workspaces.sole();
});
afterAll(() => database.close());

const asked = (reason: string, at = NOW) => ({ workspace, reason, now: new Date(at) });

describe("a backtest of a workspace's own buckets", () => {
  test("counts a spike that has just begun, in a bucket that is still filling", async () => {
    const now = (SPIKES[1] ?? 0) + 28 * 60_000;
    const past = await backtestReason(database.store, asked("login", now), 5);
    expect(past?.alerts).toHaveLength(1);
    expect(past?.alerts[0]?.endedAt).toBeUndefined();
  });

  test("finds both spikes with the instants and numbers they would have been told with", async () => {
    const past = await backtestReason(database.store, asked("login"), 90);
    expect(past?.alerts).toHaveLength(2);
    for (const [i, alert] of (past?.alerts ?? []).entries()) {
      const spikeAt = SPIKES[i] ?? 0;
      expect(Date.parse(alert.beganAt)).toBeGreaterThan(spikeAt);
      expect(Date.parse(alert.beganAt)).toBeLessThanOrEqual(spikeAt + HOUR / 2);
      expect(Date.parse(alert.endedAt ?? "")).toBeLessThan(spikeAt + DAY + HOUR);
      expect(alert.observed).toBeGreaterThan(alert.upper);
      expect(alert.ratioLower).toBeGreaterThan(1.5);
    }
    expect(past).toMatchObject({ from: new Date(Math.floor(FROM / HOUR) * HOUR), to: new Date(NOW) });
  });

  test("says the same as a look every five minutes", async () => {
    const { store, workspaceId } = database;
    const holidays = new Set<string>();
    const zone = zoneTime("Europe/Helsinki");
    const firstAt = Math.floor(FROM / HOUR) * HOUR;
    const replay = newReplay({ zone, holidays, weeklyBudget: 7 / (365.25 / 12), firstAt, only: "login" });
    const period = { from: new Date(firstAt), to: new Date(NOW) };
    const fine = await store.buckets.judged(workspaceId, { grain: "5m", ...period });
    for (let hourAt = firstAt; hourAt < NOW - HOUR; hourAt += HOUR) {
      const around = fine.filter(({ at }) => at >= hourAt - 3 * HOUR && at < hourAt + HOUR);
      const isLearned = hourAt >= firstAt + 14 * DAY;
      for (let at = hourAt + 300_000; isLearned && at <= hourAt + HOUR; at += 300_000)
        replay.look(at, around);
      const hour = { reasons: new Map<string, number>(), channels: new Map<string, number>() };
      for (const { reason, channel, at, count } of around) {
        if (at < hourAt) continue;
        const [counts, name] = reason === "*" ? [hour.channels, channel] : [hour.reasons, reason];
        counts.set(name, (counts.get(name) ?? 0) + count);
      }
      replay.learn(hour);
    }
    const past = await backtestReason(store, asked("login"), 90);
    expect(past?.alerts.map(({ beganAt }) => beganAt)).toEqual(replay.alerts.map(({ beganAt }) => beganAt));
  });

  test("looks only at the days asked for", async () => {
    const past = await backtestReason(database.store, asked("login"), 5);
    expect(past?.alerts.map(({ beganAt }) => beganAt.slice(0, 10))).toEqual(["2026-11-17"]);
  });

  test("of a reason that stayed ordinary says the smallest rise that would have been seen", async () => {
    const past = await backtestReason(database.store, asked("moving"), 90);
    expect(past?.alerts).toEqual([]);
    if (past?.standing.kind !== "watched") throw new Error("it should have learned enough");
    const { minutes, expected, mean } = past.standing.rise;
    expect(minutes).toBe(180);
    expect(expected).toBeGreaterThan(25);
    expect(expected).toBeLessThan(47);
    expect(mean).toBeGreaterThan(1.3 * expected);
    expect(mean).toBeLessThan(4 * expected);
  });

  test("of a reason heard for nine days says how far it has learned, of an unheard one that it has not begun", async () => {
    const learning = { kind: "learning", learning: { have: 9, need: 14 } };
    expect(await backtestReason(database.store, asked("new"), 90)).toMatchObject({
      alerts: [],
      standing: learning,
    });
    const unheard = await backtestReason(database.store, asked("unheard"), 90);
    expect(unheard).toMatchObject({ alerts: [], standing: { kind: "learning", learning: { have: 0 } } });
  });

  test("of old contacts ends where they end", async () => {
    const past = await backtestReason(database.store, asked("login", NOW + 400 * DAY), 90);
    expect(past?.alerts).toHaveLength(2);
    expect(past?.to.getTime()).toBeLessThanOrEqual(NOW + 300_000);
  });
});

test("another workspace's contacts are none of ours", async () => {
  const other = await database.db.prisma.workspace.create({ data: { name: "Other" } });
  const theirs = { workspace: other, reason: "login", now: new Date(NOW) };
  expect(await backtestReason(database.store, theirs, 90)).toBeNull();
});
