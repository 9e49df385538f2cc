import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
} from "yaml";

/** Where something is written; both from 1. */
export type Place = { line: number; column: number };
export type Mistake = Place & { message: string };

/** A piece of the file and where it stands. All words are text: `no`, `1` and `null` mean what their setting makes of them. */
export type Piece = TextPiece | ListPiece | MapPiece;
export type TextPiece = { kind: "text"; text: string; isQuoted: boolean; comment: string | undefined } & At;
export type ListPiece = { kind: "list"; items: Piece[] } & At;
export type MapPiece = { kind: "map"; pairs: Pair[] } & At;
export type Pair = { key: string; value: Piece } & At;
type At = { at: Place };

/** Deeper is no settings file. */
const MOST_DEPTH = 8;
const IN_QUOTES = `names with # or @ go in quotes, as in "#alerts" and "@otto"`;

/** Reads YAML; what is no YAML is told with its places. */
export function piecesOf(text: string): { piece: Piece } | { mistakes: Mistake[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const source = text.split("\n");
    return {
      mistakes: eachOnce(faults).map(({ code, message, pos }) => {
        const place = placeAt(pos[0]);
        const isName = /[[,:-]\s*[#@`]/.test(source[place.line - 1] ?? "");
        const words = code === "DUPLICATE_KEY" ? "this is written twice" : `no YAML: ${message}`;
        return { ...place, message: isName ? `${words}; ${IN_QUOTES}` : words };
      }),
    };
  }
  try {
    return { piece: pieceOf(document.contents, { line: 1, column: 1 }, MOST_DEPTH) };
  } catch (error) {
    if (error instanceof Misplaced) return { mistakes: [{ ...error.place, message: error.message }] };
    throw error;
  }

  function pieceOf(node: ParsedNode | Node | null, fallback: Place, depth: number): Piece {
    const at = node?.range ? placeAt(node.range[0]) : fallback;
    if (depth === 0) throw new Misplaced(at, "this lies too deep");
    const target = isAlias(node) ? node.resolve(document) : node;
    if (isAlias(node) && target === undefined)
      throw new Misplaced(at, `nothing is called &${node.source} here`);
    if (isMap(target)) {
      const pairs = target.items.map(({ key, value }) => {
        if (!isScalar(key)) throw new Misplaced(at, "a name must be one word or line");
        const keyAt = placeAt(key.range?.[0] ?? 0);
        return {
          key: withoutNul(String(key.value), keyAt),
          at: keyAt,
          value: pieceOf(value as Node | null, keyAt, depth - 1),
        };
      });
      return { kind: "map", pairs, at };
    }
    if (isSeq(target))
      return {
        kind: "list",
        items: target.items.map((item) => pieceOf(item as Node, at, depth - 1)),
        at,
      };
    const scalar = isScalar(target) ? target : undefined;
    return {
      kind: "text",
      text: withoutNul(String(scalar?.value ?? ""), at).trim(),
      isQuoted: scalar?.type !== undefined && scalar.type !== "PLAIN",
      comment: scalar?.comment ?? undefined,
      at,
    };
  }
}

/** Brackets that stay open at the end are one mistake. */
function eachOnce<T extends { pos: [number, number] }>(faults: readonly T[]): T[] {
  return faults.filter((fault, at) => faults.findIndex(({ pos }) => pos[0] === fault.pos[0]) === at);
}

/** PostgreSQL holds no NUL. */
function withoutNul(text: string, at: Place): string {
  if (text.includes("\0")) throw new Misplaced(at, "this holds a NUL character");
  return text;
}

class Misplaced extends Error {
  constructor(
    readonly place: Place,
    message: string,
  ) {
    super(message);
  }
}
