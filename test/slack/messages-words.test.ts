import { describe, expect, test } from "vitest";
import { amount, duration, said } from "../../src/slack/messages/words.ts";

describe("words", () => {
  test.each([
    ["<!channel> & co", 300, "&lt;!channel&gt; &amp; co"],
    ["two\n lines\t\u0000here", 300, "two lines here"],
    ["\u202Eturned", 300, "turned"],
    ["\uD800lone", 300, "lone"],
    ["", 300, "–"],
    ["abcdef", 4, "abc…"],
    ["<<<<", 8, "&lt;…"],
    ["👩‍🚒👩‍🚒", 5, "👩‍…"],
  ])("%j in %d characters is %j", (words, most, shown) => {
    expect(said(words, most)).toBe(shown);
  });

  test.each([
    [0, "1 min"],
    [59 * 60_000, "59 min"],
    [125 * 60_000, "2 h 5 min"],
    [76 * 3_600_000, "3 d 4 h"],
  ])("%d ms is %s", (ms, shown) => {
    expect(duration(ms)).toBe(shown);
  });

  test.each([
    [14.23, "14"],
    [2.94, "2.9"],
    [12_345, "12,345"],
    [0.04, "under 0.1"],
    [0, "0"],
    [null, "–"],
    [Number.POSITIVE_INFINITY, "–"],
  ])("%s is written %s", (value, shown) => {
    expect(amount(value)).toBe(shown);
  });
});
