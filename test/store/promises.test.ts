import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NewPromise } from "../../src/store/promises.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const at = new Date("2026-11-20T09:00:00Z");
const later = new Date("2026-11-20T10:00:00Z");
const dueAt = new Date("2026-11-21T14:00:00Z");

function make(given: Partial<NewPromise> = {}) {
  const { store, workspaceId } = database;
  return store.promises.make({
    workspaceId,
    customerId: null,
    text: "call back about the refund",
    dueAt,
    owner: "UMAIJA00",
    team: "billing",
    channel: "phone",
    by: "UMAIJA00",
    at,
    ...given,
  });
}

describe("promises made in Slack", () => {
  test("a view submitted twice makes one promise, with one line of history", async () => {
    const { store, workspaceId } = database;
    const [one, two] = await Promise.all([make({ key: "V1" }), make({ key: "V1" })]);
    expect(one.id).toBe(two.id);
    expect(one).toMatchObject({
      sourceId: "slack",
      status: "open",
      dueAt,
      wakeAt: at,
      ownerSlackId: "UMAIJA00",
    });
    const entries = await store.promises.entries(workspaceId, one.id);
    expect(entries).toMatchObject([{ action: "made", actor: "UMAIJA00", at, dueAt }]);
  });

  test("of two people who press Done, one was first and the other is told who", async () => {
    const { store, workspaceId } = database;
    const { id } = await make();
    const presses = await Promise.all([
      store.promises.act(workspaceId, id, { deed: "kept", by: "UMAIJA00", at: later }),
      store.promises.act(workspaceId, id, { deed: "kept", by: "UOTTO000", at: later }),
    ]);
    const [first, second] = presses.sort((a, b) => (a.kind === "done" ? -1 : b.kind === "done" ? 1 : 0));
    expect(first).toMatchObject({ kind: "done", promise: { status: "kept", keptAt: later, wakeAt: null } });
    const entries = await store.promises.entries(workspaceId, id);
    expect(entries.map(({ action }) => action)).toEqual(["made", "kept"]);
    expect(second).toMatchObject({ kind: "already", by: entries[1]?.actor, at: later });
  });

  test("Done ends the overdue signal and says which alerts to deliver", async () => {
    const { store, workspaceId } = database;
    const promise = await make();
    const { alertIds } = await store.signals.open({
      workspaceId,
      kind: "overdue-promise",
      subject: promise.id,
      facts: {
        kind: "overdue-promise",
        promiseId: promise.id,
        text: promise.text,
        madeAt: at.toISOString(),
        dueAt: dueAt.toISOString(),
      },
      at: later,
      slackChannels: ["C1"],
    });
    const done = await store.promises.act(workspaceId, promise.id, {
      deed: "kept",
      by: "UMAIJA00",
      at: later,
    });
    expect(done).toMatchObject({ kind: "done", alertIds });
    expect(
      (await store.signals.living(workspaceId, "overdue-promise")).map(({ subject }) => subject),
    ).not.toContain(promise.id);
  });

  test("handed over, it is found by the new owner's Slack user through their agent code", async () => {
    const { store, workspaceId } = database;
    await store.teams.upsertStaff(workspaceId, { code: "otto", slackUserId: "UOTTO001" });
    const { id } = await make();
    expect(
      await store.promises.act(workspaceId, id, {
        deed: "handed-over",
        to: "otto",
        team: "delivery",
        by: "UMAIJA00",
        at: later,
      }),
    ).toMatchObject({ kind: "done", promise: { owner: "otto", team: "delivery", ownerSlackId: "UOTTO001" } });
    const mine = await store.promises.openFor(workspaceId, { ownerSlackId: "UOTTO001" });
    expect(mine.map((promise) => promise.id)).toEqual([id]);
    expect(
      (await store.promises.openFor(workspaceId, { team: "delivery" })).map((promise) => promise.id),
    ).toEqual([id]);
  });

  test("what is kept cannot be handed over; what is not there is missing", async () => {
    const { store, workspaceId } = database;
    const { id } = await make();
    await store.promises.act(workspaceId, id, { deed: "kept", by: "UMAIJA00", at: later });
    expect(
      await store.promises.act(workspaceId, id, {
        deed: "handed-over",
        to: "otto",
        by: "UOTTO001",
        at: later,
      }),
    ).toMatchObject({
      kind: "already",
      by: "UMAIJA00",
    });
    expect(
      await store.promises.act(workspaceId, crypto.randomUUID(), { deed: "kept", by: "U1", at }),
    ).toEqual({
      kind: "missing",
    });
  });

  test("another workspace neither sees nor changes it", async () => {
    const { store } = database;
    const { id } = await make();
    const other = crypto.randomUUID();
    expect(await store.promises.get(other, id)).toBeNull();
    expect(await store.promises.act(other, id, { deed: "kept", by: "U1", at })).toEqual({ kind: "missing" });
    expect(await store.promises.openFor(other, { all: true })).toEqual([]);
  });
});
