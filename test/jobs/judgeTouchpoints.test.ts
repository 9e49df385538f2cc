import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { judgeTouchpoints } from "../../jobs/judgeTouchpoints.ts";
import { sweep } from "../../jobs/sweep.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
let deps: ReturnType<typeof jobDeps>;
beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  await store.workspaces.update(workspaceId, { defaultChannel: "C0CARE" });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query(
    "TRUNCATE event, contact, feedback, survey, score_day, survey_day, touchpoint, signal, alert, route CASCADE",
  );
  deps = jobDeps(database, "2026-11-20T05:00:00Z");
});

const judge = () => judgeTouchpoints(deps, { workspaceId: database.workspaceId });
const living = () => database.store.signals.living(database.workspaceId, "touchpoint-below");
const aim = (targets: object, channelTargets: object = {}) =>
  database.store.touchpoints.save(database.workspaceId, {
    code: "invoice",
    label: "Invoice",
    targets,
    channelTargets,
  });

let nextId = 0;
/** So many answers of one score, about calls, spread over the ten days up to `day`. */
async function answered(day: string, score: number, count: number, channel: "phone" | "chat" = "phone") {
  const events = Array.from({ length: count }, (_, i) => {
    nextId += 1;
    const at = new Date(Date.parse(`${day}T09:00:00Z`) - (i % 10) * 86_400_000).toISOString();
    const about = contact({ id: `c-${nextId}`, occurredAt: at, channel });
    const body = {
      id: `f-${nextId}`,
      occurredAt: at,
      metric: "csat",
      score,
      touchpoint: "invoice",
      contactId: about.body.id,
    };
    return [about, { kind: "feedback", body }];
  });
  await receive(database, events.flat());
  await aggregate(deps, { workspaceId: database.workspaceId });
}

test("a score surely below its target opens one signal where routes say, and the same day says nothing twice", async () => {
  await aim({ csat: 4.2 });
  const route = { kinds: ["touchpoint-below" as const], reasons: [], channels: [], teams: [] };
  await database.store.routes.change(database.workspaceId, () => [
    { ...route, touchpoints: ["inv*"], slackChannels: ["C0INVOICE"], continues: false },
  ]);
  await answered("2026-11-19", 3, 60);
  await answered("2026-11-19", 5, 30, "chat");
  await judge();
  await judge();
  const [signal, ...others] = await living();
  expect(others).toEqual([]);
  expect(signal).toMatchObject({
    subject: "invoice:csat",
    status: "open",
    version: 1,
    facts: {
      target: 4.2,
      answers: 90,
      score: expect.closeTo(330 / 90, 10),
      first: "2026-10-23",
      last: "2026-11-19",
      byChannel: [{ channel: "phone" }, { channel: "chat" }],
      voice: { kind: "nobody-knows" },
    },
  });
  const { rows } = await database.db.pool.query("SELECT slack_channel FROM alert");
  expect(rows).toEqual([{ slack_channel: "C0INVOICE" }]);
});

test.each([
  ["a few answers", { csat: 4.2 }, {}, 3],
  ["no target", {}, {}, 60],
  ["a target that is met", { csat: 2.5 }, {}, 60],
  ["another metric's target", { nps: 90 }, {}, 60],
  ["the target of another channel", {}, { chat: { csat: 4.2 } }, 60],
])("%s: no signal", async (_name, targets, channelTargets, count) => {
  await aim(targets, channelTargets);
  await answered("2026-11-19", 3, count);
  await answered("2026-11-19", 4, Math.round(count / 3));
  await judge();
  expect(await living()).toEqual([]);
});

test("a channel's own target has a signal of its own", async () => {
  await aim({}, { phone: { csat: 4.2 } });
  await answered("2026-11-19", 3, 60);
  await judge();
  expect(await living()).toMatchObject([{ subject: "invoice:csat:phone", facts: { channel: "phone" } }]);
});

test("it ends when the score has not been below for three days, and with its target at once", async () => {
  await aim({ csat: 4.2 });
  await answered("2026-11-19", 3, 60);
  await judge();
  await answered("2026-11-19", 5, 400);
  for (const [day, clearSince] of [
    ["2026-11-20T09:00:00Z", "2026-11-20"],
    ["2026-11-22T09:00:00Z", "2026-11-20"],
  ] as const) {
    deps.at(day);
    await judge();
    expect(await living()).toMatchObject([{ status: "open", facts: { clearSince } }]);
  }
  deps.at("2026-11-23T09:00:00Z");
  await judge();
  expect(await living()).toEqual([]);
  const { rows } = await database.db.pool.query(
    "SELECT status, resolved_by, facts ->> 'endedAt' AS ended FROM signal",
  );
  expect(rows).toEqual([{ status: "resolved", resolved_by: "earshot", ended: "2026-11-23T09:00:00.000Z" }]);

  await answered("2026-11-22", 1, 600);
  await judge();
  expect(await living()).toHaveLength(1);
  await aim({});
  await judge();
  expect(await living()).toEqual([]);
});

test("the sweep asks for it where something is aimed for", async () => {
  await sweep(deps);
  expect(deps.enqueued).not.toContainEqual(expect.objectContaining({ name: "judgeTouchpoints" }));
  await aim({ csat: 4.2 });
  deps.at("2026-11-20T06:00:00Z");
  await sweep(deps);
  const { workspaceId } = database;
  expect(deps.enqueued).toContainEqual({ name: "judgeTouchpoints", payload: { workspaceId } });
});
