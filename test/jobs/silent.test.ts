import fc from "fast-check";
import { expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { sweep } from "../../jobs/sweep.ts";
import { weighRhythms } from "../../jobs/weighRhythms.ts";
import { rhythmOf } from "../../src/domain/customer/rhythm.ts";
import { contact, receive } from "../support/inbox.ts";
import { promiseHouse } from "../support/promiseHouse.ts";

const DAY = 86_400_000;
/** Monday, 23 November 2026, 9:05 in Helsinki. */
const MONDAY = "2026-11-23T07:05:00Z";
const house = promiseHouse();

const daysBefore = (days: number) => new Date(Date.parse(MONDAY) - days * DAY).toISOString();
const call = (id: string, customer: string, days: number, given: object = {}) =>
  contact({
    id,
    customer: { id: customer, name: `Name of ${customer}` },
    occurredAt: daysBefore(days),
    ...given,
  });
const bad = (id: string, customer: string, days: number, score = 2) => ({
  kind: "feedback",
  body: {
    id,
    customer: { id: customer },
    occurredAt: daysBefore(days),
    metric: "csat",
    score,
    touchpoint: "invoice",
  },
});

async function hear(...events: Parameters<typeof receive>[1][number][]) {
  const { db } = house.database;
  await db.pool.query(
    "TRUNCATE event, customer, contact, feedback, survey, customer_touch, score_day CASCADE",
  );
  await receive(house.database, events);
  await aggregate(house.deps, { workspaceId: house.database.workspaceId });
}

const weighed = async () => {
  await weighRhythms(house.deps, { workspaceId: house.database.workspaceId });
  const { rows } = await house.database.db.pool.query(
    `SELECT i.value AS customer, t.silent_at AS "silentAt", t.usual_gap_ms::int / 86400000.0 AS gap
     FROM customer_touch t JOIN customer_identity i ON i.customer_id = t.customer_id WHERE t.weighed ORDER BY 1`,
  );
  return rows;
};
const silent = async (at = MONDAY) => {
  await weighRhythms(house.deps, { workspaceId: house.database.workspaceId });
  const { store, workspaceId } = house.database;
  const found = await store.customerTouches.silent(workspaceId, new Date(at));
  const { rows } = await house.database.db.pool.query(
    "SELECT customer_id AS id, value FROM customer_identity",
  );
  const names = new Map(rows.map(({ id, value }) => [id, value]));
  return found.map(({ customerId, team, cause }) => [names.get(customerId), cause.kind, team]);
};
/** In touch every `gap` days, the last time `last` days ago. */
const regular = (customer: string, gap: number, last: number, given: object = {}) =>
  Array.from({ length: 8 }, (_, i) => call(`${customer}-${i}`, customer, last + i * gap, given));

test("the sweep asks for rhythms where somebody was in touch", async () => {
  const { workspaceId } = house.database;
  const asked = { name: "weighRhythms", payload: { workspaceId } };
  await hear(...regular("weekly", 7, 20));
  await sweep(house.deps);
  expect(house.deps.enqueued).toContainEqual(asked);
  await weighed();
  house.deps.enqueued.length = 0;
  house.deps.at("2026-11-20T09:10:00Z");
  await sweep(house.deps);
  expect(house.deps.enqueued).not.toContainEqual(asked);
});

test("a rhythm is worked out once for whom it is new, as the customer's page does", async () => {
  await hear(...regular("weekly", 7, 20), ...regular("few", 7, 3).slice(0, 5));
  expect(await weighed()).toEqual([
    { customer: "few", silentAt: null, gap: null },
    { customer: "weekly", silentAt: new Date(Date.parse(MONDAY) + DAY), gap: expect.stringMatching(/^7\./) },
  ]);
  await receive(house.database, [call("new", "weekly", 1)]);
  await aggregate(house.deps, { workspaceId: house.database.workspaceId });
  expect((await weighed())[1]?.silentAt).toEqual(new Date(Date.parse(MONDAY) + 20 * DAY));
});

test("whenever contacts come and whenever it runs, a rhythm is that of all the contacts", async () => {
  const days = fc.array(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 8 }), {
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(days, async (deliveries) => {
      await hear();
      for (const [at, delivery] of deliveries.entries()) {
        await receive(
          house.database,
          delivery.map((day, i) => call(`c-${at}-${i}`, "one", day)),
        );
        await aggregate(house.deps, { workspaceId: house.database.workspaceId });
        await weighRhythms(house.deps, { workspaceId: house.database.workspaceId });
      }
      const times = deliveries.flat().map((day) => new Date(daysBefore(day)));
      times.sort((a, b) => b.getTime() - a.getTime());
      const [row] = await weighed();
      expect(row?.silentAt ?? undefined).toEqual(times.length < 6 ? undefined : rhythmOf(times)?.silentAt);
    }),
    { numRuns: 25 },
  );
});

test("silent is who misses their own rhythm this week, has a broken promise, or a bad score without a reply", async () => {
  await hear(
    ...regular("just silent", 7, 22, { team: "billing" }),
    ...regular("silent long ago", 7, 60),
    ...regular("not yet", 7, 10),
    ...regular("monthly", 30, 25),
    call("b-1", "unhappy", 5, { team: "care" }),
    bad("f-1", "unhappy", 4),
    bad("f-2", "answered", 4),
    call("b-2", "answered", 2, { direction: "outbound" }),
    bad("f-3", "content", 4, 4),
    bad("f-4", "long ago", 20),
    call("b-5", "let down", 9, { promise: { text: "call", dueAt: daysBefore(6) } }),
    call("b-6", "called since", 9, { promise: { text: "call", dueAt: daysBefore(6) } }),
    call("b-7", "called since", 2),
  );
  const { db } = house.database;
  await db.pool.query("UPDATE promise SET status = 'broken', team = 'billing'");
  expect((await silent()).sort()).toEqual([
    ["just silent", "quiet", "billing"],
    ["let down", "broken-promise", "billing"],
    ["unhappy", "bad-score", "care"],
  ]);
  const { store, workspaceId } = house.database;
  const [hit] = await store.customers.find(workspaceId, "just silent");
  await store.promises.make({
    ...{ workspaceId, customerId: `${hit?.id}`, text: "call", owner: "UMAIJA", team: null, channel: "phone" },
    ...{ by: "UMAIJA", at: new Date(MONDAY), dueAt: new Date("2026-11-24T12:00:00Z"), key: "k" },
  });
  expect((await silent()).map(([name]) => name)).not.toContain("just silent");
});

test("each team hears once on Monday when it opens, of its own; the default channel of who has no team; nobody is named", async () => {
  const { workspaceId, db } = house.database;
  await hear(
    ...regular("just silent", 7, 22, { team: "billing" }),
    bad("f-1", "unhappy", 4),
    bad("f-2", "worse", 4, 1),
  );
  await weighed();
  await house.work("2026-11-23T06:00:00Z");
  expect(house.heard("C0BILLING")).toEqual([]);
  await house.work(MONDAY);
  await house.work("2026-11-23T09:00:00Z");
  const [billing, ...again] = house.heard("C0BILLING").filter((text) => text.includes("nothing is heard"));
  expect(again).toEqual([]);
  expect(billing).toContain("Of whom nothing is heard: Billing");
  expect(billing).toContain("Used to be in touch about every 7 d, and is quiet since");
  const [others] = house.heard("C0DEFAULT").filter((text) => text.includes("nothing is heard"));
  expect(others).toContain("0 customers with a broken promise and no contact since, 2 with a bad score");
  expect(others?.indexOf("CSAT 1")).toBeLessThan(others?.indexOf("CSAT 2") ?? 0);
  for (const text of [billing, others]) expect(text).not.toMatch(/Name of|unhappy|worse|just silent/);
  const { rows } = await db.pool.query(
    "SELECT facts FROM notice WHERE workspace_id = $1 AND kind = 'silent'",
    [workspaceId],
  );
  expect(rows).toHaveLength(2);
});

test("a week in which nobody is silent says nothing", async () => {
  await hear(...regular("not yet", 7, 10, { team: "billing" }));
  await weighed();
  await house.work(MONDAY);
  expect([...house.heard("C0BILLING"), ...house.heard("C0DEFAULT")]).toEqual([]);
});
