import { expect, test } from "vitest";
import { readPromise } from "../../src/slack/promise-words.ts";

const zone = "Europe/Helsinki";
// Friday, 11:00 in Helsinki.
const now = new Date("2026-11-20T09:00:00Z");

test.each([
  [
    "c-77 tomorrow 14:00 call back about the refund",
    "c-77",
    "2026-11-21T12:00:00.000Z",
    "call back about the refund",
  ],
  ["040 123 4567 tomorrow 14:00 call back", "040 123 4567", "2026-11-21T12:00:00.000Z", "call back"],
  [
    "+358 40 123 4567 in 2 hours send the invoice",
    "+358 40 123 4567",
    "2026-11-20T11:00:00.000Z",
    "send the invoice",
  ],
  ["anna@example.com by Monday 9:30 call back", "anna@example.com", "2026-11-23T07:30:00.000Z", "call back"],
  ['"Anna Virtanen" call back today at 15:15', "Anna Virtanen", "2026-11-20T13:15:00.000Z", "call back"],
  ["c-77 2026-12-01 16:00 call", "c-77", "2026-12-01T14:00:00.000Z", "call"],
  // A day without an hour: 16:00 of that day. Summer time by then: three hours from UTC.
  ["c-77 on 1 June call", "c-77", "2027-06-01T13:00:00.000Z", "call"],
])("%s", (typed, customer, dueAt, text) => {
  expect(readPromise(typed, { now, zone })).toEqual({
    kind: "promise",
    promise: { customer, dueAt: new Date(dueAt), text },
  });
});

test.each([
  ["", "Who, when and what?"],
  ["c-77", "Who, when and what?"],
  ["c-77 asap call back", "not a promise a customer can rely on"],
  ["c-77 as soon as possible", "not a promise a customer can rely on"],
  ["c-77 call back", "I find no time in that"],
  ["c-77 yesterday 14:00 call back", "That time has passed"],
  ["c-77 tomorrow 14:00", "What was promised?"],
])("%j is refused: %s", (typed, why) => {
  expect(readPromise(typed, { now, zone })).toEqual({ kind: "refused", why: expect.stringContaining(why) });
});
