import type { App, BlockAction } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { PromiseAct } from "../../../domain/promise/acts.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { noticeView } from "../../messages/form.ts";
import { giveUpForm, handOverForm, moveForm } from "../../messages/promise/act-forms.ts";
import { type PromiseButton, pressed, promiseButtons } from "../../messages/promise/row.ts";
import { pressedId, pressedValue } from "../../press.ts";
import { answerAt, originOf, writeMetadata } from "../../press-origin.ts";
import { actOn, promiseFor } from "../../promise/act.ts";
import { afterAct, type Place } from "./after-act.ts";
import { showPromise } from "./lists.ts";

type Press = Place & {
  promiseId: string;
  button: PromiseButton;
  /** Of a choice of people. */
  chosen: string | undefined;
  triggerId: string;
};

/** The buttons of a promise, wherever it is shown. */
export function registerPromiseClicks(app: App, deps: ListenerDeps): void {
  app.action(
    /^promise-(done|tried|move|told|hand-over|give-up|undo|show|more)$/,
    async ({ ack, body, context, client }) => {
      await ack();
      const press = readPress(body as BlockAction, { workspace: workspaceOf({ context }), client });
      if (press !== undefined) await onPress(deps, press);
    },
  );
}

function readPress(body: BlockAction, setting: Pick<Press, "workspace" | "client">): Press | undefined {
  const [clicked] = body.actions;
  const id = pressedId(body, "promise");
  if (clicked === undefined || id === undefined) return undefined;
  const what = pressed(clicked.action_id, pressedValue(body));
  if (what === undefined) return undefined;
  return {
    ...setting,
    by: body.user.id,
    promiseId: id,
    button: what.button,
    chosen: clicked.type === "users_select" ? clicked.selected_user : undefined,
    origin: originOf(body, what.list),
    triggerId: body.trigger_id,
  };
}

async function onPress(deps: ListenerDeps, press: Press): Promise<void> {
  const { promiseId, button, chosen } = press;
  switch (button) {
    case "promise-show":
      return answer(deps, press, await showPromise(deps, press.workspace, press.by, promiseId));
    case "promise-move":
      return openForm(deps, press, moveForm);
    case "promise-give-up":
      return openForm(deps, press, giveUpForm);
    case "promise-hand-over":
      return chosen === undefined
        ? openForm(deps, press, handOverForm)
        : carryOut(deps, press, { deed: "handed-over", to: chosen });
    case "promise-done":
    case "promise-tried":
    case "promise-told":
    case "promise-undo":
      return carryOut(deps, press, { deed: promiseButtons[button] });
  }
}

async function carryOut(deps: ListenerDeps, press: Press, act: PromiseAct): Promise<void> {
  const result = await actOn(deps, press, press.promiseId, act);
  if ("tell" in result) return answer(deps, press, { text: result.tell });
  await afterAct(deps, press, result);
}

/** Whoever may not, or comes too late, is told before they write anything. */
async function openForm(
  deps: ListenerDeps,
  press: Press,
  form: typeof moveForm | typeof giveUpForm,
): Promise<void> {
  const { promiseId, button, origin, triggerId } = press;
  const deed = promiseButtons[button];
  if (deed === "show") return;
  const found = await promiseFor(deps, press, promiseId, deed);
  if ("tell" in found) return answer(deps, press, { text: found.tell });
  const metadata = writeMetadata({ promiseId, origin });
  const view = form(deps.words, { promise: found.promise, now: deps.now(), metadata });
  await press.client.views.open({ trigger_id: triggerId, view });
}

/** To the presser only; over the home tab it takes a view of its own. */
async function answer(
  deps: ListenerDeps,
  { origin, client, triggerId }: Press,
  reply: { text: string; blocks?: object[] },
): Promise<void> {
  if (origin.kind !== "home") return answerAt(origin.url, reply, { inPlace: false, log: deps.log });
  const blocks = (reply.blocks as KnownBlock[] | undefined)?.filter(({ type }) => type !== "actions");
  await client.views.open({ trigger_id: triggerId, view: noticeView(deps.words, reply.text, blocks) });
}
