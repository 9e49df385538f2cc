import { afterAll, beforeAll, expect, test } from "vitest";
import { sweep } from "../../jobs/sweep.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { jobDeps } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  await store.teams.upsert(workspaceId, { code: "billing", slackChannel: "CBILLING" });
  await store.teams.upsert(workspaceId, { code: "sales", slackChannel: "CSALES" });
});
afterAll(() => database.close());

const at = (time: string) => new Date(`2026-11-20T${time}Z`);

async function alerts() {
  const { rows } = await database.db.pool.query(
    `SELECT slack_channel AS channel, s.team, s.facts ->> 'owner' AS owner, s.version, s.status
     FROM alert a JOIN signal s ON s.id = a.signal_id ORDER BY 1`,
  );
  return rows;
}

test("an overdue promise handed to another team is told in that team's channel too, once, as the same signal", async () => {
  const { store, workspaceId } = database;
  const deps = jobDeps(database, "2026-11-20T14:00:01Z");
  const { id } = await store.promises.make({
    workspaceId,
    customerId: null,
    text: "call back",
    dueAt: at("14:00:00"),
    owner: "UMAIJA00",
    team: "billing",
    channel: null,
    by: "UMAIJA00",
    at: at("09:00:00"),
  });
  await sweep(deps);
  expect(await alerts()).toMatchObject([{ channel: "CBILLING", team: "billing", owner: "UMAIJA00" }]);

  const act = {
    deed: "handed-over",
    to: "UANNA000",
    team: "sales",
    by: "UMAIJA00",
    at: at("14:05:00"),
  } as const;
  await store.promises.act(workspaceId, id, act);
  deps.at("2026-11-20T14:05:01Z");
  for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweep(deps);
  const now = { team: "sales", owner: "UANNA000", status: "open" };
  expect(await alerts()).toMatchObject([
    { channel: "CBILLING", ...now },
    { channel: "CSALES", ...now },
  ]);
});

test("handed to somebody of the same team, it stays in its channel", async () => {
  const { store, workspaceId } = database;
  const [promise] = await store.promises.openFor(workspaceId, { team: "sales" });
  const act = {
    deed: "handed-over",
    to: "UMAIJA00",
    team: "sales",
    by: "UANNA000",
    at: at("14:10:00"),
  } as const;
  await store.promises.act(workspaceId, promise?.id ?? "", act);
  await sweep(jobDeps(database, "2026-11-20T14:10:01Z"));
  expect(await alerts()).toMatchObject([
    { channel: "CBILLING", owner: "UMAIJA00" },
    { channel: "CSALES", owner: "UMAIJA00" },
  ]);
});

test("one of many in one message leaves it for another team's channel, as late and as unacknowledged as it was", async () => {
  const { store, workspaceId } = database;
  await database.db.pool.query("TRUNCATE promise, promise_entry, signal, alert CASCADE");
  const deps = jobDeps(database, "2026-11-20T15:00:01Z");
  const made = [];
  for (let i = 0; i < 5; i += 1) {
    const promise = { customerId: null, text: `call ${i}`, dueAt: at("15:00:00"), owner: "UMAIJA00" };
    made.push(
      await store.promises.make({
        ...promise,
        workspaceId,
        team: "billing",
        channel: null,
        by: "UMAIJA00",
        at: at("09:00:00"),
      }),
    );
  }
  await sweep(deps);
  expect(await alerts()).toMatchObject([{ channel: "CBILLING" }]);
  const hand = (id: string, time: string) =>
    store.promises.act(workspaceId, id, {
      deed: "handed-over",
      to: "UANNA000",
      team: "sales",
      by: "UMAIJA00",
      at: at(time),
    });
  const [first, ...rest] = made.map(({ id }) => id);
  await hand(first ?? "", "15:05:00");
  deps.at("2026-11-20T15:05:01Z");
  for (let sweeps = 0; sweeps < 3; sweeps += 1) await sweep(deps);
  expect(await alerts()).toMatchObject([
    { channel: "CBILLING", status: "open" },
    { channel: "CSALES", team: "sales", owner: "UANNA000", status: "open" },
  ]);
  const [group] = await store.signals.living(workspaceId, "overdue-promises");
  expect(group).toMatchObject({ facts: { promises: 5, overdue: 4 } });
  const entries = await store.signals.entries(workspaceId, group?.id ?? "");
  expect(entries.map(({ action }) => action)).toEqual(["opened", "member"]);
  const left = (await store.signals.living(workspaceId, "overdue-promise")).find(
    ({ subject }) => subject === first,
  );
  expect(left).toMatchObject({ groupId: null, escalateAt: at("15:20:01") });

  for (const id of rest) await hand(id, "15:30:00");
  deps.at("2026-11-20T15:30:01Z");
  for (let sweeps = 0; sweeps < 2; sweeps += 1) await sweep(deps);
  expect(await store.signals.get(workspaceId, group?.id ?? "")).toMatchObject({
    status: "resolved",
    facts: { promises: 5, overdue: 0 },
  });
  expect(await store.signals.living(workspaceId, "overdue-promises")).toMatchObject([
    { team: "sales", facts: { slackChannel: "CSALES", promises: 4, overdue: 4 } },
  ]);
});
