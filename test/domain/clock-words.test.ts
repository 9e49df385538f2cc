import { expect, test } from "vitest";
import { clockWords, spanWords } from "../../src/domain/clock-words.ts";

const now = new Date("2026-11-20T20:30:00Z");

test.each([
  ["2026-11-20T21:05:00Z", "Europe/Helsinki", "today 23:05"],
  ["2026-11-20T22:05:00Z", "Europe/Helsinki", "tomorrow 00:05"],
  ["2026-11-20T22:05:00Z", "America/New_York", "today 17:05"],
  ["2026-11-19T07:00:00Z", "Europe/Helsinki", "Thu 19 Nov 09:00"],
  ["2026-12-06T07:00:00Z", "Europe/Helsinki", "Sun 6 Dec 09:00"],
  ["2027-06-01T13:00:00Z", "Europe/Helsinki", "Tue 1 Jun 2027 16:00"],
])("%s in %s is %s", (at, zone, words) => {
  expect(clockWords(new Date(at), { now, zone })).toBe(words);
});

test.each([
  [1440, false, "24 hours"],
  [60, false, "1 hour"],
  [90, false, "90 minutes"],
  [1, false, "1 minute"],
  [480, true, "8 business hours"],
  [30, true, "30 business minutes"],
] as const)("%d minutes, in business time: %s: %s", (minutes, inBusiness, words) => {
  expect(spanWords(minutes, inBusiness)).toBe(words);
});
