import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import { beginSpike, endSpike, goOnSpike } from "../../jobs/detect/spikeLife.ts";
import type { Signal, SpikeFacts } from "../../src/domain/signal/signal.ts";
import { createMetrics } from "../../src/metrics.ts";
import { type Slack, slackOf } from "../../src/slack/connection/slack.ts";
import { clientOptions } from "../../src/slack/connection/web-client.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";
import { checkLimits } from "../support/limits.ts";
import { silent } from "../support/slackHouse.ts";
import { type SlackStub, startSlackStub } from "../support/slackStub.ts";

let database: TestDatabase;
let stub: SlackStub;
let slack: Slack;
let clock: Date;
let channel: string;
let count = 0;

beforeAll(async () => {
  database = await testDatabase();
  stub = await startSlackStub(() => clock);
});
afterAll(async () => {
  await stub.close();
  await database.close();
});
beforeEach(async () => {
  count += 1;
  channel = `C0TEST${count}`;
  clock = new Date("2026-11-20T09:20:00Z");
  const client = new WebClient("xoxb-test", { ...clientOptions(stub.apiUrl, silent), timeout: 1_000 });
  slack = { ...slackOf(client, createMetrics()), pacePost: () => 0, paceEdit: () => 0 };
  await database.db.pool.query("TRUNCATE signal CASCADE");
});

const deps = () => ({
  store: database.store,
  slackFor: async () => slack,
  now: () => clock,
  log: silent,
  metrics: createMetrics(),
  enqueue: async () => {},
});
const living = () => database.store.signals.living(database.workspaceId, "spike");
const posts = () => stub.posts(channel);
const shown = (index: number) => JSON.stringify(posts()[index]);
const labelled = (reason: string) => `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}`;

/** Every contact of it also mentions the others. */
function factsOf(reason: string, change: Partial<SpikeFacts> = {}): SpikeFacts {
  const byReason = ["invoice", "delivery", "login"].map((each) => ({
    reason: each,
    label: each,
    observed: 41,
  }));
  return spikeFacts({ reason, reasonLabel: labelled(reason), byReason, ...change });
}

async function begin(reason: string, slackChannels = [channel]): Promise<Signal> {
  clock = new Date(clock.getTime() + 1);
  const opening = { workspaceId: database.workspaceId, kind: "spike", subject: reason, at: clock } as const;
  const opened = await beginSpike(
    deps(),
    { ...opening, facts: factsOf(reason), slackChannels },
    await living(),
  );
  await deliverDue();
  if (opened === undefined) throw new Error("no signal");
  return opened;
}

async function deliverDue() {
  for (const alertId of await database.store.alerts.due(clock)) await deliver(deps(), { alertId });
}

async function end(signal: Signal) {
  const now = await database.store.signals.get(database.workspaceId, signal.id);
  await endSpike(deps(), now ?? signal, clock);
  await deliverDue();
}

test("two of one cause are one message, which lists the second and whose thread tells of it", async () => {
  const first = await begin("invoice");
  const second = await begin("delivery");
  expect(second.groupId).toBe(first.id);
  expect(posts()).toHaveLength(1);
  expect(shown(0)).toContain(
    "With it, largely the same contacts*\\n• *Delivery*: 41 contacts in 2 h, expected 14",
  );
  expect(checkLimits(posts()[0] as never)).toEqual([]);
  await goOnSpike(deps(), second, factsOf("delivery", { observed: 99 }), clock);
  await deliverDue();
  expect(shown(0)).toContain("*Delivery*: 99 contacts");
  await end(second);
  expect(shown(0)).not.toContain("Delivery");
  const [post] = posts();
  expect(stub.replies(channel, post?.ts ?? "").map(({ text }) => text)).toEqual([
    "Delivery rises too, largely by the same contacts: this message tells both.",
    "Delivery is back to normal.",
  ]);
  await end(first);
  expect(posts()).toMatchObject([{ attachments: [{ color: "#2eb886" }] }]);
  expect(await living()).toEqual([]);
});

test("when the first is over, those that go on get one message of their own", async () => {
  const first = await begin("invoice");
  const second = await begin("delivery");
  const third = await begin("login");
  expect(posts()).toHaveLength(1);
  await end(first);
  expect(posts()).toHaveLength(2);
  expect(shown(1)).toContain("*Delivery*: 41 contacts in 2 h, expected 14");
  expect(shown(1)).toContain("• *Login*: 41 contacts");
  expect((await living()).map(({ id, groupId }) => [id, groupId])).toEqual([
    [second.id, null],
    [third.id, second.id],
  ]);
  await end(third);
  await end(second);
  expect(posts()).toHaveLength(2);
  expect(await living()).toEqual([]);
});

test("over at once they tell nothing more than the one message", async () => {
  const first = await begin("invoice");
  const second = await begin("delivery");
  for (const signal of [second, first]) {
    const now = await database.store.signals.get(database.workspaceId, signal.id);
    await endSpike(deps(), now ?? signal, clock);
  }
  await deliverDue();
  expect(posts()).toHaveLength(1);
});

test("who acknowledges the message has both", async () => {
  const first = await begin("invoice");
  const second = await begin("delivery");
  const click = {
    workspaceId: database.workspaceId,
    id: first.id,
    from: "open",
    to: "acknowledged",
  } as const;
  await database.store.signals.change({ ...click, action: "acknowledge", by: "UNOOR", at: clock });
  const now = await database.store.signals.get(database.workspaceId, second.id);
  expect(now).toMatchObject({ status: "acknowledged", acknowledgedBy: "UNOOR" });
});

test.each([
  [
    "it is told in a channel where the first is not",
    async () => begin("delivery", [channel, `C0ALSO${count}`]),
  ],
  [
    "the first was closed by a person",
    async (first: Signal) => {
      const click = {
        workspaceId: database.workspaceId,
        id: first.id,
        from: "open",
        to: "resolved",
      } as const;
      await database.store.signals.change({ ...click, action: "resolve", by: "UNOOR", at: clock });
      return begin("delivery");
    },
  ],
  [
    "the first is muted there",
    async () => {
      const until = new Date(clock.getTime() + 3_600_000);
      const mute = { reason: "invoice", slackChannel: channel, mutedAt: clock, until, by: "UNOOR" };
      await database.store.mutes.mute(database.workspaceId, mute);
      return begin("delivery");
    },
  ],
  [
    "it comes eleven minutes later",
    async () => {
      clock = new Date(clock.getTime() + 11 * 60_000);
      return begin("delivery");
    },
  ],
])("it has a message of its own when %s", async (_, beginSecond) => {
  const first = await begin("invoice");
  const second = await beginSecond(first);
  expect(second.groupId).toBeNull();
  expect(posts()).toHaveLength(2);
});

test("another workspace's spike takes no part in it", async () => {
  const { db, store } = database;
  const other = await db.prisma.workspace.create({ data: { name: "Other" } });
  const first = await begin("invoice");
  const verbs = await store.transaction(async ({ spikeGroups }) => [
    await spikeGroups.mayLead(other.id, first.id, [channel], clock),
    await spikeGroups.join(other.id, first.id, { id: first.id, label: "Other", at: clock }),
    await spikeGroups.goesOn(other.id, { id: first.id, at: clock }),
    await spikeGroups.inherit(other.id, first.id, clock),
  ]);
  expect(verbs).toEqual([false, { alertIds: [] }, { alertIds: [] }, { alertIds: [] }]);
  expect(await living()).toEqual([first]);
});

test("twenty that begin at once, and end at once, leave nothing undone", async () => {
  const first = await begin("invoice");
  const openings = Array.from({ length: 20 }, (_, index) => ({
    workspaceId: database.workspaceId,
    kind: "spike" as const,
    subject: `login-${index}`,
    facts: factsOf("login", { reasonLabel: `Login ${index}` }),
    at: clock,
    slackChannels: [channel],
  }));
  const members = await Promise.all(openings.map((opening) => beginSpike(deps(), opening, [first])));
  expect(members.every((member) => member?.groupId === first.id)).toBe(true);
  await Promise.all([first, ...members].map(async (signal) => signal && endSpike(deps(), signal, clock)));
  await deliverDue();
  expect(await living()).toEqual([]);
  expect(posts()).toHaveLength(1);
  expect(checkLimits(posts()[0] as never)).toEqual([]);
});
