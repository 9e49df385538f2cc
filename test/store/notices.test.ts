import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { NewNotice } from "../../src/domain/routing/notice.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { overdueFacts } from "../support/facts.ts";

let database: TestDatabase;
let other: string;
beforeAll(async () => {
  database = await testDatabase();
  other = (await database.db.prisma.workspace.create({ data: { name: "Other" } })).id;
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query("TRUNCATE notice, signal, alert CASCADE");
});

const at = (seconds: number) => new Date(Date.parse("2026-11-20T09:00:00Z") + seconds * 1000);
const word = (key: string, change: Partial<NewNotice> = {}): NewNotice => ({
  key,
  slackTo: "U1",
  subject: "p",
  facts: { kind: "handed-over", by: "U2" },
  at: at(0),
  ...change,
});

async function added(...words: NewNotice[]): Promise<string[]> {
  return (await database.store.notices.add(database.workspaceId, words)).noticeIds;
}

test("the same key is kept once in a workspace, also when ten keep it at once; rolled back it is not kept", async () => {
  const { store, workspaceId } = database;
  const ids = await Promise.all(Array.from({ length: 10 }, () => added(word("same"))));
  expect(ids.flat()).toHaveLength(1);
  expect((await store.notices.add(other, [word("same")])).noticeIds).toHaveLength(1);
  const failing = store.transaction(async (tx) => {
    await tx.notices.add(workspaceId, [word("undone")]);
    throw new Error("the sweep failed");
  });
  await expect(failing).rejects.toThrow("the sweep failed");
  expect(await added(word("undone"))).toHaveLength(1);
});

test("one worker at a time has it, from its time on, until it is said or dropped", async () => {
  const { notices } = database.store;
  const [id = ""] = await added(word("later", { dueAt: at(60) }));
  expect(await notices.due(at(59))).toEqual([]);
  expect(await notices.claim(id, at(59))).toBeUndefined();
  expect(await notices.due(at(60))).toEqual([id]);
  const claims = await Promise.all(Array.from({ length: 8 }, () => notices.claim(id, at(60))));
  expect(claims.filter((claim) => claim !== undefined)).toMatchObject([
    { id, key: "later", slackTo: "U1", subject: "p", facts: { kind: "handed-over", by: "U2" }, attempts: 1 },
  ]);
  expect(await notices.due(at(61))).toEqual([]);
  expect(await notices.due(at(91))).toEqual([id]);

  await notices.later(id, { at: at(120), error: "rate-limited" });
  expect(await notices.claim(id, at(119))).toBeUndefined();
  expect(await notices.claim(id, at(120))).toMatchObject({ attempts: 2 });
  await notices.sent(id, { channel: "D1", ts: "1.1" }, at(121));
  expect(await notices.due(at(9_999))).toEqual([]);
  expect(await notices.drop(id, "too late")).toBe(false);

  const [gone = ""] = await added(word("gone"));
  expect(await notices.drop(gone, "it was kept")).toBe(true);
  expect(await notices.claim(gone, at(9_999))).toBeUndefined();
});

test("groups of two workspaces stay apart, in a channel of the same name too", async () => {
  const { store, workspaceId } = database;
  const gathered = async (workspace: string, subject: string) => {
    const facts = overdueFacts({ promiseId: subject });
    const opening = {
      workspaceId: workspace,
      kind: "overdue-promise",
      subject,
      facts,
      at: at(0),
      slackChannels: [],
    } as const;
    return store.transaction(async (tx) => {
      const { id } = await tx.signals.open({ ...opening, slackChannels: [] });
      const group = {
        workspaceId: workspace,
        slackChannels: [{ slackChannel: "C1", because: { by: "default" as const } }],
        team: null,
        at: at(0),
        escalateAt: at(900),
      };
      await tx.signalGroups.gather({ ...group, memberIds: [id] });
      await tx.signalGroups.settle(at(0));
      return id;
    });
  };
  const mine = await gathered(workspaceId, "5b0f3c56-6e0d-4a37-9a0e-8f9e5cb4b001");
  const theirs = await gathered(other, "5b0f3c56-6e0d-4a37-9a0e-8f9e5cb4b002");
  const [group] = await store.signals.living(workspaceId, "overdue-promises");
  const [otherGroup] = await store.signals.living(other, "overdue-promises");
  expect(group?.id).not.toBe(otherGroup?.id);
  expect([group?.facts, otherGroup?.facts]).toMatchObject([{ promises: 1 }, { promises: 1 }]);

  const acknowledge = {
    from: "open",
    to: "acknowledged",
    action: "acknowledge",
    by: "U9",
    at: at(60),
  } as const;
  const id = otherGroup?.id ?? "";
  expect(await store.signals.change({ ...acknowledge, workspaceId, id })).toBeNull();
  expect(await store.signals.get(other, theirs)).toMatchObject({ status: "open" });
  expect(await store.alerts.messageAbout(workspaceId, theirs)).toBeUndefined();
  expect(await store.signals.change({ ...acknowledge, workspaceId: other, id })).not.toBeNull();
  expect(await store.signals.get(other, theirs)).toMatchObject({
    status: "acknowledged",
    acknowledgedBy: "U9",
  });
  expect(await store.signals.get(workspaceId, mine)).toMatchObject({ status: "open" });
});
