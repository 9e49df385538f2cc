import { type ReasonTotals, topReasons } from "../../../domain/reason/top-reasons.ts";
import { reasonCosts } from "../../../figures/reason-costs.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import type { Message } from "../../messages/blocks.ts";
import { topReasonsReply } from "../../messages/reason/top-reasons.ts";

const HOUR_MS = 3_600_000;
const WEEK_MS = 7 * 24 * HOUR_MS;
const LIMIT = 10;

/** Answers `/signals top [week]`: the last seven days in whole hours, against the seven before. */
export async function answerTop(
  { store, now, words }: Pick<ListenerDeps, "store" | "now" | "words">,
  { id }: Workspace,
): Promise<Message | { text: string }> {
  const to = Math.floor(now().getTime() / HOUR_MS) * HOUR_MS;
  const totals = (from: number): Promise<ReasonTotals> =>
    store.buckets.totals(id, { grain: "1h", from: new Date(from), to: new Date(from + WEEK_MS) });
  const days = { from: new Date(to - WEEK_MS), to: new Date(to) };
  const [latest, before, span, reasons, costs, settings] = await Promise.all([
    totals(to - WEEK_MS),
    totals(to - 2 * WEEK_MS),
    store.buckets.span(id),
    store.reasons.list(id),
    reasonCosts(store, id, days),
    store.costs.get(id),
  ]);
  if (span === null) return { text: words.t("signals.noHistory") };
  const isCovered = span.firstAt.getTime() <= to - 2 * WEEK_MS;
  const top = topReasons(latest, isCovered ? before : undefined, { limit: LIMIT });
  const labels = new Map(reasons.map(({ code, label }) => [code, label]));
  const named = top.reasons.map((each) => ({
    ...{ ...each, label: labels.get(each.reason) ?? each.reason },
    means: costs.get(each.reason),
  }));
  return topReasonsReply(words, { ...top, reasons: named }, new Date(to), settings);
}
