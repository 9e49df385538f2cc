import { expect, test } from "vitest";
import { wordsIn } from "../../../src/slack/language/words.ts";

const [english, finnish] = [wordsIn("en"), wordsIn("fi")];
const HOUR_MS = 3_600_000;

test.each([
  [null, "–", "–"],
  [Number.NaN, "–", "–"],
  [0, "0", "0"],
  [Number.POSITIVE_INFINITY, "–", "–"],
  [0.04, "under 0.1", "alle 0,1"],
  [2.34, "2.3", "2,3"],
  [2.94, "2.9", "2,9"],
  [12.6, "13", "13"],
  [12_345, "12,345", "12 345"],
  [1234.5, "1,235", "1 235"],
  [-3.25, "-3.3", "−3,3"],
])("%s is %s, in Finnish %s", (number, inEnglish, inFinnish) => {
  expect(english.amount(number)).toBe(inEnglish);
  expect(finnish.amount(number)?.replace("\u00A0", " ")).toBe(inFinnish);
});

test.each([
  [0, "1 min", "1 min"],
  [59 * 60_000, "59 min", "59 min"],
  [125 * 60_000, "2 h 5 min", "2 t 5 min"],
  [76 * HOUR_MS, "3 d 4 h", "3 pv 4 t"],
])("%d ms is %s, in Finnish %s", (ms, inEnglish, inFinnish) => {
  expect([english.duration(ms), finnish.duration(ms)]).toEqual([inEnglish, inFinnish]);
});

test("what is typed and read back has the decimal mark of the language, and no other dot changed", () => {
  expect(english.typed("42.5, chat 30")).toBe("42.5, chat 30");
  expect(finnish.typed("42.5, chat 30.25; ei. 3")).toBe("42,5, chat 30,25; ei. 3");
});

test("money has cents while it is little", () => {
  expect(english.money(1240.4, "EUR")).toBe("€1,240");
  expect(english.money(4.2, "EUR")).toBe("€4.20");
  expect(finnish.money(1240.4, "EUR").replaceAll("\u00A0", " ")).toBe("1 240 €");
});

test("times are the reader's own, with a fallback", () => {
  const at = new Date("2026-11-20T09:14:00Z");
  const seconds = at.getTime() / 1000;
  expect(english.when(at)).toBe(`<!date^${seconds}^{date_short_pretty} at {time}|2026-11-20 09:14 UTC>`);
  expect(finnish.when(at)).toBe(`<!date^${seconds}^{date_short_pretty} klo {time}|2026-11-20 09:14 UTC>`);
  expect(finnish.ago(at, new Date(at.getTime() + 2 * HOUR_MS))).toBe(`<!date^${seconds}^{ago}|2 t sitten>`);
  expect([english.duration(0), finnish.duration(29 * HOUR_MS)]).toEqual(["1 min", "1 pv 5 t"]);
});

test("what does not fit is counted", () => {
  expect(english.fitting(["aaaa", "bbbb", "cccc"], 10)).toBe("aaaa\nbbbb\nand 1 more");
  expect(finnish.fitting(["aaaa", "bbbb", "cccc"], 5)).toBe("aaaa\nja 2 muuta");
});
