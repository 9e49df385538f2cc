/** A contact's words, and who said them. */
export type Said = { contactId: string; customerId: string | null; text: string; reasons: readonly string[] };

/** A word or two neighbouring words in small letters, as they were heard in a period. */
export type HeardTerm = {
  term: string;
  contacts: number;
  customers: number;
  /** The contacts' places among those that were counted. */
  at: number[];
  isName: boolean;
};

const MOST_LETTERS = 1_500;
const SHORTEST = 3;
const LONGEST = 30;
/** Letters, and a hyphen or apostrophe between them; what holds a digit, an @ or a dot inside is no word. */
const WORD =
  /(?<![\p{L}\p{N}@._/:-])\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}+)*(?![\p{L}\p{N}@_/:]|[.-][\p{L}\p{N}])/gu;

/** Counts the terms of one contact after another. */
export type TermCounter = {
  add(said: Said): void;
  /** All that was heard so far, by term. */
  terms(): Map<string, HeardTerm>;
};

/**
 * The words and pairs of words that contacts use, each counted once a contact. Never an address or a number; `isName` where a
 * word stands with a capital letter wherever a sentence does not begin, or is not seen in small letters at all.
 */
export function termCounter(): TermCounter {
  const terms = new Map<string, { at: number[]; by: Set<string> }>();
  const seen: Seen = new Map();
  let contacts = 0;
  const isName = (word: string): boolean => {
    const { small, capital } = seen.get(word) ?? { small: 0, capital: 0 };
    return small === 0 || capital > small;
  };
  return {
    add({ customerId, contactId, text }) {
      for (const term of new Set(wordsAndPairs(wordsOf(text, seen)))) {
        const heard = terms.get(term) ?? { at: [], by: new Set() };
        terms.set(term, heard);
        heard.at.push(contacts);
        heard.by.add(customerId ?? `contact ${contactId}`);
      }
      contacts += 1;
    },
    terms: () =>
      new Map(
        [...terms].map(([term, { at, by }]) => [
          term,
          { term, contacts: at.length, customers: by.size, at, isName: term.split(" ").some(isName) },
        ]),
      ),
  };
}

/** A term as a whole number that does not tell the word: 53 bits of it. */
export function termNumber(term: string): number {
  let [high, low] = [0x811c9dc5, 0x5bd1e995];
  for (let at = 0; at < term.length; at += 1) {
    high = Math.imul(high ^ term.charCodeAt(at), 0x01000193);
    low = Math.imul(low ^ term.charCodeAt(at), 0x85ebca6b) ^ (low >>> 13);
  }
  return ((high >>> 0) & 0x1fffff) * 2 ** 32 + (low >>> 0) + 1;
}

/** Whether a term says something by itself: not made of the words that hold every sentence together. */
export function isTelling(term: string): boolean {
  return term.split(" ").every((word) => !COMMON.has(word));
}

/** How often each word stands in small letters, and with a capital where no sentence begins. */
type Seen = Map<string, { small: number; capital: number }>;
type Word = { word: string; follows: boolean };

/** Its words in order; `follows`: nothing but a space stands between it and the one before. */
function wordsOf(text: string, seen: Seen): Word[] {
  const read = text.slice(0, MOST_LETTERS).normalize("NFC");
  let end = -1;
  return [...read.matchAll(WORD)].flatMap(({ 0: found, index }) => {
    const word = found.toLowerCase();
    const between = end < 0 ? "." : read.slice(end, index);
    end = index + found.length;
    if (word.length < SHORTEST || word.length > LONGEST) return [];
    const startsSentence = /[.!?:;\n–—(-]/.test(between);
    const count = seen.get(word) ?? { small: 0, capital: 0 };
    seen.set(word, count);
    if (found === word) count.small += 1;
    else if (!startsSentence) count.capital += 1;
    return [{ word, follows: between === " " }];
  });
}

function* wordsAndPairs(words: readonly Word[]): Generator<string> {
  for (const [index, { word, follows }] of words.entries()) {
    yield word;
    const before = words[index - 1];
    if (follows && before !== undefined) yield `${before.word} ${word}`;
  }
}

const COMMON = new Set(
  `a about after again all also am an and any are as asks at be because been before being but by call called calls can cannot come
  customer did does done for from get gets got had has have her him his how into is its just like may more most much not now
  off one only other our out over said same says she should since some such than that the their them then there these they
  this time told too under until very wants was were what when where which while who why will with would you your
  ei eikä eivät ennen että hän hänen ihan ilman itse ja jo joka joko jonka jos joten jotka kanssa kautta kertoo koska kuin
  kun kysyi kysyy lisäksi missä mitä mukaan mutta myös niin nyt ole oli olisi olla olleet ollut ovat pitäisi pyytää
  sai sanoo se sekä sen siitä siksi sitä sitten soitti soittaa tai tämä tämän tästä tätä vain vaikka vielä voi yli asiakas
  asiakkaan asiakkaalla haluaa`.split(/\s+/),
);
