/** A text's features are places in a table of so many (Weinberger and others 2009, the hashing trick). */
export const FEATURES = 2 ** 18;

/** So much of a text is read; a longer one says the same again. */
const MOST_LETTERS = 1_500;
const MOST_FEATURES = 2_048;
/** Letters of a word that stand together: endings and compounds, which Finnish is made of, share them. */
const GRAM = 4;
const EDGE = 95;
const ZERO = 48;

/** Finds the features of one text after another, in memory of its own. */
export type FeatureReader = {
  /** The places (0 to `FEATURES` - 1) of a text's words, pairs of words and letter groups, each once; valid until the next. */
  read(text: string): Int32Array;
};

/**
 * Words, pairs of neighbours, and the groups of four letters within `_word_`, all in small letters; every digit is a 0, so
 * that an invoice's number tells nothing. No list of endings, so any language will do.
 */
export function featureReader(): FeatureReader {
  const found = new Int32Array(MOST_FEATURES);
  const seen = new Uint32Array(FEATURES);
  const word = new Int32Array(MOST_LETTERS + 2);
  let text = 0;
  let count = 0;

  function add(hash: number): void {
    const place = (hash ^ (hash >>> 18)) & (FEATURES - 1);
    if (seen[place] === text || count === MOST_FEATURES) return;
    seen[place] = text;
    found[count] = place;
    count += 1;
  }

  /** Letters 1 to `length` of `word`, between its two edges; answers the word's own hash. */
  function addWord(length: number): number {
    word[0] = EDGE;
    word[length + 1] = EDGE;
    const whole = hashOf(word, 1, length, WORD_SEED);
    add(whole);
    if (length + 2 > GRAM) {
      for (let at = 0; at + GRAM <= length + 2; at += 1) add(hashOf(word, at, GRAM, GRAM_SEED));
    }
    return whole;
  }

  return {
    read(raw) {
      text += 1;
      count = 0;
      const letters = raw.slice(0, MOST_LETTERS).normalize("NFC").toLowerCase();
      let length = 0;
      let before = 0;
      for (let at = 0; at <= letters.length; at += 1) {
        const code = at < letters.length ? letters.charCodeAt(at) : 32;
        if (isLetter(code)) {
          length += 1;
          word[length] = code;
        } else if (isDigit(code)) {
          length += 1;
          word[length] = ZERO;
        } else if (length > 0) {
          const whole = addWord(length);
          if (before !== 0) add(Math.imul(before, PAIR_FACTOR) ^ whole);
          before = whole;
          length = 0;
        }
      }
      return found.subarray(0, count);
    },
  };
}

const WORD_SEED = 0x811c9dc5;
const GRAM_SEED = 0x5bd1e995;
const PAIR_FACTOR = 0x01000193;

/** FNV-1a over UTF-16 units, then mixed, for its low bits alone are poor. */
function hashOf(units: Int32Array, from: number, length: number, seed: number): number {
  let hash = seed;
  for (let at = from; at < from + length; at += 1) hash = Math.imul(hash ^ (units[at] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
/** Everything above Latin-1's signs counts as a letter. */
const isLetter = (code: number): boolean =>
  (code >= 97 && code <= 122) ||
  (code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && !(code >= 0x2000 && code <= 0x206f));
