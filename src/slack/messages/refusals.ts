import type { PromiseActName } from "../../domain/promise-acts.ts";
import type { ClickVerdict, SignalAction } from "../../domain/signal-life.ts";
import { ownerOf, promiseLine, type ShownPromise } from "./promise-lines.ts";
import { person, said, when } from "./words.ts";

type Refusal = Exclude<ClickVerdict, { kind: "change" }>;

/** Who could have done it. */
export type Allowed = { teamLabel?: string | undefined; leads: string[] };

/** Why a click did nothing, and who can; only the clicker sees it. */
export function refusalText(verdict: Refusal, setting: Allowed): string {
  switch (verdict.kind) {
    case "not-for-this-kind":
      return "This button does not belong to this alert any more; the message shows what it offers now.";
    case "too-late":
      return tooLate(verdict);
    case "not-allowed":
      return acknowledgeRefused(setting);
  }
}

/** What a click did, for whoever does not have the alert before them, and where everybody sees it. */
export function clickedText(action: SignalAction, seen: "alert" | "digest" | "nowhere"): string {
  const what = { acknowledge: "acknowledged: you have it now", snooze: "snoozed", resolve: "resolved" };
  const where = {
    alert: "The alert and its thread say so to everybody.",
    digest: "Its line in this digest says so to everybody.",
    nowhere: "`/signals` says so to everybody.",
  };
  return `It is ${what[action]}. ${where[seen]}`;
}

/** The alert's row is gone (another database, or its history was cleared). */
export const MISSING_ALERT =
  "I no longer know this alert: it is from another installation, or its history was cleared. `/signals` shows what is open now.";

/** The promise's row is gone, or belongs to another workspace. */
export const MISSING_PROMISE =
  "I no longer know this promise: it is from another installation, or it was erased. `/promise` shows yours.";

/** Why an act on a promise was refused: who may, and what else the clicker can do. */
export function actRefused(deed: PromiseActName, promise: ShownPromise, setting: Allowed): string {
  if (deed === "given-up") {
    const otherwise = "You can *Move* it (agree on a new time with the customer) or *Hand over*.";
    return `${onlyLeads(setting, "give up a promise")} ${otherwise}`;
  }
  const team = setting.teamLabel === undefined ? "" : `, people of ${said(setting.teamLabel, 80)}`;
  const leads = setting.leads.length === 0 ? "its leads" : `its leads (${listed(setting.leads)})`;
  return `Only its owner (${ownerOf(promise)})${team} and ${leads} can do that. Nothing was changed.`;
}

/** Somebody did the same before, or ended it. `me`: the clicker, who may have pressed twice. */
export function actTooLate(
  promise: ShownPromise,
  { by, at, me }: { by: string; at: Date; me: string },
): string {
  const who = by === me ? "You" : by === "earshot" ? "Earshot" : person(by);
  const ends = { open: "did that", kept: "kept it", broken: "gave it up", withdrawn: "withdrew it" } as const;
  const first = by === me ? "already" : "first";
  return `${who} ${ends[promise.status]} ${first}, ${when(at)}. Nothing was changed.`;
}

/** The promise has ended, or goes on already: a form would do nothing. */
export function nothingToDo(promise: ShownPromise, now: Date): string {
  return `There is nothing left to do: ${promiseLine(promise, now)}.`;
}

function tooLate({ status, by, at }: Extract<Refusal, { kind: "too-late" }>): string {
  const who = by === "earshot" ? "Earshot" : person(by);
  const done = status === "resolved" ? "closed" : status === "snoozed" ? "snoozed" : "acknowledged";
  return `${who} was first: it was ${done} ${when(at)}. Nothing was changed.`;
}

function acknowledgeRefused(setting: Allowed): string {
  return `${onlyLeads(setting, "acknowledge an overdue promise")} If you have reached the customer, press *Done*.`;
}

function onlyLeads({ teamLabel, leads }: Allowed, what: string): string {
  const team = teamLabel === undefined ? "" : ` of ${said(teamLabel, 80)}`;
  return leads.length === 0
    ? `Only a lead${team} can ${what}, and no lead is named yet. A workspace admin names one: \`/earshot lead\`.`
    : `Only a lead${team} can ${what}: ${listed(leads)}.`;
}

const listed = (people: string[]): string => people.slice(0, 10).map(person).join(", ");
