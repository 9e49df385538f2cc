import { describe, expect, it, test } from "vitest";
import {
  addAliases,
  type Catalogue,
  codesOf,
  type Entry,
  meanings,
  merge,
  movesBetween,
  type Refusal,
  split,
  withNames,
} from "../../../src/domain/reason/catalogue.ts";

/** `wrong` is also sent as `bill`; `INV` is part of it, and `inv2` of that; `late` stands alone. */
const catalogue: Catalogue = catalogueOf([
  { code: "wrong", aliases: ["bill"], mergedInto: null },
  { code: "INV", aliases: ["INV-ERR"], mergedInto: "wrong" },
  { code: "inv2", aliases: [], mergedInto: "INV" },
  { code: "late", aliases: [], mergedInto: null },
]);

function catalogueOf(entries: Entry[]): Catalogue {
  return new Map(entries.map((entry) => [entry.code, entry]));
}

/** Each code with the reason that it means. */
const meant = (of: Catalogue) => Object.fromEntries([...meanings(of.values())].sort());

it("understands a code through all that it is part of", () => {
  expect(meant(catalogue)).toEqual({ INV: "wrong", "INV-ERR": "wrong", bill: "wrong", inv2: "wrong" });
  expect(codesOf(catalogue, "wrong").sort()).toEqual(["INV", "INV-ERR", "bill", "inv2", "wrong"]);
  expect(codesOf(catalogue, "INV").sort()).toEqual(["INV", "INV-ERR", "inv2"]);
});

it("comes to an end where somebody wrote a circle into the database", () => {
  const circle = catalogueOf([
    { code: "a", aliases: [], mergedInto: "b" },
    { code: "b", aliases: [], mergedInto: "a" },
  ]);
  expect(() => meanings(circle.values())).not.toThrow();
});

describe("what cannot be is refused", () => {
  const cases: [string, (of: Catalogue) => unknown, Refusal][] = [
    ["a merge into itself", (of) => merge(of, "late", "late"), { why: "itself", code: "late" }],
    ["a circle", (of) => merge(of, "wrong", "inv2"), { why: "circle", code: "wrong", into: "inv2" }],
    ["a merge of what nobody knows", (of) => merge(of, "x", "late"), { why: "unknown", code: "x" }],
    ["a merge into what nobody knows", (of) => merge(of, "late", "x"), { why: "unknown", code: "x" }],
    ["a second merge", (of) => merge(of, "inv2", "late"), { why: "merged", code: "inv2", into: "wrong" }],
    ["a split of a whole reason", (of) => split(of, "wrong"), { why: "whole", code: "wrong" }],
    ["a split of what nobody knows", (of) => split(of, "x"), { why: "unknown", code: "x" }],
    [
      "an alias of two",
      (of) => addAliases(of, "late", ["bill"]),
      { why: "taken", alias: "bill", of: "wrong" },
    ],
    ["a merged code", (of) => addAliases(of, "late", ["inv2"]), { why: "taken", alias: "inv2", of: "wrong" }],
    ["a reason of its own", (of) => addAliases(of, "late", ["wrong"]), { why: "reason", alias: "wrong" }],
    ["its own code", (of) => addAliases(of, "late", ["late"]), { why: "itself", code: "late" }],
    ["an alias of nothing", (of) => addAliases(of, "x", ["y"]), { why: "unknown", code: "x" }],
  ];
  test.each(cases)("%s", (_, change, refusal) =>
    expect(change(catalogue)).toEqual({ kind: "refused", ...refusal }),
  );
});

/** Of a change that is not refused. */
function made(decision: ReturnType<typeof merge>): Catalogue {
  if (decision.kind === "refused") throw new Error(decision.why);
  return decision.catalogue;
}

it("merges a reason with all that leads to it, also by another code of the one it goes to", () => {
  const merged = made(merge(catalogue, "late", "inv2"));
  expect(merged.get("late")?.mergedInto).toBe("wrong");
  expect(movesBetween(catalogue, merged)).toEqual([{ codes: ["late"], from: "late", to: "wrong" }]);
});

it("splits a reason off with all that was merged into it before", () => {
  const apart = made(split(catalogue, "INV"));
  expect(meant(apart)).toEqual({ "INV-ERR": "INV", bill: "wrong", inv2: "INV" });
  expect(movesBetween(catalogue, apart)).toEqual([
    { codes: ["INV", "inv2", "INV-ERR"], from: "wrong", to: "INV" },
  ]);
  expect(meant(made(merge(apart, "INV", "wrong")))).toEqual(meant(catalogue));
});

it("makes an alias a reason", () => {
  const apart = made(split(catalogue, "bill"));
  expect(apart.get("bill")).toEqual({ code: "bill", aliases: [], mergedInto: null });
  expect(movesBetween(catalogue, apart)).toEqual([{ codes: ["bill"], from: "wrong", to: "bill" }]);
});

describe("names as a file lists them", () => {
  const all = ["INV", "INV-ERR", "bill", "inv2"];
  const cases: [string, Record<string, string[]>, Record<string, string>][] = [
    ["that say the same change nothing", { wrong: all, late: [] }, meant(catalogue)],
    ["that are new are aliases", { late: ["delay"] }, { ...meant(catalogue), delay: "late" }],
    ["that are reasons are merged", { wrong: [...all, "late"] }, { ...meant(catalogue), late: "wrong" }],
    [
      "that are missing are split off, a merged reason with what is its own",
      { wrong: ["bill"] },
      { bill: "wrong", "INV-ERR": "INV", inv2: "INV" },
    ],
    [
      "go on leading there when what led them there leaves",
      { wrong: ["bill", "inv2", "INV-ERR"] },
      { bill: "wrong", inv2: "wrong", "INV-ERR": "wrong" },
    ],
    [
      "may change over",
      { late: ["INV", "bill"], wrong: [] },
      { INV: "late", bill: "late", "INV-ERR": "INV-ERR", inv2: "inv2" },
    ],
    ["may turn a merge round", { INV: ["wrong", "INV-ERR"] }, { wrong: "INV", "INV-ERR": "INV" }],
  ];
  test.each(cases)("%s", (_, wanted, expected) => {
    const after = withNames(catalogue, new Map(Object.entries(wanted)));
    const is = meanings(after.values());
    for (const [code, reason] of Object.entries(expected)) expect(is.get(code) ?? code, code).toBe(reason);
    for (const code of Object.keys(wanted)) expect(is.has(code)).toBe(false);
    const again = withNames(after, new Map(Object.entries(wanted)));
    expect(meant(again)).toEqual(meant(after));
  });
});
