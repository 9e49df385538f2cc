import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { sweep } from "../../jobs/sweep.ts";
import type { PromiseAct } from "../../src/domain/promise/acts.ts";
import { withLife } from "../../src/domain/promise/deeds.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C-DEFAULT" });
  await database.store.teams.upsertStaff(database.workspaceId, { code: "maija", slackUserId: "UMAIJA00" });
  await database.store.teams.upsertStaff(database.workspaceId, { code: "otto", slackUserId: "UOTTO000" });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query(
    "TRUNCATE event, customer, customer_identity, contact, contact_reason, promise, promise_entry, signal, alert, notice CASCADE",
  );
});

type Given = Omit<Parameters<typeof contact>[0], "id">;
const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, "0")}:00:00.000Z`;
const ann = { id: "c-77" };
const promiseIn = (id: string, given: Given = {}) =>
  contact({
    id,
    occurredAt: at(9),
    customer: ann,
    agent: "maija",
    promise: { text: id, dueAt: at(14) },
    ...given,
  });
const callBack = (id: string, hour: number, given: Given = {}) =>
  contact({ id, occurredAt: at(hour), direction: "outbound", customer: ann, agent: "maija", ...given });

/** Drains each group of events by itself, at noon unless told otherwise. */
async function drain(groups: ReturnType<typeof contact>[][], now = at(12)) {
  const deps = jobDeps(database, now);
  for (const group of groups) {
    await receive(database, group);
    await aggregate(deps, { workspaceId: database.workspaceId });
  }
  return deps;
}

async function promises() {
  const open = await database.db.pool.query("SELECT id FROM promise ORDER BY text");
  return Promise.all(
    open.rows.map(async ({ id }) => {
      const promise = await database.store.promises.get(database.workspaceId, id);
      if (promise === null) throw new Error("a promise has gone");
      const entries = await database.store.promises.entries(database.workspaceId, id);
      return {
        ...promise,
        history: entries.map(({ action }) => action),
        notes: entries.map(({ note }) => note),
      };
    }),
  );
}

async function act(deed: PromiseAct, hour: number) {
  const [promise] = await promises();
  const change = { ...deed, by: "UMAIJA00", at: new Date(at(hour)) };
  return database.store.promises.act(database.workspaceId, promise?.id ?? "", change);
}

async function notices() {
  const { rows } = await database.db.pool.query(
    'SELECT id, key, kind, slack_to AS "slackTo", subject, facts FROM notice ORDER BY created_at, key',
  );
  return rows;
}

describe("an undo of what a contact kept", () => {
  test("opens the promise, and neither that contact nor one before the undo keeps it again", async () => {
    await drain([[promiseIn("call")], [callBack("out-1", 10)]]);
    expect(await promises()).toMatchObject([{ status: "kept", keptAt: new Date(at(10)) }]);
    await act({ deed: "reopened", note: "another matter" }, 12);
    await drain([[callBack("out-1", 10)], [callBack("heard-late", 11)], [promiseIn("call")]]);
    expect(await promises()).toMatchObject([
      { status: "open", keptAt: null, keptByContactId: null, history: ["made", "kept", "reopened"] },
    ]);
    await drain([[callBack("out-2", 13)]]);
    expect(await promises()).toMatchObject([{ status: "kept", keptAt: new Date(at(13)) }]);
  });

  test("leaves the contact spent, for it was heard when the others were looked at", async () => {
    await drain([[promiseIn("call"), promiseIn("form", { promise: { text: "form", dueAt: at(16) } })]]);
    await drain([[callBack("out", 10)]]);
    await act({ deed: "reopened" }, 11);
    await drain([[callBack("out", 10)]]);
    expect(await promises()).toMatchObject([{ status: "open" }, { status: "open" }]);
  });

  test("holds also when the promise is only then heard to be made", async () => {
    const kept = {
      id: "k",
      promiseId: "p",
      action: "moved",
      occurredAt: at(9),
      dueAt: at(18),
      customer: ann,
    };
    const made = { ...kept, id: "m", action: "made", occurredAt: at(8), text: "call" };
    const deed = (body: typeof kept) => ({ kind: "promise", body }) as unknown as ReturnType<typeof contact>;
    await drain([[deed(kept)], [callBack("out", 10)]]);
    await act({ deed: "reopened" }, 11);
    await drain([[deed(made)]]);
    expect(await promises()).toMatchObject([
      { status: "open", history: ["made", "moved", "kept", "reopened"] },
    ]);
  });
});

test("a contact heard after the promise was moved keeps the deadline that held when the customer was reached", async () => {
  await drain([[promiseIn("call")]]);
  await act({ deed: "moved", dueAt: new Date(at(20)), told: true }, 16);
  await drain([[callBack("out", 15)]]);
  expect(await promises()).toMatchObject([
    { status: "kept", dueAt: new Date(at(14)), keptAt: new Date(at(15)), history: ["made", "kept", "moved"] },
  ]);
});

describe("the owner hears that a contact kept their promise", () => {
  const called = (given: Given = {}) => [[promiseIn("call")], [callBack("out", 11, given)]];

  test("by somebody else, with what is needed to undo it", async () => {
    const { enqueued } = await drain(called({ agent: "otto" }));
    const [promise] = await promises();
    const said = await notices();
    expect(said).toMatchObject([
      {
        kind: "kept-by-evidence",
        slackTo: "UMAIJA00",
        subject: promise?.id,
        facts: { contactId: promise?.keptByContactId, channel: "phone", reachedAt: at(11), others: 0 },
      },
    ]);
    expect(enqueued).toContainEqual({ name: "notify", payload: { noticeId: said[0].id } });
  });

  test("by themselves, when it could have been about another promise, and once", async () => {
    const other = promiseIn("form", { promise: { text: "form", dueAt: at(16) } });
    await drain([[promiseIn("call"), other], [callBack("out", 11)], [callBack("out", 11)]]);
    expect(await notices()).toMatchObject([{ slackTo: "UMAIJA00", facts: { others: 1 } }]);
    expect((await promises()).map(({ status, notes }) => [status, notes.at(-1)])).toEqual([
      ["kept", "reached by phone; fits best of 2 open promises"],
      ["open", null],
    ]);
  });

  test("when the source does not say who called", async () => {
    const { agent: _, ...body } = callBack("out", 11).body;
    await drain([[promiseIn("call")], [{ kind: "contact", body }]]);
    expect(await notices()).toHaveLength(1);
  });

  test.each<[string, ReturnType<typeof contact>[][], string]>([
    ["it was their own call, and nothing else was open", called(), at(12)],
    ["they were not reached", called({ agent: "otto", outcome: "no-answer" }), at(12)],
    ["it is long past", called({ agent: "otto" }), "2026-11-21T11:00:00.000Z"],
    ["Slack does not know them", [[promiseIn("call", { agent: "nobody" })], [callBack("out", 11)]], at(12)],
  ])("not when %s", async (_, groups, now) => {
    await drain(groups, now);
    expect(await notices()).toEqual([]);
  });

  test("not when a person had called it kept before", async () => {
    await drain([[promiseIn("call")]]);
    await act({ deed: "kept" }, 12);
    await drain([[callBack("out", 11, { agent: "otto" })]]);
    expect(await promises()).toMatchObject([{ keptAt: new Date(at(11)), history: ["made", "kept", "kept"] }]);
    expect(await notices()).toEqual([]);
  });
});

test("the alert of an overdue promise says which contact kept it", async () => {
  const deps = await drain([[promiseIn("call")]]);
  deps.at("2026-11-20T14:00:01Z");
  await sweep(deps);
  await drain([[callBack("out", 15)]], at(16));
  const { rows } = await database.db.pool.query(
    "SELECT status, facts FROM signal WHERE kind = 'overdue-promise'",
  );
  expect(rows).toMatchObject([
    { status: "resolved", facts: { outcome: "kept", endedAt: at(15), note: "reached by phone" } },
  ]);
});

test("a call in vain is told in the thread of the overdue promise, and one that got through after it ends it", async () => {
  const deps = await drain([[promiseIn("call")]]);
  deps.at("2026-11-20T14:00:01Z");
  await sweep(deps);
  const [signal] = await database.store.signals.living(database.workspaceId, "overdue-promise");
  const { enqueued } = await drain([[callBack("vain", 15, { outcome: "no-answer" })]], at(16));
  const told = () => database.store.signals.entries(database.workspaceId, signal?.id ?? "");
  expect(await told()).toMatchObject([
    { action: "opened" },
    { action: "tried", actor: "maija", note: "phone: no-answer" },
  ]);
  expect(enqueued.map(({ name }) => name)).toContain("deliver");
  await drain([[callBack("vain-2", 16, { outcome: "voicemail" }), callBack("reached", 17)]], at(17));
  expect((await told()).map(({ action }) => action)).toEqual(["opened", "tried", "tried", "ended"]);
});

test("while calls are heard and people press at once, a promise is what its history comes to", async () => {
  await drain([[promiseIn("call"), promiseIn("form", { promise: { text: "form", dueAt: at(16) } })]]);
  const ids = (await promises()).map(({ id }) => id);
  const acts: PromiseAct[] = [
    { deed: "kept" },
    { deed: "reopened" },
    { deed: "given-up", note: "x" },
    { deed: "tried" },
  ];
  const pressing = ids.flatMap((id) =>
    acts.map((deed, press) =>
      database.store.promises.act(database.workspaceId, id, {
        ...deed,
        by: `U${press}`,
        at: new Date(at(12)),
      }),
    ),
  );
  const calls = [10, 11, 13].map((hour) => drain([[callBack(`out-${hour}`, hour)]]));
  await Promise.all([...pressing, ...calls]);
  for (const { history: _, notes: __, ...promise } of await promises()) {
    const entries = await database.store.promises.entries(database.workspaceId, promise.id);
    expect(withLife(promise, entries)).toEqual(promise);
  }
});
