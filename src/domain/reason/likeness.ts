import { edits } from "../closest.ts";

/** What a reason of the catalogue is known by. */
export type KnownReason = { code: string; label: string; aliases: readonly string[] };
/** `likeness` of 0 to 1. */
export type Suggestion = { code: string; label: string; likeness: number };

/** Below this a likeness is chance: chosen on the table of cases in the tests, where it divides same from other. */
export const LIKELY = 0.65;

/** The reason that a new code most likely means, by its label, aliases and code; undefined where none is near. */
export function suggestReason(sent: string, catalogue: readonly KnownReason[]): Suggestion | undefined {
  let best: Suggestion | undefined;
  for (const { code, label, aliases } of catalogue) {
    const likeness = Math.max(...[code, label, ...aliases].map((name) => likenessOf(sent, name)));
    if (likeness >= LIKELY && likeness > (best?.likeness ?? 0)) best = { code, label, likeness };
  }
  return best;
}

/**
 * How alike two names are, of 0 to 1: the larger of two of Dice's coefficients, 2|A∩B| / (|A|+|B|) (Dice 1945). One counts
 * character trigrams of the names without their spaces, which finds misspellings and compounds written apart. The other counts
 * words, each by its length and by how alike its best counterpart is (Monge and Elkan 1996), which finds words in
 * another order, inflected, abbreviated or in the other language.
 */
export function likenessOf(one: string, other: string): number {
  const [a, b] = [wordsIn(one), wordsIn(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const [joinedA, joinedB] = [a.join(""), b.join("")];
  if (joinedA === joinedB) return 1;
  return Math.max(
    dice(trigrams(joinedA), trigrams(joinedB)),
    wordLikeness(a, b),
    initials(a, b),
    initials(b, a),
  );
}

/**
 * Words that say the same in the codes of a service desk, by how they begin without accents, English and Finnish. Another
 * language's words are found by an alias.
 */
const MEANINGS: readonly (readonly string[])[] = [
  ["invoic", "inv", "bill", "lasku", "faktur"],
  ["wrong", "error", "err", "incorrect", "mistake", "vaar", "virhe"],
  ["late", "delay", "overdue", "myoh", "viiva", "viivast"],
  ["deliver", "dlv", "shipment", "shipping", "toimitu", "toimituk", "kulj"],
  ["parcel", "package", "paket", "pakett", "lahety"],
  ["missing", "lost", "absent", "puuttu", "kadon", "katos"],
  ["payment", "pay", "pmt", "maksu", "maksa"],
  ["refund", "reimburs", "palautu", "hyvity"],
  ["order", "ord", "tilau", "tilat"],
  ["cancel", "cncl", "terminat", "irtisano", "peruu", "peru"],
  ["contract", "agreement", "sopimu"],
  ["login", "signin", "logon", "kirjautu"],
  ["password", "pwd", "salasana"],
  ["connection", "conn", "yhtey", "yhteyd"],
  ["network", "internet", "netti", "verkko"],
  ["slow", "hidas", "hita"],
  ["broken", "fault", "defect", "rikki", "vika", "vial"],
  ["price", "hinta", "hinna"],
  ["address", "addr", "osoit"],
  ["change", "chg", "muuto", "muutta"],
  ["question", "inquiry", "enquiry", "kysy"],
  ["complaint", "reklamaat", "valitu"],
];
/** Different words of one meaning are less sure than the same word. */
const SAME_MEANING = 0.9;
/** As much of two words must be alike for them to be counterparts. */
const LEAST_WORD = 0.5;
/** Little words say nothing. */
const FILLERS = new Set(["a", "an", "the", "is", "of", "in", "on", "for", "to", "with", "ja"]);

/** Lower case, no accents, words apart at signs, at capitals within and at digits; numbers and little words go where more is left. */
function wordsIn(name: string): string[] {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .match(/\p{L}+|\p{N}+/gu);
  if (words === null) return [];
  const telling = words.filter((word) => !FILLERS.has(word) && !/^\p{N}/u.test(word));
  return telling.some(({ length }) => length >= 3) ? telling : words;
}

function trigrams(word: string): Map<string, number> {
  const padded = `  ${word} `;
  const counts = new Map<string, number>();
  for (let at = 0; at + 3 <= padded.length; at += 1) {
    const gram = padded.slice(at, at + 3);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function dice(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const total = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, each) => sum + each, 0);
  let common = 0;
  for (const [gram, count] of a) common += Math.min(count, b.get(gram) ?? 0);
  return (2 * common) / (total(a) + total(b));
}

/** Dice over parts of words; what a part weighs is its length, at most a whole word's. */
function wordLikeness(a: readonly string[], b: readonly string[]): number {
  const [partsA, partsB] = [a.flatMap(partsOf), b.flatMap(partsOf)];
  const weigh = (parts: readonly Part[], others: readonly Part[]) =>
    parts.reduce((sum, part) => sum + weightOf(part) * bestOf(part, others), 0);
  const whole = (parts: readonly Part[]) => parts.reduce((sum, part) => sum + weightOf(part), 0);
  return (weigh(partsA, partsB) + weigh(partsB, partsA)) / (whole(partsA) + whole(partsB));
}

type Part = { text: string; meaning: number | undefined };

const weightOf = ({ text }: Part): number => Math.min(8, Math.max(4, text.length));

function bestOf(part: Part, others: readonly Part[]): number {
  const best = Math.max(...others.map((other) => partLikeness(part, other)));
  return best < LEAST_WORD ? 0 : best;
}

function partLikeness(a: Part, b: Part): number {
  if (a.text === b.text) return 1;
  const [one, other] = [a.text, b.text];
  const spelled = Math.max(
    dice(trigrams(one), trigrams(other)),
    stem(one, other),
    short(one, other),
    typo(one, other),
  );
  return a.meaning !== undefined && a.meaning === b.meaning ? Math.max(SAME_MEANING, spelled) : spelled;
}

/** A compound of two known meanings is two parts: `toimitusviive` is delivery and delay. */
function partsOf(word: string): Part[] {
  const whole = { text: word, meaning: meaningOf(word) };
  if (whole.meaning === undefined) return [whole];
  for (let at = 4; at + 4 <= word.length; at += 1) {
    const rest = meaningOf(word.slice(at));
    if (rest !== undefined && rest !== whole.meaning)
      return [
        { ...whole, text: word.slice(0, at) },
        { text: word.slice(at), meaning: rest },
      ];
  }
  return [whole];
}

/** Its place in MEANINGS; beginnings of under five letters must be most of the word. */
function meaningOf(word: string): number | undefined {
  const found = MEANINGS.findIndex((beginnings) =>
    beginnings.some((each) => word.startsWith(each) && (each.length >= 5 || word.length <= each.length + 4)),
  );
  return found < 0 ? undefined : found;
}

/** Words that begin alike, as Finnish ones do in all their cases: twice the common beginning over both lengths. */
function stem(a: string, b: string): number {
  let common = 0;
  while (common < Math.min(a.length, b.length) && a[common] === b[common]) common += 1;
  return common < 4 ? 0 : (2 * common) / (a.length + b.length);
}

/** A letter or two of a long word mistyped: Levenshtein's distance as a share of the longer one. */
function typo(a: string, b: string): number {
  const alike = 1 - edits(a, b) / Math.max(a.length, b.length);
  return Math.min(a.length, b.length) >= 6 && alike >= 0.8 ? alike : 0;
}

/** `inv` or `invc` for invoice: the beginning, or from the first letter on the consonants in their order. */
function short(a: string, b: string): number {
  const [less, more] = a.length <= b.length ? [a, b] : [b, a];
  if (less.length < 3 || less.length > 5 || more.length < less.length + 2 || less[0] !== more[0]) return 0;
  if (more.startsWith(less)) return 0.8;
  const consonants = `${more.slice(0, 1)}${more.slice(1).replace(/[aeiouy]/g, "")}`;
  return /[aeiouy]/.test(less.slice(1)) ? 0 : consonants.startsWith(less) ? 0.75 : 0;
}

/** `NC` for no connection is nothing; three first letters and more are an abbreviation. */
function initials(short: readonly string[], long: readonly string[]): number {
  const [word = ""] = short;
  const letters = long.map((each) => each.slice(0, 1)).join("");
  return short.length === 1 && word.length >= 3 && word === letters ? 0.75 : 0;
}
