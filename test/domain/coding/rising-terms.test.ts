import { describe, expect, test } from "vitest";
import { risingTerms, stillRises, type TermPast } from "../../../src/domain/coding/rising-terms.ts";
import { isTelling, type Said, termCounter } from "../../../src/domain/coding/terms.ts";
import { randomFrom } from "../../../src/domain/random.ts";
import { generatedContacts } from "../../support/summaries.ts";

const said = (text: string, at: number, customer: string | null = `customer-${at}`): Said => ({
  contactId: `${at}`,
  customerId: customer,
  text,
  reasons: [],
});
const saidByMany = (text: string, many: number, from = 0) =>
  Array.from({ length: many }, (_, at) => said(text, from + at));
function termsOf(contacts: readonly Said[]) {
  const counter = termCounter();
  for (const each of contacts) counter.add(each);
  return counter.terms();
}

const words = (...texts: string[]) => [...termsOf(texts.map((text, at) => said(text, at))).keys()];

describe("terms", () => {
  test.each([
    ["the new app crashes", ["the", "new", "the new", "app", "new app", "crashes", "app crashes"]],
    [
      "Uusi sovellus kaatuu. Heti",
      ["uusi", "sovellus", "uusi sovellus", "kaatuu", "sovellus kaatuu", "heti"],
    ],
    ["laskussa 4411 euroa", ["laskussa", "euroa"]],
    ["mail liisa@example.fi please", ["mail", "please"]],
    ["see www.example.fi/path or 040-1234567", ["see"]],
    ["wi-fi don't", ["wi-fi", "don't", "wi-fi don't"]],
    ["", []],
  ])("%s", (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test("are counted once a contact, with the customers that said them", () => {
    const terms = termsOf([said("red red red", 1, "c"), said("red lamp", 2, "c"), said("red lamp", 3, null)]);
    expect(terms.get("red")).toMatchObject({ contacts: 3, customers: 2, at: [0, 1, 2] });
    expect(terms.get("red lamp")).toMatchObject({ contacts: 2, customers: 2 });
  });

  test.each([
    ["wants to speak with Virtanen again", "virtanen", true],
    ["wants to speak with Virtanen again", "with virtanen", true],
    ["wants to speak with Virtanen again", "speak", false],
    ["Modem is broken. Modem gets hot", "modem", true],
    ["the modem is broken. Modem gets hot", "modem", false],
  ])("%s: %s is a name: %s", (text, term, isName) => {
    expect(termsOf([said(text, 1)]).get(term)?.isName).toBe(isName);
  });

  test("made of small words tell nothing", () => {
    expect(["that the", "the app", "ja että", "app crashes"].filter(isTelling)).toEqual(["app crashes"]);
  });
});

/** 28 days of a hundred contacts with words, in which the term was heard so often. */
const past = (...counts: number[]): TermPast => ({
  days: Array.from({ length: 28 }, () => 100),
  counts: Array.from({ length: 28 }, (_, day) => counts[day % Math.max(1, counts.length)] ?? 0),
});
const never = () => past();

describe("a term that rises", () => {
  const usual = saidByMany("the invoice is wrong", 80);

  test("said by twelve customers and never before: one signal for all words of it, named by what says most", () => {
    const rising = risingTerms(
      termsOf([...usual, ...saidByMany("the new app crashes at login", 12, 100)]),
      92,
      (term) => (["invoice", "invoice wrong", "wrong"].includes(term) ? past(80) : never()),
    );
    expect(rising).toMatchObject([{ contacts: 12, customers: 12, expected: expect.closeTo(0.092, 2) }]);
    expect(rising[0]?.term.split(" ")).toHaveLength(2);
    expect(rising[0]?.at).toHaveLength(12);
  });

  test.each([
    ["seven contacts", saidByMany("the app crashes", 7), never],
    [
      "twenty contacts of four customers",
      Array.from({ length: 20 }, (_, at) => said("the app crashes", at, `c-${at % 4}`)),
      never,
    ],
    ["a name", saidByMany("asks for Virtanen", 12), never],
    ["what is as usual", saidByMany("the app crashes", 12), () => past(10, 12, 14)],
    ["what comes and goes", saidByMany("the app crashes", 14), () => past(0, 0, 30, 0)],
    [
      "six days of history",
      saidByMany("the app crashes", 12),
      () => ({ days: [9, 9, 9, 9, 9, 9], counts: [] }),
    ],
  ])("%s: nothing", (_, contacts, pastOf) => {
    const heard = termsOf(contacts);
    expect(risingTerms(heard, 100, pastOf)).toEqual([]);
  });

  test("what an agent is called is not told", () => {
    const heard = termsOf(saidByMany("was told by maija to wait for days", 12));
    const told = risingTerms(heard, 12, never, (word) => word === "maija").flatMap(({ term, alsoSaid }) => [
      term,
      ...alsoSaid,
    ]);
    expect(told.length).toBeGreaterThan(0);
    expect(told.join(" ")).not.toContain("maija");
  });

  test("goes on until it is heard as usual", () => {
    expect(stillRises(9, 100, never())).toBe(true);
    expect(stillRises(0, 100, never())).toBe(false);
    expect(stillRises(12, 100, past(10, 12, 14))).toBe(false);
  });
});

test("ordinary days of ten reasons in two languages: in 40 of them hardly a term is called rising", () => {
  const contacts = [...generatedContacts(40_000, { seed: 3, weeks: 10, newWords: 0 })];
  const random = randomFrom(9);
  const days = Array.from({ length: 68 }, (_, day) => {
    const from = Math.floor((day * contacts.length) / 68);
    // weekends and Mondays
    const many = Math.floor((contacts.length / 68) * (day % 7 > 4 ? 0.4 : 0.8 + 0.2 * random()));
    return contacts.slice(from, from + many);
  });
  const terms = days.map((day) => termsOf(day.map(({ text }, at) => said(text, at))));
  let told = 0;
  for (let day = 28; day < 68; day += 1) {
    const before = days.slice(day - 28, day);
    told += risingTerms(terms[day] ?? new Map(), days[day]?.length ?? 0, (term) => ({
      days: before.map(({ length }) => length),
      counts: terms.slice(day - 28, day).map((each) => each.get(term)?.contacts ?? 0),
    })).length;
  }
  expect(told).toBeLessThanOrEqual(1);
});
