import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";
import { contact, receive } from "../support/inbox.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

let database: TestDatabase;
let health: TestDatabase["store"]["health"];
let otherId: string;
beforeAll(async () => {
  database = await testDatabase();
  health = database.store.health;
  otherId = (await database.db.prisma.workspace.create({ data: { name: "Other" } })).id;
});
afterAll(() => database.close());

test("each source is told with its last event, its day and whether it can sign", async () => {
  const { store, workspaceId, db } = database;
  const desk = await store.sources.add(workspaceId, { kind: "generic", name: "desk" });
  const tickets = await store.sources.addSystem(workspaceId, {
    kind: "zendesk",
    name: "tickets",
    secret: undefined,
  });
  const calls = await store.sources.add(workspaceId, { kind: "generic", name: "calls" });
  await store.sources.add(otherId, { kind: "generic", name: "theirs" });
  await receive(
    database,
    ["a", "b", "c"].map((id) => ({ ...contact({ id }), sourceId: desk.id })),
  );
  const receivedAt = [before(5), before(60), before(2 * 1440)];
  for (const [index, id] of ["a", "b", "c"].entries()) {
    await db.pool.query("UPDATE event SET received_at = $1 WHERE external_id = $2", [receivedAt[index], id]);
  }
  const hour = {
    sourceId: calls.id,
    prompt: 0,
    startAt: before(120).getTime(),
    heardAt: before(90).getTime(),
  };
  await store.sourceHours.add(workspaceId, [
    { ...hour, contacts: 40 },
    { ...hour, startAt: before(3000).getTime(), contacts: 900 },
  ]);
  const of = { kind: "generic", disabledAt: null, hasSecret: true };
  expect(await health.sources(workspaceId, NOW)).toEqual([
    { ...of, id: desk.id, name: "desk", lastAt: before(5), lastDay: 2 },
    { ...of, id: tickets.id, name: "tickets", kind: "zendesk", hasSecret: false, lastAt: null, lastDay: 0 },
    { ...of, id: calls.id, name: "calls", lastAt: before(90), lastDay: 40 },
  ]);
});

test("alerts: how many are told, wait, are late, and by what they are held up", async () => {
  const { store, workspaceId } = database;
  const open = async (workspace: string, subject: string) => {
    const spike = {
      kind: "spike" as const,
      subject,
      facts: spikeFacts(),
      at: before(30),
      slackChannels: ["C1"],
    };
    const { alertIds } = await store.signals.open({ workspaceId: workspace, ...spike });
    return alertIds[0] ?? "";
  };
  const [told, held, alsoHeld] = [
    await open(workspaceId, "told"),
    await open(workspaceId, "held"),
    await open(workspaceId, "also-held"),
  ];
  const theirs = await open(otherId, "theirs");
  await store.alerts.posted(told, { channel: "C1", ts: "1.1" });
  await store.alerts.shown(told, { version: 1, threadedId: "0" });
  for (const id of [held, alsoHeld, theirs]) {
    await store.alerts.later(id, { at: before(-5), error: "is_archived", lost: false });
  }
  const waiting = { told: 1, waiting: 2, lateSince: null };
  const errors = [{ error: "is_archived", slackTo: "C1", count: 2 }];
  expect(await health.alerts(workspaceId, NOW)).toEqual({ ...waiting, errors });
  const later = before(-30);
  expect(await health.alerts(workspaceId, later)).toEqual({ ...waiting, lateSince: before(-5), errors });
});

test("notices: the same", async () => {
  const { store, workspaceId } = database;
  const word = { slackTo: "U1", subject: "p-1", facts: { kind: "handed-over" as const, by: "U2" } };
  const { noticeIds } = await store.notices.add(
    workspaceId,
    ["told", "held", "due"].map((key) => ({ ...word, key, at: before(10) })),
  );
  await store.notices.add(otherId, [{ ...word, key: "theirs", at: before(99) }]);
  const [told = "", held = ""] = noticeIds;
  await store.notices.sent(told, { channel: "D1", ts: "1.1" }, NOW);
  await store.notices.later(held, { at: before(-5), error: "user_not_found" });
  expect(await health.notices(workspaceId, NOW)).toEqual({
    told: 1,
    waiting: 2,
    lateSince: before(10),
    errors: [{ error: "user_not_found", slackTo: "U1", count: 1 }],
  });
});
