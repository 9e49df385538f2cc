import { expect, test } from "vitest";
import { sameCauseAs } from "../../../src/domain/signal/same-cause.ts";
import type { Signal, SpikeFacts } from "../../../src/domain/signal/signal.ts";
import { overdueSignal, spikeFacts, spikeSignal } from "../../support/facts.ts";

const at = new Date("2026-11-20T09:30:00Z");
const before = (minutes: number) => new Date(at.getTime() - minutes * 60_000);

/** 40 contacts, so many of which also mention the other reason. */
function facts(reason: string, other: string, shared: number, change: Partial<SpikeFacts> = {}): SpikeFacts {
  const byReason = [{ reason: other, label: other, observed: shared }];
  return spikeFacts({ reason, observed: 40, byReason, ...change });
}

const first = (shared: number, change: Partial<Signal> = {}) =>
  spikeSignal({ openedAt: before(10), facts: facts("invoice", "delivery", shared), ...change });

test.each<[string, SpikeFacts, Signal[], boolean]>([
  ["half of its contacts mention the other", facts("delivery", "invoice", 20), [first(0)], true],
  ["half of the other's mention it", facts("delivery", "invoice", 0), [first(20)], true],
  ["fewer on both sides", facts("delivery", "invoice", 19), [first(19)], false],
  [
    "the other began earlier",
    facts("delivery", "invoice", 40),
    [first(40, { openedAt: before(10.1) })],
    false,
  ],
  ["the other is told by a third", facts("delivery", "invoice", 40), [first(40, { groupId: "g" })], false],
  ["somebody closed the other", facts("delivery", "invoice", 40), [first(40, { status: "resolved" })], false],
  ["somebody snoozed the other", facts("delivery", "invoice", 40), [first(40, { status: "snoozed" })], false],
  ["somebody has the other", facts("delivery", "invoice", 40), [first(40, { status: "acknowledged" })], true],
  ["it is about a whole channel", facts("*", "invoice", 40, { channel: "phone" }), [first(40)], false],
  [
    "the other is about all contacts",
    facts("delivery", "*", 40),
    [first(40, { facts: facts("*", "delivery", 40) })],
    false,
  ],
  ["an older alert does not say", spikeFacts({ reason: "delivery" }), [first(0)], false],
  ["the other is no spike", facts("delivery", "invoice", 40), [overdueSignal({ openedAt: at })], false],
])("%s: one cause is %s", (_, newer, living, isSame) => {
  expect(sameCauseAs(newer, at, living)).toBe(isSame ? living[0] : undefined);
});

test("of several it is the earliest", () => {
  const [later, earlier] = [first(40, { openedAt: before(2) }), first(40, { openedAt: before(5) })];
  expect(sameCauseAs(facts("delivery", "invoice", 40), at, [later, earlier])).toBe(earlier);
});
