import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type HeardDeed, hearDeeds, type PromiseHistory, woken } from "../../../src/domain/promise/deeds.ts";
import { lifeOf } from "../../../src/domain/promise/life.ts";
import { promised } from "../../support/promises.ts";

const hour = (h: number) => new Date(Date.UTC(2026, 10, 20, h));
const now = hour(200);

const deed = (action: HeardDeed["action"], at: number, given: Partial<HeardDeed> = {}): HeardDeed => ({
  sourceId: "desk",
  externalId: "p-9",
  customerId: null,
  contactId: null,
  text: "",
  owner: null,
  team: "billing",
  channel: null,
  concrete: true,
  businessFrom: null,
  businessLeftMs: null,
  at: hour(at),
  actor: "desk",
  dueAt: null,
  told: null,
  action,
  ...given,
});

/** Hears each group by itself, as drains do. */
function hear(groups: HeardDeed[][]): PromiseHistory {
  let history: PromiseHistory | undefined;
  for (const deeds of groups.filter((group) => group.length > 0)) {
    const known: PromiseHistory[] = history === undefined ? [] : [history];
    const news = hearDeeds(known, deeds, () => "p", now);
    const [promise] = news.promises;
    if (promise === undefined) throw new Error("a promise was not heard");
    history = { promise, entries: [...(history?.entries ?? []), ...news.entries] };
  }
  if (history === undefined) throw new Error("nothing was heard");
  return history;
}

const anyDeed = fc
  .record({
    action: fc.constantFrom("made", "made", "moved", "moved", "kept", "withdrawn"),
    hours: fc.nat(60),
  })
  .chain(({ action, hours }) =>
    fc
      .record({ isVague: fc.boolean(), told: fc.constantFrom(true, false, null) })
      .map(({ isVague, told }) => (at: number): HeardDeed => {
        // No two deeds name the same time: which of them gave it would be a matter of words.
        const dueAt = new Date(hour(at + hours).getTime() + at);
        if (action === "moved") return deed(action, at, { dueAt, told });
        if (action !== "made") return deed(action, at);
        const running = { concrete: false, businessFrom: hour(at), businessLeftMs: hours };
        return deed(action, at, { dueAt, text: "call back", ...(isVague && running) });
      }),
  );

describe("hearDeeds", () => {
  it("comes to the same promise in whatever order, and in however many drains, its deeds are heard", () => {
    const scene = fc
      .array(anyDeed, { minLength: 1, maxLength: 6 })
      .map((deeds) => deeds.map((make, index) => make(index * 7)))
      .chain((deeds) =>
        fc.record({
          deeds: fc.constant(deeds),
          shuffled: fc.shuffledSubarray(deeds, { minLength: deeds.length }),
          cuts: fc.tuple(fc.nat(6), fc.nat(6)),
        }),
      );
    fc.assert(
      fc.property(scene, ({ deeds, shuffled, cuts }) => {
        const [first = 0, second = 0] = [...cuts].sort((a, b) => a - b);
        const { promise: inOrder, entries } = hear([deeds]);
        const { promise } = hear([
          shuffled.slice(0, first),
          shuffled.slice(first, second),
          shuffled.slice(second),
        ]);
        // Of one that has ended, nobody asks how much business time was left.
        const running = (one: typeof promise) =>
          one.status === "open"
            ? { ...one, wakeAt: null }
            : { ...one, businessFrom: null, businessLeftMs: null };
        // While only an end is known, no deadline is.
        const dueAt = lifeOf(entries).dueAt ?? promise.dueAt;
        expect(running(promise)).toEqual({ ...running(inOrder), dueAt });
      }),
      { numRuns: 500 },
    );
  });
});

describe("woken", () => {
  const before = promised({ id: "p", owner: "maija", team: "billing", warnedAt: hour(13), wakeAt: hour(13) });
  it.each([
    ["nothing", {}, hour(13), hour(13)],
    ["its text", { text: "send the form" }, hour(13), hour(13)],
    ["its deadline", { dueAt: hour(20) }, now, null],
    ["its owner", { owner: "otto" }, now, hour(13)],
    ["its team", { team: "sales" }, now, hour(13)],
    ["its end", { status: "kept" as const, keptAt: hour(12) }, null, hour(13)],
  ])("wakes the sweep by a change of what it looks at: %s", (_, change, wakeAt, warnedAt) => {
    expect(woken(before, { ...before, ...change }, now)).toMatchObject({ wakeAt, warnedAt });
  });

  it("wakes one that is made or reopened", () => {
    expect(woken(undefined, before, now)).toMatchObject({ wakeAt: now, warnedAt: null });
    expect(woken({ ...before, status: "kept", wakeAt: null }, before, now)).toMatchObject({ wakeAt: now });
  });

  it("leaves one asleep whose lateness was told", () => {
    const told = { ...before, wakeAt: null };
    expect(woken(told, { ...told, channel: "phone" }, now).wakeAt).toBeNull();
  });
});
