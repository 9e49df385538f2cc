import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { type Problem, Refusal } from "./answer.ts";

export const BODY_BYTES = 1024 * 1024;
export const NESTING = 32;
/** So that a body of nothing but mistakes does not make an answer larger than itself. */
export const MOST_PROBLEMS = 50;

/** @throws Refusal 415 unless the body is said to be plain JSON in UTF-8 */
export function checkContentType(req: IncomingMessage): void {
  const type = req.headers["content-type"] ?? "";
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i.test(type)) {
    throw new Refusal(415, "Send JSON: content-type: application/json");
  }
  if (!/^(?:identity)?$/i.test(req.headers["content-encoding"] ?? "")) {
    throw new Refusal(415, "Send the body uncompressed, without content-encoding");
  }
}

/** @throws Refusal 413 as soon as it is known to be larger than `BODY_BYTES` */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  if (Number(req.headers["content-length"] ?? 0) > BODY_BYTES) throw tooLarge();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= BODY_BYTES) {
        chunks.push(chunk);
        return;
      }
      req.off("data", onData);
      reject(tooLarge());
    };
    req.on("data", onData);
    req.once("end", () =>
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
    );
    // Whoever hangs up has sent bad input: no failure of ours.
    for (const cut of ["error", "close"])
      req.once(cut, () => reject(new Refusal(400, "The body ended too early")));
  });
}

function tooLarge(): Refusal {
  return new Refusal(413, `The body is larger than ${BODY_BYTES} bytes: send fewer items at a time`);
}

/**
 * The JSON of a body, with every null field left out, for senders that write null where they have nothing.
 * @throws Refusal 422 for what is not UTF-8, not JSON, too deep, or holds what no database takes
 */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new Refusal(422, "The body is not UTF-8");
  if (nestsTooDeep(body)) throw new Refusal(422, `The body nests deeper than ${NESTING} levels`);
  const text = body.toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(422, "The body is not JSON");
  }
  // NUL and lone surrogates can only come as \u escapes: most bodies need no second look.
  if (!/\\u|__proto__|null/.test(text)) return value;
  const problems: Problem[] = [];
  const clean = withoutNulls(value, "", problems);
  if (problems.length > 0) throw new Refusal(422, problems);
  return clean;
}

/** Before parsing, so that 20,000 brackets cost one look at each byte and no stack. */
function nestsTooDeep(body: Buffer): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === 0x22) inString = !inString;
    else if (inString) at += byte === 0x5c ? 1 : 0;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > NESTING) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}

function withoutNulls(value: unknown, path: string, problems: Problem[]): unknown {
  if (typeof value === "string") {
    const message = unstorable(value);
    if (message !== undefined) report(problems, path, message);
    return value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    return value.map((item, index) => withoutNulls(item, `${path}[${index}]`, problems));
  }
  const kept: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    const fieldPath = path === "" ? shown(key) : `${path}.${shown(key)}`;
    const message = key === "__proto__" ? "is not a field" : unstorable(key);
    if (message !== undefined) report(problems, fieldPath, message);
    else if (field !== null) kept[key] = withoutNulls(field, fieldPath, problems);
  }
  return kept;
}

function unstorable(text: string): string | undefined {
  if (text.includes("\0")) return "holds a NUL character";
  // With the u flag a pair is one character, so only a surrogate that stands alone matches.
  return /\p{Surrogate}/u.test(text) ? "holds half of a surrogate pair" : undefined;
}

function report(problems: Problem[], path: string, message: string): void {
  if (problems.length < MOST_PROBLEMS) problems.push({ path, message });
}

/** A sender's key as a part of a path: short and printable. */
export function shown(key: string): string {
  const printable = key.replace(/[\p{C}]/gu, "?");
  return printable.length > 64 ? `${printable.slice(0, 64)}…` : printable;
}
