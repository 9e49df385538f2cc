import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import { detect } from "../../jobs/detect.ts";
import { createMetrics } from "../../src/metrics.ts";
import { slackOf } from "../../src/slack/connection/slack.ts";
import { clientOptions } from "../../src/slack/connection/web-client.ts";
import { colors } from "../../src/slack/messages/alert/card-parts.ts";
import { createStore, type Store } from "../../src/store/index.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { jobDeps } from "../support/inbox.ts";
import { silent } from "../support/slackHouse.ts";
import { startSlackStub } from "../support/slackStub.ts";
import { counted } from "../support/usualBuckets.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A first look at three weeks is seconds of work, more on a busy machine. */
const MOST_MS = 120_000;

let database: TestDatabase;
/** One process: what it has learned is remembered by its store. */
let store: Store;

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

describe("contacts that are long past", () => {
  const FROM = Date.parse("2024-03-04T00:00:00Z");
  const LATER = FROM + 500 * DAY;
  const SPIKE = FROM + 15 * DAY + 9 * HOUR;
  const END = FROM + 17 * DAY;
  /** Four hours of six times the contacts about roaming, and at the end an hour about moving. */
  const spikes = (reason: string, at: number) =>
    (reason === "roaming" && at >= SPIKE && at < SPIKE + 4 * HOUR) ||
    (reason === "moving" && at >= END - 5 * HOUR)
      ? 6
      : 1;
  const past = counted(FROM, END, spikes);

  async function story() {
    const { rows } = await database.db.pool.query(
      "SELECT subject, status, opened_at AS at, resolved_at AS over, facts FROM signal ORDER BY opened_at, subject",
    );
    return rows;
  }

  /** The past as it is told when all of it was loaded at once, and the runs that took. */
  let told: Awaited<ReturnType<typeof story>>;
  let runs: number;
  beforeAll(async () => {
    database = await testDatabase();
    await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C0CARE" });
    store = createStore(database.db);
    await database.store.buckets.add(database.workspaceId, past);
    runs = await judgeAll(LATER);
    told = await story();
  }, MOST_MS);
  afterAll(() => database.close());

  /** Nothing is judged yet, and a new process. */
  async function forget(): Promise<void> {
    await database.db.pool.query("TRUNCATE baseline, signal, alert CASCADE");
    store = createStore(database.db);
  }

  test("are judged step by step: a spike between two looks is found with the hours it began and ended", () => {
    expect(runs).toBe(3); // 16.9 days, seven a run
    const [roaming, moving, ...others] = told;
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

  test("a spike that was over within the run is announced as it was, then ends", async () => {
    const slack = await localChannel();
    await slack.deliverAll();
    const first = slack.posts().find(({ text }) => text.includes("roaming"));
    expect(first).toMatchObject({ edits: 1, attachments: [{ color: colors.resolved }] });
    expect(first?.text).toMatch(/^RESOLVED: roaming: .*\(over\)/);
    expect(slack.replies(first?.ts ?? "")).toEqual(["The count is back to normal."]);
    expect(slack.posts()).toHaveLength(2);
    await slack.close();
  });

  test(
    "give the same spikes however fast they come in, and over restarts",
    async () => {
      await forget();
      await database.db.pool.query("TRUNCATE bucket");
      for (let from = FROM; from < END; from += 29 * HOUR) {
        const piece = past.filter(({ startAt }) => startAt >= from && startAt < from + 29 * HOUR);
        await database.store.buckets.add(database.workspaceId, piece);
        await judgeAll(LATER);
        store = createStore(database.db);
      }
      expect(await story()).toEqual(told);
    },
    MOST_MS,
  );

  test(
    "are judged once, also by two runs at the same time, and not again",
    async () => {
      await forget();
      const others = createStore(database.db);
      const deps = () => jobDeps(database, new Date(LATER).toISOString());
      for (let round = 0; round < 5; round += 1) {
        await Promise.all(
          [store, others].map((one) =>
            detect({ ...deps(), store: one }, { workspaceId: database.workspaceId }),
          ),
        );
      }
      expect(await story()).toEqual(told);
      expect(await judgeAll(LATER + DAY)).toBe(1);
      expect(await story()).toEqual(told);
    },
    MOST_MS,
  );

  test(
    "a run that dies halfway is done again: the same spikes, none twice",
    async () => {
      await forget();
      const real = createStore(database.db);
      let lives = 0;
      store = {
        ...real,
        // every third stretch is judged and then lost
        transaction: (work) =>
          real.transaction(async (tx) => {
            const done = await work(tx);
            lives += 1;
            if (lives % 3 === 0) throw new Error("the database went away");
            return done;
          }),
      };
      let deaths = 0;
      const dies = () =>
        judgeAll(LATER).then(
          () => false,
          () => true,
        );
      while (await dies()) deaths += 1;
      expect(deaths).toBeGreaterThan(4);
      expect(await story()).toEqual(told);
    },
    MOST_MS,
  );
});

/** A Slack that takes what is delivered to the default channel. */
async function localChannel() {
  const stub = await startSlackStub(() => new Date());
  const slack = slackOf(new WebClient("xoxb-test", clientOptions(stub.apiUrl, silent)), createMetrics());
  const clock = { now: new Date() };
  const deps = { store: database.store, slackFor: async () => slack, now: () => clock.now, log: silent };
  return {
    /** As the sweep would, until nothing is due. */
    async deliverAll(): Promise<void> {
      for (;;) {
        const due = await database.store.alerts.due(clock.now);
        for (const alertId of due) await deliver(deps, { alertId });
        if (due.length === 0) return;
        clock.now = new Date(clock.now.getTime() + 60_000);
      }
    },
    posts: () => stub.posts("C0CARE"),
    replies: (ts: string) => stub.replies("C0CARE", ts).map(({ text }) => text),
    close: () => stub.close(),
  };
}
