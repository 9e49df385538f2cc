import type { KnownBlock } from "@slack/types";
import type { Signal } from "../../domain/signal.ts";
import type { Block } from "./blocks.ts";
import { context, section } from "./blocks.ts";
import { promiseLine, type ShownPromise } from "./promise-lines.ts";
import { promiseListRow } from "./promise-row.ts";
import { silenceInWords } from "./source-silent-card.ts";
import { amount, counted, duration, fitting, person, said, when } from "./words.ts";

/** A reason that may not alert before it has seen `need` days. */
export type LearningReason = { label: string; have: number; need: number };

export type ListReply = { text: string; blocks: Block[] };

/** What is open now, newest first, each in one line; and which reasons are still learning. */
export function openSignalsReply(signals: Signal[], now: Date, learning: LearningReason[] = []): ListReply {
  const quiet = "Nothing is open: no spike, no overdue promise, no silent source.";
  const title =
    signals.length === 0 ? quiet : `${signals.length} open ${signals.length === 1 ? "signal" : "signals"}`;
  const lines = signals.map((signal) => signalLine(signal, now));
  return listReply(title, learning.length === 0 ? lines : [...lines, learningLine(learning)]);
}

function learningLine(learning: LearningReason[]): string {
  const shown = learning
    .slice(0, 10)
    .map(({ label, have, need }) => `${said(label, 80)} ${have} of ${need} days`);
  const rest = learning.length > shown.length ? ` and ${learning.length - shown.length} more` : "";
  return `Learning, so no alert yet: ${shown.join(", ")}${rest}.`;
}

/** So many promises are looked up for a list; beyond that nobody counts. */
export const MOST_COUNTED = 1_000;

/** `12`, or `1,000 or more`. */
export function countOf(promises: readonly unknown[]): string {
  return promises.length < MOST_COUNTED ? amount(promises.length) : `${amount(MOST_COUNTED)} or more`;
}

/** As many as a message of 50 blocks takes beside its title; each has a line and a row of buttons. */
const MOST_PROMISES = 20;

/**
 * Promises by due time, each with its state and what can be done to it.
 * @param list the words that show the same list, for its buttons
 */
export function promisesReply(
  promises: ShownPromise[],
  now: Date,
  { title, list, withOwner = false }: { title: string; list: string; withOwner?: boolean },
): ListReply {
  const lines = promises.map((promise) => promiseLine(promise, now, { withOwner }));
  return {
    text: fitting([title, ...lines], 3_800),
    blocks: [
      section(`*${title}*`),
      ...promiseBlocks(promises, now, { list, withOwner, most: MOST_PROMISES }),
    ],
  };
}

/** Promises for a list or a home tab: a line and a row each, the rest counted. */
export function promiseBlocks(
  promises: ShownPromise[],
  now: Date,
  { list, withOwner = false, most }: { list: string; withOwner?: boolean; most: number },
): KnownBlock[] {
  const rest = promises.length - most;
  return [
    ...promises
      .slice(0, most)
      .flatMap((promise) => [
        section(promiseLine(promise, now, { withOwner })),
        ...promiseListRow(promise, list),
      ]),
    ...(rest > 0 ? [context(`and ${amount(rest)} more, due later`)] : []),
  ];
}

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

function listReply(title: string, lines: string[]): ListReply {
  const shown = fitting(lines);
  return { text: `${title}\n${shown}`.trim(), blocks: [section(`*${title}*\n${shown}`.trim())] };
}
