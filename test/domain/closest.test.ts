import { expect, test } from "vitest";
import { closest } from "../../src/domain/closest.ts";

const known = ["help", "status", "late-delivery", "invoice-wrong", "lead"];

test.each([
  ["stauts", "status"],
  ["hlep", "help"],
  ["late-delivry", "late-delivery"],
  ["inv", "invoice-wrong"],
  ["banana", undefined],
  ["", undefined],
  ["x".repeat(5_000), undefined],
])("%s means %s", (typed, meant) => {
  expect(closest(typed, known)).toBe(meant);
});
