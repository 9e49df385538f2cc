import { describe, expect, test } from "vitest";
import { readCurrency, readMoney } from "../../../src/domain/cost/money.ts";
import {
  costSettings,
  hasRates,
  ratesText,
  readRates,
  readRepeatDays,
  unusualCosts,
  usualCosts,
} from "../../../src/domain/cost/settings.ts";

describe("a currency", () => {
  test.each([
    ["EUR", "EUR"],
    [" sek ", "SEK"],
  ])("%j is %s", (typed, value) => expect(readCurrency(typed)).toEqual({ kind: "read", value }));
  test.each([
    ["EURO", "notCurrencyNear"],
    ["€", "notCurrency"],
    ["XYZW", "notCurrency"],
    ["", "notCurrency"],
  ])("%j is refused", (typed, name) =>
    expect(readCurrency(typed)).toMatchObject({ kind: "refused", why: { name } }),
  );
});

describe("an amount", () => {
  test.each([
    ["42", 42],
    ["4.50", 4.5],
    ["4,50", 4.5],
    ["1 200", 1200],
    ["0", 0],
  ])("%j is %d", (typed, value) => expect(readMoney(typed)).toEqual({ kind: "read", value }));
  test.each([
    ["-5", "belowZero"],
    ["−5", "belowZero"],
    ["a lot", "notAmount"],
    ["", "notAmount"],
    ["1e9", "notAmount"],
    ["2000000", "notAmount"],
  ])("%j is refused", (typed, name) =>
    expect(readMoney(typed)).toMatchObject({ kind: "refused", why: { name } }),
  );
});

describe("rates", () => {
  test.each([
    ["", {}],
    ["42", { default: 42 }],
    ["42, chat 30", { default: 42, chat: 30 }],
    ["phone 42,50, chat 30.25", { phone: 42.5, chat: 30.25 }],
    ["Phone: 42; letter=9\ndefault 40", { phone: 42, letter: 9, default: 40 }],
  ])("%j", (typed, value) => {
    expect(readRates(typed)).toEqual({ kind: "read", value });
    expect(readRates(ratesText(value))).toEqual({ kind: "read", value });
  });
  test.each([
    ["phone -1", "belowZero"],
    ["phnoe 42", "notContactChannelNear"],
    ["carrier-pigeon 42", "notContactChannel"],
    ["42, 43", "rateTwice"],
    ["phone 42, phone 43", "rateTwiceOfChannel"],
    ["phone", "notAmount"],
  ])("%j is refused", (typed, name) =>
    expect(readRates(typed)).toMatchObject({ kind: "refused", why: { name } }),
  );
});

test.each([
  ["7", 7],
  ["90", 90],
  ["0", undefined],
  ["91", undefined],
  ["1.5", undefined],
  ["-3", undefined],
  ["a week", undefined],
])("a repeat window of %j days", (typed, value) => {
  const read = readRepeatDays(typed);
  if (value === undefined)
    expect(read).toMatchObject({ kind: "refused", why: { name: "notRepeatDays", values: { most: 90 } } });
  else expect(read).toEqual({ kind: "read", value });
});

test("only what people changed is kept, and without a rate nothing costs", () => {
  expect(unusualCosts(usualCosts)).toEqual({});
  expect(hasRates(usualCosts)).toBe(false);
  const set = { ...usualCosts, perContact: { letter: 9 }, repeatDays: 14 };
  expect(unusualCosts(set)).toEqual({ perContact: { letter: 9 }, repeatDays: 14 });
  expect(costSettings(unusualCosts(set))).toEqual(set);
  expect(hasRates(set)).toBe(true);
});
