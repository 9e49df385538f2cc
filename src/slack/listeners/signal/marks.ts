import type { App, BlockAction } from "@slack/bolt";
import { isMarkable } from "../../../domain/signal/mark.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { markedText } from "../../messages/alert/marks.ts";
import { answer } from "../../press.ts";
import { redraw, signalOf } from "./alert-clicks.ts";

/** Useful or not: one mark a person, changeable, answered to the clicker only; the alert shows the sum. */
export function registerMarks(app: App, deps: ListenerDeps): void {
  app.action(/^(useful|not-useful)$/, async ({ ack, body, respond, context }) => {
    await ack();
    const { id: workspaceId } = workspaceOf({ context });
    const click = body as BlockAction;
    const signal = await signalOf(deps, workspaceId, click);
    const tell = (text: string) => answer(respond, { text });
    if (signal === undefined || !isMarkable(signal.kind)) return tell(deps.words.t("refusal.missingAlert"));
    const useful = click.actions[0]?.action_id === "useful";
    const mark = { workspaceId, signalId: signal.id, slackUserId: body.user.id, useful, at: deps.now() };
    const marked = await deps.store.marks.mark(mark);
    await tell(markedText(deps.words, useful, marked !== null));
    await Promise.all((marked?.alertIds ?? []).map((alertId) => redraw(deps, alertId)));
  });
}
