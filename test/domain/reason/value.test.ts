import { expect, test } from "vitest";
import { isAvoidable } from "../../../src/domain/reason/value.ts";

test.each([
  ["eliminate", true],
  ["automate", true],
  ["simplify", false],
  ["keep", false],
  [null, null],
] as const)("a contact to %s is avoidable: %s", (value, avoidable) =>
  expect(isAvoidable(value)).toBe(avoidable),
);
