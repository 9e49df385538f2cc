import { around } from "./due-words.ts";

/** A time that is none: what was said, and what stood before and after it. */
export type VagueFound = { said: string; before: string; after: string };

/** "As soon as possible" and its like in English and Finnish, which no customer can rely on; undefined when none is said. */
export function readVague(typed: string): VagueFound | undefined {
  const found = VAGUE.exec(typed);
  if (found === null) return undefined;
  return { said: found[0], ...around(typed, found.index, found[0].length) };
}

const VAGUE_ENGLISH = [
  "asap",
  String.raw`a\.s\.a\.p\.?`,
  "as (?:soon|quickly|fast) as (?:possible|(?:you|we|i|they) (?:can|get|have)[^,;.]{0,20}|convenient)",
  "soon(?:est|ish)?",
  "shortly",
  "promptly",
  "quickly",
  "immediately",
  "at once",
  "urgently",
  "(?:right|straight) ?(?:away|now)",
  "now",
  "later(?: on)?",
  "some ?(?:time|day)",
  "when(?:ever)? (?:possible|convenient|(?:you|we|i|they) (?:can|have time))",
  "at (?:your|our|the|my) (?:earliest|first) (?:convenience|opportunity)",
  "in due (?:course|time)",
  "in the near future",
  "before long",
  "eventually",
  "(?:with)?in a (?:while|bit|moment)",
  "(?:with)?in (?:a few|some|several) (?:minutes|hours|days|weeks)",
  "one of these days",
];
const VAGUE_FINNISH = [
  "mahdollisimman (?:pian|nopeasti|äkkiä)",
  "niin (?:pian|nopeasti) kuin (?:mahdollista|voin|voimme|ehdin|ehdimme)",
  "(?:heti )?kun (?:ehdin|ehdimme|ehditään|voin|voimme|on aikaa|mahdollista)",
  "heti(?: paikalla)?",
  "(?:ihan |aivan )?(?:pian|kohta)",
  "pikimmiten",
  "pikaisesti",
  "pikapuoliin",
  "tuota pikaa",
  "viipymättä",
  "kiireellisesti",
  "ensi ?tilassa",
  "lähi(?:aikoina|päivinä|tunteina)",
  "joskus",
  "jossain vaiheessa",
  "myöhemmin",
  "muutaman (?:minuutin|tunnin|päivän|viikon) (?:päästä|kuluttua|sisällä|kuluessa)",
];
const VAGUE = new RegExp(
  `(?<![\\p{L}\\d])(?:${[...VAGUE_ENGLISH, ...VAGUE_FINNISH].sort((a, b) => b.length - a.length).join("|")})(?![\\p{L}\\d])`,
  "iu",
);
