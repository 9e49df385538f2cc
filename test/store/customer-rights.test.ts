import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { eraseCustomer } from "../../src/store/customer-erase.ts";
import { lockCustomers } from "../../src/store/customers.ts";
import { inTransaction } from "../../src/store/database.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { overdueFacts, risingSignal, spikeFacts } from "../support/facts.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

const at = new Date("2026-11-20T12:00:00Z");
const by = { at, actor: "cli" };
const channel = "C0BILLING";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Every text, JSON and array column of every table that holds the word, and in how many rows. */
async function where(word: string): Promise<Record<string, number>> {
  const { rows: columns } = await database.db.pool.query<{ table: string; column: string }>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE t.table_type = 'BASE TABLE' AND c.table_schema NOT IN ('pg_catalog', 'information_schema')
       AND c.table_schema = 'public' AND c.data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY', 'bytea')`,
  );
  expect(columns.length).toBeGreaterThan(80);
  const found: Record<string, number> = {};
  for (const { table, column } of columns) {
    const { rows } = await database.db.pool.query(
      `SELECT count(*)::int AS n FROM "${table}" WHERE position($1 IN lower("${column}"::text)) > 0`,
      [word],
    );
    if (rows[0].n > 0) found[`${table}.${column}`] = rows[0].n;
  }
  return found;
}

/** A customer with a word of their own in every field that can hold one; answers their id. */
async function customerWith(word: string, phone: string): Promise<string> {
  const { store, db, workspaceId } = database;
  const customer = { id: `${word}-77`, email: `${word}@Example.fi`, phone, name: `Anna ${word}` };
  const promise = { text: `call ${word}`, dueAt: "2026-11-20T10:00:00Z" };
  await receive(database, [
    contact({ id: `${phone}-1`, customer, promise, summary: `says ${word}` }),
    contact({ id: `${phone}-2`, customer, summary: `says ${word}`, reasons: [] }),
    { kind: "feedback", body: answer(`${phone}-3`, { comment: word, customer }) },
    { kind: "feedback", body: answer(`${phone}-4`, { comment: word, contactId: `${phone}-1` }) },
    {
      kind: "survey",
      body: { id: `${phone}-5`, occurredAt: at.toISOString(), touchpoint: "invoice", customer },
    },
  ]);
  await aggregate(jobDeps(database), { workspaceId });
  const customerId = `${await store.customers.ensure(workspaceId, { phone })}`;
  const late = await store.promises.make({
    ...{
      workspaceId,
      customerId,
      text: `late ${word}`,
      dueAt: at,
      owner: "maija",
      team: null,
      channel: null,
    },
    ...{ by: "UMAIJA", at, note: `about ${word}` },
  });
  const opening = { workspaceId, at, slackChannels: [channel] };
  const signal = await store.signals.open({
    ...{ ...opening, kind: "overdue-promise", subject: late.id },
    facts: overdueFacts({ promiseId: late.id, text: late.text }),
  });
  const facts = overdueFacts({ promiseId: late.id, text: late.text });
  const about = { kind: "overdue-promise", text: late.text, dueAt: facts.dueAt };
  const line = { signalId: signal.id, kind: "overdue-promise", about, openedAt: facts.dueAt };
  await db.pool.query(
    `INSERT INTO notice (workspace_id, key, kind, slack_to, subject, facts, created_at)
     VALUES ($1, $2, 'digest', $3, $3, $4, $5)`,
    [
      workspaceId,
      phone,
      channel,
      { kind: "digest", content: { held: [line], waiting: [line], lastDate: "d" } },
      at,
    ],
  );
  const examples = [
    { occurredAt: at.toISOString(), channel: "phone", summary: `says ${word}` },
    { occurredAt: at.toISOString(), channel: "chat", summary: "says another" },
  ];
  await store.signals.open({ ...opening, kind: "spike", subject: phone, facts: spikeFacts({ examples }) });
  const rising = { ...risingSignal().facts, examples } as ReturnType<typeof spikeFacts>;
  await store.signals.open({ ...opening, kind: "rising-term", subject: phone, facts: rising });
  await store.promises.act(workspaceId, late.id, { deed: "tried", note: `no ${word}`, by: "UMAIJA", at });
  const past = await store.promises.make({
    ...{
      workspaceId,
      customerId,
      text: `past ${word}`,
      dueAt: at,
      owner: "maija",
      team: null,
      channel: null,
    },
    ...{ by: "UMAIJA", at },
  });
  const pastFacts = overdueFacts({ promiseId: past.id, text: past.text });
  await store.signals.open({ ...opening, kind: "overdue-promise", subject: past.id, facts: pastFacts });
  await store.promises.act(workspaceId, past.id, {
    deed: "given-up",
    note: `${word} moved`,
    by: "ULEAD",
    at,
  });
  await receive(database, waiting(word, phone));
  await db.pool.query(
    "UPDATE event SET processed_at = $2, error = $3 WHERE workspace_id = $1 AND external_id = $4",
    [workspaceId, at, `odd value ${word}`, `${phone}-9`],
  );
  await store.audit.add(workspaceId, { at, actor: "UMAIJA", action: "look-up", subject: customerId });
  return customerId;
}

const answer = (id: string, more: object) => ({
  ...{ id, occurredAt: at.toISOString(), metric: "nps", score: 3 },
  ...more,
});

/** What has not been drained yet, each naming the customer in another way. */
function waiting(word: string, phone: string) {
  const home = phone.replace("+358", "0").replace(/(\d{3})/g, "$1 ");
  const moved = { promiseId: `${phone}-1`, action: "moved", dueAt: at.toISOString(), text: word };
  const made = { ...moved, promiseId: `${phone}-8`, action: "made", customer: { id: `${word}-77` } };
  return [
    contact({ id: `${phone}-6`, customer: { phone: home }, summary: word, promise: { text: word } }),
    {
      kind: "feedback",
      body: answer(`${phone}-7`, { comment: word, customer: { email: `${word.toUpperCase()}@example.fi` } }),
    },
    { kind: "feedback", body: answer(`${phone}-7b`, { comment: word, surveyId: `${phone}-5` }) },
    { kind: "promise", body: { id: `${phone}-8`, occurredAt: at.toISOString(), ...made } },
    { kind: "promise", body: { id: `${phone}-8b`, occurredAt: at.toISOString(), ...moved } },
    contact({ id: `${phone}-9`, customer: { id: `${word}-77`, name: word }, summary: word }),
  ];
}

describe("erased", () => {
  let [erased, other]: [string, string] = [] as never;
  let before: Record<string, number>;
  beforeAll(async () => {
    other = await customerWith("kanaria", "+358501112223");
    before = await where("kanaria");
    erased = await customerWith("varpunen", "+358404445556");
  });

  test("no text of theirs is left anywhere, and all of another's is", async () => {
    const { store, workspaceId } = database;
    expect(await where("varpunen")).toEqual(before);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining([
        ...[
          "customer.name",
          "customer_identity.value",
          "contact.summary",
          "feedback.comment",
          "promise.text",
        ],
        ...[
          "promise_entry.note",
          "event.body",
          "event.error",
          "signal.facts",
          "signal_entry.note",
          "notice.facts",
        ],
      ]),
    );
    const count = async () =>
      (
        await database.db.pool.query(
          "SELECT (SELECT count(*) FROM contact) + (SELECT sum(count) FROM bucket) AS n",
        )
      ).rows;
    const counts = await count();
    const others = await where("kanaria");
    const done = await store.customerRights.erase(workspaceId, erased, by);
    expect(done).toMatchObject({
      contacts: 2,
      feedback: 2,
      surveys: 1,
      promises: 3,
      withdrawn: 2,
      events: 6,
    });
    expect(done?.alertIds).toHaveLength(4);
    expect(await where("varpunen")).toEqual({});
    expect(await where("404445556")).not.toHaveProperty("customer_identity.value");
    expect(await where("kanaria")).toEqual(others);
    expect(await count()).toEqual(counts);
    expect(await where(erased)).toEqual({ "audit_entry.subject": 2 });
    expect(await where(other)).not.toEqual({});
  });

  test("what waited is counted as nobody's, and brings nobody back", async () => {
    const { store, workspaceId, db } = database;
    await aggregate(jobDeps(database), { workspaceId });
    expect(await where("varpunen")).toEqual({});
    expect(await store.customers.find(workspaceId, "040 444 5556")).toEqual([]);
    const { rows } = await db.pool.query(
      "SELECT customer_id FROM contact WHERE external_id = '+358404445556-6'",
    );
    expect(rows).toEqual([{ customer_id: null }]);
    const open = await store.promises.openFor(workspaceId, { all: true });
    expect(new Set(open.map(({ customerId }) => customerId))).toEqual(new Set([other]));
  });

  test("overdue promises end as withdrawn, and every alert that told of them is due anew", async () => {
    const { rows } = await database.db.pool.query(
      `SELECT s.kind, s.status, s.facts ->> 'text' AS text, s.facts ->> 'outcome' AS outcome, a.due_at AS "dueAt", a.shown < s.version AS behind
       FROM signal s JOIN alert a ON a.signal_id = s.id WHERE s.facts ->> 'text' = '[…]' ORDER BY outcome`,
    );
    const late = { kind: "overdue-promise", status: "resolved", text: "[…]", dueAt: at, behind: true };
    expect(rows).toEqual([
      { ...late, outcome: "broken" },
      { ...late, outcome: "withdrawn" },
    ]);
  });

  test("in touch again they are a new customer", async () => {
    const { store, workspaceId } = database;
    const again = await store.customers.ensure(workspaceId, { phone: "+358404445556" });
    expect(again).not.toBe(erased);
    expect(await store.customers.profile(workspaceId, `${again}`)).toMatchObject({
      contactCount: 0,
      promises: [],
    });
    expect(await store.customerRights.erase(workspaceId, erased, by)).toBeNull();
    expect(await store.customerRights.copy(workspaceId, erased)).toBeNull();
  });

  test("a copy has all of the other's words and nobody else's", async () => {
    const copy = await database.store.customerRights.copy(database.workspaceId, other);
    expect(Object.keys(copy ?? {})).toEqual([
      ...["customer", "contacts", "feedback", "surveys", "promises", "waiting", "lookedAt"],
    ]);
    const lists = { contacts: 3, feedback: 4, surveys: 1 };
    for (const [key, length] of Object.entries(lists)) expect(copy).toHaveProperty(`${key}.length`, length);
    const text = JSON.stringify(copy);
    for (const words of ["Anna kanaria", "says kanaria", "late kanaria", "no kanaria", "+358501112223"])
      expect(text).toContain(words);
    expect(text).not.toContain("varpunen");
  });
});

describe("at the same time as a drain", () => {
  let id: string;
  const phone = "+358407778889";
  beforeEach(async () => {
    id = `${await database.store.customers.ensure(database.workspaceId, { phone, name: "tiainen" })}`;
  });

  test("erasing waits for the drain, and takes what it brought", async () => {
    const { db, store, workspaceId } = database;
    const erasing = await inTransaction(db.pool, async (sql) => {
      await lockCustomers(sql, workspaceId);
      const erasing = store.customerRights.erase(workspaceId, id, by);
      await eventually(async () => {
        const { rows } = await db.pool.query(
          "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
        );
        expect(rows.length).toBeGreaterThan(0);
      });
      await sql.query(
        `INSERT INTO contact (workspace_id, source_id, external_id, occurred_at, channel, direction, customer_id, summary)
         VALUES ($1, 'desk', 'meanwhile', $2, 'phone', 'inbound', $3, 'tiainen')`,
        [workspaceId, at, id],
      );
      return { erasing };
    });
    expect(await erasing.erasing).toMatchObject({ contacts: 1 });
    expect(await where("tiainen")).toEqual({});
  });

  test("many drains and an erasure leave nothing of before it", async () => {
    const { store, workspaceId } = database;
    const events = Array.from({ length: 40 }, (_, n) =>
      contact({ id: `race-${n}`, customer: { phone, name: "tiainen" }, summary: "tiainen" }),
    );
    await receive(database, events);
    const deps = jobDeps(database);
    const drains = [1, 2, 3].map(() => aggregate(deps, { workspaceId }));
    await Promise.all([...drains, store.customerRights.erase(workspaceId, id, by)]);
    await aggregate(deps, { workspaceId });
    expect(await where("tiainen")).toEqual({});
    const { rows } = await database.db.pool.query(
      "SELECT count(*)::int AS n FROM contact WHERE external_id LIKE 'race-%'",
    );
    expect(rows).toEqual([{ n: 40 }]);
  });
});

describe("at the same time as an alert is told by their words", () => {
  const said = "the kottarainen sang";
  let id: string;
  beforeEach(async () => {
    const { db, store, workspaceId } = database;
    await db.pool.query("TRUNCATE event, customer, contact, signal CASCADE");
    const customer = { id: "k-1" };
    await receive(database, [contact({ id: "k", customer, summary: said, occurredAt: at.toISOString() })]);
    await aggregate(jobDeps(database), { workspaceId });
    id = `${await store.customers.ensure(workspaceId, customer)}`;
  });

  const examples = [{ occurredAt: at.toISOString(), channel: "phone", summary: said }];
  const opening = () => ({
    ...{ workspaceId: database.workspaceId, kind: "spike" as const, subject: "late", at, slackChannels: [] },
    facts: spikeFacts({ examples }),
  });
  const blocked = () =>
    eventually(async () => {
      const { rows } = await database.db.pool.query("SELECT 1 FROM pg_locks WHERE NOT granted");
      expect(rows.length).toBeGreaterThan(0);
    });

  test("who tells waits for the erasure, and tells it without their words; so does who goes on telling", async () => {
    const { db, store, workspaceId } = database;
    const other = await store.signals.open({ ...opening(), subject: "other", facts: spikeFacts() });
    const telling = await inTransaction(db.pool, async (sql) => {
      await eraseCustomer(sql, workspaceId, id, by);
      const told = Promise.all([
        store.signals.open(opening()),
        store.signals.updateFacts(workspaceId, other.id, spikeFacts({ examples }), at),
      ]);
      await blocked();
      return { told };
    });
    await telling.told;
    expect(await where("kottarainen")).toEqual({});
    const [signal] = (await store.signals.living(workspaceId, "spike")).filter(
      (each) => each.subject === "late",
    );
    expect(signal?.facts).toMatchObject({ examples: [{ occurredAt: at.toISOString(), channel: "phone" }] });
  });

  test("the erasure waits for who tells, and takes what was told", async () => {
    const { store, workspaceId } = database;
    const erasing = await store.transaction(async (tx) => {
      await tx.signals.open(opening());
      const erased = store.customerRights.erase(workspaceId, id, by);
      await blocked();
      return { erased };
    });
    expect(await erasing.erased).toMatchObject({ contacts: 1 });
    expect(await where("kottarainen")).toEqual({});
  });
});
