import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sweep } from "../../jobs/sweep.ts";
import type { Calendar } from "../../src/domain/calendar.ts";
import type { CustomerPromise } from "../../src/domain/promise.ts";
import { closeDatabase, openDatabase } from "../../src/store/database.ts";
import { createStore, type Transaction } from "../../src/store/index.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { jobDeps } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query("TRUNCATE promise, promise_entry, signal, alert, notice, team CASCADE");
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C-DEFAULT" });
});

const day = [{ opens: 8 * 60, closes: 16 * 60 }];
/** Mon-Fri 8-16 in UTC; 20 November 2026 is a Friday. */
const office: Calendar = {
  zone: "UTC",
  week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
  holidays: null,
  dates: {},
};
const madeAt = new Date("2026-11-20T09:00:00Z");

function promise(dueAt: string, team: string | null = null) {
  return database.store.promises.make({
    workspaceId: database.workspaceId,
    customerId: null,
    text: "call back",
    owner: "UMAIJA00",
    team,
    channel: "phone",
    by: "UMAIJA00",
    at: madeAt,
    dueAt: new Date(dueAt),
  });
}

async function promises(count: number, dueAt: string, team: string | null = null) {
  const made = [];
  for (let i = 0; i < count; i += 1) made.push(await promise(dueAt, team));
  return made;
}

const billing = (change = {}) =>
  database.store.teams.upsert(database.workspaceId, {
    code: "billing",
    slackChannel: "C-BILLING",
    calendar: office,
    leads: ["UOTTO000"],
    ...change,
  });

async function rows<T extends object>(query: string): Promise<T[]> {
  return (await database.db.pool.query<T>(query)).rows;
}

const notices = () =>
  rows<{ kind: string; slack_to: string; facts: object }>(
    "SELECT kind, slack_to, facts FROM notice ORDER BY created_at, key",
  );
const signals = (kind: string) =>
  database.store.signals.living(database.workspaceId, kind as "overdue-promise");
const alerts = () =>
  rows<{ id: string; slack_channel: string }>("SELECT id, slack_channel FROM alert ORDER BY slack_channel");

/** As a drain does that hears of contacts which kept them. */
async function keepAll(tx: Transaction, kept: CustomerPromise[], { by, at }: { by: string; at: Date }) {
  const { workspaceId } = database;
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

/** Sweeps every two seconds of a while, as a worker does, with a clock of its own. */
async function sweepThrough(deps: ReturnType<typeof jobDeps>, from: string, to: string, everyMs = 2_000) {
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += everyMs) {
    deps.at(new Date(ms).toISOString());
    await sweep(deps);
  }
}

describe("a promise's owner", () => {
  test("is reminded half an hour and ten minutes before, once each, and never again", async () => {
    const { id } = await promise("2026-11-20T14:00:00Z");
    const deps = jobDeps(database, "2026-11-20T09:00:01Z");
    await sweep(deps);
    expect((await database.store.promises.get(database.workspaceId, id))?.wakeAt).toEqual(
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
    const deps = jobDeps(database, "2026-11-20T09:00:01Z");
    await sweep(deps);
    const at = new Date("2026-11-20T13:10:00Z");
    const dueAt = new Date("2026-11-20T13:35:00Z");
    await database.store.promises.act(database.workspaceId, id, {
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
    const deps = jobDeps(database, "2026-11-20T09:00:01Z");
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
    const deps = jobDeps(database, "2026-11-20T13:00:00Z");
    await sweep(deps);
    const restarted = openDatabase(database.url);
    const later = { ...jobDeps(database, "2026-11-24T10:00:00Z"), store: createStore(restarted) };
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
      ...jobDeps(database, now),
      store: { ...database.store, alone: unlocked },
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
    const deps = jobDeps(database, "2026-11-20T14:00:01Z");
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
    const deps = jobDeps(database, "2026-11-20T14:00:01Z");
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
    await database.store.workspaces.update(database.workspaceId, { defaultChannel: null });
    await promises(6, "2026-11-20T14:00:00Z");
    const deps = jobDeps(database, "2026-11-20T14:00:01Z");
    await sweep(deps);
    expect(await alerts()).toEqual([]);
    await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C-LATER" });
    deps.at("2026-11-20T14:01:02Z");
    await sweep(deps);
    expect(await alerts()).toMatchObject([{ slack_channel: "C-LATER" }]);
    expect(await signals("overdue-promise")).toHaveLength(6);
  });

  test("make their message behind with each of them that ends, and end it with the last", async () => {
    const made = await promises(4, "2026-11-20T14:00:00Z");
    const deps = jobDeps(database, "2026-11-20T14:00:01Z");
    await sweep(deps);
    const [group] = await signals("overdue-promises");
    const [alert] = await alerts();
    const done = (id: string, at: string) =>
      database.store.promises.act(database.workspaceId, id, {
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
    const over = await database.store.signals.get(database.workspaceId, group?.id ?? "");
    expect(over).toMatchObject({
      status: "resolved",
      resolvedBy: "earshot",
      escalateAt: null,
      facts: { overdue: 0 },
    });
    const entries = await database.store.signals.entries(database.workspaceId, group?.id ?? "");
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
    const { store, workspaceId } = database;
    const unlocked = async (_: string, work: () => Promise<void>) => {
      await work();
      return true;
    };
    for (const hour of ["14", "15", "16", "17"]) {
      const made = await promises(20, "2026-11-20T13:30:00Z");
      const deps = {
        ...jobDeps(database, `2026-11-20T${hour}:00:00Z`),
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
      await database.db.pool.query("TRUNCATE promise, promise_entry, signal, alert, notice CASCADE");
    }
  });
});

describe("an overdue promise that nobody takes", () => {
  const otto = { by: "UOTTO000", from: "open", to: "acknowledged", action: "acknowledge" } as const;
  const acknowledge = (id: string, at: string, until: string) =>
    database.store.signals.change({
      workspaceId: database.workspaceId,
      id,
      ...otto,
      at: new Date(at),
      until: new Date(until),
    });
  const escalations = async () => (await notices()).filter(({ kind }) => kind === "escalation");

  test("is told to each level once, in the team's hours", async () => {
    await billing({ promiseRules: { nextLevel: ["UPAULA00"] } });
    const { id } = await promise("2026-11-20T15:40:00Z", "billing");
    const deps = jobDeps(database, "2026-11-20T15:40:00Z");
    await sweep(deps);
    await sweepThrough(deps, "2026-11-20T15:54:58Z", "2026-11-20T15:55:06Z");
    expect(await escalations()).toMatchObject([{ facts: { level: 1 } }]);
    await sweepThrough(deps, "2026-11-20T16:00:00Z", "2026-11-23T08:30:00Z", 1_800_000);
    expect(await escalations()).toHaveLength(1);
    await sweepThrough(deps, "2026-11-23T08:39:58Z", "2026-11-23T08:40:06Z");
    expect(await escalations()).toMatchObject([{ facts: { level: 1 } }, { facts: { level: 2 } }]);
    await sweepThrough(deps, "2026-11-23T09:00:00Z", "2026-11-23T15:00:00Z", 3_600_000);
    expect(await escalations()).toHaveLength(2);
    expect(await signals("overdue-promise")).toMatchObject([
      { subject: id, escalation: 2, escalateAt: null },
    ]);
  });

  test("waits for the morning when the workers were away in the afternoon", async () => {
    await billing();
    await promise("2026-11-20T15:00:00Z", "billing");
    const deps = jobDeps(database, "2026-11-20T15:00:00Z");
    await sweep(deps);
    deps.at("2026-11-20T19:00:00Z");
    await sweep(deps);
    expect(await escalations()).toEqual([]);
    deps.at("2026-11-23T08:00:00Z");
    await sweep(deps);
    await sweep(deps);
    expect(await escalations()).toHaveLength(1);
  });

  test("is open again when its acknowledgement runs out, and escalation begins anew", async () => {
    await promise("2026-11-20T14:00:00Z");
    const deps = jobDeps(database, "2026-11-20T14:00:00Z");
    await sweep(deps);
    const [signal] = await signals("overdue-promise");
    await acknowledge(signal?.id ?? "", "2026-11-20T14:05:00Z", "2026-11-20T15:05:00Z");
    await sweepThrough(deps, "2026-11-20T14:05:00Z", "2026-11-20T15:00:00Z", 300_000);
    expect(await notices()).toEqual([]);
    expect(await signals("overdue-promise")).toMatchObject([
      { status: "acknowledged", escalateAt: null, acknowledgedUntil: new Date("2026-11-20T15:05:00Z") },
    ]);
    deps.at("2026-11-20T15:05:01Z");
    await Promise.all([sweep(deps), sweep(deps)]);
    await sweep(deps);
    expect(await notices()).toMatchObject([{ kind: "acknowledgement-expired", slack_to: "UOTTO000" }]);
    expect(await signals("overdue-promise")).toMatchObject([
      {
        status: "open",
        acknowledgedBy: null,
        acknowledgedUntil: null,
        escalateAt: new Date("2026-11-20T15:20:01Z"),
      },
    ]);
    deps.at("2026-11-20T15:20:02Z");
    await sweep(deps);
    expect(await escalations()).toMatchObject([{ facts: { level: 1 } }]);
    const entries = await database.store.signals.entries(database.workspaceId, signal?.id ?? "");
    expect(entries.map(({ action, note }) => [action, note])).toEqual([
      ["opened", null],
      ["acknowledge", null],
      ["acknowledgement-ended", "UOTTO000"],
    ]);
  });

  test("escalates once for a whole group, and not while each of its promises is somebody's", async () => {
    await promises(5, "2026-11-20T14:00:00Z");
    const deps = jobDeps(database, "2026-11-20T14:00:00Z");
    await sweep(deps);
    for (const { id } of await signals("overdue-promise")) {
      await acknowledge(id, "2026-11-20T14:05:00Z", "2026-11-20T14:40:00Z");
    }
    deps.at("2026-11-20T14:20:00Z");
    await sweep(deps);
    expect(await escalations()).toEqual([]);
    deps.at("2026-11-20T14:40:00Z");
    await sweep(deps);
    expect((await notices()).map(({ kind }) => kind)).toEqual(Array(5).fill("acknowledgement-expired"));
    deps.at("2026-11-20T14:55:00Z");
    await sweep(deps);
    expect(await escalations()).toHaveLength(1);
  });

  test("is acknowledged with all others of its group, and is open again with them, with one word", async () => {
    await promises(5, "2026-11-20T14:00:00Z");
    const deps = jobDeps(database, "2026-11-20T14:00:00Z");
    await sweep(deps);
    const [group] = await signals("overdue-promises");
    await acknowledge(group?.id ?? "", "2026-11-20T14:05:00Z", "2026-11-20T15:05:00Z");
    deps.at("2026-11-20T14:05:02Z");
    await sweep(deps);
    const statuses = async () => (await signals("overdue-promise")).map(({ status }) => status);
    expect(await statuses()).toEqual(Array(5).fill("acknowledged"));
    expect(await signals("overdue-promises")).toMatchObject([
      { status: "acknowledged", facts: { acknowledged: 5 } },
    ]);
    deps.at("2026-11-20T15:05:00Z");
    await sweep(deps);
    expect(await statuses()).toEqual(Array(5).fill("open"));
    expect(await notices()).toMatchObject([{ kind: "acknowledgement-expired", slack_to: "UOTTO000" }]);
    const entries = await database.store.signals.entries(database.workspaceId, group?.id ?? "");
    expect(entries.map(({ action }) => action)).toEqual(["opened", "acknowledge", "acknowledgement-ended"]);
  });
});

test("a team hears of its past week on Monday when it opens, once", async () => {
  await billing({ calendar: { ...office, week: { ...office.week, 1: [{ opens: 600, closes: 960 }] } } });
  const deps = jobDeps(database);
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
