import type { App, ViewOutput } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { PromiseAct } from "../../../domain/promise/acts.ts";
import { doubtAbout } from "../../../domain/promise/due.ts";
import { watchingOf } from "../../../watching.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import type { Words } from "../../language/words.ts";
import { noticeView } from "../../messages/form.ts";
import { GIVE_UP_FORM, HAND_OVER_FORM, MOVE_FORM, moveForm } from "../../messages/promise/act-forms.ts";
import { type FormMetadata, readMetadata, writeMetadata } from "../../press-origin.ts";
import { actOn } from "../../promise/act.ts";
import { afterAct } from "./after-act.ts";

/** The forms behind Move, Give up and a list's Hand over. */
export function registerPromiseActForms(app: App, deps: ListenerDeps): void {
  for (const callbackId of [MOVE_FORM, GIVE_UP_FORM, HAND_OVER_FORM]) {
    app.view(callbackId, async ({ ack, body, view, context, client }) => {
      const filled = readForm(deps.words, view, deps.now());
      if ("errors" in filled) return ack({ response_action: "errors", errors: filled.errors });
      const metadata = readMetadata(view.private_metadata);
      const { promiseId, origin } = metadata;
      const workspace = workspaceOf({ context });
      const doubted = await questioned(deps, workspace.id, metadata, filled.act);
      if (doubted !== undefined) return ack({ response_action: "update", view: doubted });
      const place = { workspace, by: body.user.id, origin, client };
      const result = await actOn(deps, place, promiseId, filled.act);
      if ("tell" in result)
        return ack({ response_action: "update", view: noticeView(deps.words, result.tell) });
      await ack();
      await afterAct(deps, place, result);
    });
  }
}

/** What a submitted form asks for, or at which field it is wrong. */
function readForm(
  { t }: Words,
  view: ViewOutput,
  now: Date,
): { act: PromiseAct } | { errors: Record<string, string> } {
  const { due, told, why, to } = view.state.values;
  const note = (why?.why?.value ?? "").replaceAll("\0", "").trim();
  switch (view.callback_id) {
    case MOVE_FORM: {
      const dueAt = new Date((due?.due?.selected_date_time ?? 0) * 1000);
      if (dueAt <= now) return { errors: { due: t("promiseAct.notToCome") } };
      const isTold = told?.told?.selected_option?.value === "yes";
      return { act: { deed: "moved", dueAt, told: isTold, ...(note !== "" && { note }) } };
    }
    case GIVE_UP_FORM:
      return note === "" ? { errors: { why: t("promiseAct.sayWhy") } } : { act: { deed: "given-up", note } };
    default: {
      const chosen = to?.to?.selected_user;
      return chosen
        ? { act: { deed: "handed-over", to: chosen } }
        : { errors: { to: t("promiseAct.chooseSomebody") } };
    }
  }
}

/** A time when nobody works, or far away, is asked about once: the same form with the question, which a second press answers. */
async function questioned(
  { store, now, words }: ListenerDeps,
  workspaceId: string,
  { sureOf, ...metadata }: FormMetadata,
  act: PromiseAct,
): Promise<ModalView | undefined> {
  if (act.deed !== "moved" || sureOf === act.dueAt.getTime()) return undefined;
  const promise = await store.promises.get(workspaceId, metadata.promiseId);
  if (promise === null) return undefined;
  const whose = { workspaceId, team: promise.team };
  const { hours } = (await watchingOf(store, [whose]))(whose);
  const doubt = doubtAbout(act, { now: now(), hours });
  if (doubt === undefined) return undefined;
  const sure = writeMetadata({ ...metadata, sureOf: act.dueAt.getTime() });
  return moveForm(words, { promise, now: now(), metadata: sure, asked: { act, doubt } });
}
