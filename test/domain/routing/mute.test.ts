import { describe, expect, test } from "vitest";
import {
  mutedBy,
  parseMuteSpan,
  quotedTerm,
  readMute,
  readUnmute,
} from "../../../src/domain/routing/mute.ts";
import { risingSignal, spikeFacts } from "../../support/facts.ts";

const HOUR = 3_600_000;

describe("how long a mute lasts", () => {
  test.each([
    ["3d", 72 * HOUR],
    ["4h", 4 * HOUR],
    ["2 weeks", 14 * 24 * HOUR],
    ["30min", HOUR / 2],
    ["10m", HOUR / 6],
    ["90d", 90 * 24 * HOUR],
  ])("%s", (typed, ms) => {
    expect(parseMuteSpan(typed)).toBe(ms);
  });

  test.each(["", "3", "d", "9m", "91d", "forever", "0h", "-3d", "3y"])("%j is refused", (typed) => {
    expect(parseMuteSpan(typed)).toBeUndefined();
  });
});

test.each([
  ["late-delivery 3d", { reason: "late-delivery", span: "3d", everywhere: false }],
  ["Late delivery 2 weeks everywhere", { reason: "Late delivery", span: "2 weeks", everywhere: true }],
  ["late-delivery", { reason: "late-delivery", span: "", everywhere: false }],
  ["error 500 1d", { reason: "error 500", span: "1d", everywhere: false }],
])("%s", (typed, expected) => {
  expect(readMute(typed)).toEqual(expected);
});

test("a reason is unmuted here or everywhere", () => {
  const late = { reason: "late delivery", span: "" };
  expect(readUnmute(" late delivery everywhere")).toEqual({ ...late, everywhere: true });
  expect(readUnmute("late delivery")).toEqual({ ...late, everywhere: false });
});

test.each([
  ['"Red  light"', '"red light"'],
  ["“red light”", '"red light"'],
  ["”punainen valo”", '"punainen valo"'],
  ["red light", undefined],
  ['""', undefined],
  ['"', undefined],
])("%s in quotes is the term %s", (typed, term) => {
  expect(quotedTerm(typed)).toBe(term);
});

test("a term is muted by any of its words, a spike by its reason, a channel's spike by none", () => {
  const rising = risingSignal({}, { term: "red light", alsoSaid: ["modem"] }).facts;
  expect(mutedBy(rising)).toEqual(['"red light"', '"modem"']);
  expect(mutedBy(spikeFacts({ reason: "late" }))).toEqual(["late"]);
  expect(mutedBy(spikeFacts({ reason: "*", channel: "phone" }))).toEqual([]);
});
