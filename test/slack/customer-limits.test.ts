import fc from "fast-check";
import { test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { customerChoices } from "../../src/slack/messages/customer/choices.ts";
import {
  type CustomerProfile,
  customerReply,
  sharedCustomer,
  shareQuestion,
} from "../../src/slack/messages/customer/customer.ts";
import { holds, hostile, hostilePromise, instant } from "../support/hostile.ts";
import { checkLimits } from "../support/limits.ts";

const now = new Date("2026-11-20T15:05:00Z");

const hit = fc.record({
  id: fc.uuid(),
  name: fc.option(hostile),
  identities: fc.array(fc.record({ kind: fc.constant("email" as const), value: hostile }), {
    maxLength: 8,
  }),
  lastContactAt: fc.option(instant),
  openPromises: fc.nat(),
});
const contact = fc.record({
  id: fc.uuid(),
  occurredAt: instant,
  channel: hostile,
  direction: fc.constantFrom("inbound", "outbound"),
  reasons: fc.array(hostile, { maxLength: 10 }),
  touchpoint: fc.option(hostile),
  agent: fc.option(hostile),
  team: fc.option(hostile),
  summary: fc.option(hostile),
  resolved: fc.option(fc.boolean()),
  outcome: fc.option(hostile),
});
const feedback = fc.record({
  occurredAt: instant,
  metric: hostile,
  score: fc.integer(),
  touchpoint: fc.option(hostile),
  comment: fc.option(hostile),
});
const profile = fc
  .tuple(
    hit,
    fc.array(hostilePromise, { maxLength: 12 }),
    fc.array(contact, { maxLength: 12 }),
    fc.array(feedback, { maxLength: 20 }),
    fc.nat({ max: 40 }),
  )
  .map(([about, promises, contacts, scores, newerContacts]) => ({
    ...about,
    createdAt: now,
    promises,
    contacts,
    contactCount: newerContacts + contacts.length,
    newerContacts,
    heard: contacts,
    feedback: scores,
  })) as fc.Arbitrary<CustomerProfile>;

test.each(languages)("in %s within Slack's limits: a customer and a choice of customers", (language) => {
  const words = wordsIn(language);
  holds(
    fc.tuple(profile, fc.uniqueArray(hit, { selector: ({ id }) => id, minLength: 2, maxLength: 12 })),
    ([customer, hits]) => [
      ...checkLimits(customerReply(words, customer, now)),
      ...checkLimits(sharedCustomer(words, customer, now, { by: "U0OTTO", breaches: new Map() })),
      ...checkLimits(shareQuestion(words, customer, "C0BILLING")),
      ...checkLimits(customerChoices(words, hits)),
    ],
  );
});
