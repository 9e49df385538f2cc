import { afterAll, beforeAll, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
const period = { from: new Date("2026-11-20T09:00:00Z"), to: new Date("2026-11-20T10:00:00Z") };

beforeAll(async () => {
  database = await testDatabase();
  const at = (minute: number) => `2026-11-20T09:${minute}:00.000Z`;
  await receive(database, [
    contact({ id: "1", occurredAt: at(10), summary: "No network", channel: "chat", touchpoint: "login" }),
    contact({
      id: "2",
      occurredAt: at(12),
      summary: "Charged twice",
      channel: "phone",
      touchpoint: "invoice",
    }),
    contact({ id: "3", occurredAt: at(14), summary: "No network", channel: "phone", touchpoint: "invoice" }),
    contact({ id: "4", occurredAt: at(16), channel: "phone" }),
    contact({ id: "5", occurredAt: at(18), channel: "chat" }),
    contact({ id: "6", occurredAt: at(20), direction: "outbound", summary: "We called back" }),
    contact({ id: "7", occurredAt: at(22), reasons: ["login"], summary: "Another reason" }),
  ]);
  await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
});
afterAll(() => database.close());

test("examples are the latest inbound contacts, those with the same words once, those without words last", async () => {
  const { store, workspaceId } = database;
  const shown = await store.contacts.examples(workspaceId, "invoice-wrong", { ...period, limit: 3 });
  expect(shown).toEqual([
    { occurredAt: new Date("2026-11-20T09:14:00Z"), channel: "phone", summary: "No network", times: 2 },
    { occurredAt: new Date("2026-11-20T09:12:00Z"), channel: "phone", summary: "Charged twice", times: 1 },
    { occurredAt: new Date("2026-11-20T09:18:00Z"), channel: "chat", summary: null, times: 2 },
  ]);
  const [first] = await store.contacts.examples(workspaceId, "*", { ...period, limit: 1, channel: "chat" });
  expect(first).toMatchObject({ summary: "No network", times: 1 });
});

test("touchpoints are counted in all channels, or in one", async () => {
  const { store, workspaceId } = database;
  expect(await store.contacts.touchpointCounts(workspaceId, "invoice-wrong", period)).toEqual([
    { touchpoint: "invoice", count: 2 },
    { touchpoint: "login", count: 1 },
  ]);
  expect(await store.contacts.touchpointCounts(workspaceId, "*", { ...period, channel: "chat" })).toEqual([
    { touchpoint: "login", count: 1 },
  ]);
});

test("other reasons of the same contacts are counted in each, most first and no more than asked for", async () => {
  const { store, workspaceId } = database;
  const at = (minute: number) => `2026-11-21T09:${minute}:00.000Z`;
  await store.reasons.upsert(workspaceId, { code: "late-delivery", label: "Parcel is late" }, new Date());
  await receive(database, [
    contact({ id: "o1", occurredAt: at(10), reasons: ["roaming", "late-delivery", "login"] }),
    contact({ id: "o2", occurredAt: at(12), reasons: ["roaming", "late-delivery"] }),
    contact({ id: "o3", occurredAt: at(14), reasons: ["roaming"] }),
    contact({ id: "o4", occurredAt: at(16), reasons: ["roaming", "moving"], direction: "outbound" }),
    contact({ id: "o5", occurredAt: at(18), reasons: ["moving"] }),
    contact({ id: "o6", occurredAt: "2026-11-22T09:00:00.000Z", reasons: ["roaming", "login"] }),
  ]);
  await aggregate(jobDeps(database), { workspaceId });
  const day = { from: new Date("2026-11-21T00:00:00Z"), to: new Date("2026-11-22T00:00:00Z") };
  const late = { reason: "late-delivery", label: "Parcel is late", count: 2 };
  expect(await store.contacts.otherReasons(workspaceId, "roaming", { ...day, limit: 3 })).toEqual([
    late,
    { reason: "login", label: "Login", count: 1 },
  ]);
  expect(await store.contacts.otherReasons(workspaceId, "roaming", { ...day, limit: 1 })).toEqual([late]);
});
