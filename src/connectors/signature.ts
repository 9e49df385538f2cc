import { timingSafeEqual } from "node:crypto";

export type Verdict = { ok: true } | { ok: false; why: string };

/** A request's header by its name in lower case; undefined when it was not sent. */
export type HeaderOf = (name: string) => string | undefined;

/**
 * Whether one of the signatures given is exactly one of those that our secrets make. Every pair is compared, each in a
 * time that does not tell where they differ. The texts are compared, not what they decode to: base64 has several
 * spellings of the same bytes.
 */
export function judge(given: readonly string[], expected: readonly string[]): Verdict {
  const mine = expected.map((text) => Buffer.from(text));
  const matches = given
    .map((text) => Buffer.from(text))
    .flatMap((text) => mine.map((other) => text.length === other.length && timingSafeEqual(text, other)));
  return matches.includes(true) ? { ok: true } : refuse("no signature matches");
}

export function refuse(why: string): Verdict {
  return { ok: false, why };
}
