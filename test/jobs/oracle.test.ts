import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { channels, directions } from "../../src/domain/contact.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { BUCKET_ORACLE, BUCKETS } from "../support/oracle.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const heard = fc
  .record({
    key: fc.integer({ min: 0, max: 30 }),
    occurredAt: fc
      .date({ min: new Date("2026-03-27"), max: new Date("2026-03-31"), noInvalidDate: true })
      .map((date) => date.toISOString()),
    channel: fc.constantFrom(...channels.slice(0, 3)),
    direction: fc.constantFrom(...directions),
    reasons: fc.subarray(["late", "lost", "broken"], { minLength: 1 }),
    customer: fc.record({
      id: fc.constantFrom("1", "2", "3"),
      email: fc.constantFrom("a@b.fi", "A@B.fi", "c@d.fi"),
    }),
  })
  .map(({ key, ...rest }) => contact({ id: `c-${key}`, ...rest }));

test("buckets are what the stored contacts say, whatever comes twice, late or together", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(heard, { maxLength: 25 }), { maxLength: 5 }), async (deliveries) => {
      await database.db.pool.query("TRUNCATE event, customer, contact, contact_reason, bucket CASCADE");
      const deps = jobDeps(database);
      await Promise.all(
        deliveries.map(async (delivery) => {
          await receive(database, delivery);
          await aggregate(deps, { workspaceId: database.workspaceId });
        }),
      );
      const { rows: buckets } = await database.db.pool.query(BUCKETS);
      const { rows: oracle } = await database.db.pool.query(BUCKET_ORACLE);
      expect(buckets).toEqual(oracle);
      const { rows: waiting } = await database.db.pool.query(
        "SELECT id FROM event WHERE processed_at IS NULL OR error IS NOT NULL",
      );
      expect(waiting).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
