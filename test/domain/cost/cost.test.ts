import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { costEach, costOf, type ReasonSum, timedPart } from "../../../src/domain/cost/cost.ts";
import { type CostSettings, usualCosts } from "../../../src/domain/cost/settings.ts";
import { countReasonDays } from "../../../src/domain/reason/day.ts";
import { type CustomerContact, repeatChanges } from "../../../src/domain/reason/repeat.ts";

const sum = (given: Partial<ReasonSum>): ReasonSum => ({
  ...{
    reason: "late",
    channel: "phone",
    contacts: 100,
    share: 100,
    handled: 100,
    handleSeconds: 36_000,
    repeats: 0,
  },
  ...given,
});
const settings = (given: Partial<CostSettings>): CostSettings => ({ ...usualCosts, ...given });
/** All contacts by phone: half of them timed, ten minutes each. */
const all = [sum({ reason: "*", contacts: 1_000, share: 1_000, handled: 500, handleSeconds: 300_000 })];

describe("what contacts cost", () => {
  const cases: [string, ReasonSum[], Partial<CostSettings>, number | undefined, object][] = [
    ["ten hours at 42 an hour", [sum({})], { perHour: { default: 42 } }, 420, { timed: 100, estimated: 0 }],
    ["nothing, while no rate is set", [sum({})], {}, undefined, {}],
    ["the channel's own rate", [sum({})], { perHour: { default: 42, phone: 10 } }, 100, {}],
    [
      "a flat cost whatever the time",
      [sum({})],
      { perHour: { phone: 42 }, perContact: { phone: 3 } },
      300,
      { flat: 100 },
    ],
    [
      "its own rate, where only the others are flat",
      [sum({})],
      { perHour: { phone: 42 }, perContact: { default: 3 } },
      420,
      {},
    ],
    [
      "the mean of its own for those without a time, from thirty on",
      [sum({ handled: 50, handleSeconds: 18_000 })],
      { perHour: { default: 42 } },
      420,
      { timed: 50, estimated: 50 },
    ],
    [
      "the mean of the channel, of fewer",
      [sum({ handled: 20, handleSeconds: 7_200 })],
      { perHour: { default: 36 } },
      36 * (2 + (80 * 600) / 3600),
      { timed: 20, estimated: 80 },
    ],
    [
      "nothing where no time is known at all, and that is said",
      [sum({ channel: "letter", handled: 0, handleSeconds: 0 }), sum({})],
      { perHour: { default: 42 } },
      420,
      { timed: 100, unpriced: 100 },
    ],
    [
      "nothing where only those nobody took are known to have taken no time",
      [sum({ channel: "chat", handled: 5, handleSeconds: 0 }), sum({})],
      { perHour: { default: 42 } },
      420,
      { timed: 105, estimated: 0, unpriced: 95 },
    ],
    [
      "nothing by a channel without a rate",
      [sum({}), sum({ channel: "chat" })],
      { perHour: { phone: 42 } },
      420,
      { unpriced: 100 },
    ],
    [
      "a half of each contact with two reasons",
      [sum({ share: 50, handled: 50, handleSeconds: 18_000 })],
      { perHour: { default: 42 } },
      210,
      {},
    ],
  ];
  test.each(cases)("%s", (_, own, given, amount, basis) => {
    const cost = costOf(own, all, settings(given));
    expect(cost?.amount).toEqual(amount === undefined ? undefined : expect.closeTo(amount));
    expect(cost ?? {}).toMatchObject(basis);
  });

  test("a contact that mentions it costs what all do over those with a price", () => {
    const own = [
      sum({ share: 50, handled: 50, handleSeconds: 18_000 }),
      sum({ channel: "letter", share: 50, handled: 0, handleSeconds: 0 }),
    ];
    const cost = costOf(own, all, settings({ perHour: { phone: 42 } }));
    expect(costEach(own, cost)).toBeCloseTo(2.1);
    expect(costEach(own, undefined)).toBeUndefined();
  });

  test("of which part the time is known is said, unless all is flat", () => {
    const timed = costOf([sum({ handled: 83 })], all, settings({ perHour: { default: 42 } }));
    expect(timed && timedPart(timed)).toBeCloseTo(0.83);
    expect(timed?.rates).toEqual({ least: 42, most: 42 });
    const flat = costOf([sum({})], all, settings({ perContact: { default: 3 } }));
    expect(flat && timedPart(flat)).toBeUndefined();
  });
});

test("the reasons of contacts cost together what all of them cost, each time once", () => {
  const contact = fc.record({
    reasons: fc.uniqueArray(fc.constantFrom("late", "wrong", "lost"), { minLength: 1 }),
    handleSeconds: fc.integer({ min: 0, max: 3_000 }),
    channel: fc.constantFrom("phone" as const, "chat" as const),
  });
  fc.assert(
    fc.property(fc.array(contact, { minLength: 1, maxLength: 40 }), (drawn) => {
      const heard = drawn.map((each) => ({
        ...each,
        occurredAt: "2026-11-20T09:00:00Z",
        direction: "inbound" as const,
      }));
      const days = countReasonDays(heard, [], "Europe/Helsinki");
      const rates = settings({ perHour: { default: 42, chat: 30 } });
      const every = days.filter(({ reason }) => reason === "*");
      const costs = ["late", "wrong", "lost"].map((code) =>
        costOf(
          days.filter(({ reason }) => reason === code),
          every,
          rates,
        ),
      );
      const together = costs.reduce((total, cost) => total + (cost?.amount ?? 0), 0);
      expect(together).toBeCloseTo(costOf(every, every, rates)?.amount ?? Number.NaN, 6);
    }),
  );
});

test("an abandoned contact takes no time, outbound ones are not counted", () => {
  const contact = { occurredAt: "2026-11-20T23:30:00Z", channel: "phone" as const, reasons: ["late"] };
  const days = countReasonDays(
    [
      { ...contact, direction: "inbound", outcome: "abandoned" },
      { ...contact, direction: "inbound" },
      { ...contact, direction: "outbound", handleSeconds: 60 },
    ],
    [],
    "Europe/Helsinki",
  );
  const numbers = { contacts: 2, share: 2, handled: 1, handleSeconds: 0, repeats: 0, channel: "phone" };
  const startAt = Date.parse("2026-11-20T22:00:00Z");
  expect(days).toEqual([
    { ...numbers, reason: "*", startAt },
    { ...numbers, reason: "late", startAt },
  ]);
});

describe("repeats", () => {
  const DAY = 86_400_000;
  const at = (id: number, day: number, reasons = ["late"]): CustomerContact => ({
    ...{ id, customerId: "a", at: day * DAY, channel: "phone", reasons },
  });
  const cases: [string, CustomerContact[], number[], number][] = [
    ["the first contact is none", [at(1, 0)], [1], 0],
    ["the second within seven days is one", [at(1, 0), at(2, 7)], [2], 1],
    ["after seven days it is none", [at(1, 0), at(2, 7.1)], [2], 0],
    ["another reason is none", [at(1, 0), at(2, 3, ["wrong"])], [2], 0],
    ["one that comes late makes the next one a repeat", [at(2, 0), at(1, 5)], [2], 1],
    ["but not one that was a repeat already", [at(1, 0), at(3, 2), at(2, 4)], [3], 1],
    ["both that come at once", [at(1, 0), at(2, 1), at(3, 2)], [1, 2, 3], 2],
    ["of the same instant the one that came later", [at(1, 0), at(2, 0)], [2], 1],
  ];
  test.each(cases)("%s", (_, contacts, added, change) => {
    const changes = repeatChanges(contacts, new Set(added), 7).filter(({ reason }) => reason === "late");
    expect(changes.reduce((total, each) => total + each.change, 0)).toBe(change);
  });
});
