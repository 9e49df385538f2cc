import type { OverduePromiseFacts, Signal, SignalEntry } from "../../domain/signal.ts";
import { keptWords } from "./promise-card.ts";
import { said, when } from "./words.ts";

/** Slack user id (or agent's name) -> a name to write. In a thread nobody is mentioned, so nobody is pinged. */
export type NameOf = (slackUserId: string) => string;

/** One line of a signal's history for the alert's thread; undefined for what the message itself tells. */
export function threadLine(
  entry: SignalEntry,
  signal: Pick<Signal, "facts">,
  nameOf: NameOf,
): string | undefined {
  if (entry.member) {
    const line = threadLine({ ...entry, member: null }, { facts: entry.member }, nameOf);
    return line && `“${said(entry.member.text, 100)}”: ${line}`;
  }
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
    case "tried":
      return `${who} tried and did not get through${note === "" ? "" : `: ${said(note, 500)}`}.`;
    case "escalated":
      return escalated(note, nameOf);
    case "acknowledgement-ended":
      return `${said(nameOf(note), 80)}'s acknowledgement has run out: it is open again.`;
    case "told":
      return `${who} says that the customer knows of the new time.`;
    case "reopened":
      return `${who} opened it again: that was not it.`;
    case "joined":
      return `${said(note, 120)} rises too, largely by the same contacts: this message tells both.`;
    case "left":
      return `${said(note, 120)} is back to normal.`;
    case "ended":
      return endOf(signal, entry, who);
    default:
      return `${who}: ${said(`${entry.action} ${note}`, 500)}`;
  }
}

function endOf({ facts }: Pick<Signal, "facts">, { actor, at, note }: SignalEntry, who: string): string {
  if (facts.kind === "spike") return "The count is back to normal.";
  if (facts.kind === "source-silent") return "The source is heard again.";
  if (facts.kind === "overdue-promises") return "None of these promises is overdue any more.";
  const why = note ? `: ${said(note, 500)}` : "";
  switch (facts.outcome) {
    case "kept":
      return actor === "earshot"
        ? `Kept: ${keptWords(facts, at)}.`
        : `${keptWords(facts, at, `${who} reached the customer`)}.`;
    case "moved":
      return `${movedLine(facts, who)}${why}.`;
    case "withdrawn":
      return `The promise was withdrawn${why}.`;
    case "broken":
      return `${who} gave it up${why}.`;
    default:
      return `${who} ended it${why}.`;
  }
}

function movedLine({ movedTo, told }: OverduePromiseFacts, who: string): string {
  const to = movedTo === undefined ? "another time" : when(movedTo);
  if (told === undefined) return `${who} moved it to ${to}`;
  return `${who} moved it to ${to}; the customer was ${told ? "told" : "not told, so it counts as broken"}`;
}

/** `leads: U1 U2`, `next: C1`, `nobody`: whom Earshot told. */
function escalated(note: string, nameOf: NameOf): string {
  const [level = "", ids = ""] = note.split(": ");
  const names = ids
    .split(" ")
    .filter(Boolean)
    .map((id) => (/^[CG][A-Z0-9]+$/.test(id) ? `<#${id}>` : said(nameOf(id), 80)));
  if (names.length === 0) return "Nobody has acknowledged it, and no lead is named who could be told.";
  return `Nobody has acknowledged it: Earshot told ${level === "leads" ? "the leads" : "the next level"}: ${names.join(", ")}.`;
}
