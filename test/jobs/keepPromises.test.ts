import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { sweep } from "../../jobs/sweep.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C-DEFAULT" });
});
afterAll(() => database.close());
beforeEach(clear);

type Event = Parameters<typeof receive>[1][number];
const ann = { id: "c-77" };
const dueAt = "2026-11-20T14:00:00.000Z";
const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, "0")}:00:00.000Z`;
/** When the drains of this file run. */
const heardAt = new Date(at(12));
const inside = contact({
  id: "call-1",
  occurredAt: at(9),
  customer: ann,
  agent: "maija",
  team: "billing",
  promise: { text: "call back about the refund", dueAt },
});
const deed = (id: string, action: string, occurredAt: string, more: object = {}): Event => ({
  kind: "promise",
  body: { id, promiseId: "call-1", action, occurredAt, ...more },
});
const made = deed("made", "made", at(9), {
  customer: ann,
  dueAt,
  text: "call back",
  owner: "maija",
  team: "billing",
  channel: "phone",
});
const moved = deed("moved", "moved", at(11), { dueAt: at(18), customerTold: true });
const kept = deed("kept", "kept", at(12));
const callBack = (id: string, hour: number, outcome?: "reached" | "no-answer"): Event =>
  contact({
    id,
    occurredAt: at(hour),
    direction: "outbound",
    customer: ann,
    agent: "maija",
    ...(outcome && { outcome }),
  });

async function clear() {
  await database.db.pool.query(
    "TRUNCATE event, customer, customer_identity, contact, contact_reason, feedback, promise, promise_entry, bucket, signal, alert CASCADE",
  );
}

async function promises() {
  const { rows } = await database.db.pool.query(
    `SELECT id, text, owner, team, channel, status, made_at AS "madeAt", due_at AS "dueAt", kept_at AS "keptAt", wake_at AS "wakeAt",
       (SELECT array_agg(action ORDER BY at, id) FROM promise_entry e WHERE e.promise_id = p.id) AS history FROM promise p`,
  );
  return rows;
}

/** Drains each group of events by itself, one after the other. */
async function drain(...groups: Event[][]) {
  const deps = jobDeps(database, at(12));
  for (const group of groups) {
    await receive(database, group);
    await aggregate(deps, { workspaceId: database.workspaceId });
  }
  return deps;
}

describe("a promise", () => {
  test("made inside a contact is owned by its agent, and the sweep looks at it next", async () => {
    await drain([inside]);
    expect(await promises()).toMatchObject([
      {
        text: "call back about the refund",
        owner: "maija",
        team: "billing",
        channel: "phone",
        status: "open",
        madeAt: new Date(at(9)),
        dueAt: new Date(dueAt),
        wakeAt: heardAt,
        history: ["made"],
      },
    ]);
  });

  test.each<[string, Event[][], object]>([
    ["made alone", [[made]], { status: "open", owner: "maija" }],
    [
      "made and kept in one drain",
      [[made, kept]],
      { status: "kept", keptAt: new Date(at(12)), wakeAt: null },
    ],
    [
      "kept before it is heard to be made",
      [[kept], [made]],
      { status: "kept", text: "call back", dueAt: new Date(dueAt), wakeAt: null, history: ["made", "kept"] },
    ],
    ["moved", [[made], [moved]], { status: "open", dueAt: new Date(at(18)), wakeAt: heardAt }],
    [
      "moved before it is heard to be made",
      [[moved], [made]],
      { dueAt: new Date(at(18)), wakeAt: heardAt, madeAt: new Date(at(9)), owner: "maija" },
    ],
    ["withdrawn", [[made], [deed("w", "withdrawn", at(10))]], { status: "withdrawn", wakeAt: null }],
    ["made inside a contact, kept by that contact's id", [[inside], [kept]], { status: "kept" }],
    [
      "called back in time",
      [[inside], [callBack("out", 13)]],
      { status: "kept", keptAt: new Date(at(13)), history: ["made", "kept"] },
    ],
    [
      "called back late",
      [[inside], [callBack("out", 16, "reached")]],
      { status: "kept", keptAt: new Date(at(16)) },
    ],
    [
      "called back in the same drain",
      [[callBack("out", 13), inside]],
      { status: "kept", keptAt: new Date(at(13)) },
    ],
    [
      "called back before the promise was heard of",
      [[callBack("out", 13)], [inside]],
      { status: "kept", keptAt: new Date(at(13)) },
    ],
    [
      "called in vain",
      [[inside], [callBack("out", 13, "no-answer")]],
      { status: "open", wakeAt: heardAt, history: ["made", "tried"] },
    ],
    ["called before it was made", [[inside], [callBack("out", 8)]], { status: "open", history: ["made"] }],
  ])("%s", async (_, groups, expected) => {
    await drain(...groups);
    expect(await promises()).toMatchObject([expected]);
  });

  test("is kept by one call each, and no call counts twice", async () => {
    const second = contact({
      id: "call-2",
      occurredAt: at(10),
      customer: ann,
      promise: { text: "and send the form", dueAt: at(15) },
    });
    await drain([inside, second], [callBack("out-1", 11)], [callBack("out-1", 11)]);
    expect((await promises()).map(({ status }) => status).sort()).toEqual(["kept", "open"]);
    await drain([callBack("out-2", 12)]);
    expect((await promises()).map(({ status }) => status)).toEqual(["kept", "kept"]);
  });

  test("called kept by a person is kept from when the customer was reached, once that call is heard of", async () => {
    await drain([inside]);
    const [{ id }] = await promises();
    const act = { deed: "kept", by: "UMAIJA00", at: new Date(at(15)) } as const;
    expect(await database.store.promises.act(database.workspaceId, id, act)).toMatchObject({ kind: "done" });
    await drain([callBack("out", 13)]);
    expect(await promises()).toMatchObject([
      { status: "kept", keptAt: new Date(at(13)), history: ["made", "kept", "kept"] },
    ]);
  });

  test("comes to the same whatever order its events are heard in", async () => {
    const events = [made, moved, kept, callBack("vain", 10, "no-answer")];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: 4 }),
        fc.integer({ min: 0, max: 4 }),
        async (heard, cut) => {
          await clear();
          await drain(heard.slice(0, cut), heard.slice(cut));
          expect(await promises()).toMatchObject([
            {
              status: "kept",
              keptAt: new Date(at(12)),
              dueAt: new Date(at(18)),
              text: "call back",
              owner: "maija",
              wakeAt: null,
            },
          ]);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("an overdue signal", () => {
  async function overdue() {
    const deps = await drain([inside]);
    deps.at("2026-11-20T14:00:01Z");
    await sweep(deps);
    expect(await database.store.signals.living(database.workspaceId, "overdue-promise")).toHaveLength(1);
  }

  test.each<[string, Event, object]>([
    ["kept", callBack("out", 15), { outcome: "kept", endedAt: at(15) }],
    ["moved", moved, { outcome: "moved", movedTo: at(18), told: true }],
    ["withdrawn", deed("w", "withdrawn", at(15)), { outcome: "withdrawn" }],
  ])("ends when its promise is %s, and its alert is due", async (_, event, facts) => {
    await overdue();
    const { enqueued } = await drain([event]);
    expect(await database.store.signals.living(database.workspaceId, "overdue-promise")).toEqual([]);
    const { rows } = await database.db.pool.query(
      "SELECT s.status, s.facts, a.id FROM signal s JOIN alert a ON a.signal_id = s.id",
    );
    expect(rows).toMatchObject([{ status: "resolved", facts }]);
    expect(enqueued).toContainEqual({
      name: "deliver",
      payload: { alertId: rows[0].id },
    });
  });

  test("goes on when the customer was not reached", async () => {
    await overdue();
    await drain([callBack("out", 15, "no-answer")]);
    expect(await database.store.signals.living(database.workspaceId, "overdue-promise")).toHaveLength(1);
  });

  test("says that the customer was told of the move once its source says so, however often", async () => {
    await overdue();
    await drain([deed("m", "moved", at(11), { dueAt: at(18) })]);
    const facts = async () => {
      const { rows } = await database.db.pool.query("SELECT facts, version FROM signal");
      return rows;
    };
    const [silent] = await facts();
    expect(silent.facts).toMatchObject({ outcome: "moved", movedTo: at(18) });
    expect(silent.facts).not.toHaveProperty("told");
    const told = (id: string) => deed(id, "moved", at(12), { dueAt: at(18), customerTold: true });
    const { enqueued } = await drain([told("t1")], [told("t2")]);
    expect(await facts()).toMatchObject([{ facts: { told: true }, version: silent.version + 1 }]);
    expect(enqueued.filter(({ name }) => name === "deliver")).toHaveLength(1);
    expect(await promises()).toMatchObject([{ status: "open", dueAt: new Date(at(18)) }]);
  });

  test("opens anew when the promise was moved and is late again", async () => {
    await overdue();
    const deps = await drain([moved]);
    deps.at("2026-11-20T18:00:01Z");
    await sweep(deps);
    const { rows } = await database.db.pool.query("SELECT status FROM signal ORDER BY opened_at");
    expect(rows).toEqual([{ status: "resolved" }, { status: "open" }]);
  });
});
