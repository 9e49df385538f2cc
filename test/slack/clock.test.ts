import { expect, test } from "vitest";
import { wordsIn } from "../../src/slack/language/words.ts";
import { clockWords, spanWords, withinWords } from "../../src/slack/messages/clock.ts";

const [english, finnish] = [wordsIn("en"), wordsIn("fi")];
const now = new Date("2026-11-20T20:30:00Z");

test.each([
  ["2026-11-20T21:05:00Z", "Europe/Helsinki", "today 23:05", "tänään klo 23.05"],
  ["2026-11-20T22:05:00Z", "Europe/Helsinki", "tomorrow 00:05", "huomenna klo 00.05"],
  ["2026-11-20T22:05:00Z", "America/New_York", "today 17:05", "tänään klo 17.05"],
  ["2026-11-19T07:00:00Z", "Europe/Helsinki", "Thu 19 Nov 09:00", "to 19.11. klo 09.00"],
  ["2026-12-06T07:00:00Z", "Europe/Helsinki", "Sun 6 Dec 09:00", "su 6.12. klo 09.00"],
  ["2027-06-01T13:00:00Z", "Europe/Helsinki", "Tue 1 Jun 2027 16:00", "ti 1.6.2027 klo 16.00"],
])("%s in %s is %s, in Finnish %s", (at, zone, inEnglish, inFinnish) => {
  const told = [english, finnish].map((words) => clockWords(words, new Date(at), { now, zone }));
  expect(told).toEqual([inEnglish, inFinnish]);
});

test.each([
  [1440, false, "24 hours", "24 tunnin kuluessa"],
  [60, false, "1 hour", "1 tunnin kuluessa"],
  [90, false, "90 minutes", "90 minuutin kuluessa"],
  [1, false, "1 minute", "1 minuutin kuluessa"],
  [480, true, "8 business hours", "8 työtunnin kuluessa"],
  [30, true, "30 business minutes", "30 työminuutin kuluessa"],
] as const)("%d minutes, in business time: %s: %s", (minutes, inBusiness, inEnglish, inFinnish) => {
  expect(spanWords(english, minutes, inBusiness)).toBe(inEnglish);
  expect(withinWords(finnish, minutes, inBusiness)).toBe(inFinnish);
});
