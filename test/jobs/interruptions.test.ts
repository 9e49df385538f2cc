import { beforeEach, describe, expect, test } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import { spikeOpening } from "../../jobs/detect/openSpike.ts";
import { notify } from "../../jobs/notify.ts";
import { endMutes } from "../../jobs/sweep/endMutes.ts";
import { parseWeekHours } from "../../src/domain/calendar/hours.ts";
import { reasonSubject } from "../../src/domain/detection/spike.ts";
import { type ChannelSettings, usualSettings } from "../../src/domain/routing/interruption.ts";
import type { Route } from "../../src/domain/routing/route.ts";
import { overdueFacts, spikeFacts } from "../support/facts.ts";
import { silent } from "../support/slackHouse.ts";
import { stubHouse } from "../support/stubHouse.ts";

/** A Thursday: 21:30 and, the next morning, 8:00 in Helsinki. */
const night = new Date("2026-11-19T19:30:00Z");
const morning = new Date("2026-11-20T06:00:00Z");
const HOUR_MS = 3_600_000;
const loud = parseWeekHours("Mon-Fri 8-18");
const office = { week: loud.kind === "read" ? loud.value : null };

const house = stubHouse({ now: night });
beforeEach(() => house.database.store.routes.change(house.database.workspaceId, () => []));

const deps = () => ({
  store: house.database.store,
  slackFor: async () => house.slack,
  now: () => house.clock,
  log: silent,
  enqueue: async () => {},
});

function set(change: Partial<ChannelSettings>) {
  const settings = { ...usualSettings("Europe/Helsinki"), ...change };
  return house.database.store.channels.save(house.database.workspaceId, house.channel, settings, house.clock);
}

/** The channel takes all spikes of a reason of its own. */
async function spike(
  observed: number,
  subject = `reason-${house.count}-${observed}`,
  reason = `reason-${house.count}`,
) {
  const { workspaceId, store } = house.database;
  const facts = spikeFacts({ reason, reasonLabel: reason, observed, expected: 10 });
  const opening = {
    workspaceId,
    kind: "spike" as const,
    subject,
    facts,
    at: house.clock,
    slackChannels: [house.channel],
  };
  const { id } = await store.signals.open(opening);
  await deliverDue();
  const end = async () => {
    await store.signals.end({ workspaceId, kind: "spike", subject, at: house.clock, by: "earshot" });
    await deliverDue();
  };
  return { id, facts, end };
}

async function promise() {
  const { workspaceId, store } = house.database;
  const opening = {
    workspaceId,
    kind: "overdue-promise" as const,
    subject: `promise-${house.count}`,
    at: house.clock,
  };
  await store.signals.open({ ...opening, facts: overdueFacts(), slackChannels: [house.channel] });
  await deliverDue();
}

/** What the sweep does for alerts and words, until nothing is due. */
async function deliverDue() {
  await endMutes(deps());
  for (const alertId of await house.database.store.alerts.due(house.clock))
    await deliver(deps(), { alertId });
  for (const noticeId of await house.database.store.notices.due(house.clock))
    await notify(deps(), { noticeId });
}

async function passTo(at: Date) {
  house.clock = at;
  await deliverDue();
}

const posts = () => house.stub.posts(house.channel);

describe("in quiet hours", () => {
  test("what is new waits for their end, and is told then as it is then", async () => {
    await set(office);
    const { id, facts } = await spike(40);
    expect(posts()).toEqual([]);
    expect(await house.database.store.alerts.health(house.database.workspaceId)).toMatchObject({
      waiting: 0,
    });
    house.clock = new Date(night.getTime() + HOUR_MS);
    await house.database.store.signals.updateFacts(
      house.database.workspaceId,
      id,
      { ...facts, observed: 77 },
      house.clock,
    );
    await passTo(new Date(morning.getTime() - 1));
    expect(posts()).toEqual([]);
    await passTo(morning);
    await deliverDue();
    expect(posts()).toMatchObject([{ text: expect.stringContaining("77 contacts"), edits: 0 }]);
  });

  test("what is over before it could be told is not told, and is kept for the digest", async () => {
    await set(office);
    const { id, end } = await spike(40);
    house.clock = new Date(night.getTime() + HOUR_MS);
    await end();
    await passTo(morning);
    expect(posts()).toEqual([]);
    const held = await house.database.store.digests.held(house.database.workspaceId, house.channel, night);
    expect(held).toMatchObject([{ hold: "quiet-hours", signal: { id, status: "resolved" } }]);
  });

  test("what is shown is edited, its history told and its end shown all the same", async () => {
    const { id, end } = await spike(40);
    await set(office);
    const click = { workspaceId: house.database.workspaceId, id, from: "open", to: "acknowledged" } as const;
    await house.database.store.signals.change({
      ...click,
      action: "acknowledge",
      by: "UNOOR",
      at: house.clock,
    });
    await deliverDue();
    await end();
    const [post] = posts();
    expect(post).toMatchObject({ edits: 2, attachments: [{ color: "#2eb886" }] });
    expect(house.stub.replies(house.channel, post?.ts ?? "")).toHaveLength(2);
  });

  test("twelve workers at their end post it once", async () => {
    await set(office);
    await spike(40);
    house.clock = morning;
    const [alertId = ""] = await house.database.store.alerts.due(house.clock);
    await Promise.all(Array.from({ length: 12 }, () => deliver(deps(), { alertId })));
    expect(posts()).toHaveLength(1);
  });

  test("they are left behind by whoever changes them", async () => {
    await set(office);
    await spike(40);
    const { alertIds } = await set({});
    expect(alertIds).toHaveLength(1);
    await deliverDue();
    expect(posts()).toHaveLength(1);
  });
});

describe("with a budget of two a day", () => {
  test("the third waits for the digest, also when it changes and on the next day; a promise never", async () => {
    await set({ budget: 2, digest: "daily" });
    await spike(40);
    await spike(41);
    const third = await spike(42);
    expect(posts()).toHaveLength(2);
    await promise();
    expect(posts()).toHaveLength(3);
    house.clock = new Date(night.getTime() + 24 * HOUR_MS);
    await house.database.store.signals.updateFacts(
      house.database.workspaceId,
      third.id,
      { ...third.facts, observed: 90 },
      house.clock,
    );
    await deliverDue();
    expect(posts()).toHaveLength(3);
    expect(
      await house.database.store.digests.held(house.database.workspaceId, house.channel, night),
    ).toMatchObject([{ hold: "digest", signal: { id: third.id, status: "open" } }]);
    await spike(43);
    expect(posts()).toHaveLength(4);
  });

  test("a post that Slack did not take keeps its place", async () => {
    await set({ budget: 1, digest: "daily" });
    house.stub.next("chat.postMessage", { kind: "rate-limited", retryAfterSeconds: 5 });
    await spike(40);
    expect(posts()).toEqual([]);
    await spike(90);
    expect(posts()).toEqual([]);
    await passTo(new Date(night.getTime() + 60_000));
    expect(posts()).toMatchObject([{ text: expect.stringContaining("40 contacts") }]);
  });
});

describe("a muted reason", () => {
  const mute = (until: Date, reason = `reason-${house.count}`) =>
    house.database.store.mutes.mute(house.database.workspaceId, {
      reason,
      slackChannel: house.channel,
      mutedAt: house.clock,
      until,
      by: "UOTTO",
    });

  test("is not told until the mute ends, then in one line, and what goes on is told after it", async () => {
    await mute(new Date(night.getTime() + 3 * HOUR_MS));
    const first = await spike(90);
    await spike(30);
    house.clock = new Date(night.getTime() + HOUR_MS);
    await first.end();
    expect(posts()).toEqual([]);
    await passTo(new Date(night.getTime() + 3 * HOUR_MS));
    await deliverDue();
    const told = posts().map(({ text }) => text);
    expect(told).toHaveLength(2);
    expect(told).toContainEqual(
      expect.stringMatching(
        /^The mute of reason-\d+ is over\. .* 2 spikes, the largest 90 contacts where 10 were expected\. 1 still goes on\.$/,
      ),
    );
    expect(told).toContainEqual(expect.stringContaining("30 contacts"));
    await passTo(new Date(night.getTime() + 4 * HOUR_MS));
    expect(posts()).toHaveLength(2);
  });

  test("whose mute ends in quiet hours is told about in the morning", async () => {
    await set(office);
    await mute(new Date(night.getTime() + HOUR_MS));
    await spike(40);
    await passTo(new Date(night.getTime() + HOUR_MS));
    expect(posts()).toEqual([]);
    await passTo(morning);
    expect(posts()).toHaveLength(2);
  });

  test("that is muted after it was told goes on, and may end", async () => {
    const { end } = await spike(40);
    await mute(new Date(night.getTime() + HOUR_MS));
    await end();
    expect(posts()).toMatchObject([{ edits: 1, attachments: [{ color: "#2eb886" }] }]);
  });

  test("of which nothing came says nothing when it ends", async () => {
    await mute(new Date(night.getTime() + HOUR_MS));
    await passTo(new Date(night.getTime() + HOUR_MS));
    expect(posts()).toEqual([]);
  });
});

describe("routes", () => {
  const route = (change: Partial<Route>): Route => ({
    kinds: [],
    reasons: [],
    channels: [],
    touchpoints: [],
    teams: [],
    slackChannels: [house.channel],
    continues: false,
    ...change,
  });

  async function openRouted(reason: string) {
    const workspace = await house.database.store.workspaces.sole();
    const facts = spikeFacts({ reason, reasonLabel: reason });
    const opening = await spikeOpening(deps(), workspace, reasonSubject(reason), facts, house.clock);
    await house.database.store.signals.open(opening);
    await deliverDue();
  }

  test("two for one channel post once there, and the card says by which", async () => {
    const also = `C0ALSO${house.count}`;
    await house.database.store.routes.change(house.database.workspaceId, () => [
      route({ reasons: ["reason-*"], continues: true }),
      route({ kinds: ["spike"], slackChannels: [house.channel, also] }),
    ]);
    await openRouted(`reason-${house.count}`);
    expect(posts()).toHaveLength(1);
    expect(JSON.stringify(posts()[0])).toContain("Why here: route 1: reasons reason-*.");
    expect(house.stub.posts(also)).toHaveLength(1);
    expect(JSON.stringify(house.stub.posts(also)[0])).toContain("Why here: route 2: kinds spike.");
  });

  test("without one the reason's own channel takes it", async () => {
    const code = `reason-${house.count}`;
    await house.database.store.reasons.upsert(
      house.database.workspaceId,
      { code, slackChannel: house.channel },
      house.clock,
    );
    await openRouted(code);
    expect(JSON.stringify(posts())).toContain("Why here: this reason's channel.");
  });
});

test("a channel without threads shows the state and tells no history", async () => {
  await set({ threads: false });
  const { id } = await spike(40);
  const click = { workspaceId: house.database.workspaceId, id, from: "open", to: "acknowledged" } as const;
  await house.database.store.signals.change({
    ...click,
    action: "acknowledge",
    by: "UNOOR",
    at: house.clock,
  });
  await deliverDue();
  const [post] = posts();
  expect(post).toMatchObject({ edits: 1, attachments: [{ color: "#daa038" }] });
  expect(house.stub.replies(house.channel, post?.ts ?? "")).toEqual([]);
});
