import { afterAll, beforeAll, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { concentrationsOf } from "../../jobs/detect/spikeSpread.ts";
import type { Contact } from "../../src/domain/contact.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { renderCard } from "../../src/slack/messages/alert/card.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts, spikeSignal } from "../support/facts.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { checkLimits } from "../support/limits.ts";

const HOUR = 3_600_000;
const AT = Date.parse("2026-11-20T12:00:00Z");
const period = { from: new Date(AT - HOUR), to: new Date(AT) };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  let count = 0;
  const many = (contacts: number, hoursAgo: number, given: (n: number) => Partial<Contact>) =>
    Array.from({ length: contacts }, (_, n) => {
      count += 1;
      return contact({
        id: `${count}`,
        occurredAt: new Date(AT - hoursAgo * HOUR - n).toISOString(),
        ...given(n),
      });
    });
  const agents = Array.from({ length: 12 }, (_, n) => ({
    agent: `agent-${n}`,
    team: n < 6 ? "billing" : "network",
  }));
  const all = (n: number) => agents[n % 12] ?? {};
  const billing = (n: number) => agents[n % 6] ?? {};
  const network = (n: number) => agents[6 + (n % 6)] ?? {};
  await receive(database, [
    ...many(240, 48, (n) => ({ ...all(n), reasons: [n % 3 === 0 ? "login" : "invoice"] })),
    ...many(120, 72, (n) => ({ ...billing(n), reasons: ["fee"] })),
    ...many(60, 0.1, (n) => ({ ...all(n), reasons: ["other"] })),
    ...many(31, 0.2, () => ({ ...agents[3], reasons: ["invoice"] })),
    ...many(5, 0.3, (n) => ({ ...all(n + 5), reasons: ["invoice"] })),
    ...many(36, 0.4, (n) => ({ ...all(n), reasons: ["login"] })),
    ...many(36, 0.5, (n) => ({ ...billing(n), reasons: ["fee"] })),
    ...many(120, 96, (n) => ({ ...billing(n), reasons: ["charge"] })),
    ...many(36, 0.7, (n) => ({ ...billing(n), team: "invoicing", reasons: ["charge"] })),
    ...many(36, 0.6, (n) => ({ ...network(n), reasons: ["modem"], channel: "chat" })),
  ]);
  await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
});
afterAll(() => database.close());

const spread = (reason: string) => concentrationsOf(database.store, database.workspaceId, { reason }, period);

test("31 of 36 contacts of one agent of twelve, by nobody's name", async () => {
  const [found, ...others] = await spread("invoice");
  expect(others).toEqual([]);
  expect(found).toMatchObject({ by: "agent", observed: 31, of: 36 });
  expect(found?.usualShare).toBeCloseTo(0.09, 1);
  expect(JSON.stringify(found)).not.toContain("agent-");
});

test.each([
  ["over all agents as ever", "login", []],
  ["of the one team that always has it", "fee", []],
  ["of the one team that always has it, whatever its system calls it now", "charge", []],
  [
    "of one team and by one channel of two, new to both",
    "modem",
    [
      { by: "team", name: "network", observed: 36, of: 36 },
      { by: "channel", name: "chat", observed: 36, of: 36 },
    ],
  ],
  ["of every contact", "*", []],
])("%s", async (_, reason, expected) => {
  expect(await spread(reason)).toMatchObject(expected);
});

test("a spike that may be one person's coding says so first, and softly, in both languages", async () => {
  const signal = spikeSignal({ facts: spikeFacts({ concentrations: await spread("invoice") }) });
  const setting = { words: wordsIn("en"), now: new Date(AT), zone: "Europe/Helsinki" };
  const card = renderCard(signal, setting);
  const shown = JSON.stringify(card);
  expect(card.text).toContain("perhaps one person's coding: 41 contacts");
  expect(shown).toContain("*31 of the 36* come from one agent");
  expect(shown).toContain("it may be one person's coding");
  expect(card.text).not.toContain("agent-3");
  expect(checkLimits(card)).toEqual([]);
  const finnish = renderCard(signal, { ...setting, words: wordsIn("fi") });
  expect(finnish.text).toContain("ehkä yhden ihmisen koodausta");
  const plain = renderCard(spikeSignal(), setting);
  expect(JSON.stringify(plain)).not.toContain("one agent");
});
