import type { ClickVerdict, SignalAction } from "../../../domain/signal/life.ts";
import type { Words } from "../../language/words.ts";
import { person, said } from "../words.ts";

type Refusal = Exclude<ClickVerdict, { kind: "change" }>;

/** Who could have done it. */
export type Allowed = { teamLabel?: string | undefined; leads: string[] };

/** Why a click did nothing, and who can; only the clicker sees it. */
export function refusalText({ t, when }: Words, verdict: Refusal, { teamLabel, leads }: Allowed): string {
  switch (verdict.kind) {
    case "not-for-this-kind":
      return t("refusal.notForThisKind");
    case "too-late": {
      const { status, by, at } = verdict;
      return t("refusal.tooLate", { who: by === "earshot" ? "Earshot" : person(by), status, at: when(at) });
    }
    case "not-allowed": {
      const team = { hasTeam: teamLabel !== undefined, team: said(teamLabel ?? "", 80) };
      return leads.length === 0
        ? t("refusal.noLead", team)
        : t("refusal.onlyLeads", { ...team, leads: leads.slice(0, 10).map(person).join(", ") });
    }
  }
}

/** What a click did, for whoever does not have the alert before them, and where everybody sees it. */
export function clickedText(
  { t }: Words,
  action: SignalAction,
  seen: "alert" | "digest" | "nowhere",
): string {
  return t("refusal.clicked", { action, seen });
}
