import type { Signal, SignalEntry } from "../../domain/signal.ts";
import { said, when } from "./words.ts";

/** Slack user id (or agent's name) -> a name to write. In a thread nobody is mentioned, so nobody is pinged. */
export type NameOf = (slackUserId: string) => string;

/** One line of a signal's history for the alert's thread; undefined for what the message itself tells. */
export function threadLine(
  entry: SignalEntry,
  signal: Pick<Signal, "facts">,
  nameOf: NameOf,
): string | undefined {
  const who = entry.actor === "earshot" ? "Earshot" : said(nameOf(entry.actor), 80);
  const note = entry.note ?? "";
  switch (entry.action) {
    case "opened":
      return undefined;
    case "acknowledge":
      return `${who} acknowledged it.`;
    case "snooze":
      return Number.isNaN(Date.parse(note)) ? `${who} snoozed it.` : `${who} snoozed it until ${when(note)}.`;
    case "snooze-ended":
      return "The snooze is over.";
    case "resolve":
      return `${who} resolved it.`;
    case "reassign":
      return `${who} gave it to ${said(nameOf(note), 80)}.`;
    case "ended":
      return `${endOf(signal, entry.actor, who)}${note === "" ? "" : ` ${said(note, 500)}`}`;
    default:
      return `${who}: ${said(`${entry.action} ${note}`, 500)}`;
  }
}

function endOf({ facts }: Pick<Signal, "facts">, actor: string, who: string): string {
  if (facts.kind === "spike") return "The count is back to normal.";
  if (facts.kind === "source-silent") return "The source is heard again.";
  switch (facts.outcome) {
    case "kept":
      return actor === "earshot" ? "The customer was reached." : `${who} reached the customer.`;
    case "moved":
      return "A new time was agreed with the customer.";
    case "withdrawn":
      return "The promise was withdrawn.";
    default:
      return `${who} ended it.`;
  }
}
