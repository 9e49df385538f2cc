import { expect, test } from "vitest";
import { agreementOf } from "../../../src/domain/coding/agreement.ts";
import { countCodingDays, UNCODED } from "../../../src/domain/coding/day.ts";
import { type AgentMix, driftsIn } from "../../../src/domain/coding/drift.ts";
import { ANY_REASON } from "../../../src/domain/contact.ts";
import { codedAgain, codedByPeople, whiteScreen } from "../../../src/embedded/company/coding-people.ts";
import { ZONE } from "../../../src/embedded/company/telecom.ts";
import { history } from "../../../src/embedded/company/traffic.ts";
import { eventSchemas } from "../../../src/webhooks/schemas.ts";

const now = new Date("2026-11-20T12:34:00Z");
const schemas = eventSchemas(() => now);
const contacts = [...history(now)].map(codedByPeople);
const days = countCodingDays(contacts, ZONE);
const count = (wanted: string) =>
  days.filter(({ reason }) => reason === wanted).reduce((sum, { contacts }) => sum + contacts, 0);

test("three contacts in a hundred are uncoded and two are other", () => {
  expect(count(UNCODED) / count(ANY_REASON)).toBeCloseTo(0.03, 2);
  expect(count("other") / count(ANY_REASON)).toBeCloseTo(0.02, 2);
});

test("one of six at billing codes invoices otherwise, and is the only one", () => {
  const coded = days.filter(({ reason }) => reason !== ANY_REASON && reason !== UNCODED);
  const reasons = [...new Set(coded.map(({ reason }) => reason))];
  const mixes = new Map<string, AgentMix & { counts: number[] }>();
  for (const { touchpoint, agent, reason, contacts } of coded) {
    const key = `${touchpoint} ${agent}`;
    const mix = mixes.get(key) ?? { touchpoint, agent, counts: reasons.map(() => 0) };
    mixes.set(key, mix);
    const place = reasons.indexOf(reason);
    mix.counts[place] = (mix.counts[place] ?? 0) + contacts;
  }
  const { drifts } = driftsIn({ reasons, mixes: [...mixes.values()] });
  expect(drifts).toMatchObject([{ touchpoint: "invoice", agent: "timo" }]);
});

test("quality codes some again, and mostly agrees", () => {
  const again = [...codedAgain(contacts, now)];
  const first = new Map(contacts.map(({ id, reasons }) => [id, reasons]));
  const { pairs, whole } = agreementOf(
    again.map(({ contactId, reasons }) => ({ first: first.get(contactId) ?? [], second: reasons })),
  );
  expect(pairs).toBeGreaterThan(100);
  expect(pairs).toBeLessThan(1_000);
  expect(whole?.kappa).toBeGreaterThan(0.75);
  expect(whole?.kappa).toBeLessThan(0.95);
  for (const coding of again) expect(schemas.coding.safeParse(coding).error).toBeUndefined();
});

test("sixteen customers speak of a white screen that no reason covers", () => {
  const white = [...whiteScreen(now)];
  for (const contact of white) expect(schemas.contact.safeParse(contact).error).toBeUndefined();
  expect(white).toHaveLength(16);
  expect(white.filter(({ reasons }) => reasons.includes("login-help")).length).toBeLessThan(8);
  expect(white.every(({ occurredAt }) => now.getTime() - Date.parse(occurredAt) < 86_400_000 / 2)).toBe(true);
});
