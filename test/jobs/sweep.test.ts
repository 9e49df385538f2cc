import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { watchPromises } from "../../jobs/sweep/watchPromises.ts";
import { startSweeping, sweep } from "../../jobs/sweep.ts";
import { closeDatabase, openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/index.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query(
    "TRUNCATE event, promise, promise_entry, bucket, signal, alert, notice, team CASCADE",
  );
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C-DEFAULT" });
});

const dueAt = new Date("2026-11-20T14:00:00Z");

function promise(given: { team?: string; dueAt?: Date } = {}) {
  return database.store.promises.make({
    workspaceId: database.workspaceId,
    customerId: null,
    text: "call back",
    owner: "UMAIJA00",
    team: null,
    channel: "phone",
    by: "UMAIJA00",
    at: new Date("2026-11-20T09:00:00Z"),
    dueAt,
    ...given,
  });
}

const living = () => database.store.signals.living(database.workspaceId, "overdue-promise");

async function alerts(): Promise<{ id: string; slack_channel: string }[]> {
  return (await database.db.pool.query("SELECT id, slack_channel FROM alert ORDER BY slack_channel")).rows;
}

describe("a promise", () => {
  test("is told in its team's channel from the instant it is due, and once", async () => {
    await database.store.teams.upsert(database.workspaceId, { code: "billing", slackChannel: "C-BILLING" });
    const { id } = await promise({ team: "billing" });
    const deps = jobDeps(database, "2026-11-20T13:59:59.999Z");
    await sweep(deps);
    expect(await living()).toEqual([]);

    deps.at("2026-11-20T14:00:00Z");
    await sweep(deps);
    await sweep(deps);
    const facts = {
      kind: "overdue-promise",
      promiseId: id,
      text: "call back",
      owner: "UMAIJA00",
      ownerSlackId: "UMAIJA00",
    };
    expect(await living()).toMatchObject([{ subject: id, team: "billing", facts }]);
    const [alert] = await alerts();
    expect(alert?.slack_channel).toBe("C-BILLING");
    expect(deps.enqueued).toContainEqual({
      name: "deliver",
      payload: { alertId: alert?.id },
    });
  });

  test("is told once by eight processes that sweep at the same time", async () => {
    for (let i = 0; i < 25; i += 1) await promise();
    const processes = Array.from({ length: 8 }, () => openDatabase(database.url, { max: 3 }));
    const deps = processes.map((db) => ({
      ...jobDeps(database, "2026-11-20T14:00:03Z"),
      store: createStore(db),
    }));
    for (let round = 0; round < 3; round += 1) await Promise.all(deps.map((one) => sweep(one)));
    await Promise.all(processes.map(closeDatabase));
    expect(await living()).toHaveLength(25);
    expect(await alerts()).toHaveLength(1);
    const { rows } = await database.db.pool.query(
      `SELECT kind, count(*)::int AS opened FROM signal JOIN signal_entry ON signal_entry.signal_id = signal.id
       WHERE action = 'opened' GROUP BY kind ORDER BY kind`,
    );
    expect(rows).toEqual([
      { kind: "overdue-promise", opened: 25 },
      { kind: "overdue-promises", opened: 1 },
    ]);
  });

  test("is taken once also when two transactions take at the same time", async () => {
    for (let i = 0; i < 10; i += 1) await promise();
    const taken = await Promise.all(
      Array.from({ length: 4 }, () => database.store.transaction((tx) => tx.promises.takeDue(dueAt, 100))),
    );
    expect(new Set(taken.flat().map(({ id }) => id)).size).toBe(10);
    expect(taken.flat()).toHaveLength(10);
  });

  test("that came due while everything was down is told at the first sweep", async () => {
    const { id } = await promise();
    const restarted = openDatabase(database.url);
    await sweep({ ...jobDeps(database, "2026-11-23T07:30:00Z"), store: createStore(restarted) });
    await closeDatabase(restarted);
    expect(await living()).toMatchObject([{ subject: id }]);
  });

  test("that no channel can take is open all the same, and told as soon as there is one", async () => {
    await database.store.workspaces.update(database.workspaceId, { defaultChannel: null });
    await promise();
    const deps = jobDeps(database, "2026-11-20T14:00:01Z");
    await sweep(deps);
    expect(await living()).toHaveLength(1);
    expect(await alerts()).toEqual([]);
    await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C-LATER" });
    deps.at("2026-11-20T14:01:02Z");
    await sweep(deps);
    expect(await alerts()).toMatchObject([{ slack_channel: "C-LATER" }]);
    expect(await living()).toHaveLength(1);
  });

  test("costs the sweep less than 50 ms more among 100,000 open ones", async () => {
    const insert = (first: number, last: number) =>
      database.db.pool.query(
        `INSERT INTO promise (workspace_id, source_id, external_id, text, made_at, due_at, wake_at)
         SELECT $1, 'desk', i::text, 'call back', $2, at, at
         FROM generate_series($3::int, $4) i, LATERAL (SELECT $2::timestamptz + i * interval '10 seconds' AS at) due`,
        [database.workspaceId, dueAt, first, last],
      );
    const deps = jobDeps(database);
    /** Of five looks, each at one promise that is due then. */
    const quickest = async (first: number): Promise<number> => {
      const took: number[] = [];
      for (let i = first; i < first + 5; i += 1) {
        deps.at(new Date(dueAt.getTime() + i * 10_000).toISOString());
        const startedAt = performance.now();
        await watchPromises(deps);
        took.push(performance.now() - startedAt);
        expect(await living()).toHaveLength(i);
      }
      return Math.min(...took);
    };
    await insert(1, 5);
    const alone = await quickest(1);
    await insert(6, 100_005);
    await database.db.pool.query("ANALYZE promise");
    expect((await quickest(6)) - alone).toBeLessThan(50);
  });
});

describe("what nobody nudged", () => {
  test("events that have waited for a second are drained, younger ones are left to their own nudge", async () => {
    const { workspaceId } = database;
    await receive(database, [contact({ id: "1" })]);
    const { rows } = await database.db.pool.query("SELECT received_at FROM event");
    const deps = jobDeps(database, new Date(rows[0].received_at.getTime() + 900).toISOString());
    await sweep(deps);
    expect(deps.enqueued.filter(({ name }) => name === "aggregate")).toEqual([]);
    deps.at(new Date(rows[0].received_at.getTime() + 1_100).toISOString());
    await sweep(deps);
    expect(deps.enqueued).toContainEqual({
      name: "aggregate",
      payload: { workspaceId },
    });
  });

  test("alerts that are due are delivered, again at every sweep until they are shown", async () => {
    await promise();
    const deps = jobDeps(database, "2026-11-20T14:00:01Z");
    await sweep(deps);
    deps.enqueued.length = 0;
    deps.at("2026-11-20T14:00:03Z");
    await sweep(deps);
    const [alert] = await alerts();
    expect(deps.enqueued.filter(({ name }) => name === "deliver")).toMatchObject([
      { payload: { alertId: alert?.id } },
    ]);
  });

  test("a snooze ends on time", async () => {
    await promise();
    const deps = jobDeps(database, "2026-11-20T14:00:01Z");
    await sweep(deps);
    const [signal] = await living();
    const until = new Date("2026-11-20T15:00:00Z");
    await database.store.signals.change({
      workspaceId: database.workspaceId,
      id: signal?.id ?? "",
      from: "open",
      to: "snoozed",
      action: "snoozed",
      by: "UOTTO000",
      at: deps.now(),
      until,
    });
    deps.at("2026-11-20T14:59:59Z");
    await sweep(deps);
    expect(await living()).toMatchObject([{ status: "snoozed" }]);
    deps.at(until.toISOString());
    await sweep(deps);
    expect(await living()).toMatchObject([{ status: "open" }]);
  });

  test("every active workspace is judged about once a minute, and its words are listened to every ten", async () => {
    const { workspaceId } = database;
    await database.store.buckets.add(workspaceId, [
      { grain: "1h", reason: "*", channel: "phone", startAt: Date.parse("2026-11-20T10:00:00Z"), count: 1 },
    ]);
    const deps = { ...jobDeps(database), store: createStore(database.db) };
    for (const second of ["00", "02", "30", "58"]) {
      deps.at(`2026-11-20T12:00:${second}Z`);
      await sweep(deps);
    }
    const asked = (job: string) => deps.enqueued.filter(({ name }) => name === job).length;
    expect(deps.enqueued).toContainEqual({ name: "detect", payload: { workspaceId } });
    expect([asked("detect"), asked("hearTerms"), asked("learnCoding")]).toEqual([1, 1, 1]);
    deps.at("2026-11-20T12:01:00Z");
    await sweep(deps);
    expect([asked("detect"), asked("hearTerms"), asked("learnCoding")]).toEqual([2, 1, 1]);
    deps.at("2026-11-20T12:10:00Z");
    await sweep(deps);
    expect([asked("detect"), asked("hearTerms"), asked("learnCoding")]).toEqual([3, 2, 2]);
    deps.at("2026-12-20T12:01:00Z");
    await sweep(deps);
    expect([asked("detect"), asked("hearTerms"), asked("learnCoding")]).toEqual([3, 2, 2]);
  });
});

describe("sweeping", () => {
  test("a merge that waits is asked for at once, then every ten seconds", async () => {
    const { db, store, workspaceId } = database;
    const deps = { ...jobDeps(database, "2026-11-20T14:00:00Z"), store: createStore(db) };
    const asked = { kind: "merge" as const, code: "a", into: "b", askedBy: "U0ADMIN" };
    await store.recodings.ask(workspaceId, { ...asked, askedAt: deps.now() });
    const recodings = () => deps.enqueued.filter(({ name }) => name === "recode").length;
    await sweep(deps);
    deps.at("2026-11-20T14:00:09Z");
    await sweep(deps);
    expect(recodings()).toBe(1);
    deps.at("2026-11-20T14:00:10Z");
    await sweep(deps);
    expect(recodings()).toBe(2);
    await db.pool.query("TRUNCATE recoding");
  });

  test("goes on with the other parts when one fails, and says so", async () => {
    await promise();
    const { inbox } = database.store;
    const broken = { ...inbox, workspacesWaiting: () => Promise.reject(new Error("no index")) };
    const deps = jobDeps(database, "2026-11-20T14:00:01Z");
    await expect(sweep({ ...deps, store: { ...database.store, inbox: broken } })).rejects.toThrow("no index");
    expect(await living()).toHaveLength(1);
    expect(deps.enqueued.map(({ name }) => name)).toContain("deliver");
  });

  test("repeats one after the other, survives failures, and stops after the one under way", async () => {
    let running = 0;
    let most = 0;
    let times = 0;
    const alone = async () => {
      running += 1;
      times += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      if (times === 2) throw new Error("the database went away");
      return true;
    };
    const sweeping = startSweeping({ ...jobDeps(database), store: { ...database.store, alone } }, 1);
    await expect.poll(() => times).toBeGreaterThan(3);
    await sweeping.stop();
    expect({ running, most }).toEqual({ running: 0, most: 1 });
    const stoppedAt = times;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(times).toBe(stoppedAt);
  });
});
