import type { ClickVerdict } from "../../domain/signal-life.ts";
import { person, said, when } from "./words.ts";

type Refusal = Exclude<ClickVerdict, { kind: "change" }>;

/** Why a click did nothing, and who can; only the clicker sees it. */
export function refusalText(
  verdict: Refusal,
  setting: { teamLabel?: string | undefined; leads: string[] },
): string {
  switch (verdict.kind) {
    case "not-for-this-kind":
      return "This button does not belong to this alert any more; the message shows what it offers now.";
    case "too-late":
      return tooLate(verdict);
    case "not-allowed":
      return notAllowed(verdict.who, setting);
  }
}

/** The alert's row is gone (another database, or its history was cleared). */
export const MISSING_ALERT =
  "I no longer know this alert: it is from another installation, or its history was cleared. `/signals` shows what is open now.";

function tooLate({ status, by, at }: Extract<Refusal, { kind: "too-late" }>): string {
  const who = by === "earshot" ? "Earshot" : person(by);
  const done = status === "resolved" ? "closed" : status === "snoozed" ? "snoozed" : "acknowledged";
  return `${who} was first: it was ${done} ${when(at)}. Nothing was changed.`;
}

function notAllowed(
  who: "team" | "lead",
  setting: { teamLabel?: string | undefined; leads: string[] },
): string {
  const team = setting.teamLabel === undefined ? "" : ` of ${said(setting.teamLabel, 80)}`;
  const can = setting.leads.slice(0, 10).map(person).join(", ");
  if (who === "team") {
    return `Only ${team === "" ? "its team" : `people${team}`} can give this promise to somebody else.${can ? ` Leads: ${can}.` : ""}`;
  }
  if (can === "") {
    return `Only a lead${team} can acknowledge an overdue promise, and no lead is named yet. A workspace admin names one: \`/earshot lead\`.`;
  }
  return `Only a lead${team} can acknowledge an overdue promise: ${can}. If you have reached the customer, press *Done*.`;
}
