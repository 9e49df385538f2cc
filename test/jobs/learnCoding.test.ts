import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { learnCoding } from "../../jobs/learnCoding.ts";
import { READER_VERSION } from "../../src/domain/coding/reader-bytes.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { generatedContacts } from "../support/summaries.ts";

const START = Date.UTC(2026, 8, 14);
const NOW = "2026-11-23T00:00:00Z";
const since = (from: number) => ({ from: new Date(from), to: new Date("2026-12-01") });
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.db.pool.query("TRUNCATE contact, event, classifier, coding_suggestion CASCADE");
});
afterAll(() => database.close());

const coded = [...generatedContacts(2_400, { start: START })].map(({ at, text, coded }, id) =>
  contact({ id: `${id}`, occurredAt: new Date(at).toISOString(), reasons: [coded], summary: text }),
);
const uncoded = (id: string, summary: string, occurredAt = "2026-11-22T12:00:00.000Z") =>
  contact({ id, occurredAt, summary, reasons: [] });

async function drained(events: Parameters<typeof receive>[1]) {
  const deps = jobDeps(database, NOW);
  await receive(database, events);
  await aggregate(deps, { workspaceId: database.workspaceId });
  return deps;
}

test("learns from the coded contacts and says what the uncoded read like, without coding one", async () => {
  const { store, db, workspaceId } = database;
  const deps = await drained([
    ...coded,
    uncoded("u-1", "laskulla on maksu jota ei ole tilattu, on vihainen"),
    uncoded("u-2", "the parcel cannot be followed. customer called again"),
    uncoded("u-3", "laskun summa ei vastaa sopimusta"),
    uncoded("u-4", "hmm"),
    uncoded("u-5", "laskulla on maksu jota ei ole tilattu", "2026-10-01T12:00:00.000Z"),
    contact({ id: "u-6", reasons: [] }),
  ]);
  await learnCoding(deps, { workspaceId });
  const learned = await store.classifier.report(workspaceId, READER_VERSION);
  expect(learned?.learnedAt).toEqual(new Date(NOW));
  expect(learned?.report.macroF1).toBeGreaterThan(0.8);
  expect((learned?.report.examples ?? 0) + (learned?.report.heldOut ?? 0)).toBe(2_400);
  expect(await store.classifier.suggested(workspaceId, since(Date.UTC(2026, 10, 1)))).toEqual([
    { reason: "invoice-wrong", contacts: 2 },
    { reason: "order-late", contacts: 1 },
  ]);
  const { rows } = await db.pool.query(
    "SELECT count(*)::int AS n FROM contact_reason r JOIN contact c ON c.id = r.contact_id WHERE c.external_id LIKE 'u-%'",
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test("looks back only so far for words, however many contacts have none", async () => {
  const { store, workspaceId } = database;
  const hour = (n: number) => new Date(START + n * 3_600_000).toISOString();
  const silent = Array.from({ length: 8 }, (_, n) =>
    contact({ id: `s-${n}`, occurredAt: hour(n + 1), reasons: ["late"] }),
  );
  await drained([contact({ id: "w", occurredAt: hour(0), reasons: ["late"], summary: "late" }), ...silent]);
  expect(await store.classifier.material(workspaceId, 2)).toBeNull();
  expect((await store.classifier.material(workspaceId, 3))?.reasons).toEqual(new Map([["late", 1]]));
});

test("is learned again the next day, reads what is new in between, and twice is once", async () => {
  const { store, workspaceId } = database;
  const deps = await drained(coded);
  await learnCoding(deps, { workspaceId });
  await drained([uncoded("u-1", "laskun summa ei vastaa sopimusta")]);
  deps.at("2026-11-23T01:00:00Z");
  await learnCoding(deps, { workspaceId });
  await learnCoding(deps, { workspaceId });
  expect((await store.classifier.report(workspaceId, READER_VERSION))?.learnedAt).toEqual(new Date(NOW));
  const suggested = [{ reason: "invoice-wrong", contacts: 1 }];
  expect(await store.classifier.suggested(workspaceId, since(START))).toEqual(suggested);
  deps.at("2026-11-24T00:00:00Z");
  await learnCoding(deps, { workspaceId });
  expect((await store.classifier.report(workspaceId, READER_VERSION))?.learnedAt).toEqual(
    new Date("2026-11-24T00:00:00Z"),
  );
  expect(await store.classifier.suggested(workspaceId, since(START))).toEqual(suggested);
});

test("reads no coded contact twice, where next to all of them are", async () => {
  const { db, workspaceId } = database;
  await drained([uncoded("u-1", "laskun summa ei vastaa sopimusta"), ...coded]);
  const latest = contact({ id: "latest", occurredAt: "2026-11-22T23:00:00.000Z", reasons: ["late"] });
  await learnCoding(await drained([latest]), { workspaceId });
  const { rows } = await db.pool.query(
    "SELECT external_id FROM contact WHERE id = (SELECT read_through FROM classifier)",
  );
  expect(rows).toEqual([{ external_id: "latest" }]);
});

test.each([
  ["nothing", []],
  ["too few examples", coded.slice(0, 150)],
  ["one reason", coded.map(({ body }) => contact({ ...body, reasons: ["same"] }))],
  ["no words", coded.map(({ body: { summary: _, ...body } }) => contact(body))],
])("learns nothing from %s", async (_, events) => {
  const deps = await drained(events);
  await learnCoding(deps, { workspaceId: database.workspaceId });
  expect(await database.store.classifier.report(database.workspaceId, READER_VERSION)).toBeUndefined();
});

test("waits while contacts wait to be counted", async () => {
  await receive(database, coded);
  await learnCoding(jobDeps(database, NOW), { workspaceId: database.workspaceId });
  expect(await database.store.classifier.report(database.workspaceId, READER_VERSION)).toBeUndefined();
});
