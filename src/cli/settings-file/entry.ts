import { echo, type Read, read, refused } from "../../domain/calendar/read.ts";
import { closest } from "../../domain/closest.ts";
import type { Fault } from "../../domain/fault.ts";
import type { Words } from "../../domain/settings/words.ts";
import { faultText } from "../../slack/language/fault-text.ts";
import { wordsIn } from "../../slack/language/words.ts";
import type { MapPiece, Pair, Piece, Place, TextPiece } from "./piece.ts";

/** What is wrong: in words, or as those say it who read what people write elsewhere too. */
export type Why = string | Fault;
type Reader<T> = (text: string) => Read<T, Why>;

/** One thing of the file, with what is written of it. What is not written stays; what is wrong is noted, and stays. */
export type Entry = {
  at: Place;
  isWritten(key: string): boolean;
  one<T>(key: string, before: T, reader: Reader<T>): T;
  /** Like `one`, or `none`. */
  orNone<T>(key: string, before: T | null, reader: Reader<T>): T | null;
  /** One, several, or `none`. */
  list<T>(key: string, before: T[], reader: Reader<T>): T[];
  /** Notes a fault that lies in several settings together at the first of these that is written. */
  fault(keys: readonly string[], why: Why): void;
};

/** Notes what is wrong, with its place and its path in the file (`teams.billing.hours`). */
export type Note = (at: Place, path: string, why: string) => void;

/** @param before what is set now, in words: it may be written again, whatever today's rules are */
export function entryOf(
  { key: path, value, at }: Pair,
  known: readonly string[],
  note: Note,
  before: Words = {},
): Entry {
  const pairs = pairsOf(value, path, note).pairs;
  const written = new Map(pairs.map((pair) => [pair.key, pair]));
  for (const pair of pairs) if (!known.includes(pair.key)) note(pair.at, path, strangeKey(pair.key, known));
  const checked = <T>(at: Place, key: string, result: Read<T, Why>, otherwise: T): T => {
    if (result.kind === "read") return result.value;
    note(at, joined(path, key), inEnglish(result.why));
    return otherwise;
  };
  const one = <T>(key: string, otherwise: T, reader: Reader<T>): T => {
    const piece = written.get(key)?.value;
    if (piece === undefined) return otherwise;
    if (piece.kind === "text" && piece.text !== "" && piece.text === before[key]) return otherwise;
    return checked(piece.at, key, readText(piece, reader), otherwise);
  };
  return {
    at,
    isWritten: (key) => written.has(key),
    one,
    orNone(key, otherwise, reader) {
      const piece = written.get(key)?.value;
      return piece !== undefined && isNone(piece) ? null : one<typeof otherwise>(key, otherwise, reader);
    },
    list(key, otherwise, reader) {
      const piece = written.get(key)?.value;
      if (piece === undefined) return otherwise;
      if (isNone(piece)) return [];
      const items = piece.kind === "list" ? piece.items : [piece];
      return items.flatMap((item) => {
        const result = readText(item, reader);
        return checked<(typeof otherwise)[number] | undefined>(item.at, key, result, undefined) ?? [];
      });
    },
    fault(keys, why) {
      const pair = keys.map((key) => written.get(key)).find((each) => each !== undefined);
      note(pair?.value.at ?? at, pair === undefined ? path : joined(path, pair.key), inEnglish(why));
    },
  };
}

/** The command line speaks English. */
export function inEnglish(why: Why): string {
  return typeof why === "string" ? why : faultText(wordsIn("en"), why);
}

/** What lies below a name of the file: more names. */
export function pairsOf(piece: Piece, path: string, note: Note): MapPiece {
  if (piece.kind === "map") return piece;
  const isEmpty = piece.kind === "text" && piece.text === "" && !piece.isQuoted;
  note(
    piece.at,
    path,
    isEmpty ? "nothing is written below it; {} is none" : "names with their settings are expected here",
  );
  return { kind: "map", pairs: [], at: piece.at };
}

/** `teams.billing`. */
export function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** Reads the code of a team, an agent or a reason, as webhooks take it. */
export function readCode(text: string): Read<string> {
  return text !== "" && text.length <= 100 && text.trim() === text
    ? read(text)
    : refused("a code has 1 to 100 letters, and no space around them");
}

/** Reads a name to show. */
export function readLabel(text: string): Read<string> {
  return text.length <= 80 && !/\p{Cc}/u.test(text)
    ? read(text)
    : refused("a name is one line of at most 80 letters");
}

export function readYesNo(text: string): Read<boolean> {
  const word = text.toLowerCase();
  if (word === "yes" || word === "true") return read(true);
  return word === "no" || word === "false" ? read(false) : refused(`“${echo(text)}” is neither yes nor no`);
}

/** One of a few words, in any case. */
export function choiceOf<T extends string>(words: readonly T[]): (text: string) => Read<T> {
  return (text) => {
    const found = words.find((word) => word === text.toLowerCase());
    if (found !== undefined) return read(found);
    return refused(`“${echo(text)}” is none of ${words.join(", ")}${meant(text, words)}`);
  };
}

/** The mistyped name with the one that was meant, or all there are. */
function strangeKey(key: string, known: readonly string[]): string {
  const hint = meant(key.toLowerCase().replace(/[\s_]+/g, "-"), known);
  return `“${echo(key)}” is no setting here${hint === "" ? `; there are ${known.join(", ")}` : hint}`;
}

function meant(word: string, known: readonly string[]): string {
  const near = closest(word.toLowerCase(), known);
  return near === undefined ? "" : `; did you mean ${near}?`;
}

function isNone(piece: Piece): boolean {
  if (piece.kind === "list") return piece.items.length === 0;
  return piece.kind === "text" && !piece.isQuoted && /^(none|null|~)$/i.test(piece.text);
}

function readText<T>(piece: Piece, reader: Reader<T>): Read<T, Why> {
  if (piece.kind !== "text") return refused(`a word or line is expected here, not ${KINDS[piece.kind]}`);
  return piece.text === "" ? refused(emptiness(piece)) : reader(piece.text);
}

const KINDS = { list: "a list", map: "names below names" };

/** What follows a `#` is a comment: nobody writes so many of them. */
function emptiness({ comment }: TextPiece): string {
  return comment === undefined
    ? `nothing is written; write none to have none`
    : `nothing is written, for # begins a comment: write "#${echo(comment)}" in quotes`;
}
