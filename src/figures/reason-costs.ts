import { ANY_REASON } from "../domain/contact.ts";
import { byReason, costEach, costOf, type ReasonCost } from "../domain/cost/cost.ts";
import type { Store } from "../store/index.ts";

/**
 * Of the days that begin in `[from, to)`, by reason (`*`: all contacts), from the roll-up. Reasons do not add up to a total: a
 * contact with several counts for each, and only its cost is split.
 */
export async function reasonCosts(
  { costs, reasonDays }: Pick<Store, "costs" | "reasonDays">,
  workspaceId: string,
  { reasons, ...period }: { from: Date; to: Date; reasons?: string[] },
): Promise<Map<string, ReasonCost>> {
  const [settings, sums] = await Promise.all([
    costs.get(workspaceId),
    reasonDays.between(workspaceId, { ...period, ...(reasons && { reasons: [...reasons, ANY_REASON] }) }),
  ]);
  const reasonSums = byReason(sums);
  const all = reasonSums.get(ANY_REASON) ?? [];
  return new Map(
    [...reasonSums].map(([reason, own]) => {
      const cost = costOf(own, all, settings);
      const each = costEach(own, cost);
      const count = (part: "contacts" | "repeats") => own.reduce((sum, each) => sum + each[part], 0);
      const counted = { contacts: count("contacts"), repeats: count("repeats") };
      return [reason, { ...counted, ...(cost && { cost }), ...(each !== undefined && { each }) }];
    }),
  );
}

/** What one contact of each reason costs; without those that have no cost. */
export function costsEach(costs: ReadonlyMap<string, ReasonCost>): Map<string, number> {
  return new Map(
    [...costs].flatMap(([reason, { each }]) => (each === undefined ? [] : [[reason, each] as const])),
  );
}
