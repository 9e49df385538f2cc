import { afterAll, beforeAll, expect, test } from "vitest";
import { alertsStore } from "../../src/store/alerts.ts";
import { marksStore } from "../../src/store/marks.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";

let database: TestDatabase;
let otherId: string;
beforeAll(async () => {
  database = await testDatabase();
  otherId = (await database.db.prisma.workspace.create({ data: { name: "Other" } })).id;
});
afterAll(() => database.close());

const at = new Date("2026-11-20T09:20:00Z");
const after = (ms: number) => new Date(at.getTime() + ms);

async function open(subject: string, slackChannels = ["C1"]) {
  const { store, workspaceId } = database;
  const spike = { workspaceId, kind: "spike" as const, subject, facts: spikeFacts(), at, slackChannels };
  const opened = await store.signals.open(spike);
  return { ...opened, alertId: opened.alertIds[0] ?? "" };
}

test("of twenty workers one gets the alert, until its claim is over", async () => {
  const { alerts } = database.store;
  const { alertId } = await open("claim");
  const claims = await Promise.all(Array.from({ length: 20 }, () => alerts.claim(alertId, at)));
  expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
  expect(await alerts.claim(alertId, after(29_999))).toBeUndefined();
  expect(await alerts.claim(alertId, after(30_000))).toMatchObject({ alert: { attempts: 2 } });
});

test("what is shown is due again only when the signal went on meanwhile", async () => {
  const { alerts, signals } = database.store;
  const { id, alertId } = await open("behind");
  const claimed = await alerts.claim(alertId, at);
  await signals.updateFacts(database.workspaceId, id, spikeFacts({ observed: 99 }), after(10));
  const shown = { version: claimed?.signal.version ?? 0, threadedId: "0" };
  expect(await alerts.shown(alertId, shown)).toEqual({ behind: true });
  expect(await alerts.due(after(20))).toContain(alertId);
  expect(await alerts.shown(alertId, { ...shown, version: 2 })).toEqual({ behind: false });
  expect(await alerts.due(after(20))).not.toContain(alertId);
});

test("a change that is still being written when its predecessor is shown is not lost", async () => {
  const { alerts } = database.store;
  const { id, alertId } = await open("race");
  const claimed = await alerts.claim(alertId, at);
  const writer = await database.db.pool.connect();
  try {
    await writer.query("BEGIN");
    const mark = { workspaceId: database.workspaceId, signalId: id, slackUserId: "U1", useful: true };
    await marksStore(writer).mark({ ...mark, at: after(10) });
    const shown = alerts.shown(alertId, { version: claimed?.signal.version ?? 0, threadedId: "0" });
    await expect.poll(waitingForLock).toBe(1);
    await writer.query("COMMIT");
    expect(await shown).toEqual({ behind: true });
    expect(await alerts.due(after(20))).toContain(alertId);
  } finally {
    writer.release();
  }
});

test("what changes while an alert is read is in its thread, too, once the message shows it", async () => {
  const { id, alertId } = await open("read");
  const { workspaceId, store } = database;
  const resolve = { from: "open", to: "resolved", action: "resolve", by: "U1" } as const;
  const changed = () => store.signals.change({ ...resolve, workspaceId, id, at: after(10) });
  const { pool } = database.db;
  // The signal is read when all that is read beside it has been, and it has changed.
  const beside: Promise<unknown>[] = [];
  const query = async (text: string, values: unknown[]) => {
    if (!text.includes("teamLabel")) {
      const read = pool.query(text, values);
      beside.push(read);
      return read;
    }
    await new Promise(setImmediate);
    await Promise.all(beside);
    await changed();
    return pool.query(text, values);
  };
  const slow = alertsStore({ ...database.db, pool: { query } as typeof pool });
  const claimed = await slow.claim(alertId, at);
  expect(claimed?.signal).toMatchObject({ status: "resolved", version: 2 });
  expect(claimed?.entries.map(({ action }) => action)).toEqual(["opened", "resolve"]);
});

async function waitingForLock(): Promise<number> {
  const { rows } = await database.db.pool.query<{ count: number }>(
    "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rows[0]?.count ?? 0;
}

test("an alert does not move where its signal is told already", async () => {
  const { alerts } = database.store;
  const { id, alertIds } = await open("move", ["C1", "C2"]);
  const [first = ""] = alertIds;
  const told = await alerts.of(database.workspaceId, id);
  const from = told.find((alert) => alert.id === first)?.slackChannel;
  expect(await alerts.move(first, from === "C1" ? "C2" : "C1", at)).toBe(false);
  expect(await alerts.move(first, "C3", at)).toBe(true);
});

test("another workspace sees no alert, no audit entry, no receipt and no error of Slack", async () => {
  const { alerts, audit, slackReceipts } = database.store;
  const { id, alertId } = await open("tenant");
  await alerts.later(alertId, { at, error: "is_archived", lost: false });
  await audit.add(database.workspaceId, { at, actor: "U1", action: "customer-shown", subject: "c" });
  expect(await alerts.of(otherId, id)).toEqual([]);
  expect(await alerts.health(otherId)).toEqual({ delivered: 0, waiting: 0, errors: [] });
  expect((await alerts.health(database.workspaceId)).errors).toEqual(["is_archived"]);
  expect(await audit.latest(otherId)).toEqual([]);
  expect(await slackReceipts.first(database.workspaceId, "trigger-1", at)).toBe(true);
  expect(await slackReceipts.first(database.workspaceId, "trigger-1", at)).toBe(false);
  expect(await slackReceipts.first(otherId, "trigger-1", at)).toBe(true);
});

test("a receipt is remembered for two days and then forgotten", async () => {
  const { slackReceipts } = database.store;
  const day = 86_400_000;
  expect(await slackReceipts.first(database.workspaceId, "kept", at)).toBe(true);
  expect(await slackReceipts.first(database.workspaceId, "another", after(2 * day))).toBe(true);
  expect(await slackReceipts.first(database.workspaceId, "kept", after(2 * day))).toBe(false);
  expect(await slackReceipts.first(database.workspaceId, "one more", after(2 * day + 1))).toBe(true);
  const { rows } = await database.db.pool.query("SELECT key FROM slack_receipt WHERE key = 'kept'");
  expect(rows).toEqual([]);
});
