import { isAvoidable } from "../domain/reason/value.ts";
import { standingOf } from "../figures/mend-watch.ts";
import { reasonCosts } from "../figures/reason-costs.ts";
import type { Reason } from "../store/reasons.ts";
import type { Workspace } from "../store/workspaces.ts";
import type { ListenerDeps } from "./deps.ts";
import { type Block, section } from "./messages/blocks.ts";
import type { ListReply } from "./messages/promise/lists.ts";
import { monthLines } from "./messages/reason/cost.ts";
import { mendButton, mendLine, noteLine } from "./messages/reason/mend.ts";

const MONTH_MS = 30 * 86_400_000;
/** What became of a mending is told on the page for so long after its watch ended. */
const MEND_TOLD_MS = 30 * 86_400_000;

/** A reason's page with what it costs a month, how many repeat, and what became of its mending. */
export async function withMeans(
  deps: Pick<ListenerDeps, "store" | "now" | "words">,
  workspace: Workspace,
  { code, value }: Pick<Reason, "code" | "value">,
  reply: ListReply,
): Promise<ListReply> {
  const { store, now, words } = deps;
  const at = now();
  const period = { from: new Date(at.getTime() - MONTH_MS), to: at, reasons: [code] };
  const [settings, costs, mended] = await Promise.all([
    store.costs.get(workspace.id),
    reasonCosts(store, workspace.id, period),
    mendedLines(deps, workspace, code, at),
  ]);
  const month = costs.get(code) ?? { contacts: 0, repeats: 0 };
  const lines = [...monthLines(words, month, { settings, isAvoidable: isAvoidable(value) }), ...mended];
  const blocks: Block[] = [
    ...(lines.length === 0 ? [] : [section(lines.join("\n"))]),
    mendButton(words, code),
  ];
  return {
    text: [reply.text, ...lines].join("\n").replaceAll("*", ""),
    blocks: [...reply.blocks, ...blocks],
  };
}

async function mendedLines(
  { store, words }: Pick<ListenerDeps, "store" | "words">,
  workspace: Workspace,
  code: string,
  at: Date,
): Promise<string[]> {
  const mend = await store.mends.latest(workspace.id, code);
  if (mend === null || at.getTime() - (mend.endedAt ?? at).getTime() > MEND_TOLD_MS) return [];
  // withdrawn by a person: nothing was decided
  if (mend.endedAt !== null && mend.verdict === "watching") return [];
  const standing = await standingOf(store, workspace, mend, at);
  return [[mendLine(words, { mendedOn: mend.mendedOn, standing }), ...noteLine(words, mend)].join(" ")];
}
