import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { UNCODED } from "../../src/domain/coding/day.ts";
import type { AgentMixes } from "../../src/domain/coding/drift.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const dates = { from: "2026-11-19", to: "2026-11-22" };
const at = (hour: string) => `2026-11-20T${hour}:00.000Z`;

/** One line for each reason of each mix, in order. */
function listed({ reasons, mixes }: AgentMixes) {
  const lines = mixes.flatMap(({ counts, ...who }) =>
    reasons.map((reason, at) => ({ ...who, reason, contacts: counts[at] ?? 0 })),
  );
  return lines.filter(({ contacts }) => contacts > 0).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const orderOf = (line: { touchpoint: string; agent: string; reason: string }) =>
  JSON.stringify([line.touchpoint, line.agent, line.reason]);

describe("the days of coding, kept by the drain", () => {
  const events = [
    contact({
      id: "1",
      occurredAt: at("09:00"),
      reasons: ["invoice", "delivery"],
      touchpoint: "web",
      agent: "maija",
    }),
    contact({ id: "2", occurredAt: at("10:00"), reasons: ["invoice"], touchpoint: "web", agent: "maija" }),
    contact({ id: "3", occurredAt: at("10:00"), reasons: [], touchpoint: "web", agent: "otto" }),
    contact({ id: "4", occurredAt: at("10:00"), reasons: ["delivery"] }),
    // 00:30 of the day after in Helsinki
    contact({ id: "5", occurredAt: at("22:30"), reasons: ["delivery"], touchpoint: "web", agent: "otto" }),
    contact({
      id: "6",
      occurredAt: at("10:00"),
      direction: "outbound",
      reasons: ["delivery"],
      agent: "otto",
    }),
  ];
  beforeAll(async () => {
    const deps = jobDeps(database);
    await receive(database, events);
    await aggregate(deps, { workspaceId: database.workspaceId });
    // the same again, and one that is new
    await receive(database, [
      ...events,
      contact({ id: "7", occurredAt: at("11:00"), reasons: ["invoice"], touchpoint: "web", agent: "otto" }),
    ]);
    await aggregate(deps, { workspaceId: database.workspaceId });
  });

  test("count each inbound contact once, by its day in the workspace's zone", async () => {
    const { store, workspaceId } = database;
    const sums = await store.codingDays.sums(
      workspaceId,
      ["*", UNCODED, "invoice", "delivery", "none"],
      dates,
    );
    expect(sums).toEqual(
      new Map([
        ["*", 6],
        [UNCODED, 1],
        ["invoice", 3],
        ["delivery", 3],
      ]),
    );
    const friday = { from: "2026-11-20", to: "2026-11-21" };
    expect((await store.codingDays.sums(workspaceId, ["*"], friday)).get("*")).toBe(5);
    expect(await store.codingDays.byAgent(workspaceId, "invoice", dates)).toEqual(
      new Map([
        ["maija", 2],
        ["otto", 1],
      ]),
    );
    expect(listed(await store.codingDays.mixes(workspaceId, dates))).toEqual([
      { touchpoint: "web", agent: "maija", reason: "delivery", contacts: 1 },
      { touchpoint: "web", agent: "maija", reason: "invoice", contacts: 2 },
      { touchpoint: "web", agent: "otto", reason: "delivery", contacts: 1 },
      { touchpoint: "web", agent: "otto", reason: "invoice", contacts: 1 },
    ]);
  });

  test("over seven weeks and a day make the mixes that SQL makes of them at once", async () => {
    const { db, store, workspaceId } = database;
    await db.pool.query(
      `INSERT INTO coding_day (workspace_id, reason, day, touchpoint, agent, contacts)
       SELECT $1, 'old reason/' || n % 7, date '2025-01-01' + n % 50, 'place-' || n % 3, 'agent-' || n % 5, 1 + n % 13
       FROM generate_series(1, 2000) n ON CONFLICT DO NOTHING`,
      [workspaceId],
    );
    const seven = { from: "2025-01-01", to: "2025-02-20" };
    const { rows } = await db.pool.query(
      `SELECT touchpoint, agent, reason, sum(contacts)::int AS contacts FROM coding_day
       WHERE day >= $1 AND day < $2 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      [seven.from, seven.to],
    );
    const found = await store.codingDays.mixes(workspaceId, seven);
    expect(listed(found)).toEqual(rows);
    expect(found.mixes).toHaveLength(15);
    const none = await store.codingDays.mixes(workspaceId, { from: "2024-01-01", to: "2024-03-01" });
    expect(none).toEqual({ reasons: [], mixes: [] });
    await db.pool.query("DELETE FROM coding_day WHERE day < '2026-01-01'");
  });

  test("and are what the migration makes of a history", async () => {
    const { db } = database;
    const rows = async () =>
      (
        await db.pool.query(
          "SELECT reason, day::text, touchpoint, agent, contacts FROM coding_day ORDER BY 1, 2, 3, 4",
        )
      ).rows;
    const kept = await rows();
    await db.pool.query("DELETE FROM coding_day");
    await db.pool.query(await historySql());
    expect(await rows()).toEqual(kept);
  });
});

async function historySql(): Promise<string> {
  const { readFile } = await import("node:fs/promises");
  const sql = await readFile(
    new URL("../../prisma/migrations/20261122022000_coding/migration.sql", import.meta.url),
    "utf8",
  );
  return sql.slice(sql.indexOf('INSERT INTO "coding_day"'));
}

test("a contact coded again keeps its reasons, and is a pair with the other coding; twice is once", async () => {
  const { db, store, workspaceId } = database;
  const coding = (id: string, contactId: string, reasons: string[], agent?: string) => ({
    kind: "coding",
    body: { id, contactId, occurredAt: at("15:00"), reasons, ...(agent === undefined ? {} : { agent }) },
  });
  await receive(database, [
    coding("g-1", "1", ["invoice"], "liisa"),
    coding("g-2", "2", ["delivery"]),
    coding("g-3", "2", ["delivery"], "maija"),
    coding("g-4", "3", ["delivery"], "liisa"),
    coding("g-5", "unheard of", ["delivery"], "liisa"),
  ]);
  await aggregate(jobDeps(database), { workspaceId });
  await store.transaction((tx) =>
    tx.codings.insert(workspaceId, [
      { id: "g-1", contactId: "1", occurredAt: at("16:00"), reasons: ["other"], sourceId: "desk" },
    ]),
  );
  const pairs = await store.codings.pairs(workspaceId, {
    from: new Date(at("00:00")),
    to: new Date(at("23:00")),
  });
  const sorted = pairs.map(({ first, second }) => [[...first].sort(), second]).sort();
  // not by the contact's own agent, not of a contact that had no reason, not of one that nobody knows
  expect(sorted).toEqual([
    [["delivery", "invoice"], ["invoice"]],
    [["invoice"], ["delivery"]],
  ]);
  const { rows } = await db.pool.query("SELECT count(*)::int AS n FROM contact_reason");
  expect(rows[0].n).toBe(7);
});
