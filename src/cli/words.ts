import { wordsIn } from "../slack/language/words.ts";

/** The command line speaks English. */
export const { amount, duration } = wordsIn("en");

/** `1 alert`, `2 alerts`. */
export function counted(number: number, what: string): string {
  return `${amount(number)} ${what}${number === 1 ? "" : "s"}`;
}
