import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { hearTerms } from "../../jobs/hearTerms.ts";
import type { RisingTermFacts } from "../../src/domain/signal/signal.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { generatedContacts } from "../support/summaries.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-20T12:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C0DEFAULT" });
  await database.store.reasons.upsert(
    database.workspaceId,
    { code: "login", label: "Cannot log in", slackChannel: "C0LOGIN" },
    new Date(NOW),
  );
});
beforeEach(async () => {
  await database.db.pool.query("TRUNCATE contact, event, coding_day, term_day, signal, bucket CASCADE");
});
afterAll(() => database.close());

/** Three weeks of ordinary contacts, up to now. */
const ordinary = [...generatedContacts(1_500, { start: NOW - 21 * DAY, weeks: 3, newWords: 0 })].map(
  ({ at, text, coded }, id) =>
    contact({
      id: `${id}`,
      occurredAt: new Date(at).toISOString(),
      reasons: [coded],
      summary: text,
      customer: { id: `c-${id}` },
    }),
);
const saying = (many: number, words: string, reasons: string[], from = 0) =>
  Array.from({ length: many }, (_, n) =>
    contact({
      id: `new-${from + n}`,
      occurredAt: new Date(NOW - (n + 1) * 600_000).toISOString(),
      summary: words,
      reasons,
      customer: { id: `n-${from + n}` },
    }),
  );

async function heard(events: Parameters<typeof receive>[1], deps = jobDeps(database)) {
  await receive(database, events);
  await aggregate(deps, { workspaceId: database.workspaceId });
  await hearTerms(deps, { workspaceId: database.workspaceId });
  return deps;
}

async function signals() {
  const { rows } = await database.db.pool.query<{
    subject: string;
    status: string;
    facts: RisingTermFacts;
    channels: string[];
  }>(
    `SELECT subject, status, facts, ARRAY(SELECT slack_channel FROM alert WHERE signal_id = signal.id) AS channels
     FROM signal WHERE kind = 'rising-term' ORDER BY opened_at`,
  );
  return rows;
}

describe("words that fourteen customers say and nobody said before", () => {
  const words = "the fingerprint scanner rejects everyone";

  test("are one signal before any code shows it, told where the reason is that people gave them", async () => {
    const deps = await heard([...ordinary, ...saying(10, words, ["login"]), ...saying(4, words, [], 10)]);
    const [signal, ...others] = await signals();
    expect(others).toEqual([]);
    expect(signal).toMatchObject({ status: "open", channels: ["C0LOGIN"] });
    expect(signal?.subject).toMatch(/fingerprint|scanner|rejects|everyone/);
    expect(signal?.facts).toMatchObject({
      observed: 14,
      customers: 14,
      windowMinutes: 1_440,
      byReason: [{ reason: "login", label: "Cannot log in", observed: 10 }],
      uncoded: 4,
      examples: [{ summary: words, times: 14, channel: "phone" }],
    });
    expect(signal?.facts.historyDays).toBeGreaterThanOrEqual(20);
    expect(deps.enqueued.filter(({ name }) => name === "deliver")).toHaveLength(1);
  });

  test("counted again the same they are the same signal, and over once they are heard as usual", async () => {
    const deps = await heard([...ordinary, ...saying(14, words, ["login"])]);
    await hearTerms(deps, { workspaceId: database.workspaceId });
    expect(await signals()).toHaveLength(1);
    deps.at(new Date(NOW + 3 * 3_600_000).toISOString());
    await heard(
      saying(6, words, ["login"], 20).map(({ kind, body }) => ({
        kind,
        body: { ...body, occurredAt: new Date(NOW + 3_600_000).toISOString() },
      })),
      deps,
    );
    expect(await signals()).toMatchObject([{ status: "open", facts: { observed: 20 } }]);
    deps.at(new Date(NOW + 2 * DAY).toISOString());
    await hearTerms(deps, { workspaceId: database.workspaceId });
    expect(await signals()).toMatchObject([{ status: "resolved", facts: { endedAt: expect.any(String) } }]);
  });

  test("are told too where they began in the evening before, which is no part of their past", async () => {
    const evening = saying(7, words, ["login"], 20).map(({ kind, body }) => ({
      kind,
      body: { ...body, occurredAt: new Date(NOW - 16 * 3_600_000).toISOString() },
    }));
    await heard([...ordinary, ...evening, ...saying(7, words, ["login"])]);
    expect(await signals()).toMatchObject([{ status: "open", facts: { observed: 14, expected: 0.1 } }]);
  });

  test("are told while some contacts wait to be counted, and not while many do", async () => {
    const waiting = (many: number) => saying(many, "waits", [], 1_000);
    const deps = await heard([...ordinary, ...saying(14, words, ["login"])]);
    await database.db.pool.query("TRUNCATE signal CASCADE");
    await receive(database, waiting(600));
    await hearTerms(deps, { workspaceId: database.workspaceId });
    expect(await signals()).toEqual([]);
    await database.db.pool.query("DELETE FROM event WHERE processed_at IS NULL");
    await receive(database, waiting(20));
    await hearTerms(deps, { workspaceId: database.workspaceId });
    expect(await signals()).toHaveLength(1);
  });

  test("say nothing where the reason of those contacts spikes already", async () => {
    const { store, workspaceId } = database;
    await store.signals.open({
      ...{ workspaceId, kind: "spike", subject: "reason login", at: new Date(NOW), slackChannels: [] },
      facts: spikeFacts({ reason: "login" }),
    });
    await heard([...ordinary, ...saying(14, words, ["login"])]);
    expect(await signals()).toEqual([]);
  });

  test.each([
    [
      "by four customers",
      saying(14, words, []).map(({ kind, body }, n) => ({
        kind,
        body: { ...body, customer: { id: `n-${n % 4}` } },
      })),
    ],
    ["as a name", saying(14, "asks for Meikäläinen", [])],
    ["with no history", []],
  ])("%s say nothing", async (title, events) => {
    if (title === "with no history") await heard(saying(14, words, []));
    else await heard([...ordinary, ...events]);
    expect(await signals()).toEqual([]);
  });
});

test("days are counted once, anew when much comes in late, and never in words", async () => {
  const { db, store, workspaceId } = database;
  const deps = await heard(ordinary);
  const dates = { from: "2026-10-20", to: "2026-11-20" };
  const before = await store.terms.days(workspaceId, dates);
  expect(before.size).toBeGreaterThanOrEqual(20);
  await db.pool.query("UPDATE term_day SET contacts = 1 WHERE term > 0");
  await hearTerms(deps, { workspaceId });
  const { rows } = await db.pool.query("SELECT max(contacts) AS most FROM term_day WHERE term > 0");
  expect(rows).toEqual([{ most: 1 }]);
  const late = Array.from({ length: 40 }, (_, n) =>
    contact({
      id: `late-${n}`,
      occurredAt: "2026-11-10T10:00:00.000Z",
      summary: "late words here",
      reasons: ["x"],
    }),
  );
  await heard(late, deps);
  const after = await store.terms.days(workspaceId, dates);
  expect(after.get("2026-11-10")?.contacts).toBe((before.get("2026-11-10")?.contacts ?? 0) + 40);
  expect(after.get("2026-11-11")).toEqual(before.get("2026-11-11"));
});

test("while contacts wait to be counted nothing is judged", async () => {
  await receive(database, [...ordinary, ...saying(14, "the fingerprint scanner rejects everyone", [])]);
  await hearTerms(jobDeps(database), { workspaceId: database.workspaceId });
  expect(await signals()).toEqual([]);
});
