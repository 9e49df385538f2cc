import type { OverduePromiseFacts, Signal, SignalEntry } from "../../../domain/signal/signal.ts";
import type { Words } from "../../language/words.ts";
import { noteWords } from "../promise/note.ts";
import { said } from "../words.ts";
import { keptWords } from "./promise-card.ts";

/** Slack user id (or agent's name) -> a name to write. In a thread nobody is mentioned, so nobody is pinged. */
export type NameOf = (slackUserId: string) => string;

/** One line of a signal's history for the alert's thread; undefined for what the message itself tells. */
export function threadLine(
  words: Words,
  entry: SignalEntry,
  signal: Pick<Signal, "facts">,
  nameOf: NameOf,
): string | undefined {
  const { t, when } = words;
  if (entry.member) {
    const line = threadLine(words, { ...entry, member: null }, { facts: entry.member }, nameOf);
    return line && t("thread.ofMember", { promise: said(entry.member.text, 100), line });
  }
  const who = entry.actor === "earshot" ? "Earshot" : said(nameOf(entry.actor), 80);
  const note = entry.note ?? "";
  switch (entry.action) {
    case "opened":
      return undefined;
    case "acknowledge":
      return t("thread.acknowledged", { who });
    case "snooze":
      return Number.isNaN(Date.parse(note))
        ? t("thread.snoozed", { who })
        : t("thread.snoozedUntil", { who, until: when(note) });
    case "snooze-ended":
      return t("thread.snoozeEnded");
    case "resolve":
      return t("thread.resolved", { who });
    case "reassign":
      return t("thread.reassigned", { who, to: said(nameOf(note), 80) });
    case "tried":
      return note === ""
        ? t("thread.tried", { who })
        : t("thread.triedWhy", { who, why: noteWords(words, note, 500) });
    case "escalated":
      return escalated(words, note, nameOf);
    case "acknowledgement-ended":
      return t("thread.acknowledgementEnded", { who: said(nameOf(note), 80) });
    case "told":
      return t("thread.told", { who });
    case "reopened":
      return t("thread.reopened", { who });
    case "joined":
      return t("thread.joined", { label: said(note, 120) });
    case "left":
      return t("thread.left", { label: said(note, 120) });
    case "ended":
      return endOf(words, signal, entry, who);
    default:
      return t("thread.other", { who, what: said(`${entry.action} ${note}`, 500) });
  }
}

function endOf(
  words: Words,
  { facts }: Pick<Signal, "facts">,
  { actor, at, note }: SignalEntry,
  who: string,
): string {
  const { t } = words;
  if (facts.kind === "spike") return t("thread.countNormal");
  if (facts.kind === "source-silent") return t("thread.sourceHeard");
  if (facts.kind === "overdue-promises") return t("thread.noneOverdue");
  if (facts.kind === "rising-term") return t("risingTerm.ended");
  if (facts.kind === "touchpoint-below") return t("touchpoint.ended");
  const ended = { who, why: note ? noteWords(words, note, 500) : "" };
  switch (facts.outcome) {
    case "kept":
      return actor === "earshot"
        ? t("thread.kept", { how: keptWords(words, facts, at) })
        : `${keptWords(words, facts, at, t("thread.reachedBy", { who }))}.`;
    case "moved":
      return t(note ? "thread.movedWhy" : "thread.moved", { ...ended, ...movedOf(words, facts) });
    case "withdrawn":
      return t(note ? "thread.withdrawnWhy" : "thread.withdrawn", ended);
    case "broken":
      return t(note ? "thread.gaveUpWhy" : "thread.gaveUp", ended);
    default:
      return t(note ? "thread.endedWhy" : "thread.ended", ended);
  }
}

function movedOf({ t, when }: Words, { movedTo, told }: OverduePromiseFacts): { to: string; told: string } {
  return {
    to: movedTo === undefined ? t("thread.anotherTime") : when(movedTo),
    told: told === undefined ? "unsaid" : told ? "yes" : "no",
  };
}

/** `leads: U1 U2`, `next: C1`, `nobody`: whom Earshot told. */
function escalated({ t }: Words, note: string, nameOf: NameOf): string {
  const [level = "", ids = ""] = note.split(": ");
  const names = ids
    .split(" ")
    .filter(Boolean)
    .map((id) => (/^[CG][A-Z0-9]+$/.test(id) ? `<#${id}>` : said(nameOf(id), 80)));
  if (names.length === 0) return t("thread.toldNobody");
  return t(level === "leads" ? "thread.toldLeads" : "thread.toldNext", { names: names.join(", ") });
}
