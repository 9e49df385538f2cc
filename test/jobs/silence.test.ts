import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { detect } from "../../jobs/detect.ts";
import { countBuckets } from "../../src/domain/bucket.ts";
import type { Channel } from "../../src/domain/contact.ts";
import type { Signal, SourceSilentFacts } from "../../src/domain/signal/signal.ts";
import type { SourceHour } from "../../src/domain/signal/source-hour.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Friday, 11:00 in Helsinki. */
const NOON = Date.parse("2026-11-20T09:00:00Z");

let database: TestDatabase;
let zendesk: string;
let calls: string;
let deps: ReturnType<typeof jobDeps>;

beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  await store.workspaces.update(workspaceId, { defaultChannel: "C0CARE" });
  zendesk = (await store.sources.add(workspaceId, { kind: "generic", name: "Zendesk" })).id;
  calls = (await store.sources.add(workspaceId, { kind: "generic", name: "Call centre" })).id;
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query(
    "TRUNCATE bucket, source_hour, baseline, signal, alert, contact, contact_reason, event CASCADE",
  );
  await database.db.pool.query("UPDATE source SET disabled_at = NULL");
  deps = jobDeps(database);
});

/** Zendesk's 18 and the call centre's 12 contacts of a working hour, 1 of each by night, each 3 min after the other. */
function contactsOf(hourAt: number) {
  const isDay = new Date(hourAt).getUTCHours() >= 6 && new Date(hourAt).getUTCHours() < 16;
  const of = (sourceId: string, channel: Channel, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      sourceId,
      channel,
      direction: "inbound" as const,
      reasons: [["invoice-wrong", "login", "moving"][i % 3] ?? ""],
      occurredAt: new Date(hourAt + i * 3 * MINUTE).toISOString(),
    }));
  return [...of(zendesk, "email", isDay ? 18 : 1), ...of(calls, "phone", isDay ? 12 : 1)];
}

/** Weeks of history up to noon, as the drain would have counted them. */
async function history(weeks: number, prompt = (contacts: number) => contacts) {
  const hours: SourceHour[] = [];
  const contacts = [];
  for (let at = NOON - weeks * 7 * DAY; at < NOON; at += HOUR) {
    const all = contactsOf(at);
    contacts.push(...all);
    for (const sourceId of [zendesk, calls]) {
      const count = all.filter((one) => one.sourceId === sourceId).length;
      const last = at + (count - 1) * 3 * MINUTE;
      hours.push({ sourceId, startAt: at, contacts: count, prompt: prompt(count), heardAt: last });
    }
  }
  await database.store.sourceHours.add(database.workspaceId, hours);
  await database.store.buckets.add(database.workspaceId, countBuckets(contacts, "Europe/Helsinki"));
}

/** The contacts of `[from, to)` of these sources arrive at `to`, or at `at`. */
async function arrive(sources: string[], from: number, to: number, at = to) {
  const found = [];
  for (let hour = Math.floor(from / HOUR) * HOUR; hour < to; hour += HOUR) {
    found.push(...contactsOf(hour).filter((one) => sources.includes(one.sourceId)));
  }
  const events = found
    .filter(({ occurredAt }) => Date.parse(occurredAt) >= from && Date.parse(occurredAt) < to)
    .map(({ sourceId, ...one }) => ({
      ...contact({ id: `${sourceId} ${one.occurredAt}`, ...one }),
      sourceId,
    }));
  await receive(database, events);
  deps.at(new Date(at).toISOString());
  await aggregate(deps, { workspaceId: database.workspaceId });
  return events.length;
}

async function judge(at: number) {
  deps.at(new Date(at).toISOString());
  await detect(deps, { workspaceId: database.workspaceId });
}

/** Ten minutes after ten minutes; only the call centre speaks. */
async function halfSilent(from: number, to: number) {
  for (let at = from; at < to; at += 10 * MINUTE) {
    await arrive([calls], at, at + 10 * MINUTE);
    await judge(at + 10 * MINUTE);
  }
}

async function signals(): Promise<(Signal & { facts: SourceSilentFacts })[]> {
  const { rows } = await database.db.pool.query(
    `SELECT kind, subject, status, facts, opened_at AS "openedAt" FROM signal ORDER BY opened_at, subject`,
  );
  return rows;
}

describe("a source that falls silent for 3 h", () => {
  test("is one signal with what is usual, no spike, and its backfill ends it and alerts nobody", async () => {
    await history(8);
    await judge(NOON);
    await halfSilent(NOON, NOON + 3 * HOUR);
    const [silent, ...others] = await signals();
    expect(others).toEqual([]);
    expect(silent).toMatchObject({
      kind: "source-silent",
      subject: zendesk,
      status: "open",
      facts: { sourceName: "Zendesk", sinceAt: new Date(NOON).toISOString() },
    });
    // told as soon as chance is out of the question, then every hour: 54 are usual in three
    expect((silent?.openedAt.getTime() ?? 0) - NOON).toBeLessThanOrEqual(100 * MINUTE);
    expect(Date.parse(silent?.facts.asOf ?? "") - NOON).toBeGreaterThan(2 * HOUR);
    expect(silent?.facts.usualLower).toBeGreaterThan(18);
    expect(silent?.facts.usualUpper).toBeLessThan(80);
    expect(await deps.metrics.signals.get()).toMatchObject({
      values: [{ labels: { kind: "source-silent" }, value: 1 }],
    });

    const late = await arrive([zendesk], NOON, NOON + 3 * HOUR, NOON + 3 * HOUR + MINUTE);
    expect(late).toBe(54);
    await judge(NOON + 3 * HOUR + MINUTE);
    for (let at = NOON + 3 * HOUR; at < NOON + 6 * HOUR; at += 10 * MINUTE) {
      await arrive([zendesk, calls], at, at + 10 * MINUTE);
      await judge(at + 10 * MINUTE);
    }
    expect(await signals()).toMatchObject([
      { kind: "source-silent", status: "resolved", facts: { endedAt: expect.any(String) } },
    ]);
  });

  test("is told in the default channel, and ends when the source is switched off", async () => {
    await history(8);
    await judge(NOON);
    await halfSilent(NOON, NOON + 2 * HOUR);
    const { rows } = await database.db.pool.query("SELECT slack_channel FROM alert");
    expect(rows).toEqual([{ slack_channel: "C0CARE" }]);
    await database.db.pool.query("UPDATE source SET disabled_at = now() WHERE id = $1", [zendesk]);
    await judge(NOON + 2 * HOUR + MINUTE);
    expect(await signals()).toMatchObject([{ status: "resolved" }]);
  });
});

describe("nothing is said of", () => {
  test("a night in which few contacts are usual", async () => {
    await history(8);
    await arrive([zendesk, calls], NOON, NOON + 8 * HOUR);
    for (let at = NOON + 8 * HOUR; at < NOON + 13 * HOUR; at += 10 * MINUTE) await judge(at);
    expect(await signals()).toEqual([]);
  });

  test("a source known for two weeks", async () => {
    await history(2);
    await judge(NOON);
    await halfSilent(NOON, NOON + 3 * HOUR);
    expect(await signals()).toEqual([]);
  });

  test("a source that sends its contacts in batches, long after they occurred", async () => {
    await history(8, (contacts) => Math.floor(contacts / 2));
    await judge(NOON);
    await halfSilent(NOON, NOON + 3 * HOUR);
    expect(await signals()).toEqual([]);
  });

  test("our own absence: the silence counts from when we were back", async () => {
    await history(8);
    await judge(NOON);
    await judge(NOON + 3 * HOUR);
    await judge(NOON + 3 * HOUR + 9 * MINUTE);
    expect(await signals()).toEqual([]);
  });
});
