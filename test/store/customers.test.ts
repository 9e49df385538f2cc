import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await receive(database, [
    contact({
      id: "1",
      occurredAt: "2026-11-18T09:00:00Z",
      customer: { id: "c-77", email: "maija@b.fi", phone: "040 123 4567", name: "Maija Meikäläinen" },
      promise: { text: "send the form", dueAt: "2026-11-25T09:00:00Z" },
    }),
    contact({
      id: "2",
      occurredAt: "2026-11-19T09:00:00Z",
      customer: { id: "c-77" },
      promise: { text: "call back", dueAt: "2026-11-21T09:00:00Z" },
    }),
    contact({ id: "3", occurredAt: "2026-11-17T09:00:00Z", direction: "outbound", customer: { id: "c-77" } }),
    contact({ id: "4", occurredAt: "2026-11-20T09:00:00Z", customer: { id: "c-78", name: "Maija_100%" } }),
    {
      kind: "promise",
      body: {
        id: "w",
        promiseId: "0",
        action: "withdrawn",
        occurredAt: "2026-11-16T09:00:00Z",
        customer: { id: "c-77" },
      },
    },
  ]);
  await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
});
afterAll(() => database.close());

describe("find", () => {
  test.each([
    ["external id", "c-77", ["Maija Meikäläinen"]],
    ["e-mail in capitals", " MAIJA@B.FI ", ["Maija Meikäläinen"]],
    ["phone as at home", "0401234567", ["Maija Meikäläinen"]],
    ["phone as abroad", "+358 (40) 123-4567", ["Maija Meikäläinen"]],
    ["phone as dialled from abroad", "00358 40 123 4567", ["Maija Meikäläinen"]],
    ["the beginning of a name, the one heard of last first", "maija", ["Maija_100%", "Maija Meikäläinen"]],
    ["a part of a name", "MEIKÄ", ["Maija Meikäläinen"]],
    ["parts of a name in any order, without accents", "meika maija", ["Maija Meikäläinen"]],
    ["a name with signs that SQL knows", "_100%", ["Maija_100%"]],
    ["a lone sign that SQL knows", "%", ["Maija_100%"]],
    ["nobody", "Otto", []],
    ["nothing", "  ", []],
    ["nonsense", "'; DROP TABLE customer; --", []],
  ])("by %s", async (_, query, names) => {
    const found = await database.store.customers.find(database.workspaceId, query);
    expect(found.map(({ name }) => name)).toEqual(names);
  });

  test("namesakes are told apart by their last contact and what is promised to them", async () => {
    const found = await database.store.customers.find(database.workspaceId, "maija");
    expect(found).toMatchObject([
      { lastContactAt: new Date("2026-11-20T09:00:00Z"), openPromises: 0 },
      { lastContactAt: new Date("2026-11-19T09:00:00Z"), openPromises: 2 },
    ]);
  });

  test("nobody of another workspace", async () => {
    expect(await database.store.customers.find(crypto.randomUUID(), "c-77")).toEqual([]);
  });
});

describe("profile", () => {
  test("has open promises by due time, then the others; contacts newest first", async () => {
    const [hit] = await database.store.customers.find(database.workspaceId, "c-77");
    const profile = await database.store.customers.profile(database.workspaceId, hit?.id ?? "", {
      contacts: 2,
    });
    expect(profile?.promises.map(({ text, status }) => `${status} ${text}`)).toEqual([
      "open call back",
      "open send the form",
      "withdrawn ",
    ]);
    expect(profile?.contacts.map(({ occurredAt }) => occurredAt.toISOString().slice(0, 10))).toEqual([
      "2026-11-19",
      "2026-11-18",
    ]);
    expect(profile?.contactCount).toBe(3);
    const page = { contacts: 2, newerContacts: 2 };
    const older = await database.store.customers.profile(database.workspaceId, hit?.id ?? "", page);
    expect(older?.contacts.map(({ direction }) => direction)).toEqual(["outbound"]);
    expect(older).toMatchObject({ contactCount: 3, newerContacts: 2 });
  });

  test("knows when the customer was in touch by themselves, and about what", async () => {
    const [hit] = await database.store.customers.find(database.workspaceId, "c-77");
    const profile = await database.store.customers.profile(database.workspaceId, hit?.id ?? "");
    expect(profile?.heard).toEqual([
      { occurredAt: new Date("2026-11-19T09:00:00Z"), reasons: ["Invoice wrong"] },
      { occurredAt: new Date("2026-11-18T09:00:00Z"), reasons: ["Invoice wrong"] },
    ]);
  });

  test("is nobody's in another workspace", async () => {
    const [hit] = await database.store.customers.find(database.workspaceId, "c-77");
    expect(await database.store.customers.profile(crypto.randomUUID(), hit?.id ?? "")).toBeNull();
  });
});

describe("ensure", () => {
  test("finds who is known, makes who is not, once for many at a time", async () => {
    const { customers } = database.store;
    const [hit] = await customers.find(database.workspaceId, "c-77");
    expect(await customers.ensure(database.workspaceId, { phone: "040-1234567" })).toBe(hit?.id);
    const made = await Promise.all(
      Array.from({ length: 8 }, () =>
        customers.ensure(database.workspaceId, { phone: "050 555 1234", name: "Otto" }),
      ),
    );
    expect(new Set(made).size).toBe(1);
    expect(await customers.find(database.workspaceId, "otto")).toMatchObject([{ id: made[0] }]);
    expect(await customers.ensure(database.workspaceId, { name: "Nobody", phone: "12" })).toBeNull();
  });
});
