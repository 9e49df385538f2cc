import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { learnCoding } from "../../jobs/learnCoding.ts";
import { type CodingTrust, kappaWord } from "../../src/domain/coding/trust.ts";
import { codingTrust } from "../../src/figures/coding-trust.ts";
import type { Slack } from "../../src/slack/connection/slack.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { answerTrust } from "../../src/slack/listeners/signal/signals-trust.ts";
import { trustReply } from "../../src/slack/messages/reason/trust.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { holds, hostile } from "../support/hostile.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { checkLimits } from "../support/limits.ts";
import { generatedContacts } from "../support/summaries.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const WEEK = 7 * 86_400_000;
const words = wordsIn("en");
const nobody = new Set<string>();
let database: TestDatabase;
let trust: CodingTrust;

/** Six weeks: eight agents of one team, of whom one says "other" for every second invoice; two in a hundred uncoded. */
beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  const deps = jobDeps(database, NOW.toISOString());
  const start = NOW.getTime() - 6 * WEEK;
  const contacts = [...generatedContacts(3_000, { start, weeks: 6, newWords: 0 })].map(
    ({ at, text, coded }, n) => {
      const isUneven = n % 8 === 3 && coded === "invoice-wrong" && n % 16 === 3;
      const reasons = n % 50 === 7 ? [] : [isUneven ? "other" : coded];
      return contact({
        ...{ id: `${n}`, occurredAt: new Date(at).toISOString(), summary: text, reasons },
        ...{ touchpoint: coded.startsWith("invoice") || coded.startsWith("payment") ? "invoice" : "net" },
        ...{ agent: `agent-${n % 8}`, team: "billing" },
      });
    },
  );
  await receive(database, contacts);
  const again = contacts.filter(({ body }) => body.reasons.length > 0).slice(-120);
  await receive(
    database,
    again.map(({ body }, n) => ({
      kind: "coding",
      body: {
        ...{ id: `again-${n}`, contactId: body.id, occurredAt: "2026-11-19T12:00:00.000Z", agent: "otto" },
        reasons: n % 6 === 0 ? ["roaming"] : body.reasons,
      },
    })),
  );
  await store.reasons.upsert(workspaceId, { code: "other", label: "Other" }, NOW);
  for (let drained = 0; drained < 5; drained += 1) await aggregate(deps, { workspaceId });
  await learnCoding(deps, { workspaceId });
  const found = await codingTrust(store, await workspace(), { now: NOW });
  if (found === null) throw new Error("there are contacts");
  trust = found;
});
afterAll(() => database.close());

async function workspace() {
  const found = await database.store.workspaces.get(database.workspaceId);
  if (found === null) throw new Error("there is a workspace");
  return found;
}

describe("how far the coding can be trusted", () => {
  test("what people call vague counts as other, and what they say is not does not", async () => {
    const { store, workspaceId } = database;
    const others = async () => {
      const found = await codingTrust(store, await workspace(), { now: NOW });
      return found?.other.map(({ label }) => label).sort();
    };
    await store.reasons.upsert(workspaceId, { code: "other", isVague: false }, NOW);
    await store.reasons.upsert(workspaceId, { code: "roaming", isVague: true }, NOW);
    const { label } = (await store.reasons.get(workspaceId, "roaming")) ?? {};
    expect(await others()).toEqual([label]);
    await store.reasons.upsert(workspaceId, { code: "other", isVague: null }, NOW);
    await store.reasons.upsert(workspaceId, { code: "roaming", isVague: null }, NOW);
    expect(await others()).toEqual(["Other"]);
  });

  test("the figures are those of the contacts", async () => {
    const { rows } = await database.db.pool.query(
      `SELECT count(*)::int AS contacts, (count(*) FILTER (WHERE NOT EXISTS
         (SELECT 1 FROM contact_reason r WHERE r.contact_id = c.id)))::int AS uncoded FROM contact c
       WHERE (occurred_at AT TIME ZONE 'Europe/Helsinki')::date >= '2026-10-23' AND (occurred_at AT TIME ZONE 'Europe/Helsinki')::date < '2026-11-20'`,
    );
    expect(trust.now).toEqual(rows[0]);
    expect(trust.other).toMatchObject([{ label: "Other" }]);
    expect(trust.agreement.pairs).toBe(120);
    expect(trust.agreement.whole?.agreed).toBeCloseTo(100 / 120);
    expect(trust.reading?.macroF1).toBeGreaterThan(0.6);
    const read = trust.reading?.suggested.reduce((sum, { contacts }) => sum + contacts, 0);
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThanOrEqual(trust.now.uncoded);
  });

  test("an hour before midnight they are the same, though the clocks have changed since the first day", async () => {
    const late = new Date("2026-11-20T21:30:00Z");
    expect(await codingTrust(database.store, await workspace(), { now: late })).toEqual(trust);
  });

  test("what was learned before a merge is told by the reasons of today", async () => {
    const { store, workspaceId } = database;
    // midnights of Helsinki
    const period = { from: new Date("2026-10-22T21:00:00Z"), to: new Date("2026-11-19T22:00:00Z") };
    const [first, second, ...rest] = await store.classifier.suggested(workspaceId, period);
    if (first === undefined || second === undefined) throw new Error("two reasons are suggested");
    const meanings = async () => new Map([[first.reason, second.reason]]);
    const merged = { ...store, reasons: { ...store.reasons, meanings } };
    const found = await codingTrust(merged, await workspace(), { now: NOW });
    expect(found?.reading?.suggested.map(({ contacts }) => contacts)).toEqual([
      first.contacts + second.contacts,
      ...rest.map(({ contacts }) => contacts),
    ]);
    expect(found?.reading?.misread.flatMap(({ coded, readsLike }) => [coded, readsLike])).not.toContain(
      first.reason,
    );
  });

  test("one of eight who codes otherwise at one touchpoint is found, without a name", () => {
    expect(trust.drift).toMatchObject({ lookedAt: 16, drifts: [{ touchpoint: "invoice", team: "billing" }] });
    expect(JSON.stringify(trust)).not.toContain("agent-");
  });

  test("is told to everybody as a count, and where it is to the lead of that team alone", () => {
    const everybody = JSON.stringify(trustReply(words, trust, nobody));
    const lead = JSON.stringify(trustReply(words, trust, new Set(["billing"])));
    const another = JSON.stringify(trustReply(words, trust, new Set(["sales"])));
    for (const told of [everybody, lead, another]) {
      expect(told).toContain("one agent codes otherwise");
      expect(told).toContain("*Uncoded*: ");
      expect(told).toContain("*“Other”*: ");
      expect(told).toContain("read like: ");
      expect(told).toContain("Cohen's kappa 0.8");
      expect(told).toContain("almost perfect");
      expect(told).not.toContain("agent-");
    }
    expect(lead).toContain("invoice, in your team: one agent says “");
    expect(everybody).not.toContain("in your team");
    expect(another).not.toContain("in your team");
  });

  test("`/signals trust` asks Slack who leads the team", async () => {
    const { store, workspaceId } = database;
    await store.teams.upsert(workspaceId, { code: "billing", label: "Billing", leadGroup: "S0LEADS" });
    const slack = {
      groupMembers: async () => ({ kind: "ok" as const, value: ["UOTTO"] }),
    } as unknown as Slack;
    const deps = { store, slack, words, now: () => NOW };
    const told = async (who: string) => JSON.stringify(await answerTrust(deps, await workspace(), who));
    expect(await told("UOTTO")).toContain("in your team");
    expect(await told("UMAIJA")).not.toContain("in your team");
    const early = { ...deps, now: () => new Date("2020-01-01") };
    expect(await answerTrust(early, await workspace(), "UOTTO")).toEqual({ text: words.t("trust.none") });
  });

  test("is told in Finnish too", () => {
    expect(trustReply(wordsIn("fi"), trust, nobody).text).toContain("Kuinka paljon koodaukseen voi luottaa");
  });

  test("says what is missing where nothing is known", async () => {
    const none = {
      ...trust,
      other: [],
      drift: { lookedAt: 0, drifts: [] },
      agreement: { pairs: 0, whole: undefined, byReason: [] },
    };
    const { reading: _, before: __, ...empty } = none;
    const { text } = trustReply(words, empty, nobody);
    expect(text).toContain("it takes some hundred coded contacts with words");
    expect(text).toContain("no contact yet. Let a second person code");
    expect(text).toContain("No reason is a mere “other”");
    const early = new Date("2020-01-01");
    expect(await codingTrust(database.store, await workspace(), { now: early })).toBeNull();
  });

  test("keeps Slack's limits whatever reasons are called, in every language", () => {
    holds(hostile, (label) =>
      (["en", "fi"] as const).flatMap((language) => {
        const [drift] = trust.drift.drifts;
        const [kappa] = trust.agreement.byReason;
        if (drift === undefined || kappa === undefined) throw new Error("there are some");
        const many = <T>(value: T): T[] => Array.from({ length: 30 }, () => value);
        const hostileTrust: CodingTrust = {
          ...trust,
          other: many({ label, contacts: 7 }),
          drift: { lookedAt: 99, drifts: many({ ...drift, label, touchpoint: label }) },
          agreement: { ...trust.agreement, byReason: many({ ...kappa, label }) },
          reading: {
            ...{ examples: 1, heldOut: 1, accuracy: 1, macroF1: 1 },
            suggested: many({ label, contacts: 3 }),
            misread: many({
              coded: "a",
              readsLike: "b",
              contacts: 5,
              of: 9,
              codedLabel: label,
              readsLikeLabel: label,
            }),
          },
        };
        return checkLimits(trustReply(wordsIn(language), hostileTrust, new Set(["billing"])));
      }),
    );
  });
});

test.each([
  [-0.1, "poor"],
  [0.2, "slight"],
  [0.4, "fair"],
  [0.6, "moderate"],
  [0.8, "substantial"],
  [0.81, "perfect"],
])("a kappa of %d is %s", (kappa, word) => {
  expect(kappaWord(kappa)).toBe(word);
});
