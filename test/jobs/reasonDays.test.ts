import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { recount } from "../../jobs/recount.ts";
import { usualCosts } from "../../src/domain/cost/settings.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { recountReasonDays } from "../support/recounted.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const ZONE = "Europe/Helsinki";

/** The same sums as plain SQL over the contacts says them, whatever the roll-up does: a repeat by looking for one before it. */
const PLAIN = `
  WITH mention AS (
    SELECT c.id, c.channel, c.occurred_at, c.customer_id, c.handle_seconds, c.outcome, r.reason,
      1.0 / (SELECT count(*) FROM contact_reason k WHERE k.contact_id = c.id) AS part
    FROM contact c JOIN contact_reason r ON r.contact_id = c.id WHERE c.direction = 'inbound'
    UNION ALL
    SELECT id, channel, occurred_at, customer_id, handle_seconds, outcome, '*', 1 FROM contact WHERE direction = 'inbound')
  SELECT date_trunc('day', occurred_at, '${ZONE}') AS start_at, reason, channel, count(*)::int AS contacts,
    round(sum(part)::numeric, 6)::float8 AS share,
    round(coalesce(sum(part) FILTER (WHERE handle_seconds IS NOT NULL OR outcome = 'abandoned'), 0)::numeric, 6)::float8 AS handled,
    round(coalesce(sum(part * handle_seconds), 0)::numeric, 4)::float8 AS handle_seconds,
    (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM mention b WHERE b.customer_id = m.customer_id AND b.reason = m.reason
      AND (b.occurred_at, b.id) < (m.occurred_at, m.id) AND b.occurred_at >= m.occurred_at - make_interval(hours => 24 * $1))))::int AS repeats
  FROM mention m GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
const ROLLED = `
  SELECT start_at, reason, channel, contacts, round(share::numeric, 6)::float8 AS share, round(handled::numeric, 6)::float8 AS handled,
    round(handle_seconds::numeric, 4)::float8 AS handle_seconds, repeats
  FROM reason_day ORDER BY start_at, reason, channel`;

async function rows(sql: string, values: unknown[] = []) {
  return (await database.db.pool.query(sql, values)).rows;
}

const empty = () =>
  database.db.pool.query(
    "TRUNCATE event, customer, customer_identity, contact, contact_reason, bucket, reason_day, reason, source_hour CASCADE",
  );

const DAY_MS = 86_400_000;
const start = Date.parse("2026-10-20T00:00:00Z");
const contacts = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 60 }).map((n) => `c-${n}`),
    // the clocks change within these weeks; whole days apart a window ends to the millisecond
    at: fc.oneof(
      fc.integer({ min: 0, max: 24 * DAY_MS }),
      fc.integer({ min: 0, max: 24 }).map((day) => day * DAY_MS),
    ),
    channel: fc.constantFrom("phone", "chat"),
    direction: fc.constantFrom("inbound", "inbound", "inbound", "outbound"),
    customer: fc.option(fc.constantFrom("a", "b"), { freq: 5 }),
    reasons: fc.uniqueArray(fc.constantFrom("late", "wrong", "lost"), { minLength: 1 }),
    handleSeconds: fc.option(fc.integer({ min: 0, max: 900 })),
    isAbandoned: fc.boolean(),
  }),
  { selector: ({ id }) => id, minLength: 5, maxLength: 40 },
);

test("whatever comes late, twice and in whatever batches, the days are what plain SQL over the contacts counts", async () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(contacts, cuts, async (drawn, places) => {
      await empty();
      const events = drawn.map(({ id, at, customer, isAbandoned, handleSeconds, ...given }) =>
        contact({
          ...{ id, occurredAt: new Date(start + at).toISOString(), channel: given.channel as "phone" },
          ...{ direction: given.direction as "inbound", reasons: given.reasons },
          ...(customer !== null && { customer: { id: customer } }),
          ...(handleSeconds !== null && { handleSeconds }),
          ...(isAbandoned && { outcome: "abandoned" as const }),
        }),
      );
      const ends = [...places, events.length].sort((a, b) => a - b);
      for (const [index, end] of ends.entries()) {
        // each batch brings some of the one before it again
        await receive(database, events.slice(Math.max(0, (ends[index - 1] ?? 0) - 2), end));
        await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
      }
      const plain = await rows(PLAIN, [7]);
      expect(await rows(ROLLED)).toEqual(plain);
      await database.store.transaction((tx) =>
        recountReasonDays(tx, database.workspaceId, ["late", "wrong", "lost", "*"]),
      );
      expect(await rows(ROLLED)).toEqual(plain);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test("another repeat window counts what was there already by the new one, and what comes by it too", async () => {
  await empty();
  const { store, workspaceId } = database;
  const called = (id: string, day: number) =>
    contact({ id, customer: { id: "a" }, occurredAt: new Date(start + day * DAY_MS).toISOString() });
  const deps = jobDeps(database);
  await receive(database, [called("c-1", 0), called("c-2", 10)]);
  await aggregate(deps, { workspaceId });
  expect(await rows("SELECT sum(repeats)::int AS repeats FROM reason_day WHERE reason <> '*'")).toEqual([
    { repeats: 0 },
  ]);
  await store.costs.save(workspaceId, { ...usualCosts, repeatDays: 14 });
  expect(await store.costs.recountDue()).toEqual([workspaceId]);
  await recount(deps, { workspaceId });
  expect(await store.costs.recountDue()).toEqual([]);
  // asked for again meanwhile, it has nothing to do
  const unread = { ...store.reasonDays, reasons: () => Promise.reject(new Error("counted again")) };
  await recount({ ...deps, store: { ...store, reasonDays: unread } }, { workspaceId });
  await receive(database, [called("c-3", 22)]);
  await aggregate(deps, { workspaceId });
  expect(await rows(ROLLED)).toEqual(await rows(PLAIN, [14]));
  expect(await rows("SELECT sum(repeats)::int AS repeats FROM reason_day WHERE reason <> '*'")).toEqual([
    { repeats: 2 },
  ]);
  await store.costs.save(workspaceId, usualCosts);
});
