import type { Words } from "../../language/words.ts";

/** The Slack message that a promise is about, as a link; undefined when these words are no such address. */
export function messageLink({ t }: Words, address: string): string | undefined {
  return /^https?:\/\/[^\s<>|]+$/.test(address) ? `<${address}|${t("promise.fromMessage")}>` : undefined;
}
