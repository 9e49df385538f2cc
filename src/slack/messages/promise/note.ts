import { type EvidenceNote, readEvidenceNote } from "../../../domain/promise/evidence.ts";
import type { Words } from "../../language/words.ts";
import { messageLink } from "../alert/message-link.ts";
import { said } from "../words.ts";
import { contactWay } from "./contact-way.ts";

/** What the history says of a promise that was taken back by whoever had just made it. */
export const BY_MISTAKE = "made by mistake";

/** A note of a promise's history: the message it is from, what a contact came to, or somebody's own words. */
export function noteWords(words: Words, note: string, most = 300): string {
  if (note === BY_MISTAKE) return words.t("promise.byMistake");
  const evidence = readEvidenceNote(note);
  return evidence === undefined
    ? (messageLink(words, note) ?? said(note, most))
    : evidenceWords(words, evidence);
}

function evidenceWords(words: Words, note: EvidenceNote): string {
  const { t } = words;
  const channel = contactWay(words, note.channel);
  switch (note.kind) {
    case "reached":
      return [reachedWords(words, note), ...fitWords(words, note)].join("; ");
    case "only-wrote":
      return t("promise.onlyWrote", { channel });
    case "in-vain":
      return t("promise.inVain", { channel, outcome: note.outcome.replace("-", "") });
  }
}

/** By which way the customer was reached. */
export function reachedWords(words: Words, { channel }: { channel: string }): string {
  return words.t("promise.reached", { channel: contactWay(words, channel) });
}

/** Of how many promises the contact fits this one best, when it could have been about others. */
export function fitWords({ t }: Words, { among }: { among: number }): string[] {
  return among > 1 ? [t("promise.fitsBest", { count: among })] : [];
}
