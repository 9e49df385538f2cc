import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { calendar, HOUR_MS, local, workdays } from "../domain/calendar/calendars.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  const nineToFive = calendar({ week: workdays([9, 17]) });
  const promiseRules = { standardMinutes: 240, standardInBusiness: true };
  await store.teams.upsert(workspaceId, { code: "billing", calendar: nineToFive, promiseRules });
  await store.teams.upsert(workspaceId, { code: "sales", promiseRules: { standardMinutes: 90 } });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query("TRUNCATE event, customer, contact, promise, promise_entry CASCADE");
});

const madeAt = local("2026-11-20 16:30");
const inHours = (hours: number) => new Date(madeAt.getTime() + hours * HOUR_MS);
const byTheClock = { businessFrom: null, businessLeftMs: null };
const inBusiness = { dueAt: local("2026-11-23 12:30"), businessFrom: madeAt, businessLeftMs: 4 * HOUR_MS };

async function drain(...groups: Parameters<typeof receive>[1][]) {
  for (const group of groups) {
    await receive(database, group);
    await aggregate(jobDeps(database, "2026-11-20T15:00:00Z"), { workspaceId: database.workspaceId });
  }
  const { rows } = await database.db.pool.query("SELECT id FROM promise");
  const { id } = rows[0];
  const entries = await database.store.promises.entries(database.workspaceId, id);
  return { promise: await database.store.promises.get(database.workspaceId, id), entries };
}

const deed = (action: string, given: object = {}, hour = 0) => ({
  kind: "promise",
  body: {
    id: `${action}-${hour}`,
    promiseId: "p",
    action,
    occurredAt: inHours(hour).toISOString(),
    ...given,
  },
});
const inside = (given: object) =>
  contact({ id: "call", occurredAt: madeAt.toISOString(), promise: { text: "call back" }, ...given });

test.each<[string, { kind: string; body: { id: string } }, object]>([
  ["a team's own", deed("made", { text: "call", team: "sales" }), { dueAt: inHours(1.5), ...byTheClock }],
  ["a team's own, in business time", deed("made", { text: "call", team: "billing" }), inBusiness],
  ["the usual one: 24 hours", deed("made", { text: "call" }), { dueAt: inHours(24), ...byTheClock }],
  [
    "a team that nobody knows: the usual one",
    deed("made", { text: "call", team: "new" }),
    { dueAt: inHours(24) },
  ],
  ["inside a contact, its team's", inside({ team: "billing" }), inBusiness],
])("made without a time, a promise is due by %s standard", async (_, event, due) => {
  const { promise, entries } = await drain([event]);
  expect(promise).toMatchObject({ concrete: false, ...due });
  expect(entries).toMatchObject([{ action: "made", at: madeAt, dueAt: promise?.dueAt }]);
});

test("made twice, it keeps the first one; moved, it has a time by the clock and was vague all the same", async () => {
  const made = deed("made", { text: "call", team: "billing" });
  const again = deed("made", { text: "call", team: "billing" }, 3);
  expect((await drain([made], [again])).promise).toMatchObject({ concrete: false, ...inBusiness });
  const dueAt = inHours(48);
  const moved = deed("moved", { dueAt: dueAt.toISOString(), customerTold: true }, 4);
  const { promise, entries } = await drain([moved]);
  expect(promise).toMatchObject({ concrete: false, dueAt, ...byTheClock });
  expect(entries.map(({ action, told }) => [action, told])).toEqual([
    ["made", null],
    ["made", null],
    ["moved", true],
  ]);
});

test.each([
  [true, true],
  [false, false],
  [undefined, null],
])("a move that says customerTold %s is told %s", async (customerTold, told) => {
  const made = deed("made", { text: "call", dueAt: inHours(2).toISOString() });
  const moved = deed("moved", { dueAt: inHours(5).toISOString(), customerTold }, 1);
  const { promise, entries } = await drain([made, moved]);
  expect(promise).toMatchObject({ concrete: true, dueAt: inHours(5) });
  expect(entries[1]).toMatchObject({ action: "moved", told });
});

test("its making heard after its move, it is as if heard in order", async () => {
  const made = deed("made", { text: "call", team: "billing" });
  const moved = deed("moved", { dueAt: inHours(48).toISOString() }, 4);
  const { promise } = await drain([moved], [made]);
  expect(promise).toMatchObject({ concrete: false, madeAt, dueAt: inHours(48), ...byTheClock });
});
