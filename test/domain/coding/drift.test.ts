import { describe, expect, test } from "vitest";
import { type AgentMixes, driftDays, driftsIn } from "../../../src/domain/coding/drift.ts";
import { isOtherCode } from "../../../src/domain/coding/other-code.ts";
import { randomFrom } from "../../../src/domain/random.ts";

/** Each agent's `contacts` drawn from a mix of reasons. */
function drawn(agents: Record<string, number[]>, contacts: number, seed = 1): AgentMixes {
  const random = randomFrom(seed);
  const mixes = Object.entries(agents).map(([agent, mix]) => {
    const counts = mix.map(() => 0);
    for (let i = 0; i < contacts; i += 1) {
      let left = random();
      const at = mix.findIndex((share) => {
        left -= share;
        return left < 0;
      });
      const reason = at < 0 ? mix.length - 1 : at;
      counts[reason] = (counts[reason] ?? 0) + 1;
    }
    return { touchpoint: "invoice", agent, counts };
  });
  return { reasons: Object.values(agents)[0]?.map((_, at) => `reason-${at}`) ?? [], mixes };
}

const same = (agents: number, mix: number[]) =>
  Object.fromEntries(Array.from({ length: agents }, (_, at) => [`agent-${at}`, mix]));

describe("over how many days agents are compared", () => {
  test.each([
    ["a week of a small desk: twice as many", 7, 900, 14],
    ["four weeks of a small desk", 28, 3_600, 56],
    ["a quarter: how they code now", 90, 12_000, 56],
    ["one day", 1, 10, 2],
    ["27,000 contacts a day say enough in fifteen days", 30, 810_000, 15],
    ["and more in no fewer than two weeks, whose weekdays are alike", 90, 9_000_000, 14],
  ])("%s", (_, days, contacts, expected) => {
    expect(driftDays(days, contacts)).toBe(expected);
  });
});

describe("drift of one agent against the rest", () => {
  test("one of 23 who codes two invoices of three as a delivery is found, with the reason", () => {
    const { lookedAt, drifts } = driftsIn(
      drawn({ ...same(22, [0.6, 0.3, 0.1]), otherwise: [0.2, 0.7, 0.1] }, 200),
    );
    expect(lookedAt).toBe(23);
    expect(drifts).toMatchObject([{ touchpoint: "invoice", agent: "otherwise", contacts: 200 }]);
    expect(["reason-0", "reason-1"]).toContain(drifts[0]?.reason);
    expect(drifts[0]?.divergence).toBeGreaterThan(0.1);
  });

  test("agents who code alike are left in peace: in 200 workspaces of 12 nobody, or nearly", () => {
    const found = Array.from({ length: 200 }, (_, seed) =>
      driftsIn(drawn(same(12, [0.5, 0.2, 0.2, 0.05, 0.03, 0.02]), 120, seed + 1)),
    ).flatMap(({ drifts }) => drifts);
    expect(found.length).toBeLessThanOrEqual(2);
  });

  test("where everybody differs from everybody nobody stands out", () => {
    const random = randomFrom(5);
    const agents = Object.fromEntries(
      Array.from({ length: 16 }, (_, at) => {
        const share = 0.25 + 0.5 * random();
        return [`agent-${at}`, [share, 1 - share]];
      }),
    );
    expect(driftsIn(drawn(agents, 300)).drifts).toEqual([]);
  });

  test.each([
    ["49 contacts", { ...same(8, [0.6, 0.4]), few: [0, 1] }, 49],
    ["four agents only", { ...same(3, [1, 0]), other: [0, 1] }, 500],
    ["a difference nobody minds", { ...same(8, [0.5, 0.5]), little: [0.55, 0.45] }, 5_000],
  ])("%s say nothing", (_, agents, contacts) => {
    expect(driftsIn(drawn(agents, contacts)).drifts).toEqual([]);
  });
});

test.each([
  ["other", "Other", true],
  ["muu-syy", "Muu syy", true],
  ["MISC", "Misc", true],
  ["x9", "Other reasons", true],
  ["unknown", "Unknown", true],
  ["uncoded", "Uncoded", true],
  ["other-invoice", "Other invoice question", false],
  ["invoice", "Invoice is wrong", false],
  ["mother", "Mother", false],
  ["muutto", "Muutto", false],
  ["none", "No connection", true],
])("%s (%s) says nothing: %s", (code, label, isOther) => {
  const named = { code, label, aliases: [] };
  expect(isOtherCode({ ...named, isVague: null })).toBe(isOther);
  expect([true, false].map((isVague) => isOtherCode({ ...named, isVague }))).toEqual([true, false]);
});
