import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { createLog } from "../../src/log.ts";
import { connectQueue, type QueueConnection } from "../../src/queue/connection.ts";
import { openQueues, type Queues } from "../../src/queue/enqueue.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, receive } from "../support/inbox.ts";
import { BUCKET_ORACLE, BUCKETS } from "../support/oracle.ts";

const redisUrl = inject("redisUrl");
const kills = 8;

describe.each(["postgres", "redis"] as const)("workers killed at random, queue in %s", (kind) => {
  describe.skipIf(kind === "redis" && redisUrl === undefined)("", () => {
    const url = kind === "redis" ? `${redisUrl}/8` : undefined;
    let database: TestDatabase;
    let connection: QueueConnection;
    let queues: Queues;
    const workers = new Set<ChildProcess>();

    beforeAll(async () => {
      database = await testDatabase();
      connection = await connectQueue({ databaseUrl: database.url, redisUrl: url });
      queues = openQueues(connection, createLog("silent"));
    });
    afterAll(async () => {
      for (const worker of workers) await kill(worker);
      await queues.close();
      await connection.close();
      await database.close();
    });

    async function start() {
      const child = fork(
        fileURLToPath(new URL("worker.ts", import.meta.url)),
        [database.url, url ?? "", database.workspaceId],
        {
          execArgv: ["--import", "tsx"],
        },
      );
      await once(child, "message");
      workers.add(child);
    }

    async function kill(worker: ChildProcess) {
      workers.delete(worker);
      const exited = once(worker, "exit");
      worker.kill("SIGKILL");
      await exited;
    }

    /** About 500 events a second until told to stop, each batch nudged, and now and then a queue that loses everything. */
    async function feed(signal: AbortSignal): Promise<number> {
      const queue = connection.queue("aggregate");
      let sent = 0;
      while (!signal.aborted) {
        const batch = Array.from({ length: 25 }, (_, i) => {
          const customer = { id: `customer-${(sent + i) % 70}`, email: `p${(sent + i) % 70}@b.fi` };
          const occurredAt = new Date(Date.UTC(2026, 9, 24, 0, (sent + i) % 4_000)).toISOString();
          return contact({
            id: `c-${sent + i}`,
            occurredAt,
            customer,
            reasons: i % 3 === 0 ? ["late", "lost"] : ["late"],
          });
        });
        await receive(database, batch);
        sent += batch.length;
        await queues.enqueue("aggregate", { workspaceId: database.workspaceId });
        if (sent % 2_000 === 0) await queue.obliterate({ force: true });
        await wait(50);
      }
      await queue.close();
      return sent;
    }

    test("every event is counted exactly once, and the backlog is gone within 20 s of the last kill", async () => {
      await Promise.all([start(), start()]);
      const feeding = new AbortController();
      const fed = feed(feeding.signal);
      for (let i = 0; i < kills; i += 1) {
        await wait(300 + ((i * 37) % 11) * 40);
        const [victim] = workers;
        if (victim !== undefined) await kill(victim);
        await start();
      }
      feeding.abort();
      const events = await fed;
      const [last] = workers;
      if (last !== undefined) await kill(last);
      const killedAt = Date.now();
      await vi.waitFor(
        async () =>
          expect(await database.store.inbox.counts(database.workspaceId)).toMatchObject({
            waiting: 0,
            setAside: 0,
          }),
        { timeout: 60_000, interval: 50 },
      );
      expect(Date.now() - killedAt).toBeLessThan(20_000);
      const { rows: stored } = await database.db.pool.query("SELECT count(*)::int AS contacts FROM contact");
      expect(stored).toEqual([{ contacts: events }]);
      const { rows: customers } = await database.db.pool.query(
        "SELECT count(*)::int AS customers FROM customer",
      );
      expect(customers).toEqual([{ customers: 70 }]);
      const { rows: buckets } = await database.db.pool.query(BUCKETS);
      const { rows: oracle } = await database.db.pool.query(BUCKET_ORACLE);
      expect(buckets).toEqual(oracle);
    });
  });
});
