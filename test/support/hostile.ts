import fc from "fast-check";
import type { ShownPromise } from "../../src/slack/messages/promise-lines.ts";

/** What senders, customers and colleagues may write: pings, links, marks, controls, and far too much. */
export const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(
    "<!channel>",
    "<@U0VICTIM>",
    "<!subteam^S1|all>",
    "<https://evil.example|pay here>",
    "*_~`",
    "\u0000",
    "",
  ),
  fc.constantFrom("<", "&", "Ä", "👩‍🚒", "word ").map((letter) => letter.repeat(3_500)),
);

export const instant = fc.date({
  min: new Date("2020-01-01"),
  max: new Date("2030-01-01"),
  noInvalidDate: true,
});

/** A Slack user, Earshot itself, or an agent's code. */
export const who = fc.oneof(fc.constantFrom("U0OTTO", "earshot"), hostile);

export const hostilePromise: fc.Arbitrary<ShownPromise> = fc.record({
  id: fc.uuid(),
  sourceId: hostile,
  externalId: hostile,
  customerId: fc.uuid(),
  contactId: fc.constant(null),
  text: hostile,
  madeAt: instant,
  dueAt: instant,
  owner: fc.option(who),
  team: fc.option(hostile),
  channel: fc.option(hostile),
  concrete: fc.boolean(),
  businessFrom: fc.constant(null),
  businessLeftMs: fc.constant(null),
  status: fc.constantFrom("open", "kept", "broken", "withdrawn"),
  keptAt: fc.option(instant),
  keptByContactId: fc.constant(null),
  warnedAt: fc.constant(null),
  wakeAt: fc.constant(null),
  customerName: fc.option(hostile),
});

/** Fails with the first error that any of 100 samples has. */
export function holds<T>(words: fc.Arbitrary<T>, errorsOf: (value: T) => string[]): void {
  const property = fc.property(words, (value) => {
    const [error] = errorsOf(value);
    if (error !== undefined) throw new Error(error);
  });
  fc.assert(property, { numRuns: 100, endOnFailure: true });
}
