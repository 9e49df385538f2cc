import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import { detect } from "../../jobs/detect.ts";
import type { BucketCount } from "../../src/domain/bucket.ts";
import type { SpikeFacts } from "../../src/domain/signal.ts";
import { createMetrics } from "../../src/metrics.ts";
import { colors } from "../../src/slack/messages/card.ts";
import { slackOf } from "../../src/slack/slack.ts";
import { clientOptions } from "../../src/slack/web-client.ts";
import { createStore, type Store } from "../../src/store/index.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { jobDeps } from "../support/inbox.ts";
import { silent } from "../support/slackHouse.ts";
import { startSlackStub } from "../support/slackStub.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Friday, 14:20 in Helsinki. */
const NOW = Date.parse("2026-11-20T12:20:00Z");
const REASONS = ["invoice-wrong", "late-delivery", "login", "cancel", "roaming", "moving"];
const CHANNELS = ["phone", "chat"];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C0CARE" });
});
afterAll(() => database.close());
/** One process: what it has learned is remembered by its store. */
let store: Store;
beforeEach(async () => {
  store = createStore(database.db);
  await database.db.pool.query("TRUNCATE bucket, baseline, signal, alert, contact, contact_reason CASCADE");
});

/** Contacts of a reason and channel in one hour of the day: 12 by day, 2 by night, a ripple on top. */
function usual(reason: number, channel: number, at: number): number {
  const hour = new Date(at).getUTCHours();
  const ripple = (reason * 7 + channel * 3 + Math.floor(at / HOUR) * 5) % 5;
  return (hour >= 6 && hour < 18 ? 10 : 0) + ripple;
}

/** Buckets of `[from, to)` as the drain would have counted them, an hour's contacts spread over its 5-minute buckets. */
async function history(from: number, to: number, factor = (_reason: string, _at: number) => 1) {
  await database.store.buckets.add(database.workspaceId, counted(from, to, factor).filter(isNeeded));

  // as in the real store, but the fine grain only where a judgement can look, and at the beginning
  function isNeeded({ grain, startAt }: BucketCount): boolean {
    return grain === "1h" || startAt < from + HOUR || startAt >= NOW - 6 * HOUR;
  }
}

function counted(from: number, to: number, factor = (_reason: string, _at: number) => 1): BucketCount[] {
  const counts: BucketCount[] = [];
  for (let at = Math.floor(from / HOUR) * HOUR; at < to; at += HOUR)
    CHANNELS.forEach((channel, c) => {
      const all = new Map<number, number>();
      REASONS.forEach((reason, r) => {
        const count = Math.round(usual(r, c, at) * factor(reason, at));
        for (let i = 0; i < count; i += 1) {
          const slot = at + Math.floor((i * 12) / count) * 5 * MINUTE;
          if (slot >= to) continue;
          addTo(counts, { reason, channel, startAt: slot });
          all.set(slot, (all.get(slot) ?? 0) + 1);
        }
      });
      for (const [slot, count] of all)
        for (let i = 0; i < count; i += 1) addTo(counts, { reason: "*", channel, startAt: slot });
    });
  return [...merged(counts).values()];
}

function addTo(
  counts: BucketCount[],
  { startAt, ...where }: Pick<BucketCount, "reason" | "channel" | "startAt">,
) {
  counts.push({ grain: "5m", startAt, ...where, count: 1 });
  counts.push({ grain: "1h", startAt: Math.floor(startAt / HOUR) * HOUR, ...where, count: 1 });
}

function merged(counts: readonly BucketCount[]): Map<string, BucketCount> {
  const buckets = new Map<string, BucketCount>();
  for (const one of counts) {
    const key = `${one.grain} ${one.startAt} ${one.reason} ${one.channel}`;
    const bucket = buckets.get(key);
    if (bucket) bucket.count += one.count;
    else buckets.set(key, { ...one });
  }
  return buckets;
}

async function judge(at: number) {
  const deps = { ...jobDeps(database, new Date(at).toISOString()), store };
  await detect(deps, { workspaceId: database.workspaceId });
  return deps;
}

/** Runs until none asks for another; answers how many there were. */
async function judgeAll(at: number): Promise<number> {
  for (let runs = 1; ; runs += 1) {
    const { enqueued } = await judge(at);
    if (!enqueued.some(({ name }) => name === "detect")) return runs;
  }
}

async function signals() {
  const { rows } = await database.db.pool.query<{ subject: string; status: string; facts: SpikeFacts }>(
    "SELECT subject, status, facts FROM signal ORDER BY opened_at, subject",
  );
  return rows;
}

describe("after four usual weeks", () => {
  test("an ordinary hour says nothing", async () => {
    await history(NOW - 28 * DAY, NOW);
    const { enqueued } = await judge(NOW);
    expect(await signals()).toEqual([]);
    expect(enqueued).toEqual([]);
  });

  test("six times the invoice contacts for 20 minutes are one signal about that reason, told once", async () => {
    await history(NOW - 28 * DAY, NOW, (reason, at) =>
      reason === "invoice-wrong" && at >= NOW - 20 * MINUTE ? 6 : 1,
    );
    const { enqueued } = await judge(NOW);
    const [signal, ...others] = await signals();
    expect(others).toEqual([]);
    expect(signal).toMatchObject({
      subject: "invoice-wrong",
      status: "open",
      facts: { kind: "spike", reason: "invoice-wrong", historyDays: 28, reasonsLookedAt: 8 },
    });
    const facts = signal?.facts;
    expect(facts?.observed).toBeGreaterThan(facts?.upper ?? Number.POSITIVE_INFINITY);
    expect(facts?.ratioLower).toBeGreaterThan(1);
    expect(facts?.chanceAllPerWeek).toBeLessThan(0.25);
    expect(facts?.byChannel.map(({ channel }) => channel).sort()).toEqual(["chat", "phone"]);
    expect(facts?.history).toHaveLength(24);
    expect(enqueued.filter(({ name }) => name === "deliver")).toHaveLength(1);

    await judge(NOW + MINUTE);
    await judge(NOW + 2 * MINUTE);
    expect(await signals()).toHaveLength(1);
  });

  test("it ends when the count is ordinary again, and the next one is another signal", async () => {
    const spikes = [NOW - 20 * MINUTE, NOW + 3 * DAY - 20 * MINUTE].map((at) => Math.floor(at / HOUR) * HOUR);
    await history(NOW - 28 * DAY, NOW + 4 * DAY, (reason, at) =>
      reason === "login" && spikes.includes(at) ? 6 : 1,
    );
    await judge(NOW);
    await judge(NOW + 2 * DAY);
    expect(await signals()).toMatchObject([{ subject: "login", status: "resolved" }]);
    await judge(NOW + 3 * DAY);
    expect(await signals()).toMatchObject([
      { subject: "login", status: "resolved" },
      { subject: "login", status: "open" },
    ]);
  });

  test("a surge of everything is one signal about all contacts, and none about a channel or reason", async () => {
    await history(NOW - 28 * DAY, NOW, (_, at) => (at >= NOW - 20 * MINUTE ? 6 : 1));
    await judge(NOW);
    const [signal, ...others] = await signals();
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ subject: "*", facts: { reason: "*", reasonLabel: "All contacts" } });
    expect(signal?.facts.channel).toBeUndefined();
    expect(signal?.facts.byChannel.map(({ channel }) => channel).sort()).toEqual(["chat", "phone"]);
    expect(signal?.facts.history).toHaveLength(24);
  });

  test("a new process goes on from the stored state and comes to the same verdict", async () => {
    await history(NOW - 28 * DAY, NOW, (reason, at) =>
      reason === "cancel" && at >= NOW - 20 * MINUTE ? 6 : 1,
    );
    await judge(NOW - 2 * HOUR);
    store = createStore(database.db);
    await judge(NOW);
    expect(await signals()).toMatchObject([{ subject: "cancel", status: "open" }]);
  });
});

test("nine days of history are too few: nothing is said", async () => {
  await history(NOW - 9 * DAY, NOW, (reason, at) => (reason === "login" && at >= NOW - 20 * MINUTE ? 6 : 1));
  await judge(NOW);
  expect(await signals()).toEqual([]);
});

test("history that is loaded after the first judgement is learned", async () => {
  await history(NOW - HOUR, NOW);
  await judge(NOW);
  await history(NOW - 28 * DAY, NOW - HOUR);
  await history(NOW, NOW + 2 * HOUR, (reason, at) =>
    reason === "moving" && at >= NOW + HOUR - 20 * MINUTE ? 6 : 1,
  );
  await judge(NOW + 2 * HOUR);
  expect((await signals()).map(({ subject }) => subject)).toEqual(["moving"]);
});

describe("contacts that are long past", () => {
  const FROM = Date.parse("2024-03-04T00:00:00Z");
  const LATER = FROM + 500 * DAY;
  const SPIKE = FROM + 20 * DAY + 9 * HOUR;
  const END = FROM + 23 * DAY;
  /** Four hours of six times the contacts about roaming, and at the end an hour about moving. */
  const spikes = (reason: string, at: number) =>
    (reason === "roaming" && at >= SPIKE && at < SPIKE + 4 * HOUR) ||
    (reason === "moving" && at >= END - 5 * HOUR)
      ? 6
      : 1;
  const past = () => counted(FROM, END, spikes).sort((a, b) => a.startAt - b.startAt);

  async function story() {
    const { rows } = await database.db.pool.query(
      "SELECT subject, status, opened_at AS at, resolved_at AS over, facts FROM signal ORDER BY opened_at, subject",
    );
    return rows;
  }

  /** Loads the past in pieces of so many hours, judging after each. */
  async function play(hours: number, between: () => void = () => undefined): Promise<number> {
    const all = past();
    let runs = 0;
    for (let from = FROM; from < END; from += hours * HOUR) {
      const piece = all.filter(({ startAt }) => startAt >= from && startAt < from + hours * HOUR);
      await database.store.buckets.add(database.workspaceId, piece);
      runs += await judgeAll(LATER);
      between();
    }
    return runs;
  }

  test("are judged step by step: a spike between two looks is found with the hours it began and ended", async () => {
    const runs = await play(23 * 24);
    expect(runs).toBe(4); // 22.9 days, seven a run
    const [roaming, moving, ...others] = await story();
    expect(others).toEqual([]);
    expect(roaming).toMatchObject({ subject: "roaming", status: "resolved", facts: { replayed: true } });
    const [beganAfter, wentOn] = [roaming.at - SPIKE, roaming.over - SPIKE - 4 * HOUR];
    expect(beganAfter).toBeGreaterThanOrEqual(15 * MINUTE);
    expect(beganAfter).toBeLessThanOrEqual(45 * MINUTE);
    expect(wentOn).toBeGreaterThan(0);
    expect(wentOn).toBeLessThan(28 * HOUR);
    expect(roaming.facts.observed).toBeGreaterThan(4 * roaming.facts.expected);
    expect(Date.parse(roaming.facts.windowEndAt)).toBeGreaterThan(roaming.at.getTime());
    expect(moving).toMatchObject({ subject: "moving", status: "open", over: null });
  });

  test("give the same spikes however fast they come in, and over restarts", async () => {
    await play(23 * 24);
    const fast = await story();
    await database.db.pool.query("TRUNCATE bucket, baseline, signal, alert CASCADE");
    store = createStore(database.db);
    await play(29, () => {
      store = createStore(database.db);
    });
    expect(await story()).toEqual(fast);
  });

  test("are judged once, also by two runs at the same time, and not again", async () => {
    await database.store.buckets.add(database.workspaceId, past());
    const others = createStore(database.db);
    const deps = () => jobDeps(database, new Date(LATER).toISOString());
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(
        [store, others].map((one) =>
          detect({ ...deps(), store: one }, { workspaceId: database.workspaceId }),
        ),
      );
    }
    const told = await story();
    expect(told.map(({ subject }) => subject)).toEqual(["roaming", "moving"]);
    expect(await judgeAll(LATER + DAY)).toBe(1);
    expect(await story()).toEqual(told);
  });

  test("a spike that was over within the run is announced as it was, then ends", async () => {
    const slack = await localChannel();
    await play(23 * 24);
    for (const id of await database.store.alerts.due(new Date())) await slack.deliver(id);
    const [first] = slack.posts();
    expect(first).toMatchObject({ edits: 1, attachments: [{ color: colors.resolved }] });
    expect(first?.text).toMatch(/^RESOLVED: roaming: .*\(over\)/);
    expect(slack.replies(first?.ts ?? "")).toEqual(["The count is back to normal."]);
    expect(slack.posts()).toHaveLength(2);
    await slack.close();
  });
});

test("after an outage the past is not stepped through: a spike in the backfill alerts nobody", async () => {
  await history(NOW - 28 * DAY, NOW - 40 * HOUR);
  await judge(NOW - 40 * HOUR);
  await judge(NOW - MINUTE);
  const spike = (reason: string, at: number) => (reason === "login" && at < NOW - 30 * HOUR ? 6 : 1);
  await database.store.buckets.add(database.workspaceId, counted(NOW - 40 * HOUR, NOW - 28 * HOUR, spike));
  await judge(NOW);
  await database.store.buckets.add(database.workspaceId, counted(NOW - 28 * HOUR, NOW, spike));
  await judge(NOW + MINUTE);
  expect(await signals()).toEqual([]);
});

/** A Slack that takes what is delivered to the default channel. */
async function localChannel() {
  const stub = await startSlackStub(() => new Date());
  const slack = slackOf(new WebClient("xoxb-test", clientOptions(stub.apiUrl, silent)), createMetrics());
  const deps = { store: database.store, slack, now: () => new Date(), log: silent };
  return {
    deliver: (alertId: string) => deliver(deps, { alertId }),
    posts: () => stub.posts("C0CARE"),
    replies: (ts: string) => stub.replies("C0CARE", ts).map(({ text }) => text),
    close: () => stub.close(),
  };
}
