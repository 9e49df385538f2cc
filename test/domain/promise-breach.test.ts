import { expect, test } from "vitest";
import { breachOf } from "../../src/domain/promise-breach.ts";
import type { PromiseDeed, PromiseEntry } from "../../src/domain/promise-life.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const entry = (action: PromiseDeed, hour: number, told: boolean | null = null): PromiseEntry => ({
  promiseId: "p",
  at: at(hour),
  actor: "U0MAIJA",
  action,
  dueAt: null,
  told,
  note: null,
});
const made = entry("made", 9);

test.each([
  ["open", [made], null],
  ["open", [made, entry("moved", 10, true)], null],
  ["open", [made, entry("moved", 10, false)], "moved-silently"],
  ["open", [made, entry("moved", 10, null), entry("moved", 11, true)], "moved-silently"],
  ["kept", [made, entry("kept", 15)], null],
  ["kept", [made, entry("moved", 10), entry("kept", 11)], "moved-silently"],
  // What is said to have happened after its end changes nothing.
  ["kept", [made, entry("kept", 10), entry("moved", 11)], null],
  ["broken", [made, entry("given-up", 10)], "given-up"],
  ["withdrawn", [made, entry("withdrawn", 13)], null],
  ["withdrawn", [made, entry("withdrawn", 15)], "never-kept"],
] as const)("%s, due at 14:00, after %j: %s", (status, entries, breach) => {
  expect(breachOf({ status, dueAt: at(14) }, entries)).toBe(breach);
});
