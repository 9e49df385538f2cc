import { lateByMs, type PromiseState, stateOf } from "../../../domain/promise/life.ts";
import type { CustomerPromise } from "../../../domain/promise/promise.ts";
import { usualPromiseRules } from "../../../domain/promise/rules.ts";
import type { Words } from "../../language/words.ts";
import { person, said } from "../words.ts";

/** A promise with who owns it in Slack and what its customer is called. */
export type ShownPromise = CustomerPromise & {
  customerName: string | null;
  ownerSlackId?: string | null;
  /** Moved without a word to the customer. */
  isUntold?: boolean;
};

const DUE_SOON_MS = Math.max(...usualPromiseRules.warnMinutes) * 60_000;

/** What it is now: open, due soon, overdue, kept on time, ... */
function promiseState(promise: CustomerPromise, now: Date): PromiseState {
  return stateOf(promise, now, DUE_SOON_MS);
}

/** "call back about the refund to Anna: due 14:00, late by 1 h 5 min; @Maija". Names the customer: for one reader only. */
export function promiseLine(
  words: Words,
  promise: ShownPromise,
  now: Date,
  { withOwner = false } = {},
): string {
  const { t } = words;
  const state = [
    stateWords(words, promise, now),
    ...(promise.isUntold && promise.status === "open" ? [t("promise.untold")] : []),
    ...(withOwner ? [ownerOf(words, promise)] : []),
  ];
  return `${whatToWhom(words, promise)}: ${state.join("; ")}`;
}

/** "call back about the refund to Anna". */
export function whatToWhom({ t }: Words, { text, customerName }: ShownPromise): string {
  const what = said(text, 150);
  return customerName === null ? what : t("promise.whatToWhom", { what, customer: said(customerName, 80) });
}

/** "due 14:00, *late by 5 min*", "kept 14:05, 5 min late", "given up": the state with its times. */
function stateWords({ t, when, duration }: Words, promise: CustomerPromise, now: Date): string {
  const due = when(promise.dueAt);
  const kept = when(promise.keptAt ?? promise.dueAt);
  const late = () => duration(lateByMs(promise, now));
  switch (promiseState(promise, now)) {
    case "open":
      return t("promise.due", { due });
    case "due-soon":
      return t("promise.dueSoon", { due });
    case "overdue":
      return t("promise.overdue", { due, late: late() });
    case "kept-on-time":
      return t("promise.keptOnTime", { kept });
    case "kept-late":
      return t("promise.keptLate", { kept, late: late() });
    case "broken":
      return t("promise.broken", { due });
    case "withdrawn":
      return t("promise.withdrawn", { due });
  }
}

export function ownerOf({ t }: Words, { owner, ownerSlackId, team }: ShownPromise): string {
  const named = ownerSlackId ?? owner;
  if (named !== null) return person(named);
  return team === null ? t("promise.nobody") : t("promise.team", { team: said(team, 40) });
}
