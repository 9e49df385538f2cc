import { ANY_REASON } from "../contact.ts";
import type { Cost, ReasonCost } from "../cost/cost.ts";
import { isAvoidable, type ReasonValue } from "../reason/value.ts";

/** One reason in a report. `share` is of all contacts: a contact may mention several reasons, so shares do not add up. */
export type ReportedReason = {
  reason: string;
  label: string;
  value: ReasonValue | null;
  contacts: number;
  share: number;
  repeats: number;
  /** `cumulative`: the part (0..1) of the cost of all reasons that this one and the dearer ones make up. */
  cost?: { amount: number; part: number; cumulative: number };
};

/** What a period's contacts are about, dearest first; where nothing has a cost, most mentioned first. */
export type ReasonsReported = {
  contacts: number;
  repeats: number;
  cost?: ReportedCost;
  reasons: ReportedReason[];
};

/** Of all contacts, and of those that mention a reason by what is to become of it: an amount has one reason only. */
export type ReportedCost = Omit<Cost, "amount"> & {
  all: number;
  reasons: number;
  avoidable: number;
  undecided: number;
};

export type KnownReason = { code: string; label: string; value: ReasonValue | null };

/** @param costs of the period by reason; `*` is all contacts */
export function reportedReasons(
  costs: ReadonlyMap<string, ReasonCost>,
  known: ReadonlyMap<string, KnownReason>,
): ReasonsReported {
  const all = costs.get(ANY_REASON);
  const contacts = all?.contacts ?? 0;
  const reasons = [...costs]
    .filter(([reason, { contacts: own }]) => reason !== ANY_REASON && own > 0)
    .map(([reason, { contacts: own, repeats, cost }]) => ({
      reason,
      label: known.get(reason)?.label ?? reason,
      value: known.get(reason)?.value ?? null,
      ...{ contacts: own, share: own / Math.max(1, contacts), repeats },
      amount: cost?.amount,
    }))
    .sort(
      (a, b) =>
        (b.amount ?? -1) - (a.amount ?? -1) || b.contacts - a.contacts || (a.reason < b.reason ? -1 : 1),
    );
  const whole = sumOf(reasons);
  let cumulative = 0;
  return {
    contacts,
    repeats: all?.repeats ?? 0,
    ...(all?.cost && { cost: reportedCost(all.cost, reasons) }),
    reasons: reasons.map(({ amount, ...reason }) => {
      if (amount === undefined) return reason;
      cumulative += amount;
      const of = whole > 0 ? whole : 1;
      return { ...reason, cost: { amount, part: amount / of, cumulative: cumulative / of } };
    }),
  };
}

type Priced = { value: ReasonValue | null; amount: number | undefined };

function reportedCost({ amount: all, ...basis }: Cost, reasons: readonly Priced[]): ReportedCost {
  return {
    ...{ ...basis, all, reasons: sumOf(reasons) },
    avoidable: sumOf(reasons.filter(({ value }) => isAvoidable(value) === true)),
    undecided: sumOf(reasons.filter(({ value }) => value === null)),
  };
}

function sumOf(reasons: readonly Priced[]): number {
  return reasons.reduce((sum, { amount = 0 }) => sum + amount, 0);
}
