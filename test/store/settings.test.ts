import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { recode } from "../../jobs/recode.ts";
import { businessDue } from "../../src/domain/promise/due.ts";
import { usualSettings } from "../../src/domain/routing/interruption.ts";
import { type Settings, unsetReason, unsetTeam } from "../../src/domain/settings/settings.ts";
import { hoursOf } from "../../src/holidays.ts";
import { calendar, HOUR_MS, local, shown, workdays } from "../domain/calendar/calendars.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const tables = "promise, promise_entry, team, staff, reason, route, channel_setting, signal, audit_entry";
  await database.db.pool.query(`TRUNCATE ${tables} CASCADE`);
});

const nineToFive = calendar({ week: workdays([9, 17]) });
const eightToFive = calendar({ week: workdays([8, 17]) });
const madeAt = local("2026-11-20 16:30");
const friday = local("2026-11-20 18:00");

const read = () => database.store.settings.read(database.workspaceId);

/** Replaces what is set by what `edit` makes of it. */
async function replace(edit: (settings: Settings) => Settings, before?: Settings) {
  const seen = before ?? (await read());
  const change = {
    before: seen,
    after: edit(seen),
    by: "command line",
    subject: "teams.billing",
    at: friday,
  };
  return database.store.settings.replace(database.workspaceId, { ...change, hoursOf });
}

const withTeam = (change: Partial<ReturnType<typeof unsetTeam>>) => (settings: Settings) => ({
  ...settings,
  teams: new Map([["billing", { ...unsetTeam("billing"), ...change }]]),
});

/** Four hours of the team's time, from Friday at 16:30. */
async function promised(): Promise<string> {
  const { dueAt, business } = businessDue(hoursOf(nineToFive), madeAt, 4 * HOUR_MS);
  const { id } = await database.store.promises.make({
    workspaceId: database.workspaceId,
    customerId: null,
    text: "call back",
    dueAt,
    ...(business !== null && { businessFrom: business.from, businessLeftMs: business.leftMs }),
    owner: null,
    team: "billing",
    channel: null,
    by: "UMAIJA00",
    at: madeAt,
  });
  return id;
}

async function dueAt(id: string): Promise<string | null> {
  const promise = await database.store.promises.get(database.workspaceId, id);
  return promise && shown(promise.dueAt);
}

test("running deadlines move with their team's hours, and the history says so", async () => {
  await replace(withTeam({ calendar: nineToFive }));
  const id = await promised();
  expect(await dueAt(id)).toBe("Mon 2026-11-23 12:30");
  expect(await replace(withTeam({ calendar: eightToFive }))).toMatchObject({ promiseIds: [id] });
  expect(await dueAt(id)).toBe("Mon 2026-11-23 11:30");
  expect(await replace(withTeam({ calendar: eightToFive, label: "Bills" }))).toMatchObject({
    promiseIds: [],
  });
  const { rows } = await database.db.pool.query("SELECT actor FROM promise_entry ORDER BY id DESC LIMIT 1");
  expect(rows).toEqual([{ actor: "earshot" }]);
});

test("the promises of a team that goes are due by the clock", async () => {
  await replace(withTeam({ calendar: nineToFive }));
  const id = await promised();
  expect(await replace((settings) => ({ ...settings, teams: new Map() }))).toMatchObject({
    promiseIds: [id],
  });
  expect(await database.store.teams.list(database.workspaceId)).toEqual([]);
  expect(await dueAt(id)).toBe("Fri 2026-11-20 21:30");
});

test("of two that saw the same settings the second changes nothing", async () => {
  const seen = await read();
  expect(await replace(withTeam({ label: "First" }), seen)).toBeDefined();
  expect(await replace(withTeam({ label: "Second" }), seen)).toBeUndefined();
  expect((await read()).teams.get("billing")?.label).toBe("First");
  expect(await database.store.audit.latest(database.workspaceId)).toHaveLength(1);
});

test("two at once come one after the other", async () => {
  const seen = await read();
  const all = ["A", "B", "C", "D"].map((label) => replace(withTeam({ label }), seen));
  const won = (await Promise.all(all)).filter((result) => result !== undefined);
  expect(won).toHaveLength(1);
});

test("all of it or nothing: what the database refuses takes the rest with it", async () => {
  const nul = unsetReason("with\0nul");
  const edit = (settings: Settings) => ({
    ...withTeam({ label: "Bills" })(settings),
    reasons: new Map([["with\0nul", nul]]),
  });
  await expect(replace(edit)).rejects.toThrow();
  expect((await read()).teams.size).toBe(0);
});

test("a change is written down, and stays in its workspace", async () => {
  const { db, store, workspaceId } = database;
  const { rows } = await db.pool.query("INSERT INTO workspace (name) VALUES ('Other') RETURNING id");
  const other = rows[0].id;
  await store.teams.upsert(other, { code: "billing", label: "Theirs" });
  await replace((settings) => ({
    ...withTeam({ label: "Ours" })(settings),
    workspace: { ...settings.workspace, falseAlertsPerMonth: 3, defaultChannel: "C0CARE" },
    staff: new Map([["maija", { slackUser: "U0MAIJA", team: "billing" }]]),
    channels: new Map([["C0CARE", usualSettings("UTC")]]),
  }));
  expect(await store.audit.latest(workspaceId)).toEqual([
    { at: friday, actor: "command line", action: "settings applied", subject: "teams.billing" },
  ]);
  expect(await store.workspaces.get(workspaceId)).toMatchObject({
    falseAlertsPerMonth: 3,
    defaultChannel: "C0CARE",
  });
  const theirs = await store.settings.read(other);
  expect(theirs).toMatchObject({ workspace: { name: "Other", falseAlertsPerMonth: 1 }, channels: new Map() });
  expect([...theirs.teams]).toEqual([["billing", { ...unsetTeam("billing"), label: "Theirs" }]]);
  await db.pool.query("DELETE FROM workspace WHERE id = $1", [other]);
});

test("an agent who is away stays away, whoever they are now", async () => {
  const { store, workspaceId } = database;
  await store.teams.upsertStaff(workspaceId, { code: "maija", slackUserId: "U0MAIJA", awayUntil: friday });
  await replace((settings) => ({
    ...settings,
    staff: new Map([["maija", { slackUser: "U0MAIJA", team: "billing" }]]),
  }));
  expect(await store.teams.staff(workspaceId, "maija")).toMatchObject({
    teamCode: "billing",
    awayUntil: friday,
  });
});

test("what waited for a channel's digest is judged again when its settings go", async () => {
  const { store, workspaceId } = database;
  const none = { ...usualSettings("UTC"), budget: 0, digest: "daily" } as const;
  await replace((settings) => ({ ...settings, channels: new Map([["C0CARE", none]]) }));
  const facts = spikeFacts();
  const spike = {
    workspaceId,
    kind: "spike",
    subject: "held",
    facts,
    at: madeAt,
    slackChannels: ["C0CARE"],
  } as const;
  const { alertIds } = await store.signals.open(spike);
  const alert = { id: alertIds[0] ?? "", workspaceId, slackChannel: "C0CARE" };
  await store.channels.admit({ alert, signal: { kind: "spike", facts } }, madeAt);
  expect(await store.alerts.due(friday)).toEqual([]);
  await replace((settings) => ({ ...settings, channels: new Map() }));
  expect(await store.alerts.due(friday)).toEqual([alert.id]);
  expect(await store.channels.list(workspaceId)).toEqual([]);
});

test("a reason that a file names as another's alias is merged, its contacts follow by a job, and it is split off again without it", async () => {
  const { store, workspaceId, db } = database;
  await db.pool.query("TRUNCATE event, contact, contact_reason, bucket CASCADE");
  const mentions = { INV: 3, wrong: 4 };
  const sent = Object.entries(mentions).flatMap(([code, many]) =>
    Array.from({ length: many }, (_, at) => contact({ id: `${code}-${at}`, reasons: [code] })),
  );
  await receive(database, sent);
  await aggregate(jobDeps(database), { workspaceId });
  const counts = async () =>
    (await db.pool.query("SELECT reason, count FROM bucket WHERE grain = '1d' AND reason <> '*' ORDER BY 1"))
      .rows;
  const wrong = { ...unsetReason("wrong"), aliases: ["INV"] };

  const merged = await replace((settings) => ({ ...settings, reasons: new Map([["wrong", wrong]]) }));
  expect(merged).toEqual({ promiseIds: [], moving: ["INV"] });
  expect((await read()).reasons).toEqual(new Map([["wrong", wrong]]));
  expect(await counts(), "they are still to follow").toHaveLength(2);
  expect(await store.recodings.open(workspaceId)).toMatchObject([
    { kind: "merge", code: "INV", into: "wrong", askedBy: "earshot" },
  ]);

  const apart = await replace((settings) => ({
    ...settings,
    reasons: new Map([["wrong", unsetReason("wrong")]]),
  }));
  expect(apart).toEqual({ promiseIds: [], moving: ["INV"] });
  const deps = jobDeps(database);
  await recode(deps, { workspaceId });
  expect(deps.enqueued.map(({ name }) => name)).not.toContain("notify");
  expect(await counts()).toEqual([
    { reason: "INV", count: 3 },
    { reason: "wrong", count: 4 },
  ]);
  expect([...(await read()).reasons.keys()]).toEqual(["wrong"]);
  expect(await store.reasons.get(workspaceId, "INV")).toMatchObject({ cataloguedAt: null });
});
