import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { startSweeping, sweep } from "../../jobs/sweep.ts";
import { createLog } from "../../src/log.ts";
import {
  connectQueue,
  type JobQueue,
  type JobWorker,
  type QueueConnection,
} from "../../src/queue/connection.ts";
import { openQueues, type Queues } from "../../src/queue/enqueue.ts";
import { type JobName, jobs } from "../../src/queue/registry.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { startRedis } from "../support/redis.ts";

const redisUrl = inject("redisUrl");
const workspaceId = "00000000-0000-4000-8000-000000000001";
const until = { timeout: 15_000, interval: 10 };

describe.each(["postgres", "redis"] as const)("the queue in %s", (kind) => {
  describe.skipIf(kind === "redis" && redisUrl === undefined)("", () => {
    let database: TestDatabase;
    let connection: QueueConnection;
    let queues: Queues;
    let own: JobQueue[];
    const workers: JobWorker[] = [];

    beforeAll(async () => {
      database = await testDatabase();
      // A numbered database of Redis is as good as a server of one's own.
      const url = kind === "redis" ? `${redisUrl}/7` : undefined;
      connection = await connectQueue({ databaseUrl: database.url, redisUrl: url });
      own = Object.keys(jobs).map((name) => connection.queue(name));
      queues = openQueues(connection, createLog("silent"));
    });
    afterEach(async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.close()));
      await empty();
      await database.db.pool.query(
        "TRUNCATE event, contact, contact_reason, bucket, promise, promise_entry, signal, alert CASCADE",
      );
    });
    afterAll(async () => {
      await Promise.all(own.map((queue) => queue.close()));
      await queues.close();
      await connection.close();
      await database.close();
    });

    /** As if the queue had lost everything. */
    async function empty() {
      for (const queue of own) await queue.obliterate({ force: true });
    }

    async function work(name: JobName, run: (payload: unknown) => Promise<void>) {
      const worker = connection.worker(name, (job) => run(job.data), {
        concurrency: jobs[name].concurrency,
        lockDuration: 5_000,
        stalledInterval: 5_000,
      });
      await worker.waitUntilReady();
      workers.push(worker);
    }

    async function contacts(): Promise<number> {
      return (await database.db.pool.query("SELECT count(*)::int AS count FROM contact")).rows[0].count;
    }

    test("same work that waits is added once", async () => {
      for (let i = 0; i < 20; i += 1) await queues.enqueue("aggregate", { workspaceId });
      await queues.enqueue("aggregate", { workspaceId: randomUUID() });
      expect((await queues.counts()).aggregate).toMatchObject({ waiting: 2 });
    });

    test("same work asked for while it runs runs once more afterwards", async () => {
      let runs = 0;
      let finish = () => {};
      const first = new Promise<void>((resolve) => {
        finish = resolve;
      });
      await work("aggregate", async () => {
        runs += 1;
        if (runs === 1) await first;
      });
      await queues.enqueue("aggregate", { workspaceId });
      await vi.waitFor(() => expect(runs).toBe(1), until);
      for (let i = 0; i < 5; i += 1) await queues.enqueue("aggregate", { workspaceId });
      expect(runs).toBe(1);
      finish();
      await vi.waitFor(() => expect(runs).toBe(2), until);
      await queues.enqueue("aggregate", { workspaceId });
      await vi.waitFor(() => expect(runs).toBe(3), until);
    });

    test("work that fails is tried again as often as its job says", async () => {
      let tries = 0;
      await work("deliver", async () => {
        tries += 1;
        if (tries < jobs.deliver.attempts) throw new Error("Slack is away");
      });
      await queues.enqueue("deliver", { alertId: workspaceId });
      await vi.waitFor(() => expect(tries).toBe(jobs.deliver.attempts), until);
      await vi.waitFor(
        async () => expect((await queues.counts()).deliver).toEqual({ waiting: 0, delayed: 0, failed: 0 }),
        until,
      );
    });

    test("an emptied queue takes the same work again", async () => {
      const payload = { workspaceId };
      await queues.enqueue("aggregate", payload);
      await empty();
      let runs = 0;
      await work("aggregate", async () => {
        runs += 1;
      });
      await queues.enqueue("aggregate", payload);
      await vi.waitFor(() => expect(runs).toBe(1), until);
    });

    test("schedules may be written by every process; the sweep comes by itself", async () => {
      await Promise.all(Array.from({ length: 6 }, () => queues.schedule()));
      let sweeps = 0;
      await work("sweep", async () => {
        sweeps += 1;
      });
      await vi.waitFor(() => expect(sweeps).toBeGreaterThanOrEqual(2), until);
    });

    test("a burst of nudged events is drained whole, each once", async () => {
      const deps = { ...jobDeps(database), enqueue: queues.enqueue };
      await work("aggregate", () => aggregate(deps, { workspaceId: database.workspaceId }));
      const events = Array.from({ length: 300 }, (_, i) => contact({ id: `c-${i}` }));
      for (let i = 0; i < events.length; i += 10) {
        await receive(database, events.slice(i, i + 10));
        await queues.enqueue("aggregate", { workspaceId: database.workspaceId });
      }
      await vi.waitFor(async () => expect(await contacts()).toBe(300), until);
      const { rows } = await database.db.pool.query(
        "SELECT count FROM bucket WHERE grain = '5m' AND reason = '*'",
      );
      expect(rows).toEqual([{ count: 300 }]);
    });

    test("events whose nudge was lost with the queue are drained after the next sweep", async () => {
      await receive(database, [contact({ id: "1" })]);
      await queues.enqueue("aggregate", { workspaceId: database.workspaceId });
      await empty();
      const deps = { ...jobDeps(database), now: () => new Date(), enqueue: queues.enqueue };
      await work("aggregate", () => aggregate(deps, { workspaceId: database.workspaceId }));
      const sweeping = startSweeping(deps, 200);
      await vi.waitFor(async () => expect(await contacts()).toBe(1), until);
      await sweeping.stop();
    });

    test("an overdue promise is told within 5 s of its time, the queue being emptied just before", async () => {
      const delivered = new Map<string, number>();
      await work("deliver", async (payload) => {
        const { alertId } = payload as { alertId: string };
        if (!delivered.has(alertId)) delivered.set(alertId, Date.now());
      });
      await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C1" });
      const dueAt = new Date(Date.now() + 1_000);
      await database.store.promises.make({
        workspaceId: database.workspaceId,
        customerId: null,
        text: "call back",
        dueAt,
        owner: null,
        team: null,
        channel: null,
        by: "U1",
        at: new Date(),
      });
      const deps = { ...jobDeps(database), now: () => new Date(), enqueue: queues.enqueue };
      await work("sweep", () => sweep(deps));
      await queues.schedule();
      await empty();
      const processes = [startSweeping(deps, 2_000), startSweeping({ ...deps }, 2_000)];
      await vi.waitFor(() => expect(delivered.size).toBe(1), until);
      await Promise.all(processes.map((sweeping) => sweeping.stop()));
      const [toldAt = 0] = delivered.values();
      expect(toldAt - dueAt.getTime()).toBeGreaterThanOrEqual(0);
      expect(toldAt - dueAt.getTime()).toBeLessThan(5_000);
      expect((await database.db.pool.query("SELECT count(*)::int AS alerts FROM alert")).rows).toEqual([
        { alerts: 1 },
      ]);
    });
  });
});

describe.skipIf(redisUrl === undefined)("Redis going away", () => {
  test("costs a nudge, never the one who asks: the answer comes within 2 s", async () => {
    const dir = await mkdtemp(join(tmpdir(), "earshot-redis-"));
    const redis = await startRedis(dir);
    const connection = await connectQueue({ databaseUrl: "", redisUrl: redis?.url });
    const queues = openQueues(connection, createLog("silent"));
    await queues.enqueue("aggregate", { workspaceId });
    await redis?.stop();
    for (let i = 0; i < 3; i += 1) {
      const askedAt = performance.now();
      await queues.enqueue("aggregate", { workspaceId });
      expect(performance.now() - askedAt).toBeLessThan(2_000);
    }
    await expect(connection.ping()).rejects.toThrow();
    await queues.close();
    await connection.close();
    await rm(dir, { recursive: true, force: true });
  });
});
