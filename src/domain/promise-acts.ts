import type { CustomerPromise } from "./promise.ts";

/** What a person does to a promise in Slack, with what it takes. */
export type PromiseAct =
  | { deed: "kept" }
  /** Did not get through. */
  | { deed: "tried"; note?: string }
  /** `told`: whether the customer knows of the new time. */
  | { deed: "moved"; dueAt: Date; told: boolean; businessFrom?: Date; businessLeftMs?: number; note?: string }
  | { deed: "handed-over"; to: string; team?: string }
  | { deed: "given-up"; note: string }
  | { deed: "withdrawn"; note?: string }
  /** It was not kept by that contact after all, or not given up. */
  | { deed: "reopened"; note?: string };

export type PromiseActName = PromiseAct["deed"];

/** Who somebody is to a promise. `isTeam`: a member of its team; true for everybody when it has neither team nor owner. */
export type PromiseActor = { isOwner: boolean; isTeam: boolean; isLead: boolean };

const leadsOnly: readonly PromiseActName[] = ["given-up"];

/** Owner, team and leads act; only leads give up what nobody may forget. */
export function mayAct({ isOwner, isTeam, isLead }: PromiseActor, deed: PromiseActName): boolean {
  return isLead || (!leadsOnly.includes(deed) && (isOwner || isTeam));
}

/** Which acts a promise offers now: an open one all but reopening, an ended one only that. */
export function actsFor({ status }: Pick<CustomerPromise, "status">): PromiseActName[] {
  return status === "open"
    ? ["kept", "tried", "moved", "handed-over", "given-up", "withdrawn"]
    : status === "withdrawn"
      ? []
      : ["reopened"];
}
