import { afterAll, beforeAll, expect, test } from "vitest";
import { withCost } from "../../jobs/detect/spikeCost.ts";
import { usualCosts } from "../../src/domain/cost/settings.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  // of a hundred calls eighty with ten minutes each; as many chats with none known
  await database.db.pool.query(
    `INSERT INTO reason_day (workspace_id, start_at, reason, channel, contacts, share, handled, handle_seconds, repeats)
     SELECT $1, '2026-11-10 22:00+00', reason, channel, 100, 100, handled, 600 * handled, 0
     FROM (VALUES ('*', 'phone', 80), ('invoice-wrong', 'phone', 80), ('invoice-wrong', 'chat', 0)) AS d (reason, channel, handled)`,
    [database.workspaceId],
  );
});
afterAll(() => database.close());

const facts = spikeFacts({
  ...{ reason: "invoice-wrong", observed: 41, expected: 14, lower: 8, upper: 21, history: [] },
  ...{ windowMinutes: 60, windowEndAt: "2026-11-20T12:00:00.000Z", sinceAt: "2026-11-20T11:00:00.000Z" },
});

test("a spike's excess costs what its contacts of the four weeks before did, each", async () => {
  const { store, workspaceId } = database;
  await store.costs.save(workspaceId, { ...usualCosts, perHour: { phone: 42 }, perContact: { chat: 5 } });
  const { cost } = await withCost(store, workspaceId, facts);
  // a call seven euros, a chat five
  expect(cost).toMatchObject({ currency: "EUR", timed: 0.8, sinceAt: facts.sinceAt });
  expect(cost?.each).toBeCloseTo(6);
  expect([cost?.amount, cost?.lower, cost?.upper].map(Math.round as never)).toEqual([162, 120, 198]);
});

test("one of a channel by its own contacts", async () => {
  const { store, workspaceId } = database;
  const { cost } = await withCost(store, workspaceId, { ...facts, channel: "phone" });
  expect(cost?.each).toBeCloseTo(7);
});

test("costs nothing while no rate is set", async () => {
  const { store, workspaceId } = database;
  await store.costs.save(workspaceId, usualCosts);
  expect(await withCost(store, workspaceId, facts)).toEqual(facts);
});
