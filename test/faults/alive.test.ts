import { WebClient } from "@slack/web-api";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { startWork } from "../../jobs/main.ts";
import type { Deps } from "../../src/deps.ts";
import { createLog } from "../../src/log.ts";
import { createMetrics } from "../../src/metrics.ts";
import { connectQueue } from "../../src/queue/connection.ts";
import { openQueues } from "../../src/queue/enqueue.ts";
import { jobs } from "../../src/queue/registry.ts";
import { slackOf } from "../../src/slack/connection/slack.ts";
import { clientOptions } from "../../src/slack/connection/web-client.ts";
import { closeDatabase, openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/index.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { silent } from "../support/slackHouse.ts";
import { type SlackStub, startSlackStub } from "../support/slackStub.ts";

const redisUrl = inject("redisUrl");
const until = { timeout: 15_000, interval: 20 };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

type Worker = { sweeps(): number; empty(): Promise<void>; stop(): Promise<void> };

describe.each(["postgres", "redis"] as const)("with the queue in %s", (kind) => {
  describe.skipIf(kind === "redis" && redisUrl === undefined)("a promise that nobody keeps", () => {
    let database: TestDatabase;
    let stub: SlackStub;
    /** How far the clock is put forward. */
    let aheadMs = 0;
    const now = () => new Date(Date.now() + aheadMs);
    const workers: Worker[] = [];

    beforeAll(async () => {
      database = await testDatabase();
      await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C0DEFAULT" });
    });
    beforeEach(async () => {
      aheadMs = 0;
      stub = await startSlackStub(now);
    });
    afterEach(async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
      await stub.close();
      await database.db.pool.query("TRUNCATE promise, promise_entry, signal, alert, notice CASCADE");
    });
    afterAll(() => database.close());

    /** A process of its own in all but memory: its own pool, queue connection, workers and sweep. */
    async function startWorker(): Promise<void> {
      const db = openDatabase(database.url, { max: 5 });
      const connection = await connectQueue({
        databaseUrl: database.url,
        redisUrl: kind === "redis" ? `${redisUrl}/6` : undefined,
      });
      const queues = openQueues(connection, createLog("silent"));
      const own = Object.keys(jobs).map((name) => connection.queue(name));
      const store = createStore(db);
      const metrics = createMetrics();
      const slack = slackOf(new WebClient("xoxb-test", clientOptions(stub.apiUrl, silent)), metrics);
      let swept = 0;
      const deps: Deps = {
        store: { ...store, alone: (name, work) => store.alone(name, work).finally(() => (swept += 1)) },
        enqueue: queues.enqueue,
        slackFor: async () => slack,
        now,
        log: createLog("silent"),
        metrics,
      };
      const work = await startWork(deps, connection, queues);
      workers.push({
        sweeps: () => swept,
        empty: async () => {
          for (const queue of own) await queue.obliterate({ force: true });
        },
        stop: async () => {
          await work.stop();
          await Promise.all(own.map((queue) => queue.close()));
          await queues.close();
          await connection.close();
          await closeDatabase(db);
        },
      });
    }

    const promise = (dueInMs: number, madeAgoMs = 0) =>
      database.store.promises.make({
        workspaceId: database.workspaceId,
        customerId: null,
        text: "call back",
        owner: "UMAIJA",
        team: null,
        channel: "phone",
        by: "UMAIJA",
        at: new Date(now().getTime() - madeAgoMs),
        dueAt: new Date(now().getTime() + dueInMs),
      });

    const alerts = () => stub.posts("C0DEFAULT");
    const alerted = () => vi.waitFor(() => expect(alerts()).toHaveLength(1), until);

    /** Both have looked twice more: whatever would be said a second time has been. */
    async function lookedAgain(): Promise<void> {
      const before = workers.map((worker) => worker.sweeps());
      await vi.waitFor(() => {
        for (const [i, worker] of workers.entries())
          expect(worker.sweeps()).toBeGreaterThan((before[i] ?? 0) + 1);
      }, until);
    }

    async function looked(wanted: string): Promise<void> {
      await vi.waitFor(async () => {
        const { rows } = await database.db.pool.query("SELECT 1 FROM promise WHERE wake_at > $1", [wanted]);
        expect(rows).toHaveLength(1);
      }, until);
    }

    test("is alerted once, within 5 seconds of its time, by two workers", async () => {
      await Promise.all([startWorker(), startWorker()]);
      const { dueAt } = await promise(1_500);
      await alerted();
      expect(now().getTime() - dueAt.getTime()).toBeLessThan(5_000);
      await lookedAgain();
      expect(alerts()).toHaveLength(1);
      expect(stub.posts("UMAIJA")).toEqual([]);
    });

    test("is alerted as soon although the queue has lost everything", async () => {
      await startWorker();
      const { dueAt } = await promise(2_500);
      await looked(now().toISOString());
      await workers[0]?.empty();
      await alerted();
      expect(now().getTime() - dueAt.getTime()).toBeLessThan(5_000);
      await lookedAgain();
      expect(alerts()).toHaveLength(1);
    });

    test("is alerted once after a restart days later, and nobody is reminded of what is past", async () => {
      await startWorker();
      await promise(2 * 60 * MINUTE_MS);
      await looked(new Date(now().getTime() + MINUTE_MS).toISOString());
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
      aheadMs = 3 * DAY_MS;
      await Promise.all([startWorker(), startWorker()]);
      const startedAt = now().getTime();
      await alerted();
      expect(now().getTime() - startedAt).toBeLessThan(5_000);
      await lookedAgain();
      expect(alerts()).toHaveLength(1);
      expect(stub.posts("UMAIJA")).toEqual([]);
    });

    test("is alerted once although the clock is set back after it, and another one as soon as ever", async () => {
      await Promise.all([startWorker(), startWorker()]);
      await promise(1_000);
      await alerted();
      aheadMs = -90 * MINUTE_MS;
      const { dueAt } = await promise(2_000);
      await vi.waitFor(() => expect(alerts()).toHaveLength(2), until);
      expect(now().getTime() - dueAt.getTime()).toBeLessThan(5_000);
      await lookedAgain();
      expect(alerts()).toHaveLength(2);
    });

    test("is reminded of and alerted once each when the clock is put forward under running workers", async () => {
      await Promise.all([startWorker(), startWorker()]);
      await promise(2 * 60 * MINUTE_MS);
      await looked(new Date(now().getTime() + MINUTE_MS).toISOString());
      aheadMs = 95 * MINUTE_MS;
      await vi.waitFor(() => expect(stub.posts("UMAIJA")).toHaveLength(1), until);
      aheadMs = 2 * DAY_MS;
      await alerted();
      await lookedAgain();
      expect(alerts()).toHaveLength(1);
      expect(stub.posts("UMAIJA")).toHaveLength(1);
    });
  });
});
