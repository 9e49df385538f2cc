import type { Signal } from "../../domain/signal.ts";
import { section } from "./blocks.ts";
import type { ListReply } from "./lists.ts";
import { silenceInWords } from "./source-silent-card.ts";
import { amount, counted, duration, fitting, person, said, when } from "./words.ts";

/** A reason that may not alert before it has seen `need` days. */
export type LearningReason = { label: string; have: number; need: number };

/** What is open now, newest first, each in one line; and which reasons are still learning. */
export function openSignalsReply(signals: Signal[], now: Date, learning: LearningReason[] = []): ListReply {
  const quiet = "Nothing is open: no spike, no overdue promise, no silent source.";
  const title =
    signals.length === 0 ? quiet : `${signals.length} open ${signals.length === 1 ? "signal" : "signals"}`;
  const lines = signals.map((signal) => signalLine(signal, now));
  return listReply(title, learning.length === 0 ? lines : [...lines, learningLine(learning)]);
}

/** One signal in one line: what, since when, who has it. */
export function signalLine(signal: Signal, now: Date): string {
  const { facts } = signal;
  const has =
    signal.status === "acknowledged"
      ? `, ${person(signal.acknowledgedBy ?? "earshot")} has it`
      : `, ${signal.status}`;
  if (facts.kind === "spike") {
    return `• *${said(facts.reasonLabel, 120)}*: ${amount(facts.observed)} in ${duration(facts.windowMinutes * 60_000)}, expected ${amount(facts.expected)}; since ${when(signal.openedAt)}${has}`;
  }
  if (facts.kind === "source-silent") {
    return `• *Silent source*: ${silenceInWords(facts)}; since ${when(facts.sinceAt)}${has}`;
  }
  if (facts.kind === "overdue-promises") {
    return `• *${counted(facts.overdue, "overdue promise")}*, ${amount(facts.acknowledged)} of them acknowledged; since ${when(signal.openedAt)}${has}`;
  }
  const late = duration(now.getTime() - new Date(facts.dueAt).getTime());
  return `• *Overdue promise*: ${said(facts.text, 120)}; due ${when(facts.dueAt)}, late by ${late}${has}`;
}

function learningLine(learning: LearningReason[]): string {
  const shown = learning
    .slice(0, 10)
    .map(({ label, have, need }) => `${said(label, 80)} ${have} of ${need} days`);
  const rest = learning.length > shown.length ? ` and ${learning.length - shown.length} more` : "";
  return `Learning, so no alert yet: ${shown.join(", ")}${rest}.`;
}

function listReply(title: string, lines: string[]): ListReply {
  const shown = fitting(lines);
  return { text: `${title}\n${shown}`.trim(), blocks: [section(`*${title}*\n${shown}`.trim())] };
}
