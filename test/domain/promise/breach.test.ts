import { expect, test } from "vitest";
import { breachOf } from "../../../src/domain/promise/breach.ts";
import type { PromiseDeed, PromiseEntry } from "../../../src/domain/promise/life.ts";

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const entry = (
  action: PromiseDeed,
  hour: number,
  { due = null as number | null, told = null as boolean | null } = {},
): PromiseEntry => ({
  promiseId: "p",
  at: at(hour),
  actor: "U0MAIJA",
  action,
  dueAt: due === null ? null : at(due),
  told,
  note: null,
});
const made = entry("made", 9, { due: 14 });

test.each([
  ["open", [], null],
  ["moved and told", [entry("moved", 10, { due: 16, told: true })], null],
  ["moved and not told", [entry("moved", 10, { due: 16, told: false })], "moved-silently"],
  [
    "moved and nobody said",
    [entry("moved", 10, { due: 16 }), entry("moved", 11, { due: 17, told: true })],
    "moved-silently",
  ],
  [
    "moved and not told, but later",
    [entry("moved", 10, { due: 16, told: false }), entry("told", 11, { told: true })],
    null,
  ],
  ["kept", [entry("kept", 15)], null],
  ["moved without a word, then kept", [entry("moved", 10, { due: 16 }), entry("kept", 11)], "moved-silently"],
  ["moved after its end, which changes nothing", [entry("kept", 10), entry("moved", 11, { due: 16 })], null],
  ["given up", [entry("given-up", 10)], "given-up"],
  ["given up and opened again", [entry("given-up", 10), entry("reopened", 11)], null],
  ["withdrawn in time", [entry("withdrawn", 13)], null],
  ["withdrawn late", [entry("withdrawn", 15)], "never-kept"],
] as const)("a promise due at 14:00, %s: %j is %s", (_, entries, breach) => {
  expect(breachOf({ concrete: true, channel: null }, [made, ...entries])).toBe(breach);
});
