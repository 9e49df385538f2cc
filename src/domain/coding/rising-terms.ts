import { falseDiscoveryList } from "../detection/decision.ts";
import { surprise } from "../detection/surprise.ts";
import { type HeardTerm, isTelling } from "./terms.ts";

/** How often a term was heard on each of the days before, as a share of that day's contacts with words. */
export type TermPast = {
  /** Contacts with words on each day before, in no order. */
  days: readonly number[];
  /** Contacts that used the term on each of those days, 0 where it was not heard. */
  counts: readonly number[];
};

export type RisingTerm = {
  term: string;
  /** Others that mostly the same contacts use. */
  alsoSaid: string[];
  contacts: number;
  customers: number;
  /** What the days before let expect of so many contacts. */
  expected: number;
  /** Places of the contacts, as in `HeardTerm`. */
  at: number[];
  /** -ln of the probability by chance, of this term alone. */
  surprise: number;
};

/** It takes so many contacts, of so many customers: fewer are no term of theirs, and could be somebody's own words. */
const LEAST_CONTACTS = 8;
const LEAST_CUSTOMERS = 5;
/** Days before that must be known. */
export const LEAST_DAYS = 7;
/** Of a hundred that are told one is by chance. */
const FALSE_DISCOVERIES = 0.01;
/** A rise that people would call one. */
const LEAST_RATIO = 2;
/** A term that was never heard is believed to come so often a day. */
const NEVER = 0.1;
/** Days differ more than chance alone would have it. */
const LEAST_DISPERSION = 1.3;
const SAME_CONTACTS = 0.6;
const MOST_ALSO = 4;

/**
 * Which terms rise beyond chance against their own past: the negative-binomial tail of each count, over all terms that were
 * heard by Benjamini and Hochberg's rule. Terms that mostly the same contacts use are one, named by the one that says most.
 * @param heard every term of the window, also those too rare to be told
 * @param contacts with words in the window
 * @param pastOf of a term that is looked at
 * @param isSecret words that must not be told, such as what agents are called
 */
export function risingTerms(
  heard: ReadonlyMap<string, HeardTerm>,
  contacts: number,
  pastOf: (term: string) => TermPast,
  isSecret: (word: string) => boolean = () => false,
): RisingTerm[] {
  const looked = [...heard.values()].filter((each) => each.contacts > 1);
  const looks = looked.map((each) => {
    const past = mayBeTold(each, isSecret) ? pastOf(each.term) : undefined;
    return past === undefined || past.days.length < LEAST_DAYS
      ? { ...each, p: 1, expected: 0, surprise: 0 }
      : { ...each, ...rise(each.contacts, contacts, past) };
  });
  const listed = falseDiscoveryList(
    looks.map(({ p }) => p),
    FALSE_DISCOVERIES,
  );
  const risen = looks
    .filter((each, index) => listed[index] && each.contacts >= LEAST_RATIO * each.expected)
    .sort((a, b) => b.surprise - a.surprise || b.term.length - a.term.length || a.term.localeCompare(b.term));
  return grouped(risen);
}

/** Whether a term that was told still is heard beyond the usual, looked at by itself. */
export function stillRises(contacts: number, ofContacts: number, past: TermPast): boolean {
  return rise(contacts, ofContacts, past).p < 0.05;
}

/** Terms of which the past is needed. */
export function mayBeTold(
  { term, contacts, customers, isName }: HeardTerm,
  isSecret: (word: string) => boolean,
): boolean {
  return (
    contacts >= LEAST_CONTACTS &&
    customers >= LEAST_CUSTOMERS &&
    !isName &&
    isTelling(term) &&
    !term.split(" ").some(isSecret)
  );
}

function rise(
  count: number,
  contacts: number,
  { days, counts }: TermPast,
): { p: number; expected: number; surprise: number } {
  const all = days.reduce((a, b) => a + b, 0);
  const before = counts.reduce((a, b) => a + b, 0) + NEVER * days.length;
  const share = before / Math.max(all, 1);
  const spread = days.reduce(
    (sum, day, at) => sum + ((counts[at] ?? 0) - share * day) ** 2 / (share * day + NEVER),
    0,
  );
  const dispersion = Math.max(LEAST_DISPERSION, spread / Math.max(1, days.length - 1));
  const expected = share * contacts;
  const nats = surprise(count, { mean: expected, dispersion, logVariance: dispersion / before });
  return { p: Math.exp(-nats), expected, surprise: nats };
}

function grouped(risen: readonly (HeardTerm & { expected: number; surprise: number })[]): RisingTerm[] {
  const told: (RisingTerm & { places: Set<number> })[] = [];
  for (const { term, contacts, customers, expected, at, surprise } of risen) {
    const same = told.find(
      ({ places }) => at.filter((each) => places.has(each)).length >= SAME_CONTACTS * at.length,
    );
    if (same === undefined)
      told.push({ term, alsoSaid: [], contacts, customers, expected, at, surprise, places: new Set(at) });
    else if (same.alsoSaid.length < MOST_ALSO && !isPartOf(term, [same.term, ...same.alsoSaid]))
      same.alsoSaid.push(term);
  }
  return told.map(({ places: _, ...each }) => each);
}

/** "invoice" is in "november invoice" already. */
function isPartOf(term: string, told: readonly string[]): boolean {
  const words = new Set(told.flatMap((each) => each.split(" ")));
  return term.split(" ").every((word) => words.has(word));
}
