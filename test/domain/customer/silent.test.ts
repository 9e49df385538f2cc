import { expect, test } from "vitest";
import { type SilentCustomer, silentLists, silentTotal } from "../../../src/domain/customer/silent.ts";

const quiet = (customerId: string, team: string | null, contacts: number): SilentCustomer => ({
  ...{ customerId, team },
  cause: { kind: "quiet", lastAt: "2026-11-01T09:00:00Z", usualGapMs: 7 * 86_400_000, contacts },
});
const bad = (customerId: string, team: string | null, score: number): SilentCustomer => ({
  ...{ customerId, team },
  cause: { kind: "bad-score", metric: "nps", score, touchpoint: null, at: "2026-11-19T09:00:00Z" },
});
const broken = (customerId: string, team: string | null, dueAt: string): SilentCustomer => ({
  ...{ customerId, team },
  cause: { kind: "broken-promise", dueAt },
});

test("a customer is in one list, for what weighs most; worst first, and a few of each kind", () => {
  const lists = silentLists(
    [
      ...[1, 2, 3, 4, 5, 6].map((i) => quiet(`q-${i}`, "billing", i)),
      quiet("b-1", "care", 99),
      bad("b-1", "care", 3),
      bad("b-2", "care", 0),
      {
        ...bad("b-3", "web", 0),
        cause: { ...bad("b-3", "web", 0).cause, metric: "csat", score: 2 } as SilentCustomer["cause"],
      },
      bad("b-4", "web", 2),
      broken("b-1", "billing", "2026-11-19T09:00:00Z"),
      broken("p-2", "billing", "2026-11-12T09:00:00Z"),
      quiet("no-1", null, 9),
      quiet("gone-1", "a team that is gone", 9),
    ],
    ["billing", "care", "web", null],
  );
  const names = (team: string | null) => lists.get(team)?.customers.map(({ customerId }) => customerId);
  expect(names("billing")).toEqual(["p-2", "b-1", "q-6", "q-5", "q-4", "q-3"]);
  expect(lists.get("billing")?.counts).toEqual({ "broken-promise": 2, "bad-score": 0, quiet: 6 });
  expect(names("care")).toEqual(["b-2"]);
  // 2 of 0..10 is worse than 2 of 1..5
  expect(names("web")).toEqual(["b-4", "b-3"]);
  expect(names(null)).toEqual(["gone-1", "no-1"]);
  expect([...lists.values()].map(silentTotal)).toEqual([8, 1, 2, 2]);
});
