import type { App, BlockAction, ViewOutput } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import type { PromiseAct } from "../../domain/promise-acts.ts";
import type { ListenerDeps } from "../app.ts";
import { workspaceOf } from "../gate.ts";
import {
  GIVE_UP_FORM,
  giveUpForm,
  HAND_OVER_FORM,
  handOverForm,
  MOVE_FORM,
  moveForm,
} from "../messages/act-forms.ts";
import { noticeView, outcomeMessage, outcomeText } from "../messages/act-outcome.ts";
import { type PromiseButton, pressed, promiseButtons } from "../messages/promise-row.ts";
import { answerAt, originOf, type PressOrigin, readMetadata, writeMetadata } from "../press-origin.ts";
import { type ActResult, actOn, type Doer, promiseFor } from "../promise-act.ts";
import { redraw } from "./alert-clicks.ts";
import { publishHome, type ViewsClient } from "./home.ts";
import { listAgain, showPromise } from "./promise-lists.ts";

type Place = Doer & { origin: PressOrigin; client: ViewsClient };
type Press = Place & {
  promiseId: string;
  button: PromiseButton;
  /** Of a choice of people. */
  chosen: string | undefined;
  triggerId: string;
};

/** The buttons of a promise, wherever it is shown, and the forms that some of them open. */
export function registerPromiseClicks(app: App, deps: ListenerDeps): void {
  app.action(
    /^promise-(done|tried|move|hand-over|give-up|undo|show|more)$/,
    async ({ ack, body, context, client }) => {
      await ack();
      const press = readPress(body as BlockAction, { workspace: workspaceOf({ context }), client });
      if (press !== undefined) await onPress(deps, press);
    },
  );

  for (const callbackId of [MOVE_FORM, GIVE_UP_FORM, HAND_OVER_FORM]) {
    app.view(callbackId, async ({ ack, body, view, context, client }) => {
      const filled = readForm(view, deps.now());
      if ("errors" in filled) return ack({ response_action: "errors", errors: filled.errors });
      const { promiseId, origin } = readMetadata(view.private_metadata);
      const place = { workspace: workspaceOf({ context }), by: body.user.id, origin, client };
      const result = await actOn(deps, place, promiseId, filled.act);
      if ("tell" in result) return ack({ response_action: "update", view: noticeView(result.tell) });
      await ack();
      await afterAct(deps, place, result);
    });
  }
}

function readPress(body: BlockAction, setting: Pick<Press, "workspace" | "client">): Press | undefined {
  const [clicked] = body.actions;
  const id = /^promise:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(clicked?.block_id ?? "")?.[1];
  if (clicked === undefined || id === undefined) return undefined;
  const value =
    clicked.type === "overflow"
      ? clicked.selected_option.value
      : clicked.type === "button"
        ? clicked.value
        : undefined;
  const what = pressed(clicked.action_id, value);
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
  const view = form({ promise: found.promise, now: deps.now(), metadata });
  await press.client.views.open({ trigger_id: triggerId, view });
}

/** What a submitted form asks for, or at which field it is wrong. */
function readForm(view: ViewOutput, now: Date): { act: PromiseAct } | { errors: Record<string, string> } {
  const { due, told, why, to } = view.state.values;
  const note = (why?.why?.value ?? "").replaceAll("\0", "").trim();
  switch (view.callback_id) {
    case MOVE_FORM: {
      const dueAt = new Date((due?.due?.selected_date_time ?? 0) * 1000);
      if (dueAt <= now) return { errors: { due: "Move it to a time that is still to come." } };
      const isTold = told?.told?.selected_option?.value === "yes";
      return { act: { deed: "moved", dueAt, told: isTold, ...(note !== "" && { note }) } };
    }
    case GIVE_UP_FORM:
      return note === ""
        ? { errors: { why: "Say why: it stays in the promise's history." } }
        : { act: { deed: "given-up", note } };
    default: {
      const chosen = to?.to?.selected_user;
      return chosen ? { act: { deed: "handed-over", to: chosen } } : { errors: { to: "Choose a person." } };
    }
  }
}

/** Everything that shows the promise is drawn again: its alerts for all, and what the doer has before them. */
async function afterAct(
  deps: ListenerDeps,
  { workspace, by, origin, client }: Place,
  result: Extract<ActResult, { alertIds: string[] }>,
): Promise<void> {
  const { log } = deps;
  const alerts = Promise.all(result.alertIds.map((alertId) => redraw(deps, alertId)));
  switch (origin.kind) {
    case "home":
      await publishHome(deps, { workspace, userId: by, client }, result);
      break;
    case "reply": {
      const again = await listAgain(deps, workspace, by, { list: origin.list, outcome: result });
      await answerAt(origin.url, again, { inPlace: true, log });
      break;
    }
    case "direct":
      await answerAt(origin.url, outcomeMessage(result, deps.now()), { inPlace: true, log });
      break;
    case "channel":
      // A message that is no alert stays as it is: say at least to the doer what came of it.
      if (result.alertIds.length === 0) {
        await answerAt(origin.url, { text: outcomeText(result, deps.now()) }, { inPlace: false, log });
      }
  }
  await alerts;
}

/** To the presser only; over the home tab it takes a view of its own. */
async function answer(
  deps: ListenerDeps,
  { origin, client, triggerId }: Press,
  reply: { text: string; blocks?: object[] },
): Promise<void> {
  if (origin.kind !== "home") return answerAt(origin.url, reply, { inPlace: false, log: deps.log });
  const blocks = (reply.blocks as KnownBlock[] | undefined)?.filter(({ type }) => type !== "actions");
  await client.views.open({ trigger_id: triggerId, view: noticeView(reply.text, blocks) });
}
