import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { overdueFacts } from "../support/facts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const at = new Date("2026-11-20T14:00:00Z");

async function waitingForLock(): Promise<number> {
  const { rows } = await database.db.pool.query<{ count: number }>(
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.count ?? 0;
}

test("a drain that ends many takes them in the order in which whoever acknowledges all takes them", async () => {
  const { store, workspaceId, db } = database;
  const subjects = ["1", "2"].map((each) => `${each.repeat(8)}-0000-4000-8000-000000000000`);
  const slackChannels: string[] = [];
  const ids = [];
  for (const subject of subjects) {
    const opening = { workspaceId, subject, facts: overdueFacts(), at, slackChannels };
    ids.push((await store.signals.open({ ...opening, kind: "overdue-promise" })).id);
  }
  // Their own ids the other way round.
  await db.pool.query("UPDATE signal SET id = $2 WHERE id = $1", [
    ids[0],
    `f${"0".repeat(7)}-0000-4000-8000-${"0".repeat(12)}`,
  ]);
  await db.pool.query("UPDATE signal SET id = $2 WHERE id = $1", [
    ids[1],
    `0${"0".repeat(7)}-0000-4000-8000-${"0".repeat(12)}`,
  ]);
  const lock = "SELECT 1 FROM signal WHERE subject = $1 FOR UPDATE";
  const other = await db.pool.connect();
  try {
    await other.query("BEGIN");
    await other.query(lock, [subjects[0]]);
    const drained = store.transaction((tx) => tx.promises.withOverdueSignal(workspaceId, subjects));
    await expect.poll(waitingForLock).toBe(1);
    await other.query(lock, [subjects[1]]);
    await other.query("COMMIT");
    expect(await drained).toEqual(new Set(subjects));
  } finally {
    other.release();
  }
});

test("many that ended badly say so", async () => {
  const { store, workspaceId } = database;
  await database.db.pool.query("TRUNCATE signal CASCADE");
  const memberIds: string[] = [];
  const kind = "overdue-promise" as const;
  for (const subject of ["a", "b", "c", "d"]) {
    const opening = { workspaceId, kind, subject, facts: overdueFacts(), at, slackChannels: [] };
    memberIds.push((await store.signals.open(opening)).id);
  }
  const slackChannels = [{ slackChannel: "C1", because: { by: "team" as const } }];
  await store.transaction(async (tx) => {
    await tx.signalGroups.gather({ workspaceId, slackChannels, team: null, memberIds, at, escalateAt: at });
    await tx.signalGroups.settle(at);
  });
  const [group] = await store.signals.living(workspaceId, "overdue-promises");
  const ends = [
    ["a", { outcome: "kept" }],
    ["b", { outcome: "broken" }],
    ["c", { outcome: "moved", told: false }],
    ["d", { outcome: "moved", told: true }],
  ] as const;
  for (const [subject, facts] of ends) {
    await store.signals.end({ workspaceId, kind, subject, at, by: "U1", facts });
  }
  await store.transaction((tx) => tx.signalGroups.settle(at));
  expect(await store.signals.get(workspaceId, group?.id ?? "")).toMatchObject({
    status: "resolved",
    facts: { promises: 4, overdue: 0, broken: 2 },
  });
});
