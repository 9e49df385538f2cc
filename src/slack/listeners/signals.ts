import type { App } from "@slack/bolt";
import { closest } from "../../domain/closest.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../app.ts";
import { workspaceOf } from "../gate.ts";
import { type ListReply, openSignalsReply, reasonReply } from "../messages/lists.ts";
import { said } from "../messages/words.ts";
import { localDays } from "../promise-words.ts";

const DAYS = 7;

/** `/signals`: what is open now; `/signals <reason>`: its last week. */
export function registerSignals(app: App, deps: ListenerDeps): void {
  app.command("/signals", async ({ ack, command, respond, context }) => {
    await ack();
    const reply = await signalsReply(deps, workspaceOf({ context }), command.text.trim());
    await respond({ response_type: "ephemeral", ...reply } as Parameters<typeof respond>[0]);
  });
}

async function signalsReply(
  { store, now }: ListenerDeps,
  workspace: Workspace,
  asked: string,
): Promise<ListReply | { text: string }> {
  if (asked === "") return openSignalsReply(await store.signals.waiting(workspace.id), now());
  const reasons = await store.reasons.list(workspace.id);
  const wanted = asked.toLowerCase();
  const reason = reasons.find(({ code, label, aliases }) =>
    [code, label, ...aliases].some((name) => name.toLowerCase() === wanted),
  );
  if (reason === undefined) {
    const near = closest(
      wanted,
      reasons.flatMap(({ code, label }) => [code, label.toLowerCase()]),
    );
    const hint = near === undefined ? "" : ` Did you mean \`/signals ${said(near, 80)}\`?`;
    const known = reasons.slice(0, 15).map(({ code }) => said(code, 60));
    const list = known.length === 0 ? "No reason has been heard yet." : `Reasons: ${known.join(", ")}.`;
    return { text: `No reason is called “${said(asked, 80)}”.${hint} ${list}` };
  }
  const days = localDays(now(), workspace.zone, DAYS);
  const [from = now()] = days;
  const counted = await store.buckets.series(workspace.id, reason.code, { grain: "1d", from, to: now() });
  const counts = new Map(counted.map(({ startAt, count }) => [startAt.getTime(), count]));
  const week = days.map((day) => ({ startAt: day.toISOString(), count: counts.get(day.getTime()) ?? 0 }));
  return reasonReply(reason.label, week, workspace.zone);
}
