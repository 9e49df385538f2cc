import type { KnownBlock } from "@slack/types";
import type { Words } from "../language/words.ts";
import { button, context, type Message, section } from "./blocks.ts";
import { said } from "./words.ts";

/** What one may want to do; `/earshot help promise` tells more of one. */
export const helpSubjects = ["customer", "promise", "signals", "quiet", "setup"] as const;
export type HelpSubject = (typeof helpSubjects)[number];

/** A subject's button: its value is the subject; without one, all of the help. */
export const HELP = "help";

/** How people ask for help, in either language. */
export function asksHelp(word: string): boolean {
  return ["help", "?", "apua", "ohje", "ohjeet"].includes(word.toLowerCase());
}

/** Each subject with a few examples, and a button for the rest of it. @param unknown a subject that is none */
export function helpMessage(words: Words, unknown?: string): Message {
  const { t } = words;
  const first = unknown === undefined ? t("help.about") : t("help.noSubject", { word: said(unknown, 60) });
  const parts = helpSubjects.map((subject) => firstOf(words, subject));
  return {
    text: [first, ...parts, t("help.end")].join("\n"),
    blocks: [
      section(first),
      ...helpSubjects.map(
        (subject, at) =>
          ({
            ...section(parts[at] ?? ""),
            accessory: { ...button(`${HELP}-${subject}`, t("help.more")), value: subject },
          }) as KnownBlock,
      ),
      context(t("help.end")),
    ],
    attachments: [],
  };
}

/** All commands of a subject, an example each. */
export function helpPage(words: Words, subject: HelpSubject): Message {
  const text = `${firstOf(words, subject)}\n${words.t(`help.${subject}Rest`)}`;
  return {
    text,
    blocks: [section(text), { type: "actions", elements: [button(`${HELP}-all`, words.t("help.back"))] }],
    attachments: [],
  };
}

export function isHelpSubject(word: string): word is HelpSubject {
  return (helpSubjects as readonly string[]).includes(word);
}

function firstOf({ t }: Words, subject: HelpSubject): string {
  return `${t(`help.${subject}`)}\n${t(`help.${subject}First`)}`;
}
