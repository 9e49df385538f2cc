import { beforeEach, expect, test } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import { beginSpike, endSpike, goOnSpike } from "../../jobs/detect/spikeLife.ts";
import type { Signal, SpikeFacts } from "../../src/domain/signal/signal.ts";
import { createMetrics } from "../../src/metrics.ts";
import { spikeFacts } from "../support/facts.ts";
import { checkLimits } from "../support/limits.ts";
import { silent } from "../support/slackHouse.ts";
import { stubHouse } from "../support/stubHouse.ts";

const house = stubHouse({ now: new Date("2026-11-20T09:20:00Z") });
beforeEach(() => house.database.db.pool.query("TRUNCATE signal CASCADE"));

const deps = () => ({
  store: house.database.store,
  slackFor: async () => house.slack,
  now: () => house.clock,
  log: silent,
  metrics: createMetrics(),
  enqueue: async () => {},
});
const living = () => house.database.store.signals.living(house.database.workspaceId, "spike");
const posts = () => house.stub.posts(house.channel);
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

async function begin(reason: string, slackChannels = [house.channel]): Promise<Signal> {
  house.clock = new Date(house.clock.getTime() + 1);
  const opening = {
    workspaceId: house.database.workspaceId,
    kind: "spike",
    subject: reason,
    at: house.clock,
  } as const;
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
  for (const alertId of await house.database.store.alerts.due(house.clock))
    await deliver(deps(), { alertId });
}

async function end(signal: Signal) {
  const now = await house.database.store.signals.get(house.database.workspaceId, signal.id);
  await endSpike(deps(), now ?? signal, house.clock);
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
  await goOnSpike(deps(), second, factsOf("delivery", { observed: 99 }), house.clock);
  await deliverDue();
  expect(shown(0)).toContain("*Delivery*: 99 contacts");
  await end(second);
  expect(shown(0)).not.toContain("Delivery");
  const [post] = posts();
  expect(house.stub.replies(house.channel, post?.ts ?? "").map(({ text }) => text)).toEqual([
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
    const now = await house.database.store.signals.get(house.database.workspaceId, signal.id);
    await endSpike(deps(), now ?? signal, house.clock);
  }
  await deliverDue();
  expect(posts()).toHaveLength(1);
});

test("who acknowledges the message has both", async () => {
  const first = await begin("invoice");
  const second = await begin("delivery");
  const click = {
    workspaceId: house.database.workspaceId,
    id: first.id,
    from: "open",
    to: "acknowledged",
  } as const;
  await house.database.store.signals.change({
    ...click,
    action: "acknowledge",
    by: "UNOOR",
    at: house.clock,
  });
  const now = await house.database.store.signals.get(house.database.workspaceId, second.id);
  expect(now).toMatchObject({ status: "acknowledged", acknowledgedBy: "UNOOR" });
});

test.each([
  [
    "it is told in a channel where the first is not",
    async () => begin("delivery", [house.channel, `C0ALSO${house.count}`]),
  ],
  [
    "the first was closed by a person",
    async (first: Signal) => {
      const click = {
        workspaceId: house.database.workspaceId,
        id: first.id,
        from: "open",
        to: "resolved",
      } as const;
      await house.database.store.signals.change({
        ...click,
        action: "resolve",
        by: "UNOOR",
        at: house.clock,
      });
      return begin("delivery");
    },
  ],
  [
    "the first is muted there",
    async () => {
      const until = new Date(house.clock.getTime() + 3_600_000);
      const mute = {
        reason: "invoice",
        slackChannel: house.channel,
        mutedAt: house.clock,
        until,
        by: "UNOOR",
      };
      await house.database.store.mutes.mute(house.database.workspaceId, mute);
      return begin("delivery");
    },
  ],
  [
    "it comes eleven minutes later",
    async () => {
      house.clock = new Date(house.clock.getTime() + 11 * 60_000);
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
  const { db, store } = house.database;
  const other = await db.prisma.workspace.create({ data: { name: "Other" } });
  const first = await begin("invoice");
  const verbs = await store.transaction(async ({ spikeGroups }) => [
    await spikeGroups.mayLead(other.id, first.id, [house.channel], house.clock),
    await spikeGroups.join(other.id, first.id, { id: first.id, label: "Other", at: house.clock }),
    await spikeGroups.goesOn(other.id, { id: first.id, at: house.clock }),
    await spikeGroups.inherit(other.id, first.id, house.clock),
  ]);
  expect(verbs).toEqual([false, { alertIds: [] }, { alertIds: [] }, { alertIds: [] }]);
  expect(await living()).toEqual([first]);
});

test("twenty that begin at once, and end at once, leave nothing undone", async () => {
  const first = await begin("invoice");
  const openings = Array.from({ length: 20 }, (_, index) => ({
    workspaceId: house.database.workspaceId,
    kind: "spike" as const,
    subject: `login-${index}`,
    facts: factsOf("login", { reasonLabel: `Login ${index}` }),
    at: house.clock,
    slackChannels: [house.channel],
  }));
  const members = await Promise.all(openings.map((opening) => beginSpike(deps(), opening, [first])));
  expect(members.every((member) => member?.groupId === first.id)).toBe(true);
  await Promise.all(
    [first, ...members].map(async (signal) => signal && endSpike(deps(), signal, house.clock)),
  );
  await deliverDue();
  expect(await living()).toEqual([]);
  expect(posts()).toHaveLength(1);
  expect(checkLimits(posts()[0] as never)).toEqual([]);
});
