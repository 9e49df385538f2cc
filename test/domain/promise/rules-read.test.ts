import { expect, test } from "vitest";
import { readMinutes, readReminders, readStandard } from "../../../src/domain/promise/rules-read.ts";
import { refusal } from "../../support/refusal.ts";

test.each([
  ["24 hours", 1440, false],
  ["within 24 h", 1440, false],
  ["2 days", 2880, false],
  ["90 min", 90, false],
  ["1,5 hours", 90, false],
  ["8 business hours", 480, true],
  ["30 working minutes", 30, true],
])("the standard %j is %d minutes", (typed, standardMinutes, standardInBusiness) => {
  expect(readStandard(typed)).toEqual({ kind: "read", value: { standardMinutes, standardInBusiness } });
});

test.each([
  ["", /is no such time/],
  ["soon", /is no such time/],
  ["1 business day", /days differ in their hours/],
  ["0 hours", /between 1 minute and 30 days/],
  ["31 days", /between 1 minute and 30 days/],
])("the standard %j is refused", (typed, why) => {
  expect(refusal(readStandard(typed))).toMatch(why);
});

test.each([
  ["30, 10", [30, 10]],
  ["10 and 30 min", [30, 10]],
  ["10 10", [10]],
  ["", []],
  ["none", []],
])("reminders %j", (typed, value) => {
  expect(readReminders(typed)).toEqual({ kind: "read", value });
});

test.each(["5 4 3 2 1 6", "ten", "0", "-5", "10081"])("reminders %j are refused", (typed) => {
  expect(readReminders(typed).kind).toBe("refused");
});

test.each([
  ["15", 15],
  [" 15 min ", 15],
  ["10080minutes", 10_080],
])("%j are minutes", (typed, value) => {
  expect(readMinutes(typed)).toEqual({ kind: "read", value });
});

test.each(["", "0", "1.5", "10081", "15 h", "min", "1e3"])("%j is not minutes", (typed) => {
  expect(refusal(readMinutes(typed))).toMatch(/is not minutes/);
});
