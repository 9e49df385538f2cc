import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PromiseAct } from "../../src/domain/promise/acts.ts";
import { overdueFacts } from "../../src/domain/promise/overdue.ts";
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
const moved = new Date("2026-11-23T09:00:00Z");

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

  test.each<[PromiseAct, object]>([
    [{ deed: "kept" }, { status: "kept", keptAt: later, wakeAt: null }],
    [{ deed: "tried", note: "voicemail" }, { status: "open" }],
    [
      { deed: "moved", dueAt: moved, told: true },
      { dueAt: moved, wakeAt: later },
    ],
    [
      { deed: "handed-over", to: "UOTTO000" },
      { owner: "UOTTO000", wakeAt: later },
    ],
    [
      { deed: "given-up", note: "wrong number" },
      { status: "broken", wakeAt: null },
    ],
    [{ deed: "withdrawn" }, { status: "withdrawn", wakeAt: null }],
  ])("pressed 20 times at once, %o happens once and 19 learn who was first", async (act, expected) => {
    const { store, workspaceId } = database;
    const { id } = await make();
    const by = (press: number) => (act.deed === "tried" ? "UMAIJA00" : `UPRESS${press}`);
    const presses = Array.from({ length: 20 }, (_, press) =>
      store.promises.act(workspaceId, id, { ...act, by: by(press), at: later }),
    );
    const changes = await Promise.all(presses);
    const [, entry, ...more] = await store.promises.entries(workspaceId, id);
    expect(entry).toMatchObject({ action: act.deed, at: later });
    expect(more).toEqual([]);
    expect(changes.filter(({ kind }) => kind === "done")).toMatchObject([{ promise: expected }]);
    const late = changes.filter(({ kind }) => kind === "already");
    expect(late).toHaveLength(19);
    for (const one of late) expect(one).toMatchObject({ by: entry?.actor, at: later, promise: expected });
  });

  test("ended and reopened by 20 people at once, it is what the last line of its history says", async () => {
    const { store, workspaceId } = database;
    const { id } = await make();
    const acts: PromiseAct[] = [{ deed: "kept" }, { deed: "reopened" }, { deed: "given-up", note: "x" }];
    await Promise.all(
      Array.from({ length: 21 }, (_, press) =>
        store.promises.act(workspaceId, id, {
          ...(acts[press % 3] ?? { deed: "kept" }),
          by: `U${press}`,
          at: later,
        }),
      ),
    );
    const entries = await store.promises.entries(workspaceId, id);
    const ends = entries.filter(({ action }) => action !== "made" && action !== "reopened");
    expect(entries.length - ends.length - 1).toBeLessThanOrEqual(ends.length);
    const promise = await store.promises.get(workspaceId, id);
    const last = entries.at(-1)?.action;
    expect(promise?.status).toBe(last === "kept" ? "kept" : last === "given-up" ? "broken" : "open");
    expect(promise?.wakeAt).toEqual(promise?.status === "open" ? later : null);
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

  test("reopened, it is looked at again, and kept anew", async () => {
    const { store, workspaceId } = database;
    const { id } = await make();
    const act = (deed: "kept" | "reopened", by: string, hour: number) =>
      store.promises.act(workspaceId, id, { deed, by, at: new Date(at.getTime() + hour * 3_600_000) });
    await act("kept", "UMAIJA00", 1);
    expect(await act("reopened", "UOTTO000", 2)).toMatchObject({
      promise: { status: "open", keptAt: null, wakeAt: new Date("2026-11-20T11:00:00Z") },
    });
    expect(await act("kept", "UOTTO000", 3)).toMatchObject({
      promise: { status: "kept", keptAt: new Date("2026-11-20T12:00:00Z"), wakeAt: null },
    });
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

describe("an act on a promise that is overdue", () => {
  async function overdue(slackChannel = "C1") {
    const { store, workspaceId } = database;
    const promise = await make();
    const signal = await store.signals.open({
      workspaceId,
      kind: "overdue-promise",
      subject: promise.id,
      team: "billing",
      facts: overdueFacts(promise, promise.ownerSlackId),
      at: later,
      slackChannels: [slackChannel],
    });
    const act = (deed: PromiseAct) =>
      store.promises.act(workspaceId, promise.id, { ...deed, by: "UOTTO000", at: later });
    const told = async () => ({
      signal: await store.signals.get(workspaceId, signal.id),
      entries: await store.signals.entries(workspaceId, signal.id),
    });
    return { ...signal, promise, act, told };
  }

  test.each<[PromiseAct, object]>([
    [{ deed: "kept" }, { outcome: "kept" }],
    [
      { deed: "moved", dueAt: moved, told: false, note: "ill" },
      { outcome: "moved", note: "ill" },
    ],
    [
      { deed: "given-up", note: "wrong number" },
      { outcome: "broken", note: "wrong number" },
    ],
    [{ deed: "withdrawn" }, { outcome: "withdrawn" }],
  ])("%o ends its signal, and its alert is to be delivered", async (deed, facts) => {
    const { act, told, alertIds } = await overdue();
    expect(await act(deed)).toMatchObject({ kind: "done", alertIds });
    const { signal, entries } = await told();
    expect(signal).toMatchObject({ status: "resolved", resolvedBy: "UOTTO000", version: 2 });
    expect(signal?.facts).toMatchObject({ ...facts, endedAt: later.toISOString() });
    expect(entries.map(({ action }) => action)).toEqual(["opened", "ended"]);
  });

  test("a try in vain is a line of its signal's history", async () => {
    const { act, told, alertIds } = await overdue();
    expect(await act({ deed: "tried", note: "voicemail" })).toMatchObject({ alertIds });
    const { signal, entries } = await told();
    expect(signal).toMatchObject({ status: "open", version: 2, team: "billing" });
    expect(entries[1]).toMatchObject({ action: "tried", actor: "UOTTO000", note: "voicemail" });
  });

  test("handed over, its alert names the new owner", async () => {
    const { act, told, alertIds } = await overdue();
    expect(await act({ deed: "handed-over", to: "UANNA000" })).toMatchObject({ alertIds });
    const { signal, entries } = await told();
    expect(signal).toMatchObject({ status: "open", version: 2 });
    expect(signal?.facts).toMatchObject({ owner: "UANNA000", ownerSlackId: "UANNA000" });
    expect(entries[1]).toMatchObject({ action: "reassign", note: "UANNA000" });
  });

  test("reopened, it can become overdue anew", async () => {
    const { store, workspaceId } = database;
    const { act, promise, id } = await overdue();
    await act({ deed: "kept" });
    await act({ deed: "reopened" });
    const again = await store.signals.open({
      workspaceId,
      kind: "overdue-promise",
      subject: promise.id,
      facts: overdueFacts(promise, null),
      at: later,
      slackChannels: ["C1"],
    });
    expect(again).toMatchObject({ isNew: true });
    expect(again.id).not.toBe(id);
  });
});
