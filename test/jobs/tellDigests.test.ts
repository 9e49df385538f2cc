import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import { notify } from "../../jobs/notify.ts";
import { tellDigests } from "../../jobs/sweep/tellDigests.ts";
import { tellWeeks } from "../../jobs/sweep/tellWeeks.ts";
import { countBuckets } from "../../src/domain/bucket.ts";
import { type ChannelSettings, usualSettings } from "../../src/domain/routing/interruption.ts";
import { createMetrics } from "../../src/metrics.ts";
import { type Slack, slackOf } from "../../src/slack/connection/slack.ts";
import { clientOptions } from "../../src/slack/connection/web-client.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";
import { jobDeps } from "../support/inbox.ts";
import { checkLimits } from "../support/limits.ts";
import { silent } from "../support/slackHouse.ts";
import { type SlackStub, startSlackStub } from "../support/slackStub.ts";

const CHANNEL = "C0BILLING";
const DAY_MS = 86_400_000;
const zone = "Europe/Helsinki";
/** Thursday 19 November: the day that the digest of Friday, 8:00 in Helsinki, tells of. */
const thursday = Date.parse("2026-11-19T10:00:00Z");
const FRIDAY_8 = "2026-11-20T06:00:00Z";

let database: TestDatabase;
let stub: SlackStub;
let slack: Slack;
let deps: ReturnType<typeof jobDeps>;

beforeAll(async () => {
  database = await testDatabase();
  stub = await startSlackStub(() => deps.now());
  const client = new WebClient("xoxb-test", { ...clientOptions(stub.apiUrl, silent), timeout: 1_000 });
  slack = { ...slackOf(client, createMetrics()), pacePost: () => 0, paceEdit: () => 0 };
});
afterAll(async () => {
  await stub.close();
  await database.close();
});
beforeEach(async () => {
  deps = jobDeps(database, FRIDAY_8);
  stub.forget(CHANNEL);
  stub.calm();
  await database.db.pool.query(
    "TRUNCATE promise, promise_entry, signal, alert, notice, team, bucket, reason, route, channel_setting CASCADE",
  );
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C0DEFAULT" });
});

function set(change: Partial<ChannelSettings>) {
  const settings = { ...usualSettings(zone), digest: "daily" as const, ...change };
  return database.store.channels.save(database.workspaceId, CHANNEL, settings, deps.now());
}

/** Nine weeks of contacts, as the drain counts them, of reasons that this channel owns (or another one). */
async function heard(reason: string, aDay: number, onThursday: number, slackChannel = CHANNEL) {
  const days = Array.from({ length: 63 }, (_, back) => thursday - back * DAY_MS);
  const contacts = days.flatMap((at, back) =>
    Array.from({ length: back === 0 ? onThursday : aDay }, (_, minute) => ({
      occurredAt: new Date(at + minute * 60_000).toISOString(),
      channel: "phone" as const,
      direction: "inbound" as const,
      reasons: [reason],
    })),
  );
  const { store, workspaceId } = database;
  await store.reasons.upsert(
    workspaceId,
    { code: reason, label: `${reason} of customers`, slackChannel },
    deps.now(),
  );
  await store.buckets.add(workspaceId, countBuckets(contacts, zone));
}

async function spike(observed: number, subject: string) {
  const { store, workspaceId } = database;
  const facts = spikeFacts({ reason: subject, reasonLabel: subject, observed, expected: 10 });
  const opening = { workspaceId, kind: "spike" as const, subject, facts, slackChannels: [CHANNEL] };
  const { id } = await store.signals.open({ ...opening, at: deps.now() });
  await deliverDue();
  return {
    id,
    grow: async (more: number) => {
      await store.signals.updateFacts(workspaceId, id, { ...facts, observed: more }, deps.now());
      await deliverDue();
    },
  };
}

async function deliverDue() {
  for (const alertId of await database.store.alerts.due(deps.now())) await deliver(withSlack(), { alertId });
}

const withSlack = () => ({ ...deps, slackFor: async () => slack });

/** What two workers' sweeps and their jobs do at that time. */
async function workAt(at: string) {
  deps.at(at);
  await Promise.all([tellDigests(deps), tellDigests(deps)]);
  const due = await database.store.notices.due(deps.now());
  await Promise.all([...due, ...due].map((noticeId) => notify(withSlack(), { noticeId })));
}

const digests = () => stub.posts(CHANNEL).filter(({ text }) => /^(Daily|Weekly) digest/.test(text));

describe("a daily digest", () => {
  test("comes at its time, once, also after a restart and with two workers", async () => {
    await set({});
    await heard("late-delivery", 10, 40);
    await heard("login", 20, 20);
    await workAt("2026-11-20T05:59:59Z");
    expect(digests()).toEqual([]);
    await workAt(FRIDAY_8);
    await workAt("2026-11-20T06:01:00Z");
    await workAt("2026-11-20T15:00:00Z");
    expect(digests()).toHaveLength(1);
    const [digest] = digests();
    expect(digest?.text).toContain("Daily digest of Thu 19 Nov");
    expect(digest?.text).toContain("of 2 reasons looked at, 1 rose and 0 fell");
    expect(digest?.text).toMatch(
      /late-delivery of customers rose: 40 contacts, expected 10, 4 times the usual/,
    );
    expect(checkLimits(digest as never)).toEqual([]);
    expect(digest?.attachments?.[0]?.blocks?.map(({ type }) => type)).toEqual(["section", "table"]);
  });

  test("says nothing of a quiet day, and nothing of what is told elsewhere", async () => {
    await set({});
    await heard("login", 20, 21);
    await heard("late-delivery", 10, 40, "C0OTHER");
    await workAt(FRIDAY_8);
    expect(digests()).toEqual([]);
    expect(await database.store.notices.due(deps.now())).toEqual([]);
  });

  test("tells of the reasons that a route brings to its channel, by the contacts' channel too", async () => {
    await set({});
    const route = { kinds: [], touchpoints: [], teams: [], continues: false, slackChannels: [CHANNEL] };
    await database.store.routes.change(database.workspaceId, () => [
      { ...route, reasons: ["late-*"], channels: ["phone"] },
      { ...route, reasons: ["login"], channels: ["chat"] },
    ]);
    await heard("late-delivery", 10, 40, "C0OTHER");
    await heard("login", 10, 40, "C0OTHER");
    await workAt(FRIDAY_8);
    expect(digests()[0]?.text).toContain("of 1 reason looked at, 1 rose and 0 fell");
  });

  test("comes late when Earshot was away in the morning, and not when the day is nearly over", async () => {
    await set({});
    await heard("late-delivery", 10, 40);
    await workAt("2026-11-20T18:00:01Z");
    expect(digests()).toEqual([]);
    await database.db.pool.query("TRUNCATE notice");
    await workAt("2026-11-20T17:59:00Z");
    expect(digests()).toHaveLength(1);
  });

  test.each([true, false])(
    "tells the same when Slack's answer is lost, and is there once (taken: %s)",
    async (accepted) => {
      await set({});
      await heard("late-delivery", 10, 40);
      stub.next("chat.postMessage", { kind: "reset", accepted });
      await workAt(FRIDAY_8);
      await heard("heard meanwhile", 1, 90);
      await workAt("2026-11-20T06:05:00Z");
      expect(digests()).toHaveLength(1);
      expect(digests()[0]?.text).not.toContain("heard meanwhile");
    },
  );

  test("is lines for a Slack that refuses its table", async () => {
    await set({});
    await heard("late-delivery", 10, 40);
    stub.next("chat.postMessage", { kind: "error", error: "invalid_blocks" });
    await workAt(FRIDAY_8);
    expect(digests()[0]?.attachments?.[0]?.blocks?.map(({ type }) => type)).toEqual(["section", "section"]);
  });

  test("goes to the default channel when its own is dead", async () => {
    await set({});
    await heard("late-delivery", 10, 40);
    stub.next("chat.postMessage", { kind: "error", error: "is_archived" });
    await workAt(FRIDAY_8);
    expect(digests()).toEqual([]);
    expect(stub.posts("C0DEFAULT").at(-1)?.text).toContain("Daily digest of Thu 19 Nov");
  });
});

describe("what waited", () => {
  test("is told, with the largest surplus first, and is not posted unless its surplus doubles", async () => {
    await set({ budget: 0 });
    deps.at("2026-11-19T12:00:00Z");
    await spike(20, "small");
    const large = await spike(50, "large");
    await workAt(FRIDAY_8);
    expect(digests()[0]?.text).toMatch(
      /large: 50 contacts.*held over the day's budget[\s\S]*small: 20 contacts/,
    );
    await set({ budget: 5 });
    await deliverDue();
    await large.grow(89);
    expect(stub.posts(CHANNEL)).toHaveLength(1);
    await large.grow(90);
    expect(stub.posts(CHANNEL)).toHaveLength(2);
    expect(stub.posts(CHANNEL).at(-1)?.text).toContain("90 contacts");
    await workAt("2026-11-21T06:00:00Z");
    expect(digests()).toHaveLength(2);
    expect(digests().at(-1)?.text).toContain("Daily digest of Fri 20 Nov");
    expect(digests().at(-1)?.text).not.toContain("small: 20 contacts");
  });

  test("is told by its digest without taking of the day's budget", async () => {
    await set({ budget: 1 });
    deps.at("2026-11-19T12:00:00Z");
    await spike(50, "posted");
    await spike(40, "held");
    await workAt(FRIDAY_8);
    expect(digests()).toHaveLength(1);
    await spike(30, "new");
    expect(stub.posts(CHANNEL).map(({ text }) => text)).toContainEqual(
      expect.stringContaining("new: 30 contacts"),
    );
  });

  test("and what is open in the channel is listed", async () => {
    await set({});
    deps.at("2026-11-19T12:00:00Z");
    await spike(50, "open");
    await workAt(FRIDAY_8);
    expect(digests()[0]?.blocks?.map(({ text }) => text?.text)).toContainEqual(
      expect.stringMatching(/^\*Still open here\*\n• \*open\*: 50 contacts in 2 h, expected 10; since/),
    );
  });
});

test("a quiet week is said, with the promises of the channel's teams, and their own line is left out", async () => {
  const { store, workspaceId } = database;
  await set({ digest: "weekly", digestMinute: 9 * 60, digestWeekday: 1 });
  await store.teams.upsert(workspaceId, { code: "billing", label: "Billing", slackChannel: CHANNEL });
  const at = new Date("2026-11-18T09:00:00Z");
  const promise = await store.promises.make({
    workspaceId,
    customerId: null,
    text: "call back",
    owner: "UMAIJA",
    team: "billing",
    channel: "phone",
    by: "UMAIJA",
    at,
    dueAt: new Date("2026-11-18T12:00:00Z"),
  });
  await store.promises.act(workspaceId, promise.id, { deed: "kept", by: "UMAIJA", at });
  deps.at("2026-11-23T07:00:00Z");
  await tellWeeks(deps);
  await workAt("2026-11-23T07:00:00Z");
  expect(stub.posts(CHANNEL)).toHaveLength(1);
  expect(digests()[0]?.text).toContain("Weekly digest, Mon 16 Nov to Sun 22 Nov");
  expect(digests()[0]?.text).toContain("A quiet week");
  expect(digests()[0]?.text).toContain("Billing, Mon 16 Nov to Sun 22 Nov: kept on time 1 of 1");
});
