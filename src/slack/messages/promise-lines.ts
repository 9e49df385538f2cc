import type { CustomerPromise } from "../../domain/promise.ts";
import { lateByMs, type PromiseState, stateOf } from "../../domain/promise-life.ts";
import { usualPromiseRules } from "../../domain/promise-rules.ts";
import { duration, person, said, when } from "./words.ts";

/** A promise with who owns it in Slack and what its customer is called. */
export type ShownPromise = CustomerPromise & {
  customerName: string | null;
  ownerSlackId?: string | null;
  /** Moved without a word to the customer. */
  isUntold?: boolean;
};

const DUE_SOON_MS = Math.max(...usualPromiseRules.warnMinutes) * 60_000;

/** What it is now: open, due soon, overdue, kept on time, ... */
export function promiseState(promise: CustomerPromise, now: Date): PromiseState {
  return stateOf(promise, now, DUE_SOON_MS);
}

/** "call back about the refund to Anna: due 14:00, late by 1 h 5 min; @Maija". Names the customer: for one reader only. */
export function promiseLine(promise: ShownPromise, now: Date, { withOwner = false } = {}): string {
  const customer = promise.customerName === null ? "" : ` to ${said(promise.customerName, 80)}`;
  const owner = withOwner ? `; ${ownerOf(promise)}` : "";
  const untold =
    promise.isUntold && promise.status === "open" ? "; *the customer does not know of this time*" : "";
  return `${said(promise.text, 150)}${customer}: ${stateWords(promise, now)}${untold}${owner}`;
}

/** "due 14:00, *late by 5 min*", "kept 14:05, 5 min late", "given up": the state with its times. */
export function stateWords(promise: CustomerPromise, now: Date): string {
  const due = `due ${when(promise.dueAt)}`;
  const late = () => duration(lateByMs(promise, now));
  const kept = () => when(promise.keptAt ?? promise.dueAt);
  switch (promiseState(promise, now)) {
    case "open":
      return due;
    case "due-soon":
      return `${due}, *due soon*`;
    case "overdue":
      return `${due}, *late by ${late()}*`;
    case "kept-on-time":
      return `kept on time, ${kept()}`;
    case "kept-late":
      return `kept ${kept()}, *${late()} late*`;
    case "broken":
      return `*given up*; was ${due}`;
    case "withdrawn":
      return `withdrawn; was ${due}`;
  }
}

export function ownerOf({ owner, ownerSlackId, team }: ShownPromise): string {
  const named = ownerSlackId ?? owner;
  if (named !== null) return person(named);
  return team === null ? "nobody by name" : `team ${said(team, 40)}`;
}
