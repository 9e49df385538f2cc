import type { Agreement } from "./agreement.ts";
import type { Drift } from "./drift.ts";
import type { Misread } from "./reason-reader.ts";

/** Contacts of a period, and those that nobody has coded. */
export type CodedCount = { contacts: number; uncoded: number };

/** A drift without the agent: only what may be shown to whoever leads their team. */
export type TeamDrift = Omit<Drift, "agent"> & { label: string; team: string | null };

/** All that is known of how far a workspace's coding can be trusted. Reasons have labels; nobody has a name. */
export type CodingTrust = {
  /** Whole days up to `to`, 2026-11-20, which is not part of them. */
  days: number;
  to: string;
  now: CodedCount;
  /** Of as many days before; undefined where the history does not reach. */
  before?: CodedCount;
  /** Reasons that say nothing, most first. */
  other: { label: string; contacts: number }[];
  /** What the uncoded contacts read like, most first; undefined while nothing was learned. */
  reading?: {
    examples: number;
    heldOut: number;
    accuracy: number;
    macroF1: number;
    suggested: { label: string; contacts: number }[];
    misread: (Misread & { codedLabel: string; readsLikeLabel: string })[];
  };
  agreement: Omit<Agreement, "byReason"> & {
    byReason: (Agreement["byReason"][number] & { label: string })[];
  };
  /** `lookedAt`: agents at a touchpoint that could be compared. */
  drift: { lookedAt: number; drifts: TeamDrift[] };
};

/** Words for a kappa (Landis and Koch 1977). */
export type KappaWord = "poor" | "slight" | "fair" | "moderate" | "substantial" | "perfect";

export function kappaWord(kappa: number): KappaWord {
  if (kappa < 0) return "poor";
  if (kappa <= 0.2) return "slight";
  if (kappa <= 0.4) return "fair";
  if (kappa <= 0.6) return "moderate";
  return kappa <= 0.8 ? "substantial" : "perfect";
}
