import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { detect } from "../../jobs/detect.ts";
import { reasonDays } from "../../src/figures/reason-days.ts";
import type { Store } from "../../src/store/index.ts";
import { createStore } from "../../src/store/index.ts";
import type { Workspace } from "../../src/store/workspaces.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { jobDeps } from "../support/inbox.ts";
import { givePast, type Rate } from "../support/past.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Friday, 14:20 in Helsinki. */
const NOW = Date.parse("2026-11-20T12:20:00Z");
/** Half an hour of twenty times as many logins, on a Tuesday. */
const SPIKE = NOW - 3 * DAY;

const rate: Rate = (reason, at) => {
  const hour = new Date(at).getUTCHours();
  const isSpike = reason === "login" && at >= SPIKE && at < SPIKE + HOUR / 2;
  return (hour >= 6 && hour < 16 ? 12 : 1) * (isSpike ? 20 : 1);
};

let database: TestDatabase;
let workspace: Workspace;
beforeAll(async () => {
  database = await testDatabase();
  workspace = await database.store.workspaces.sole();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query("TRUNCATE bucket, baseline, signal, alert CASCADE");
});

const history = (from: number, to: number) =>
  givePast(database.store, database.workspaceId, {
    ...{ from, to, rate },
    reasons: ["login", "moving", "invoice"],
  });

/** The detector learns what has come by then, in a process of its own. */
async function learnBy(at: number): Promise<void> {
  const deps = { ...jobDeps(database, new Date(at).toISOString()), store: createStore(database.db) };
  await detect(deps, { workspaceId: database.workspaceId });
}

async function daysOf(
  series: { reason: string } | { channel: string },
  at = NOW,
  store: Store = database.store,
) {
  const answer = await reasonDays(store, { workspace, now: new Date(at), ...series });
  if (answer === null) throw new Error("there should be a history");
  return answer;
}

/** A store that tells of the first hour that is read by the hour. */
function watched() {
  const store = createStore(database.db);
  const read = { from: Number.POSITIVE_INFINITY };
  const { judged } = store.buckets;
  store.buckets.judged = (id, period) => {
    if (period.grain === "1h") read.from = Math.min(read.from, period.from.getTime());
    return judged(id, period);
  };
  return { store, read };
}

async function counted(reason: string): Promise<number> {
  const { rows } = await database.db.pool.query<{ count: number }>(
    `SELECT sum(count)::int AS count FROM bucket WHERE reason = $1 AND grain = '1h'
     AND start_at >= '2026-11-13T22:00:00Z' AND start_at < '2026-11-20T12:00:00Z'`,
    [reason],
  );
  return rows[0]?.count ?? 0;
}

const sum = (days: readonly { observed: number }[]) =>
  days.reduce((total, { observed }) => total + observed, 0);

test("the last seven local days are counted against what was expected, today only so far", async () => {
  await history(NOW - 40 * DAY, NOW);
  const { days } = await daysOf({ reason: "login" });
  expect(days).toHaveLength(7);
  expect(sum(days)).toBe(await counted("login"));
  for (const [i, day] of days.entries()) {
    expect(day.lower).toBeLessThan(day.expected);
    expect(day.upper).toBeGreaterThan(day.expected);
    // the fourth day had the spike: 114 logins more than usual
    if (i === 3) expect(day.observed).toBeGreaterThan(day.upper);
  }
  expect(days.at(-1)?.expected).toBeLessThan(0.75 * (days[0]?.expected ?? 0));
});

test("a channel's days count every contact of it once, and its own rise is said", async () => {
  await history(NOW - 40 * DAY, NOW);
  const { days, standing } = await daysOf({ channel: "phone" });
  expect(sum(days)).toBe(await counted("*"));
  // the fourth day had the spike of one of three reasons
  expect(days[3]?.observed).toBeGreaterThan(days[3]?.upper ?? 0);
  if (standing.kind !== "watched") throw new Error("it should have learned enough");
  expect(standing.rise.expected).toBeGreaterThan(80);
  expect(standing.rise.mean).toBeGreaterThan(1.1 * standing.rise.expected);
  expect(await daysOf({ channel: "fax" })).toMatchObject({
    days: [],
    standing: { kind: "learning", learning: { have: 0 } },
  });
});

describe("what the detector has learned", () => {
  beforeEach(() => history(NOW - 40 * DAY, NOW));

  test("is what is shown, and only the hours since are read: the same as when all is learned anew", async () => {
    const anew = await daysOf({ reason: "login" });
    await learnBy(NOW - 3 * HOUR);
    const { store, read } = watched();
    const learned = await daysOf({ reason: "login" }, NOW, store);
    expect(read.from).toBe(Date.parse("2026-11-20T09:00:00Z"));
    expect(learned.until).toEqual(anew.until);
    expect(learned.days.map(({ startAt, observed }) => [startAt, observed])).toEqual(
      anew.days.map(({ startAt, observed }) => [startAt, observed]),
    );
    for (const [i, { expected, lower, upper }] of anew.days.entries()) {
      expect(learned.days[i]?.expected).toBeCloseTo(expected, 4);
      expect(learned.days[i]).toMatchObject({ lower, upper });
    }
    if (learned.standing.kind !== "watched" || anew.standing.kind !== "watched")
      throw new Error("it should have learned enough");
    expect(learned.standing.rise.mean).toBeCloseTo(anew.standing.rise.mean, 4);
  });

  test("is not taught by a question", async () => {
    await learnBy(NOW - 3 * HOUR);
    const rows = async () => (await database.db.pool.query("SELECT * FROM baseline ORDER BY series")).rows;
    const before = await rows();
    await daysOf({ reason: "login" });
    expect(await rows()).toEqual(before);
  });

  test("stays when a few contacts come late: they are counted, and nothing is learned anew", async () => {
    await learnBy(NOW);
    const before = await daysOf({ reason: "login" });
    await database.store.buckets.add(database.workspaceId, [
      {
        grain: "1h",
        reason: "login",
        channel: "phone",
        startAt: Date.parse("2026-11-18T10:00:00Z"),
        count: 3,
      },
    ]);
    const { store, read } = watched();
    const { days } = await daysOf({ reason: "login" }, NOW, store);
    expect(read.from).toBeGreaterThan(NOW - DAY);
    expect(sum(days)).toBe(sum(before.days) + 3);
    expect(days.map(({ expected }) => expected)).toEqual(before.days.map(({ expected }) => expected));
  });

  test.each([
    ["contacts have other reasons since", "UPDATE workspace SET recoded = recoded + 1"],
    ["an older version learned it", "UPDATE baseline SET version = version - 1"],
    [
      "history was loaded since",
      "UPDATE bucket SET count = 2 * count WHERE start_at < '2026-11-01T00:00:00Z'",
    ],
  ])("is left where %s", async (_, change) => {
    await learnBy(NOW);
    await database.db.pool.query(change);
    const { store, read } = watched();
    const { days } = await daysOf({ reason: "login" }, NOW, store);
    expect(read.from).toBe(Date.parse("2026-10-11T12:00:00Z"));
    expect(sum(days)).toBe(await counted("login"));
  });

  test("is left where it has gone on by the clock since the last contact: the days end with that", async () => {
    await learnBy(NOW);
    await learnBy(NOW + 3 * DAY);
    const { days, until } = await daysOf({ reason: "login" }, NOW + 3 * DAY);
    expect(until).toEqual(new Date("2026-11-20T12:00:00Z"));
    expect(sum(days)).toBe(await counted("login"));
  });
});

test("a past that was played through ends where its contacts end", async () => {
  await history(NOW - 40 * DAY, NOW);
  const anew = await daysOf({ reason: "login" }, NOW + 400 * DAY);
  for (let run = 0; run < 6; run += 1) await learnBy(NOW + 400 * DAY);
  const { store, read } = watched();
  const { days, until } = await daysOf({ reason: "login" }, NOW + 400 * DAY, store);
  expect(read.from).toBeGreaterThan(NOW - 2 * DAY);
  expect(until).toEqual(new Date("2026-11-20T12:00:00Z"));
  expect(days.map(({ observed }) => observed)).toEqual(anew.days.map(({ observed }) => observed));
});

test("a reason heard for two days has two days, and another workspace has none of them", async () => {
  await history(NOW - DAY, NOW);
  expect(await daysOf({ reason: "login" })).toMatchObject({
    days: [{}, {}],
    standing: { kind: "learning", learning: { reason: "login", have: 1, need: 14 } },
  });
  const other = await database.db.prisma.workspace.create({ data: { name: "Other" } });
  const theirs = { workspace: other, reason: "login", now: new Date(NOW) };
  expect(await reasonDays(database.store, theirs)).toBeNull();
});
