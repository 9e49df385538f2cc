import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() =>
  database.db.pool.query(
    "TRUNCATE event, customer, customer_identity, contact, contact_reason, feedback, promise, promise_entry, bucket, reason, team, touchpoint, staff, signal, alert CASCADE",
  ),
);

async function rows(sql: string, values: unknown[] = []) {
  return (await database.db.pool.query(sql, values)).rows;
}

async function drain(events: Parameters<typeof receive>[1]) {
  const deps = jobDeps(database);
  await receive(database, events);
  await aggregate(deps, { workspaceId: database.workspaceId });
  return deps;
}

describe("a contact", () => {
  const called = contact({
    id: "call-8812",
    customer: { id: "c-77", email: "Maija@B.fi", phone: "040 123 4567", name: "Maija" },
    reasons: ["invoice-wrong", "late-delivery"],
    touchpoint: "invoice",
    agent: "maija",
    team: "billing",
    summary: "was billed twice",
    waitSeconds: 340,
    handleSeconds: 410,
    resolved: false,
    outcome: "reached",
    sale: { amount: 120.5, currency: "EUR" },
    promise: { text: "call back", dueAt: "2026-11-21T14:00:00Z", owner: "otto" },
  });

  test("is stored whole, with all its reasons and its customer", async () => {
    await drain([called]);
    const [hit] = await database.store.customers.find(database.workspaceId, "+358 40 1234567");
    expect(hit).toMatchObject({
      name: "Maija",
      identities: [
        { kind: "external", value: "c-77" },
        { kind: "email", value: "maija@b.fi" },
        { kind: "phone", value: "+358401234567" },
      ],
      lastContactAt: new Date("2026-11-20T09:14:00Z"),
    });
    const profile = await database.store.customers.profile(database.workspaceId, hit?.id ?? "");
    expect(profile).toMatchObject({
      contactCount: 1,
      contacts: [
        { reasons: ["Invoice wrong", "Late delivery"], summary: "was billed twice", outcome: "reached" },
      ],
    });
    expect(
      await rows("SELECT wait_seconds, handle_seconds, resolved, sale_amount, sale_currency FROM contact"),
    ).toEqual([
      {
        wait_seconds: 340,
        handle_seconds: 410,
        resolved: false,
        sale_amount: "120.50",
        sale_currency: "EUR",
      },
    ]);
  });

  test("counts once for each reason and once for any, in five minutes, hour and local day", async () => {
    await drain([called]);
    const day = "2026-11-19T22:00:00.000Z";
    const starts = { "5m": "2026-11-20T09:10:00.000Z", "1h": "2026-11-20T09:00:00.000Z", "1d": day };
    const expected = ["*", "invoice-wrong", "late-delivery"].flatMap((reason) =>
      Object.entries(starts).map(([grain, start]) => ({
        grain,
        reason,
        channel: "phone",
        start_at: new Date(start),
        count: 1,
      })),
    );
    const counted = await rows(
      "SELECT grain, reason, channel, start_at, count FROM bucket ORDER BY reason, start_at DESC",
    );
    expect(counted).toEqual(expected);
  });

  test("names what was first seen and leaves no body in the inbox", async () => {
    await drain([called]);
    expect(await rows("SELECT code, label, first_seen_at FROM reason ORDER BY code")).toEqual([
      { code: "invoice-wrong", label: "Invoice wrong", first_seen_at: new Date("2026-11-20T09:14:00Z") },
      { code: "late-delivery", label: "Late delivery", first_seen_at: new Date("2026-11-20T09:14:00Z") },
    ]);
    expect(await rows("SELECT label FROM touchpoint UNION ALL SELECT label FROM team")).toEqual([
      { label: "Invoice" },
      { label: "Billing" },
    ]);
    expect(await rows("SELECT code, team_code FROM staff ORDER BY 1")).toEqual([
      { code: "maija", team_code: "billing" },
      { code: "otto", team_code: "billing" },
    ]);
    expect(await rows("SELECT body, processed_at, error FROM event")).toEqual([
      { body: null, processed_at: new Date("2026-11-20T12:00:00Z"), error: null },
    ]);
  });

  test("asks for detection once", async () => {
    const { enqueued } = await drain([called]);
    const { workspaceId } = database;
    expect(enqueued).toEqual([{ name: "detect", payload: { workspaceId } }]);
    expect((await drain([])).enqueued).toEqual([]);
  });

  test("is not counted when we made it: a call-back is not a complaint", async () => {
    await drain([contact({ id: "out", direction: "outbound" })]);
    expect(await rows("SELECT * FROM bucket")).toEqual([]);
  });

  test("is counted under the reason its alias stands for", async () => {
    await database.store.reasons.upsert(
      database.workspaceId,
      { code: "invoice-wrong", aliases: ["bill", "Rechnung"] },
      new Date(),
    );
    await drain([
      contact({ id: "1", reasons: ["bill", "invoice-wrong"] }),
      contact({ id: "2", reasons: ["Rechnung"] }),
    ]);
    expect(await rows("SELECT reason, count FROM bucket WHERE grain = '1h' ORDER BY 1")).toEqual([
      { reason: "*", count: 2 },
      { reason: "invoice-wrong", count: 2 },
    ]);
  });

  test("that comes days late lands in its own bucket", async () => {
    await drain([contact({ id: "1" })]);
    await drain([contact({ id: "2", occurredAt: "2026-11-02T09:14:00.000Z" }), contact({ id: "3" })]);
    const from = new Date("2026-11-01T00:00:00Z");
    const to = new Date("2026-12-01T00:00:00Z");
    expect(
      await database.store.buckets.series(database.workspaceId, "invoice-wrong", { grain: "5m", from, to }),
    ).toEqual([
      { startAt: new Date("2026-11-02T09:10:00Z"), count: 1 },
      { startAt: new Date("2026-11-20T09:10:00Z"), count: 2 },
    ]);
  });
});

describe("twice is once", () => {
  const events = Array.from({ length: 1_200 }, (_, i) =>
    contact({
      id: `c-${i}`,
      occurredAt: new Date(Date.UTC(2026, 10, 20, 9, 0, i % 600)).toISOString(),
      customer: { id: `customer-${i % 40}`, phone: `04012345${10 + (i % 40)}` },
      reasons: i % 3 === 0 ? ["late-delivery", "invoice-wrong"] : ["late-delivery"],
    }),
  );

  test("four drains at once count every event once and make one customer per identity", async () => {
    await receive(database, events);
    const deps = jobDeps(database);
    await Promise.all(
      Array.from({ length: 4 }, () => aggregate(deps, { workspaceId: database.workspaceId })),
    );
    expect(
      await rows(
        "SELECT reason, sum(count)::int AS count FROM bucket WHERE grain = '5m' GROUP BY 1 ORDER BY 1",
      ),
    ).toEqual([
      { reason: "*", count: 1200 },
      { reason: "invoice-wrong", count: 400 },
      { reason: "late-delivery", count: 1200 },
    ]);
    expect(await rows("SELECT count(*)::int AS count FROM customer")).toEqual([{ count: 40 }]);
    expect(await rows("SELECT count(*)::int AS count FROM contact")).toEqual([{ count: 1200 }]);
  });

  test("every event one to five times, shuffled, while it is drained", async () => {
    const deps = jobDeps(database);
    const copies = events.flatMap((event, i) => Array.from({ length: 1 + (i % 5) }, () => event));
    const shuffled = copies
      .map((event, i) => ({ event, key: (i * 7919) % 10_007 }))
      .sort((a, b) => a.key - b.key);
    const chunks = Array.from({ length: 12 }, (_, i) =>
      shuffled.filter((_, j) => j % 12 === i).map(({ event }) => event),
    );
    await Promise.all(
      chunks.map(async (chunk) => {
        await receive(database, chunk);
        await aggregate(deps, { workspaceId: database.workspaceId });
      }),
    );
    expect(
      await rows("SELECT sum(count)::int AS count FROM bucket WHERE grain = '1d' AND reason = '*'"),
    ).toEqual([{ count: 1200 }]);
    expect(
      await rows("SELECT count(*)::int AS count FROM event WHERE processed_at IS NULL OR error IS NOT NULL"),
    ).toEqual([{ count: 0 }]);
  });

  test("a contact that is stored already is not counted again, whatever the inbox says", async () => {
    await drain([contact({ id: "1" })]);
    await rows("DELETE FROM event");
    await drain([contact({ id: "1" }), contact({ id: "2" })]);
    expect(await rows("SELECT count FROM bucket WHERE grain = '5m' AND reason = '*'")).toEqual([
      { count: 2 },
    ]);
  });
});

describe("a poison event", () => {
  test("is set aside with its error and its body; the others go on", async () => {
    const good = Array.from({ length: 20 }, (_, i) => contact({ id: `good-${i}` }));
    await drain([
      ...good.slice(0, 7),
      { kind: "contact", body: { id: "no-reasons", occurredAt: "2026-11-20T09:14:00Z" } },
      contact({ id: "too-long-a-wait", waitSeconds: 9_999_999_999 }),
      { kind: "gossip", body: { id: "unknown" } },
      contact({ id: "never", occurredAt: "not a time" }),
      ...good.slice(7),
    ]);
    const aside = await database.store.inbox.setAside(database.workspaceId, 10);
    expect(aside.map(({ externalId }) => externalId).sort()).toEqual([
      "never",
      "no-reasons",
      "too-long-a-wait",
      "unknown",
    ]);
    expect(aside.every(({ error }) => error.length > 5)).toBe(true);
    expect(
      await rows("SELECT count(*)::int AS count FROM event WHERE error IS NOT NULL AND body IS NOT NULL"),
    ).toEqual([{ count: 4 }]);
    expect(await rows("SELECT count FROM bucket WHERE grain = '5m' AND reason = '*'")).toEqual([
      { count: 20 },
    ]);
    expect(await database.store.inbox.counts(database.workspaceId)).toMatchObject({
      waiting: 0,
      setAside: 4,
    });
    expect(await database.store.events.backlog()).toEqual({ waiting: 0, setAside: 4 });
  });

  test("can be tried again after a fix", async () => {
    await drain([{ kind: "contact", body: { id: "1", occurredAt: "2026-11-20T09:14:00Z" } }]);
    await rows(`UPDATE event SET body = $1`, [JSON.stringify(contact({ id: "1" }).body)]);
    expect(await database.store.inbox.retrySetAside(database.workspaceId)).toBe(1);
    await drain([]);
    expect(await database.store.inbox.counts(database.workspaceId)).toMatchObject({
      waiting: 0,
      setAside: 0,
    });
    expect(await rows("SELECT external_id FROM contact")).toEqual([{ external_id: "1" }]);
  });
});

test("feedback is stored once, with its customer", async () => {
  const body = {
    id: "f-1",
    occurredAt: "2026-11-20T10:00:00Z",
    metric: "nps",
    score: 3,
    touchpoint: "invoice",
    customer: { email: "A@b.fi" },
    contactId: "call-1",
    comment: "slow",
  };
  await drain([{ kind: "feedback", body }]);
  const [hit] = await database.store.customers.find(database.workspaceId, "a@B.fi");
  expect(await database.store.customers.profile(database.workspaceId, hit?.id ?? "")).toMatchObject({
    feedback: [{ metric: "nps", score: 3, touchpoint: "invoice", comment: "slow" }],
  });
});

test("a connection cut in the middle leaves nothing half done: the next drain counts each event once", async () => {
  const events = Array.from({ length: 3_000 }, (_, i) =>
    contact({ id: `c-${i}`, customer: { id: `customer-${i % 500}` } }),
  );
  await receive(database, events);
  const deps = jobDeps(database);
  const { workspaceId } = database;
  let isOver = false;
  const cut = aggregate(deps, { workspaceId }).then(
    () => "not cut",
    () => "cut",
  );
  cut.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND backend_type = 'client backend' AND xact_start IS NOT NULL`,
    );
  }
  expect(await cut).toBe("cut");
  await aggregate(deps, { workspaceId });
  expect(await rows("SELECT count FROM bucket WHERE grain = '5m' AND reason = '*'")).toEqual([
    { count: 3_000 },
  ]);
  expect(await rows("SELECT count(*)::int AS count FROM customer")).toEqual([{ count: 500 }]);
  expect(await database.store.inbox.counts(workspaceId)).toMatchObject({ waiting: 0, setAside: 0 });
});
