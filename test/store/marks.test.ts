import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { overdueFacts, spikeFacts } from "../support/facts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const at = new Date("2026-11-20T09:20:00Z");
const later = new Date("2026-11-20T10:00:00Z");

async function openSpike(
  subject: string,
  { workspaceId = database.workspaceId, told = true, openedAt = at } = {},
) {
  const { store, db } = database;
  const facts = spikeFacts({ reason: subject });
  const opened = await store.signals.open({
    workspaceId,
    kind: "spike",
    subject,
    facts,
    at: openedAt,
    slackChannels: ["C1"],
  });
  if (told)
    await db.pool.query(
      "UPDATE alert SET message_ts = '1.1', due_at = NULL, shown = 1 WHERE signal_id = $1",
      [opened.id],
    );
  return opened;
}

test("one mark a person, changeable; each change makes the alert due once", async () => {
  const { store, workspaceId } = database;
  const { id, alertIds } = await openSpike("marked");
  const mark = (slackUserId: string, useful: boolean) =>
    store.marks.mark({ workspaceId, signalId: id, slackUserId, useful, at: later });
  expect(await store.marks.of(workspaceId, id)).toEqual({ useful: 0, notUseful: 0 });
  expect(await mark("UMAIJA", true)).toEqual({ alertIds });
  expect(await mark("UMAIJA", true)).toBeNull();
  expect(await mark("UOTTO", true)).toEqual({ alertIds });
  expect(await mark("UNOOR", false)).toEqual({ alertIds });
  expect(await store.marks.of(workspaceId, id)).toEqual({ useful: 2, notUseful: 1 });
  expect(await mark("UMAIJA", false)).toEqual({ alertIds });
  expect(await store.marks.of(workspaceId, id)).toEqual({ useful: 1, notUseful: 2 });
  expect(await store.signals.get(workspaceId, id)).toMatchObject({ version: 5, status: "open" });
  expect((await store.alerts.of(workspaceId, id)).map(({ dueAt }) => dueAt)).toEqual([later]);
  expect(await store.signals.entries(workspaceId, id)).toHaveLength(1);
});

test("ten clicks of one person at once are one mark", async () => {
  const { store, workspaceId } = database;
  const { id } = await openSpike("raced");
  const mark = { workspaceId, signalId: id, slackUserId: "U1", useful: true, at: later };
  const results = await Promise.all(Array.from({ length: 10 }, () => store.marks.mark(mark)));
  expect(results.filter((result) => result !== null)).toHaveLength(1);
  expect(await store.marks.of(workspaceId, id)).toEqual({ useful: 1, notUseful: 0 });
});

test("another workspace neither marks a signal nor sees its marks", async () => {
  const { store, db, workspaceId } = database;
  const other = await db.prisma.workspace.create({ data: { name: "Other" } });
  const { id } = await openSpike("mine");
  await store.marks.mark({ workspaceId, signalId: id, slackUserId: "U1", useful: false, at: later });
  const theft = { workspaceId: other.id, signalId: id, slackUserId: "U9", useful: true, at: later };
  expect(await store.marks.mark(theft)).toBeNull();
  expect(await store.marks.of(other.id, id)).toEqual({ useful: 0, notUseful: 0 });
  expect(await store.marks.of(workspaceId, id)).toEqual({ useful: 0, notUseful: 1 });
  expect(await store.marks.spikesSince(other.id, at)).toEqual({ told: 0, notUseful: 0 });
});

test("counts the spikes that Slack was told, and those that more people found not useful than useful", async () => {
  const { store, db } = database;
  const { id: workspaceId } = await db.prisma.workspace.create({ data: { name: "Counting" } });
  const marks: [string, boolean[]][] = [
    ["unmarked", []],
    ["useful", [true, true, false]],
    ["undecided", [true, false]],
    ["not useful", [false]],
  ];
  for (const [subject, words] of marks) {
    const { id: signalId } = await openSpike(subject, { workspaceId });
    for (const [i, useful] of words.entries())
      await store.marks.mark({ workspaceId, signalId, slackUserId: `U${i}`, useful, at: later });
  }
  await openSpike("never told", { workspaceId, told: false });
  await openSpike("long ago", { workspaceId, openedAt: new Date("2026-01-01T00:00:00Z") });
  const overdue = { workspaceId, kind: "overdue-promise" as const, subject: "p", facts: overdueFacts(), at };
  await store.signals.open({ ...overdue, slackChannels: ["C1"] });
  expect(await store.marks.spikesSince(workspaceId, at)).toEqual({ told: 4, notUseful: 1 });
});
