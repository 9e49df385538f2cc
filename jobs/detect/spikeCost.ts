import { ANY_REASON } from "../../src/domain/contact.ts";
import { byReason, costEach, costOf } from "../../src/domain/cost/cost.ts";
import { excessCost } from "../../src/domain/cost/excess.ts";
import { hasRates } from "../../src/domain/cost/settings.ts";
import type { SpikeFacts } from "../../src/domain/signal/signal.ts";
import type { Store } from "../../src/store/index.ts";

/** What a contact costs is looked up over so long before. */
const PERIOD_MS = 28 * 86_400_000;

/** The same facts with what the excess has cost since the spike began, where contacts have a cost. */
export async function withCost(
  store: Pick<Store, "costs" | "reasonDays">,
  workspaceId: string,
  facts: SpikeFacts,
): Promise<SpikeFacts> {
  const settings = await store.costs.get(workspaceId);
  if (!hasRates(settings)) return facts;
  const { reason, channel, windowEndAt, sinceAt = windowEndAt } = facts;
  const to = new Date(windowEndAt);
  const period = { from: new Date(to.getTime() - PERIOD_MS), to };
  const sums = byReason(
    await store.reasonDays.between(workspaceId, { ...period, reasons: [reason, ANY_REASON] }),
  );
  const own = (sums.get(reason) ?? []).filter((sum) => channel === undefined || sum.channel === channel);
  const cost = costOf(own, sums.get(ANY_REASON) ?? [], settings);
  const excess = excessCost(facts, sinceAt, costEach(own, cost), cost);
  return excess === undefined ? facts : { ...facts, cost: excess };
}
