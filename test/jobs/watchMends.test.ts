import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { watchMends } from "../../jobs/sweep/watchMends.ts";
import { firstLook, standingOf } from "../../src/figures/mend-watch.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";
import { jobDeps } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const ZONE = "Europe/Helsinki";
const MENDED_ON = "2026-08-31";
const FIRST = Date.parse("2026-07-06T00:00:00Z");
const DAY_MS = 86_400_000;
const dayAfter = (days: number) => new Date(Date.parse(MENDED_ON) + days * DAY_MS).toISOString().slice(0, 10);

beforeEach(async () => {
  const { db, store, workspaceId } = database;
  await db.pool.query("TRUNCATE bucket, reason, reason_mend, notice, signal CASCADE");
  await store.workspaces.update(workspaceId, { defaultChannel: "C0EARSHOT", zone: ZONE });
  const at = new Date("2026-07-01T00:00:00Z");
  await store.reasons.upsert(workspaceId, { code: "late", label: "Late", slackChannel: "C0DELIVERY" }, at);
});

/** As many contacts on each local day as `count` says, of 400 a day in all. */
async function counted(count: (day: number) => number, days = 160): Promise<void> {
  const dates = Array.from({ length: days }, (_, each) =>
    new Date(FIRST + each * DAY_MS).toISOString().slice(0, 10),
  );
  await database.db.pool.query(
    `INSERT INTO bucket (workspace_id, grain, reason, channel, start_at, count)
     SELECT $1, '1d', reason, 'phone', day::timestamp AT TIME ZONE '${ZONE}', count FROM unnest($2::text[], $3::int[]) AS d (day, late)
     CROSS JOIN LATERAL (VALUES ('late', late), ('*', 400)) AS c (reason, count) WHERE count > 0`,
    [database.workspaceId, dates, dates.map((_, each) => count(each - 56))],
  );
}

async function mended(): Promise<void> {
  const { store, workspaceId } = database;
  const mend = {
    reason: "late",
    mendedOn: MENDED_ON,
    by: "U0OTTO",
    at: new Date(`${MENDED_ON}T12:00:00Z`),
    note: null,
  };
  await store.transaction((tx) =>
    tx.mends.mark(workspaceId, { ...mend, lookAt: firstLook(ZONE, MENDED_ON) }),
  );
}

const standingAfter = (days: number) =>
  standingOf(
    database.store,
    { id: database.workspaceId, zone: ZONE },
    { reason: "late", mendedOn: MENDED_ON },
    new Date(`${dayAfter(days)}T06:00:00Z`),
  );

/** The watch on every morning of so many days after the mending; what it told, in order. */
async function watched(days: number) {
  const deps = jobDeps(database);
  for (let day = 1; day <= days; day += 1) {
    deps.at(`${dayAfter(day)}T06:00:00Z`);
    await watchMends(deps);
    await watchMends(deps);
  }
  const { rows } = await database.db.pool.query(
    "SELECT slack_to, facts, created_at FROM notice WHERE kind = 'mend' ORDER BY created_at",
  );
  expect(deps.enqueued).toHaveLength(rows.length);
  return rows.map(({ slack_to, facts, created_at }) => ({
    to: slack_to,
    verdict: facts.standing.kind,
    day: Math.floor((created_at.getTime() - Date.parse(MENDED_ON)) / DAY_MS),
  }));
}

describe("the watch over a mended reason", () => {
  test("tells its channel once that it is proven, on the morning after its second whole week", async () => {
    await counted((day) => (day <= 0 ? 6 : 2));
    await mended();
    expect(await watched(90)).toEqual([{ to: "C0DELIVERY", verdict: "proven", day: 15 }]);
    expect(await database.store.mends.latest(database.workspaceId, "late")).toMatchObject({
      verdict: "proven",
      decidedAt: new Date(`${dayAfter(15)}T06:00:00Z`),
      endedAt: new Date(`${dayAfter(85)}T06:00:00Z`),
    });
  });

  test("tells when it comes back, and watches it no longer", async () => {
    await counted((day) => (day <= 0 || day > 35 ? 6 : 2));
    await mended();
    expect(await watched(90)).toEqual([
      { to: "C0DELIVERY", verdict: "proven", day: 15 },
      { to: "C0DELIVERY", verdict: "came-back", day: 50 },
    ]);
    const mend = await database.store.mends.latest(database.workspaceId, "late");
    expect(mend?.endedAt).toEqual(new Date(`${dayAfter(50)}T06:00:00Z`));
  });

  test("tells after twelve weeks that nothing was proven, where nothing fell", async () => {
    await counted((day) => 5 + Math.abs(day % 2));
    await mended();
    expect(await watched(90)).toEqual([{ to: "C0DELIVERY", verdict: "not-proven", day: 85 }]);
  });

  test("tells nothing of one that was withdrawn, or marked anew meanwhile", async () => {
    const { store, workspaceId } = database;
    await counted((day) => (day <= 0 ? 6 : 2));
    await mended();
    await mended();
    const { rows } = await database.db.pool.query(
      "SELECT count(*)::int AS all, count(ended_at)::int AS ended FROM reason_mend",
    );
    expect(rows).toEqual([{ all: 2, ended: 1 }]);
    expect(await store.mends.withdraw(workspaceId, "late", new Date())).toBe(true);
    expect(await store.mends.withdraw(workspaceId, "late", new Date())).toBe(false);
    expect(await watched(30)).toEqual([]);
  });

  test("goes on with the others when one cannot be looked at", async () => {
    const { db, store, workspaceId } = database;
    await counted((day) => (day <= 0 ? 6 : 2));
    const first = { mendedOn: MENDED_ON, by: "U0OTTO", at: new Date(0), note: null, lookAt: new Date(0) };
    await store.transaction((tx) => tx.mends.mark(workspaceId, { ...first, reason: "broken" }));
    await mended();
    const at = new Date(`${dayAfter(-14)}T09:00:00Z`);
    const spike = { workspaceId, kind: "spike" as const, subject: "broken", slackChannels: [], at };
    await store.signals.open({ ...spike, facts: spikeFacts({}) });
    await db.pool.query(`UPDATE signal SET facts = facts || '{"windowMinutes": "no number"}'`);
    await expect(watchMends(jobDeps(database, `${dayAfter(15)}T06:00:00Z`))).rejects.toThrow("invalid input");
    const verdicts = ["broken", "late"].map((reason) => store.mends.latest(workspaceId, reason));
    expect(await Promise.all(verdicts)).toMatchObject([{ verdict: "watching" }, { verdict: "proven" }]);
  });

  test("goes to the default channel where the reason has none", async () => {
    await counted((day) => (day <= 0 ? 6 : 2));
    await database.store.reasons.upsert(
      database.workspaceId,
      { code: "late", slackChannel: null },
      new Date(),
    );
    await mended();
    expect(await watched(20)).toEqual([{ to: "C0EARSHOT", verdict: "proven", day: 15 }]);
  });

  test("reads days of the workspace's zone, without those of the reason's spikes before", async () => {
    const { store, workspaceId } = database;
    // three days of a spike, two weeks before
    await counted((day) => (day <= 0 ? (day >= -14 && day < -11 ? 90 : 6) : 2));
    await mended();
    const opened = await store.signals.open({
      ...{ workspaceId, kind: "spike", subject: "late", team: null, slackChannels: [] },
      ...{ at: new Date(`${dayAfter(-14)}T09:00:00Z`), facts: spikeFacts({ windowMinutes: 60 }) },
    });
    expect(opened.isNew).toBe(true);
    const endedAt = `${dayAfter(-12)}T09:00:00Z`;
    await store.signals.end({
      ...{
        workspaceId,
        kind: "spike",
        subject: "late",
        at: new Date(endedAt),
        by: "earshot",
        facts: { endedAt },
      },
    });
    const standing = await standingAfter(22);
    expect(standing).toMatchObject({ kind: "proven", weeks: 3 });
    expect("before" in standing && standing.before).toBeCloseTo(42);
    expect("after" in standing && standing.after).toBeCloseTo(14);
  });

  test("leaves out a spike that began before the eight weeks as well, as far as it reaches into them", async () => {
    const { store, workspaceId } = database;
    await counted((day) => (day < -46 ? 90 : day <= 0 ? 6 : 2));
    await mended();
    const spike = { workspaceId, kind: "spike", subject: "late" } as const;
    const at = new Date(`${dayAfter(-58)}T09:00:00Z`);
    await store.signals.open({ ...spike, slackChannels: [], at, facts: spikeFacts({ windowMinutes: 60 }) });
    const endedAt = `${dayAfter(-47)}T19:00:00Z`;
    await store.signals.end({ ...spike, at: new Date(endedAt), by: "earshot", facts: { endedAt } });
    const standing = await standingAfter(22);
    expect("before" in standing && standing.before).toBeCloseTo(42);
  });
});
