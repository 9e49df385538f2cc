import type { Fault } from "../../domain/fault.ts";
import type { Words } from "./words.ts";

/** What is wrong, as part of a sentence. What somebody wrote stands in it as they wrote it. */
export function faultText(words: Words, { name, values }: Fault): string {
  const said = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === "object" ? faultText(words, value) : value,
  ]);
  return words.t(`fault.${name}`, Object.fromEntries(said));
}

/** The same as a sentence of its own. */
export function faultSentence(words: Words, fault: Fault): string {
  const text = faultText(words, fault);
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}`;
}
