import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { overdueFacts, spikeFacts } from "../support/facts.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const at = new Date("2026-11-20T09:20:00Z");
const later = new Date("2026-11-20T10:00:00Z");

function opening(subject: string) {
  const { workspaceId } = database;
  return {
    workspaceId,
    kind: "spike" as const,
    subject,
    facts: spikeFacts({ reason: subject }),
    at,
    slackChannels: ["C1"],
  };
}

describe("signals", () => {
  test("one living signal per subject, also when ten open it at once", async () => {
    const { store, workspaceId } = database;
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => store.signals.open(opening("late-delivery"))),
    );
    expect(new Set(opened.map((signal) => signal.id)).size).toBe(1);
    expect(opened.filter((signal) => signal.isNew)).toHaveLength(1);
    expect(new Set(opened.flatMap((signal) => signal.alertIds)).size).toBe(1);
    const [id] = opened.map((signal) => signal.id);
    const entries = await store.signals.entries(workspaceId, id ?? "");
    expect(entries.map((entry) => entry.action)).toEqual(["opened"]);
  });

  test("the same channel twice gives one alert; a signal without a channel gets one when it is known", async () => {
    const { store } = database;
    const twice = await store.signals.open({ ...opening("twice"), slackChannels: ["C1", "C1", "C2"] });
    expect(twice.alertIds).toHaveLength(2);
    const none = await store.signals.open({ ...opening("none"), slackChannels: [] });
    expect(none.alertIds).toHaveLength(0);
    const found = await store.signals.open(opening("none"));
    expect(found).toMatchObject({ id: none.id, isNew: false });
    expect(found.alertIds).toHaveLength(1);
  });

  test("facts that say the same make nothing due; newer ones bump the version", async () => {
    const { store, workspaceId } = database;
    const { id, alertIds } = await store.signals.open(opening("facts"));
    const same = await store.signals.updateFacts(workspaceId, id, spikeFacts({ reason: "facts" }), later);
    expect(same.alertIds).toEqual([]);
    const newer = await store.signals.updateFacts(
      workspaceId,
      id,
      spikeFacts({ reason: "facts", observed: 50 }),
      later,
    );
    expect(newer.alertIds).toEqual(alertIds);
    const signal = await store.signals.get(workspaceId, id);
    expect(signal).toMatchObject({ version: 2, facts: { observed: 50 }, status: "open", openedAt: at });
  });

  test("of two people who acknowledge at once one wins and the other gets null", async () => {
    const { store, workspaceId } = database;
    const { id } = await store.signals.open(opening("race"));
    const click = (by: string) =>
      store.signals.change({
        workspaceId,
        id,
        from: "open",
        to: "acknowledged",
        action: "acknowledge",
        by,
        at: later,
      });
    const results = await Promise.all(["U1", "U2", "U3", "U4"].map(click));
    expect(results.filter((result) => result !== null)).toHaveLength(1);
    const signal = await store.signals.get(workspaceId, id);
    expect(signal).toMatchObject({ status: "acknowledged", acknowledgedAt: later, version: 2 });
  });

  test("a snooze ends by itself, back to what it was", async () => {
    const { store, workspaceId } = database;
    const { id, alertIds } = await store.signals.open(opening("snooze"));
    const acted = { workspaceId, id, by: "U1", at };
    await store.signals.change({ ...acted, from: "open", to: "acknowledged", action: "acknowledge" });
    await store.signals.change({
      ...acted,
      from: "acknowledged",
      to: "snoozed",
      action: "snooze",
      until: later,
    });
    expect((await store.signals.endSnoozes(new Date(later.getTime() - 1))).alertIds).toEqual([]);
    expect((await store.signals.endSnoozes(later)).alertIds).toEqual(alertIds);
    expect((await store.signals.endSnoozes(later)).alertIds).toEqual([]);
    const signal = await store.signals.get(workspaceId, id);
    expect(signal).toMatchObject({ status: "acknowledged", acknowledgedBy: "U1", snoozedUntil: null });
  });

  test("an end frees the subject for a next signal and says how it ended; twice is once", async () => {
    const { store, workspaceId } = database;
    const subject = "5b0f3c56-6e0d-4a37-9a0e-8f9e5cb4b001";
    const overdue = {
      ...opening(subject),
      kind: "overdue-promise" as const,
      facts: overdueFacts(),
      team: "billing",
    };
    const { id, alertIds } = await store.signals.open(overdue);
    const ending = {
      workspaceId,
      kind: "overdue-promise" as const,
      subject,
      at: later,
      by: "earshot",
      facts: { outcome: "kept" as const, endedAt: later.toISOString() },
    };
    expect((await store.signals.end(ending)).alertIds).toEqual(alertIds);
    expect((await store.signals.end(ending)).alertIds).toEqual([]);
    const ended = await store.signals.get(workspaceId, id);
    expect(ended).toMatchObject({ status: "resolved", resolvedBy: "earshot", team: "billing" });
    expect(ended?.facts).toMatchObject({ outcome: "kept", text: "call back about the refund" });
    const again = await store.signals.open(overdue);
    expect(again.isNew).toBe(true);
    expect(again.id).not.toBe(id);
  });

  test("a spike a person resolved lives on for the detector until it is over, and is not opened again", async () => {
    const { store, workspaceId } = database;
    const { id } = await store.signals.open(opening("resolved"));
    await store.signals.change({
      workspaceId,
      id,
      from: "open",
      to: "resolved",
      action: "resolve",
      by: "U1",
      at,
    });
    const again = await store.signals.open({
      ...opening("resolved"),
      facts: spikeFacts({ reason: "resolved", observed: 60 }),
    });
    expect(again).toMatchObject({ id, isNew: false });
    expect(await store.signals.get(workspaceId, id)).toMatchObject({ version: 2, status: "resolved" });
    expect((await store.signals.living(workspaceId, "spike")).map((signal) => signal.id)).toContain(id);
    expect((await store.signals.waiting(workspaceId)).map((signal) => signal.id)).not.toContain(id);
    const ended = await store.signals.end({
      workspaceId,
      kind: "spike",
      subject: "resolved",
      at: later,
      by: "earshot",
    });
    expect(ended.alertIds).toHaveLength(1);
    expect(await store.signals.get(workspaceId, id)).toMatchObject({ resolvedBy: "U1", resolvedAt: at });
  });

  test("a rolled back transaction leaves no signal", async () => {
    const { store, workspaceId } = database;
    const failing = store.transaction(async (tx) => {
      await tx.signals.open(opening("rolled-back"));
      throw new Error("the batch failed");
    });
    await expect(failing).rejects.toThrow("the batch failed");
    const subjects = (await store.signals.living(workspaceId, "spike")).map((signal) => signal.subject);
    expect(subjects).not.toContain("rolled-back");
  });
});

test("another workspace neither sees nor changes a signal", async () => {
  const { store, db, workspaceId } = database;
  const other = await db.prisma.workspace.create({ data: { name: "Other" } });
  const { id } = await store.signals.open(opening("mine"));
  expect(await store.signals.get(other.id, id)).toBeUndefined();
  expect(await store.signals.living(other.id, "spike")).toEqual([]);
  expect(await store.signals.waiting(other.id)).toEqual([]);
  expect(await store.signals.entries(other.id, id)).toEqual([]);
  const theft = { workspaceId: other.id, id, by: "U9", at };
  expect(
    await store.signals.change({ ...theft, from: "open", to: "resolved", action: "resolve" }),
  ).toBeNull();
  expect(await store.signals.updateFacts(other.id, id, spikeFacts({ observed: 1 }), at)).toEqual({
    alertIds: [],
  });
  await store.signals.end({ workspaceId: other.id, kind: "spike", subject: "mine", at, by: "U9" });
  expect(await store.signals.get(workspaceId, id)).toMatchObject({ status: "open", version: 1 });
  const twin = await store.signals.open({ ...opening("mine"), workspaceId: other.id });
  expect(twin.isNew).toBe(true);
});
