import fc from "fast-check";
import type { Signal, SignalStatus } from "../../src/domain/signal/signal.ts";
import type { ShownPromise } from "../../src/slack/messages/promise/lines.ts";
import { overdueFacts, overdueSignal, spikeFacts, spikeSignal } from "./facts.ts";

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

/** Any number that facts may hold, and none. */
export const hostileCount = fc.oneof(
  fc.double({ min: 0, max: 1e9, noNaN: true }),
  fc.constantFrom(0, null as unknown as number),
);
const iso = instant.map((at) => at.toISOString());
const status = fc.constantFrom<SignalStatus>("open", "acknowledged", "snoozed", "resolved");
const life = fc.record({ status, acknowledgedBy: who, resolvedBy: who, snoozedUntil: instant });
const spike = fc
  .record({
    reasonLabel: hostile,
    reason: hostile,
    observed: hostileCount,
    expected: hostileCount,
    ratioUpper: hostileCount,
    chanceOnceInWeeks: hostileCount,
    chanceAllPerWeek: hostileCount,
    byChannel: fc.array(fc.record({ channel: hostile, observed: hostileCount }), { maxLength: 12 }),
    byTouchpoint: fc.array(fc.record({ touchpoint: hostile, observed: hostileCount }), { maxLength: 12 }),
    byReason: fc.array(
      fc.record({ reason: hostile, label: hostile, observed: hostileCount, expected: hostileCount }),
    ),
    examples: fc.array(fc.record({ occurredAt: iso, channel: hostile, summary: hostile }), {
      maxLength: 6,
    }),
    history: fc.array(
      fc.record({ startAt: iso, observed: hostileCount, expected: hostileCount, upper: hostileCount }),
      {
        maxLength: 60,
      },
    ),
  })
  .map((facts) => ({ subject: "s", facts: spikeFacts(facts) }));
const overdue = fc
  .record({ text: hostile, owner: hostile, team: hostile, channel: hostile, dueAt: iso, madeAt: iso })
  .map((facts) => ({ facts: overdueFacts(facts) }));

/** A spike or an overdue promise made of such words, in any state. */
export const hostileSignal: fc.Arbitrary<Signal> = fc.oneof(
  fc.tuple(life, spike).map(([lived, change]) => spikeSignal({ ...lived, ...change })),
  fc.tuple(life, overdue).map(([lived, change]) => overdueSignal({ ...lived, ...change })),
);

/** Fails with the first error that any of 100 samples has. */
export function holds<T>(words: fc.Arbitrary<T>, errorsOf: (value: T) => string[]): void {
  const property = fc.property(words, (value) => {
    const [error] = errorsOf(value);
    if (error !== undefined) throw new Error(error);
  });
  fc.assert(property, { numRuns: 100, endOnFailure: true });
}
