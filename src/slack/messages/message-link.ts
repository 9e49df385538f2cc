import { said } from "./words.ts";

/** The Slack message that a promise is about, as a link; undefined when these words are no such address. */
export function messageLink(words: string): string | undefined {
  return /^https?:\/\/[^\s<>|]+$/.test(words) ? `<${words}|from this message>` : undefined;
}

/** A note of a promise's history: the message it is from, or words. */
export function noteWords(note: string): string {
  return messageLink(note) ?? said(note, 300);
}
