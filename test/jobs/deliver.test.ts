import { WebClient } from "@slack/web-api";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import { createMetrics } from "../../src/metrics.ts";
import { type Slack, slackOf } from "../../src/slack/connection/slack.ts";
import { clientOptions } from "../../src/slack/connection/web-client.ts";
import { colors } from "../../src/slack/messages/alert/card-parts.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { overdueFacts, spikeFacts } from "../support/facts.ts";
import { silent } from "../support/slackHouse.ts";
import { type Mood, type SlackStub, startSlackStub } from "../support/slackStub.ts";

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
  clock = new Date();
  const client = new WebClient("xoxb-test", { ...clientOptions(stub.apiUrl, silent), timeout: 1_000 });
  slack = slackOf(client, createMetrics());
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C0DEFAULT" });
});
afterEach(() => stub.forget("C0DEFAULT"));

async function open(slackChannels = [channel]) {
  const opened = await database.store.signals.open({
    workspaceId: database.workspaceId,
    kind: "spike",
    subject: `spike-${count}`,
    facts: spikeFacts(),
    at: clock,
    slackChannels,
  });
  return { ...opened, alertId: opened.alertIds[0] ?? "" };
}

function acknowledge(id: string, by = "UNOOR") {
  const click = { workspaceId: database.workspaceId, id, from: "open", to: "acknowledged" } as const;
  return database.store.signals.change({ ...click, action: "acknowledge", by, at: clock });
}

function run(alertId: string, use: Slack = slack) {
  return deliver(
    { store: database.store, slackFor: async () => use, now: () => clock, log: silent },
    { alertId },
  );
}

/** What the sweep does: whatever is due by now, until nothing is. */
async function sweep(afterMs: number) {
  clock = new Date(clock.getTime() + afterMs);
  for (const id of await database.store.alerts.due(clock)) await run(id);
}

async function alertOf(signalId: string) {
  const [alert] = await database.store.alerts.of(database.workspaceId, signalId);
  if (alert === undefined) throw new Error("no alert");
  return alert;
}

describe("one message", () => {
  test("is posted once, edited in place, and its history stands in its thread once", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await run(alertId);
    expect(stub.posts(channel)).toHaveLength(1);
    await acknowledge(id);
    await run(alertId);
    await run(alertId);
    const [post] = stub.posts(channel);
    expect(post).toMatchObject({ edits: 1, attachments: [{ color: "#daa038" }] });
    expect(post?.metadata).toEqual({
      event_type: "earshot_alert",
      event_payload: { alert_id: alertId, signal_id: id },
    });
    expect(stub.replies(channel, post?.ts ?? "").map((reply) => reply.text)).toEqual([
      "noor acknowledged it.",
    ]);
    expect(await alertOf(id)).toMatchObject({ shown: 2, dueAt: null, claimedUntil: null, ambiguousAt: null });
  });

  test("is one, however many workers run at once", async () => {
    const { id, alertId } = await open();
    await Promise.all(Array.from({ length: 12 }, () => run(alertId)));
    await acknowledge(id);
    await Promise.all(Array.from({ length: 12 }, () => run(alertId)));
    const [post] = stub.posts(channel);
    expect(stub.posts(channel)).toHaveLength(1);
    expect(post?.edits).toBe(1);
    expect(stub.replies(channel, post?.ts ?? "")).toHaveLength(1);
  });

  test("shows a change that came while it was being posted", async () => {
    const { id, alertId } = await open();
    const meddling: Slack = {
      ...slack,
      post: async (...args) => {
        await acknowledge(id);
        return slack.post(...args);
      },
    };
    await run(alertId, meddling);
    expect(stub.posts(channel)).toMatchObject([{ attachments: [{ color: "#daa038" }] }]);
    expect(await alertOf(id)).toMatchObject({ shown: 2, dueAt: null });
  });

  test("shows newer numbers twice at once, then every half a minute, a person's click at once", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    const newer = async (observed: number) => {
      await database.store.signals.updateFacts(database.workspaceId, id, spikeFacts({ observed }), clock);
      await run(alertId);
    };
    await newer(50);
    await newer(51);
    await newer(52);
    expect(stub.posts(channel)).toMatchObject([{ edits: 2 }]);
    await acknowledge(id);
    await run(alertId);
    expect(stub.posts(channel)).toMatchObject([{ edits: 3, text: expect.stringContaining("52 contacts") }]);
  });

  test("that was never announced is never announced as over", async () => {
    const { id, alertId } = await open();
    const spike = { workspaceId: database.workspaceId, kind: "spike", subject: `spike-${count}` } as const;
    await database.store.signals.end({ ...spike, at: clock, by: "earshot" });
    await run(alertId);
    expect(stub.posts(channel)).toEqual([]);
    expect(await alertOf(id)).toMatchObject({ shown: 2, dueAt: null, messageTs: null });
  });

  test("links the earlier one when the same subject opens again", async () => {
    const first = await open();
    await run(first.alertId);
    const spike = { workspaceId: database.workspaceId, kind: "spike", subject: `spike-${count}` } as const;
    await database.store.signals.end({ ...spike, at: clock, by: "earshot" });
    await run(first.alertId);
    clock = new Date(clock.getTime() + 3_600_000);
    const second = await open();
    await run(second.alertId);
    const [old, again] = stub.posts(channel);
    expect(stub.posts(channel)).toHaveLength(2);
    expect(JSON.stringify(again)).toContain(`https://slack.example/${old?.ts}|the earlier alert`);
  });

  test("deleted by somebody is told again while it goes on, and not when it is over", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    stub.forget(channel);
    await acknowledge(id);
    await run(alertId);
    expect(stub.posts(channel)).toMatchObject([{ attachments: [{ color: "#daa038" }] }]);
    stub.forget(channel);
    const spike = { workspaceId: database.workspaceId, kind: "spike", subject: `spike-${count}` } as const;
    await database.store.signals.end({ ...spike, at: clock, by: "earshot" });
    await run(alertId);
    expect(stub.posts(channel)).toEqual([]);
    expect(await alertOf(id)).toMatchObject({ dueAt: null });
  });
});

describe("a Slack in trouble", () => {
  const troubles: [string, Mood][] = [
    ["resets after it accepted", { kind: "reset", accepted: true }],
    ["resets before it accepted", { kind: "reset", accepted: false }],
    ["says 500 after it accepted", { kind: "status", status: 500, accepted: true }],
    ["says 500", { kind: "status", status: 500, accepted: false }],
    ["hangs after it accepted", { kind: "hang", accepted: true }],
    ["hangs", { kind: "hang", accepted: false }],
    ["is slow, then accepts", { kind: "slow", ms: 300 }],
    ["says internal_error", { kind: "error", error: "internal_error" }],
    ["says 429", { kind: "rate-limited", retryAfterSeconds: 7 }],
    ["says its charts are invalid blocks", { kind: "error", error: "invalid_blocks" }],
  ];
  test.each(troubles)("that %s gets the alert exactly once", async (_, mood) => {
    const { id, alertId } = await open();
    stub.next("chat.postMessage", mood);
    await run(alertId);
    await expect
      .poll(async () => {
        await sweep(10_000);
        return (await alertOf(id)).shown;
      })
      .toBe(1);
    await expect.poll(stub.isQuiet).toBe(true);
    await sweep(120_000);
    expect(stub.posts(channel)).toHaveLength(1);
    expect(await alertOf(id)).toMatchObject({ dueAt: null, ambiguousAt: null, lastError: null });
  });

  test("429 is obeyed to the second, and only the last state is sent after it", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    stub.next("chat.update", { kind: "rate-limited", retryAfterSeconds: 20 });
    await acknowledge(id);
    await run(alertId);
    const before = stub.calls("chat.update");
    await sweep(19_000);
    expect(stub.calls("chat.update")).toBe(before);
    await database.store.signals.change({
      workspaceId: database.workspaceId,
      id,
      from: "acknowledged",
      to: "resolved",
      action: "resolve",
      by: "UNOOR",
      at: new Date(clock.getTime() + 1_000),
    });
    await sweep(1_000);
    expect(stub.calls("chat.update")).toBe(before + 1);
    expect(stub.posts(channel)).toMatchObject([{ attachments: [{ color: "#2eb886" }], edits: 1 }]);
  });

  test("a post that turns up late, after it was posted again, is removed", async () => {
    const { id, alertId } = await open();
    stub.next("chat.postMessage", { kind: "hang", accepted: false });
    await run(alertId);
    await sweep(5_000);
    expect(stub.posts(channel)).toHaveLength(1);
    const metadata = { event_type: "earshot_alert", event_payload: { alert_id: alertId, signal_id: id } };
    stub.insert({ channel, text: "the lost one", metadata });
    await sweep(120_000);
    expect(stub.posts(channel).map((post) => post.text)).not.toContain("the lost one");
    expect(stub.posts(channel)).toHaveLength(1);
    expect(await alertOf(id)).toMatchObject({ dueAt: null, ambiguousAt: null });
  });

  test("a thread line whose answer was lost is not told twice", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await acknowledge(id);
    stub.next("chat.postMessage", { kind: "reset", accepted: true });
    await run(alertId);
    await sweep(10_000);
    const [post] = stub.posts(channel);
    expect(stub.replies(channel, post?.ts ?? "")).toHaveLength(1);
    expect(await alertOf(id)).toMatchObject({ dueAt: null, ambiguousAt: null });
  });

  test("nor when the edit after it fails as well", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await acknowledge(id);
    stub.next("chat.postMessage", { kind: "status", status: 500, accepted: true });
    await run(alertId);
    stub.next("chat.update", { kind: "status", status: 500, accepted: true });
    for (let round = 0; round < 3; round += 1) await sweep(60_000);
    const [post] = stub.posts(channel);
    expect(stub.replies(channel, post?.ts ?? "")).toHaveLength(1);
  });

  test("nor where the thread was longer before than one answer of Slack", async () => {
    const { id, alertId } = await open();
    const { workspaceId, db, store } = database;
    const hurried = { ...slack, pacePost: () => 0 };
    for (let line = 1; line <= 16; line += 1) {
      const said = [workspaceId, id, clock, `UNOOR${line}`];
      await db.pool.query(
        "INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action) VALUES ($1, $2, $3, $4, 'tried')",
        said,
      );
    }
    await run(alertId, hurried);
    const [post] = stub.posts(channel);
    expect(stub.replies(channel, post?.ts ?? "")).toHaveLength(16);
    clock = new Date(clock.getTime() + 3_600_000);
    await acknowledge(id);
    stub.next("chat.postMessage", { kind: "reset", accepted: true });
    await run(alertId, hurried);
    await sweep(10_000);
    expect(stub.replies(channel, post?.ts ?? "")).toHaveLength(17);
    expect((await store.alerts.of(workspaceId, id))[0]).toMatchObject({ dueAt: null });
  });

  test("a channel without threads keeps its alert, and is told no history", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await acknowledge(id);
    stub.next("chat.postMessage", { kind: "error", error: "restricted_action_non_threadable_channel" });
    await run(alertId);
    expect(stub.posts("C0DEFAULT")).toEqual([]);
    expect(stub.posts(channel)).toMatchObject([{ attachments: [{ color: "#daa038" }] }]);
    expect(await alertOf(id)).toMatchObject({
      slackChannel: channel,
      shown: 2,
      dueAt: null,
      lastError: null,
    });
  });

  test("a message that was deleted is told again, also where Slack still knows the id of its post", async () => {
    const { alertId } = await open();
    stub.next("chat.postMessage", { kind: "error", error: "duplicate_message_not_found" });
    await run(alertId);
    const [post, ...others] = stub.posts(channel);
    expect(others).toEqual([]);
    expect(post).toMatchObject({ metadata: { event_payload: { alert_id: alertId } } });
    expect(post).not.toHaveProperty("client_msg_id");
  });

  test("invalid_blocks: the same message without its chart", async () => {
    const { alertId } = await open();
    stub.next("chat.postMessage", { kind: "error", error: "invalid_blocks" });
    await run(alertId);
    const [post] = stub.posts(channel);
    expect(JSON.stringify(post)).not.toContain("data_visualization");
    expect(post?.text).toContain("41 contacts");
  });

  test("a revoked token loses nothing: the alert waits", async () => {
    const { id, alertId } = await open();
    stub.next("chat.postMessage", { kind: "error", error: "token_revoked" });
    await run(alertId);
    expect(await alertOf(id)).toMatchObject({ lastError: "token_revoked", claimedUntil: null });
    await sweep(600_000);
    expect(stub.posts(channel)).toHaveLength(1);
  });
});

/** What may happen to an alert, in any order. */
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("work", "work-at-once", "sweep") },
  { weight: 2, arbitrary: fc.constantFrom("acknowledge", "snooze", "resolve", "news", "end") },
  {
    weight: 2,
    arbitrary: fc.constantFrom("reset-after", "reset-before", "500-after", "429", "internal-error", "die"),
  },
);

test("whatever happens in whatever order, one message ends up showing the truth and telling each line once", async () => {
  let story = 0;
  const play = fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 14 }), async (happenings) => {
    story += 1;
    channel = `C0STORY${story}`;
    clock = new Date(clock.getTime() + 86_400_000);
    const { signals } = database.store;
    const { workspaceId } = database;
    const about = { workspaceId, kind: "spike", subject: `story-${story}` } as const;
    const opened = await signals.open({ ...about, facts: spikeFacts(), at: clock, slackChannels: [channel] });
    const [alertId = ""] = opened.alertIds;
    for (const [index, each] of happenings.entries()) {
      clock = new Date(clock.getTime() + 1_000);
      await happen(each, { id: opened.id, alertId, about, observed: 100 + index });
    }
    stub.calm();
    for (let round = 0; round < 6; round += 1) await sweep(120_000);
    const signal = await signals.get(workspaceId, opened.id);
    const entries = await signals.entries(workspaceId, opened.id);
    const posts = stub.posts(channel);
    const alert = await alertOf(opened.id);
    expect(alert).toMatchObject({ shown: signal?.version, dueAt: null, ambiguousAt: null });
    expect(posts.length).toBeLessThanOrEqual(1);
    const [post] = posts;
    // Never announced: it was over before anybody could be told.
    if (post === undefined) {
      expect(signal?.status).toBe("resolved");
      return;
    }
    expect(post.attachments?.[0]?.color).toBe(colors[signal?.status ?? "open"]);
    const told = stub.replies(channel, post.ts).map((reply) => reply.metadata?.event_payload.entry_id);
    expect(told).toEqual(entries.filter((entry) => entry.action !== "opened").map((entry) => entry.id));
  });
  await fc.assert(play, { numRuns: 40, endOnFailure: true });
}, 60_000);

type Story = {
  id: string;
  alertId: string;
  about: { workspaceId: string; kind: "spike"; subject: string };
  observed: number;
};

async function happen(what: string, { id, alertId, about, observed }: Story): Promise<void> {
  const { signals } = database.store;
  const status = (await signals.get(about.workspaceId, id))?.status ?? "open";
  const click = { workspaceId: about.workspaceId, id, from: status, by: "UNOOR", at: clock };
  const moods: Record<string, Mood> = {
    "reset-after": { kind: "reset", accepted: true },
    "reset-before": { kind: "reset", accepted: false },
    "500-after": { kind: "status", status: 500, accepted: true },
    "429": { kind: "rate-limited", retryAfterSeconds: 3 },
    "internal-error": { kind: "error", error: "internal_error" },
  };
  const mood = moods[what];
  if (mood !== undefined) {
    stub.next("chat.postMessage", mood);
    stub.next("chat.update", mood);
  }
  if (what === "work") await run(alertId);
  if (what === "work-at-once") await Promise.all([run(alertId), run(alertId), run(alertId)]);
  if (what === "sweep") await sweep(40_000);
  if (what === "die") {
    const store = { ...database.store, alerts: { ...database.store.alerts, posted: die, shown: die } };
    await deliver({ store, slackFor: async () => slack, now: () => clock, log: silent }, { alertId }).catch(
      () => undefined,
    );
  }
  if (what === "news") await signals.updateFacts(about.workspaceId, id, spikeFacts({ observed }), clock);
  if (what === "end") await signals.end({ ...about, at: clock, by: "earshot" });
  if (status === "resolved") return;
  if (what === "acknowledge") await signals.change({ ...click, to: "acknowledged", action: "acknowledge" });
  if (what === "resolve") await signals.change({ ...click, to: "resolved", action: "resolve" });
  if (what === "snooze") {
    const until = new Date(clock.getTime() + 30 * 86_400_000);
    await signals.change({ ...click, to: "snoozed", action: "snooze", until });
  }
}

const die = () => Promise.reject(new Error("killed"));

describe("a worker that dies", () => {
  const dying = (method: "posted" | "shown" | "sending" | "threaded") => ({
    ...database.store,
    alerts: {
      ...database.store.alerts,
      [method]: () => Promise.reject(new Error("killed")),
    },
  });
  test.each(["sending", "posted", "shown"] as const)(
    "before `%s` leaves one message all the same",
    async (method) => {
      const { id, alertId } = await open();
      const killed = deliver(
        { store: dying(method), slackFor: async () => slack, now: () => clock, log: silent },
        { alertId },
      );
      await expect(killed).rejects.toThrow("killed");
      // Nobody touches it until the dead worker's claim is over.
      await sweep(1_000);
      expect(await alertOf(id)).toMatchObject({ shown: 0 });
      await sweep(30_000);
      expect(stub.posts(channel)).toHaveLength(1);
      await sweep(120_000);
      expect(stub.posts(channel)).toHaveLength(1);
      expect(await alertOf(id)).toMatchObject({ shown: 1, dueAt: null, ambiguousAt: null });
    },
  );

  test("between a thread line and its note leaves one line", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await acknowledge(id);
    const killed = deliver(
      { store: dying("threaded"), slackFor: async () => slack, now: () => clock, log: silent },
      { alertId },
    );
    await expect(killed).rejects.toThrow("killed");
    await sweep(31_000);
    const [post] = stub.posts(channel);
    expect(stub.replies(channel, post?.ts ?? "")).toHaveLength(1);
  });
});

describe("a dead channel", () => {
  test("sends its alerts to the default channel, says so once, and stops no other channel", async () => {
    stub.archive(channel);
    const { id, alertIds } = await open([channel, `${channel}LIVE`]);
    for (const alertId of alertIds) await run(alertId);
    const texts = stub.posts("C0DEFAULT").map((post) => post.text);
    expect(texts).toHaveLength(2);
    expect(texts.filter((text) => text.includes(`<#${channel}> (is archived)`))).toHaveLength(1);
    expect(stub.posts(`${channel}LIVE`)).toHaveLength(1);
    const next = await database.store.signals.open({
      workspaceId: database.workspaceId,
      kind: "overdue-promise",
      subject: id,
      facts: overdueFacts(),
      at: clock,
      slackChannels: [channel],
    });
    for (const alertId of next.alertIds) await run(alertId);
    expect(stub.posts("C0DEFAULT")).toHaveLength(3);
  });

  test("that is the default itself keeps the alert until it is mended", async () => {
    await database.store.workspaces.update(database.workspaceId, { defaultChannel: channel });
    const { id, alertId } = await open();
    stub.next("chat.postMessage", { kind: "error", error: "not_in_channel" });
    await run(alertId);
    expect(await alertOf(id)).toMatchObject({ lastError: "not_in_channel" });
    await sweep(600_000);
    expect(stub.posts(channel)).toHaveLength(1);
  });
});

test("a burst of twelve alerts in one channel leaves at Slack's pace, and every one arrives", async () => {
  const opened = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      database.store.signals.open({
        workspaceId: database.workspaceId,
        kind: "spike",
        subject: `burst-${index}`,
        facts: spikeFacts(),
        at: clock,
        slackChannels: [channel],
      }),
    ),
  );
  for (const { alertIds } of opened) for (const id of alertIds) await run(id);
  expect(stub.posts(channel)).toHaveLength(5);
  for (let second = 0; second < 8; second += 1) await sweep(1_000);
  expect(stub.posts(channel)).toHaveLength(12);
});
