import { describe, expect, test } from "vitest";
import { sweep } from "../../jobs/sweep.ts";
import type { CustomerPromise } from "../../src/domain/promise/promise.ts";
import { closeDatabase, openDatabase } from "../../src/store/database.ts";
import { createStore, type Transaction } from "../../src/store/index.ts";
import { jobDeps } from "../support/inbox.ts";
import { office, sweptPromises } from "../support/sweptPromises.ts";

const swept = sweptPromises();
const { promise, promises, billing, notices, signals, alerts, sweepThrough } = swept;

/** As a drain does that hears of contacts which kept them. */
async function keepAll(tx: Transaction, kept: CustomerPromise[], { by, at }: { by: string; at: Date }) {
  const { workspaceId } = swept.database;
  const known = await tx.promises.histories(workspaceId, kept);
  await tx.promises.save(workspaceId, {
    promises: known.map(({ promise }) => ({ ...promise, status: "kept", keptAt: at, wakeAt: null })),
    entries: known.map(({ promise }) => ({
      promiseId: promise.id,
      at,
      actor: by,
      action: "kept",
      dueAt: null,
      told: null,
      note: null,
    })),
  });
  for (const { promise } of known) {
    await tx.signals.end({ workspaceId, kind: "overdue-promise", subject: promise.id, at, by });
  }
}

describe("a promise's owner", () => {
  test("is reminded half an hour and ten minutes before, once each, and never again", async () => {
    const { id } = await promise("2026-11-20T14:00:00Z");
    const deps = jobDeps(swept.database, "2026-11-20T09:00:01Z");
    await sweep(deps);
    expect((await swept.database.store.promises.get(swept.database.workspaceId, id))?.wakeAt).toEqual(
      new Date("2026-11-20T13:30:00Z"),
    );
    await sweepThrough(deps, "2026-11-20T13:29:56Z", "2026-11-20T13:30:10Z");
    await sweepThrough(deps, "2026-11-20T13:49:56Z", "2026-11-20T13:50:10Z");
    const facts = { kind: "reminder", dueAt: "2026-11-20T14:00:00.000Z" };
    expect(await notices()).toEqual([
      { kind: "reminder", slack_to: "UMAIJA00", facts },
      { kind: "reminder", slack_to: "UMAIJA00", facts },
    ]);
    expect(deps.enqueued.filter(({ name }) => name === "notify").length).toBeGreaterThanOrEqual(2);
    await sweepThrough(deps, "2026-11-20T13:59:56Z", "2026-11-20T14:00:10Z");
    expect(await notices()).toHaveLength(2);
    expect(await signals("overdue-promise")).toMatchObject([
      { subject: id, openedAt: new Date("2026-11-20T14:00:00Z") },
    ]);
  });

  test("is not reminded of a time just agreed on, but of what is left of it", async () => {
    const { id } = await promise("2026-11-20T13:45:00Z");
    const deps = jobDeps(swept.database, "2026-11-20T09:00:01Z");
    await sweep(deps);
    const at = new Date("2026-11-20T13:10:00Z");
    const dueAt = new Date("2026-11-20T13:35:00Z");
    await swept.database.store.promises.act(swept.database.workspaceId, id, {
      deed: "moved",
      dueAt,
      told: true,
      by: "UMAIJA00",
      at,
    });
    await sweepThrough(deps, "2026-11-20T13:10:00Z", "2026-11-20T13:10:06Z");
    expect(await notices()).toEqual([]);
    await sweepThrough(deps, "2026-11-20T13:24:58Z", "2026-11-20T13:25:02Z");
    expect(await notices()).toMatchObject([{ facts: { dueAt: dueAt.toISOString() } }]);
  });

  test("hears nothing in the night: the reminder came before closing, the alert waits for opening", async () => {
    await billing();
    await promise("2026-11-20T20:00:00Z", "billing");
    const deps = jobDeps(swept.database, "2026-11-20T09:00:01Z");
    await sweep(deps);
    await sweepThrough(deps, "2026-11-20T15:29:58Z", "2026-11-20T15:30:02Z");
    expect(await notices()).toHaveLength(1);
    await sweepThrough(deps, "2026-11-20T16:00:00Z", "2026-11-23T07:00:00Z", 3_600_000);
    expect(await notices()).toHaveLength(1);
    expect(await signals("overdue-promise")).toEqual([]);
    await sweepThrough(deps, "2026-11-23T08:00:00Z", "2026-11-23T08:00:04Z");
    expect(await signals("overdue-promise")).toHaveLength(1);
    expect(await alerts()).toMatchObject([{ slack_channel: "C-BILLING" }]);
  });

  test("is not reminded of what came due while everything was down; its alert comes at once, and once", async () => {
    await promise("2026-11-20T14:00:00Z");
    const deps = jobDeps(swept.database, "2026-11-20T13:00:00Z");
    await sweep(deps);
    const restarted = openDatabase(swept.database.url);
    const later = { ...jobDeps(swept.database, "2026-11-24T10:00:00Z"), store: createStore(restarted) };
    await Promise.all([sweep(later), sweep(deps), sweep(later)]);
    await sweep(later);
    await closeDatabase(restarted);
    expect(await notices()).toEqual([]);
    expect(await signals("overdue-promise")).toHaveLength(1);
    expect(await alerts()).toHaveLength(1);
  });

  test("is reminded once by four processes that sweep without the lock", async () => {
    await promise("2026-11-20T14:00:00Z");
    const unlocked = async (_: string, work: () => Promise<void>) => {
      await work();
      return true;
    };
    const at = (now: string) => ({
      ...jobDeps(swept.database, now),
      store: { ...swept.database.store, alone: unlocked },
    });
    for (const now of ["2026-11-20T09:00:02Z", "2026-11-20T13:30:01Z", "2026-11-20T14:00:01Z"]) {
      const deps = at(now);
      await Promise.all(Array.from({ length: 4 }, () => sweep(deps)));
    }
    expect(await notices()).toHaveLength(1);
    expect(await signals("overdue-promise")).toHaveLength(1);
    expect(await alerts()).toHaveLength(1);
  });
});

describe("many at once", () => {
  test("three are three messages, four are one", async () => {
    const deps = jobDeps(swept.database, "2026-11-20T14:00:01Z");
    await promises(3, "2026-11-20T14:00:00Z");
    await sweep(deps);
    expect(await alerts()).toHaveLength(3);
    await billing();
    await promises(4, "2026-11-20T14:30:00Z", "billing");
    deps.at("2026-11-20T14:30:01Z");
    await sweep(deps);
    expect(await alerts()).toHaveLength(4);
    const [group] = await signals("overdue-promises");
    expect(group).toMatchObject({
      team: "billing",
      facts: {
        slackChannel: "C-BILLING",
        promises: 4,
        overdue: 4,
        acknowledged: 0,
        oldestDueAt: "2026-11-20T14:30:00.000Z",
      },
    });
    const members = (await signals("overdue-promise")).filter(({ groupId }) => groupId === group?.id);
    expect(members).toHaveLength(4);
    expect(members.map(({ escalateAt }) => escalateAt)).toEqual([null, null, null, null]);
    expect(group?.escalateAt).toEqual(new Date("2026-11-20T14:45:01Z"));
  });

  test("of one channel are one message however many, also those of the same burst that come a sweep later", async () => {
    await promises(30, "2026-11-20T13:00:00Z");
    const deps = jobDeps(swept.database, "2026-11-20T14:00:01Z");
    await sweep(deps);
    await promises(2, "2026-11-20T13:10:00Z");
    deps.at("2026-11-20T14:00:03Z");
    await sweep(deps);
    expect(await alerts()).toHaveLength(1);
    expect(await signals("overdue-promises")).toMatchObject([{ facts: { promises: 32, overdue: 32 } }]);
    await promise("2026-11-20T14:30:00Z");
    deps.at("2026-11-20T14:30:00Z");
    await sweep(deps);
    expect(await alerts()).toHaveLength(2);
  });

  test("wait together while no channel is known, and are one message then", async () => {
    await swept.database.store.workspaces.update(swept.database.workspaceId, { defaultChannel: null });
    await promises(6, "2026-11-20T14:00:00Z");
    const deps = jobDeps(swept.database, "2026-11-20T14:00:01Z");
    await sweep(deps);
    expect(await alerts()).toEqual([]);
    await swept.database.store.workspaces.update(swept.database.workspaceId, { defaultChannel: "C-LATER" });
    deps.at("2026-11-20T14:01:02Z");
    await sweep(deps);
    expect(await alerts()).toMatchObject([{ slack_channel: "C-LATER" }]);
    expect(await signals("overdue-promise")).toHaveLength(6);
  });

  test("make their message behind with each of them that ends, and end it with the last", async () => {
    const made = await promises(4, "2026-11-20T14:00:00Z");
    const deps = jobDeps(swept.database, "2026-11-20T14:00:01Z");
    await sweep(deps);
    const [group] = await signals("overdue-promises");
    const [alert] = await alerts();
    const done = (id: string, at: string) =>
      swept.database.store.promises.act(swept.database.workspaceId, id, {
        deed: "kept",
        by: "UMAIJA00",
        at: new Date(at),
      });
    const [first, ...rest] = made;
    await done(first?.id ?? "", "2026-11-20T14:10:00Z");
    deps.enqueued.length = 0;
    deps.at("2026-11-20T14:10:01Z");
    await sweep(deps);
    expect(deps.enqueued).toContainEqual({ name: "deliver", payload: { alertId: alert?.id } });
    expect(await signals("overdue-promises")).toMatchObject([{ facts: { promises: 4, overdue: 3 } }]);
    await Promise.all(rest.map(({ id }) => done(id, "2026-11-20T14:20:00Z")));
    deps.at("2026-11-20T14:20:01Z");
    await sweep(deps);
    await sweep(deps);
    const over = await swept.database.store.signals.get(swept.database.workspaceId, group?.id ?? "");
    expect(over).toMatchObject({
      status: "resolved",
      resolvedBy: "earshot",
      escalateAt: null,
      facts: { overdue: 0 },
    });
    const entries = await swept.database.store.signals.entries(swept.database.workspaceId, group?.id ?? "");
    expect(entries.map(({ action }) => action)).toEqual([
      "opened",
      "member",
      "member",
      "member",
      "member",
      "ended",
    ]);
  });

  test("never wait for each other, whoever acts on them, acknowledges all and sweeps at the same time", async () => {
    const { store, workspaceId } = swept.database;
    const unlocked = async (_: string, work: () => Promise<void>) => {
      await work();
      return true;
    };
    for (const hour of ["14", "15", "16", "17"]) {
      const made = await promises(20, "2026-11-20T13:30:00Z");
      const deps = {
        ...jobDeps(swept.database, `2026-11-20T${hour}:00:00Z`),
        store: { ...store, alone: unlocked },
      };
      await sweep(deps);
      const group = (await signals("overdue-promises")).at(-1);
      const act = { by: "UNOOR000", at: deps.now() };
      await Promise.all([
        ...made.map(({ id }, i) => {
          const deed =
            i % 2 === 0 ? { deed: "tried" as const } : { deed: "handed-over" as const, to: "UOTTO000" };
          return store.promises.act(workspaceId, id, { ...act, ...deed });
        }),
        store.signals.change({
          ...act,
          workspaceId,
          id: group?.id ?? "",
          from: "open",
          to: "acknowledged",
          action: "acknowledge",
          until: act.at,
        }),
        ...Array.from({ length: 4 }, () => sweep(deps)),
        store.transaction((tx) => keepAll(tx, made.slice(0, 8), act)),
      ]);
      await sweep(deps);
      expect(await signals("overdue-promise")).toHaveLength(12);
      expect(await signals("overdue-promises")).toMatchObject([{ facts: { promises: 20, overdue: 12 } }]);
      await swept.database.db.pool.query("TRUNCATE promise, promise_entry, signal, alert, notice CASCADE");
    }
  });
});

test("a team hears of its past week on Monday when it opens, once", async () => {
  await billing({ calendar: { ...office, week: { ...office.week, 1: [{ opens: 600, closes: 960 }] } } });
  const deps = jobDeps(swept.database);
  await sweepThrough(deps, "2026-11-20T12:00:00Z", "2026-11-23T09:30:00Z", 1_800_000);
  expect(await notices()).toEqual([]);
  await sweepThrough(deps, "2026-11-23T10:00:00Z", "2026-11-26T10:00:00Z", 1_800_000);
  expect(await notices()).toEqual([
    {
      kind: "week",
      slack_to: "C-BILLING",
      facts: {
        kind: "week",
        week: "2026-W47",
        from: "2026-11-16T00:00:00.000Z",
        to: "2026-11-23T00:00:00.000Z",
      },
    },
  ]);
});
