import { describe, expect, test } from "vitest";
import { digestOf, type HeldAlert } from "../../../src/domain/routing/digest.ts";
import { spikeFacts, spikeSignal } from "../../support/facts.ts";

const cost = { amount: 0, lower: 0, upper: 0, currency: "EUR", sinceAt: "2026-11-20T07:20:00Z" };
/** So many contacts in excess, each at that cost where one is known. */
const held = (reason: string, excess: number, each?: number): HeldAlert => ({
  alertId: reason,
  hold: "digest",
  signal: spikeSignal({
    facts: spikeFacts({
      ...{ reason, observed: 10 + excess, expected: 10 },
      ...(each !== undefined && { cost: { ...cost, each } }),
    }),
  }),
});

function digest(alerts: HeldAlert[], each = new Map<string, number>()) {
  return digestOf({
    ...{ pace: "daily", firstDate: "2026-11-19", lastDate: "2026-11-19", composedAt: "2026-11-20T06:00:00Z" },
    ...{ movements: { kind: "learning", have: 3, need: 14 }, labels: new Map(), promises: [], waiting: [] },
    costs: { currency: "EUR", each },
    held: alerts,
  });
}

describe("what was held", () => {
  test("comes with the largest surplus first", () => {
    const { held: lines } = digest([held("few", 5), held("many", 50)]);
    expect(lines.map(({ alertId, weight }) => [alertId, weight])).toEqual([
      ["many", 50],
      ["few", 5],
    ]);
  });

  test("comes with the dearest first where contacts have a cost, and keeps the surplus it is told with", () => {
    const each = new Map([
      ["many", 1],
      ["few", 20],
    ]);
    const { held: lines } = digest([held("many", 50, 1), held("unknown", 7), held("few", 5, 20)], each);
    expect(lines.map(({ alertId, weight }) => [alertId, weight])).toEqual([
      ["few", 5],
      ["unknown", 7],
      ["many", 50],
    ]);
  });

  test("leaves the least for the next one when they do not fit", () => {
    const many = Array.from({ length: 31 }, (_, n) => held(`r-${n}`, n + 1));
    const { held: lines } = digest(many);
    expect(lines).toHaveLength(30);
    expect(lines.map(({ alertId }) => alertId)).not.toContain("r-0");
  });
});
