import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { detect } from "../../jobs/detect.ts";
import type { BucketCount } from "../../src/domain/bucket.ts";
import { DETECTOR_VERSION } from "../../src/domain/detection/live.ts";
import type { SpikeFacts } from "../../src/domain/signal/signal.ts";
import { createStore, type Store } from "../../src/store/index.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { jobDeps } from "../support/inbox.ts";
import { counted } from "../support/usualBuckets.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Friday, 14:20 in Helsinki. */
const NOW = Date.parse("2026-11-20T12:20:00Z");

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C0CARE" });
});
afterAll(() => database.close());
/** One process: what it has learned is remembered by its store. */
let store: Store;
beforeEach(async () => {
  store = createStore(database.db);
  await database.db.pool.query("TRUNCATE bucket, baseline, signal, alert, contact, contact_reason CASCADE");
});

/** Buckets of `[from, to)` as the drain would have counted them, an hour's contacts spread over its 5-minute buckets. */
async function history(from: number, to: number, factor = (_reason: string, _at: number) => 1) {
  await database.store.buckets.add(database.workspaceId, counted(from, to, factor).filter(isNeeded));

  // as in the real store, but the fine grain only where a judgement can look, and at the beginning
  function isNeeded({ grain, startAt }: BucketCount): boolean {
    return grain === "1h" || startAt < from + HOUR || startAt >= NOW - 6 * HOUR;
  }
}

async function judge(at: number) {
  const deps = { ...jobDeps(database, new Date(at).toISOString()), store };
  await detect(deps, { workspaceId: database.workspaceId });
  return deps;
}

async function signals() {
  const { rows } = await database.db.pool.query<{ subject: string; status: string; facts: SpikeFacts }>(
    "SELECT subject, status, facts FROM signal ORDER BY opened_at, subject",
  );
  return rows;
}

describe("after four usual weeks", () => {
  test("an ordinary hour says nothing", async () => {
    await history(NOW - 28 * DAY, NOW);
    const { enqueued } = await judge(NOW);
    expect(await signals()).toEqual([]);
    expect(enqueued).toEqual([]);
  });

  test("six times the invoice contacts for 20 minutes are one signal about that reason, told once", async () => {
    await history(NOW - 28 * DAY, NOW, (reason, at) =>
      reason === "invoice-wrong" && at >= NOW - 20 * MINUTE ? 6 : 1,
    );
    const { enqueued } = await judge(NOW);
    const [signal, ...others] = await signals();
    expect(others).toEqual([]);
    expect(signal).toMatchObject({
      subject: "invoice-wrong",
      status: "open",
      facts: { kind: "spike", reason: "invoice-wrong", historyDays: 28, reasonsLookedAt: 8 },
    });
    const facts = signal?.facts;
    expect(facts?.observed).toBeGreaterThan(facts?.upper ?? Number.POSITIVE_INFINITY);
    expect(facts?.ratioLower).toBeGreaterThan(1);
    expect(facts?.chanceAllPerWeek).toBeLessThan(0.25);
    expect(facts?.byChannel.map(({ channel }) => channel).sort()).toEqual(["chat", "phone"]);
    expect(facts?.history).toHaveLength(24);
    expect(enqueued.filter(({ name }) => name === "deliver")).toHaveLength(1);

    await judge(NOW + MINUTE);
    await judge(NOW + 2 * MINUTE);
    expect(await signals()).toHaveLength(1);
  });

  test("it ends when the count is ordinary again, and the next one is another signal", async () => {
    const spikes = [NOW - 20 * MINUTE, NOW + 3 * DAY - 20 * MINUTE].map((at) => Math.floor(at / HOUR) * HOUR);
    await history(NOW - 28 * DAY, NOW + 4 * DAY, (reason, at) =>
      reason === "login" && spikes.includes(at) ? 6 : 1,
    );
    await judge(NOW);
    await judge(NOW + 2 * DAY);
    expect(await signals()).toMatchObject([{ subject: "login", status: "resolved" }]);
    await judge(NOW + 3 * DAY);
    expect(await signals()).toMatchObject([
      { subject: "login", status: "resolved" },
      { subject: "login", status: "open" },
    ]);
  });

  test("a surge of everything is one signal about all contacts, and none about a channel or reason", async () => {
    await history(NOW - 28 * DAY, NOW, (_, at) => (at >= NOW - 20 * MINUTE ? 6 : 1));
    await judge(NOW);
    const [signal, ...others] = await signals();
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ subject: "*", facts: { reason: "*", reasonLabel: "All contacts" } });
    expect(signal?.facts.channel).toBeUndefined();
    expect(signal?.facts.byChannel.map(({ channel }) => channel).sort()).toEqual(["chat", "phone"]);
    const reasons = signal?.facts.byReason ?? [];
    expect(reasons).toHaveLength(3);
    for (const { observed, expected = 0 } of reasons) expect(observed).toBeGreaterThan(3 * expected);
    expect(signal?.facts.history).toHaveLength(24);
  });

  test("a new process goes on from the stored state and comes to the same verdict", async () => {
    await history(NOW - 28 * DAY, NOW, (reason, at) =>
      reason === "cancel" && at >= NOW - 20 * MINUTE ? 6 : 1,
    );
    await judge(NOW - 2 * HOUR);
    store = createStore(database.db);
    await judge(NOW);
    expect(await signals()).toMatchObject([{ subject: "cancel", status: "open" }]);
  });
});

test("nine days of history are too few: nothing is said", async () => {
  await history(NOW - 9 * DAY, NOW, (reason, at) => (reason === "login" && at >= NOW - 20 * MINUTE ? 6 : 1));
  await judge(NOW);
  expect(await signals()).toEqual([]);
});

test("history that is loaded after the first judgement is learned", async () => {
  await history(NOW - HOUR, NOW);
  await judge(NOW);
  await history(NOW - 28 * DAY, NOW - HOUR);
  await history(NOW, NOW + 2 * HOUR, (reason, at) =>
    reason === "moving" && at >= NOW + HOUR - 20 * MINUTE ? 6 : 1,
  );
  await judge(NOW + 2 * HOUR);
  expect((await signals()).map(({ subject }) => subject)).toEqual(["moving"]);
});

describe("history that is loaded after going live, while it is judged every half minute", () => {
  const later = (minutes: number) => NOW + minutes * MINUTE;

  test("is learned two minutes after its end, and a spike that it tells of alerts nobody", async () => {
    await history(NOW - HOUR, NOW);
    await judge(NOW);
    await history(NOW - 28 * DAY, NOW - HOUR, (reason, at) =>
      reason === "login" && at >= NOW - 9 * HOUR && at < NOW - 3 * HOUR ? 6 : 1,
    );
    for (const minutes of [0.5, 1, 1.5, 2]) await judge(later(minutes));
    expect(await signals()).toEqual([]);
    await history(NOW, later(20), (reason) => (reason === "moving" ? 6 : 1));
    await judge(later(20)); // within the same hour
    expect(await signals()).toMatchObject([{ subject: "moving", facts: { historyDays: 28 } }]);
  });

  test("is learned once, however long the loading takes, and kept for the next process", async () => {
    await history(NOW - HOUR, NOW);
    await judge(NOW);
    const rebuilt: number[] = [];
    const { baselines } = store;
    store.baselines = {
      ...baselines,
      save: async (id, state) => {
        rebuilt.push((state.nextHourAt - state.firstHourAt) / DAY);
        await baselines.save(id, state, 0);
      },
    };
    for (let day = 28; day > 0; day -= 2) {
      await history(NOW - day * DAY, NOW - (day - 2) * DAY - (day === 2 ? HOUR : 0));
      await judge(later(30 - day));
    }
    expect(rebuilt).toEqual([]);
    for (const minutes of [28.5, 29, 30]) await judge(later(minutes));
    expect(rebuilt).toEqual([28]);
    const stored = await createStore(database.db).baselines.load(database.workspaceId, DETECTOR_VERSION);
    expect(stored?.firstHourAt).toBe(Date.parse("2026-10-23T12:00:00Z"));
  });
});

test("after an outage the past is not stepped through: a spike in the backfill alerts nobody", async () => {
  await history(NOW - 28 * DAY, NOW - 40 * HOUR);
  await judge(NOW - 40 * HOUR);
  await judge(NOW - MINUTE);
  const spike = (reason: string, at: number) => (reason === "login" && at < NOW - 30 * HOUR ? 6 : 1);
  await database.store.buckets.add(database.workspaceId, counted(NOW - 40 * HOUR, NOW - 28 * HOUR, spike));
  await judge(NOW);
  await database.store.buckets.add(database.workspaceId, counted(NOW - 28 * HOUR, NOW, spike));
  await judge(NOW + MINUTE);
  expect(await signals()).toEqual([]);
});
