import type { App, BlockAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { z } from "zod";
import { putOffFrom } from "../../../domain/reason/new-reasons.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import type { Message } from "../../messages/blocks.ts";
import { countingForm, mergeForm, reasonForm, refusedForm } from "../../messages/reason/forms.ts";
import {
  ADD_REASON,
  CHANGE_REASON,
  MERGE_REASON,
  PUT_OFF_REASON,
  REASONS_PAGE,
  reasonsReply,
  TRY_AGAIN,
} from "../../messages/reason/reasons.ts";
import { answer, pressedValue } from "../../press.ts";
import { reasonsList, shownReason } from "../../reason-list.ts";
import { NOWHERE, originOf, type ReasonOrigin, redrawOrigin } from "../../reason-origin.ts";
import { reasonNamed } from "../signal/reason-named.ts";
import { showConfirm } from "./reason-confirm.ts";
import { registerReasonForms } from "./reason-forms.ts";
import { isAdmin } from "./settings.ts";

type Views = Pick<WebClient, "views">;
type Opener = (view: ModalView) => Promise<unknown>;
type Opening = { open(view: ModalView): Promise<{ view?: { id?: string } }>; views: Views };

/** `/earshot reasons [page]`: the catalogue, and what is not in it yet. */
export async function answerReasons(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  words: string[],
): Promise<Message> {
  const page = Number(words[0] ?? 1);
  // without Slack's word the list is shown all the same; its buttons ask again
  const [list, mayChange] = await Promise.all([
    reasonsList(deps, workspace),
    isAdmin(deps, by).catch(() => false),
  ]);
  const shown = { page: Number.isInteger(page) ? page : 1, now: deps.now(), mayChange };
  return reasonsReply(deps.words, list, shown);
}

/** `/earshot reason invoice-wrong`: opens its form for an admin. Undefined, or what to say instead. */
export async function openReason(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  words: string[],
  open: Opener,
): Promise<string | undefined> {
  const { t } = deps.words;
  if (words.length === 0) return t("reasons.howToChange");
  if (!(await isAdmin(deps, by))) return t("gate.adminsOnly");
  const named = await reasonNamed(deps, workspace.id, { name: words.join(" "), command: "/earshot reason " });
  if ("text" in named) return named.text;
  await openForm(deps, workspace, named.reason.code, NOWHERE, open);
  return undefined;
}

/** `/earshot merge INV-ERR into invoice-wrong`: says what it would do. Undefined, or what to say instead. */
export async function openMerge(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  words: string[],
  { open, views }: Opening,
): Promise<string | undefined> {
  const { t } = deps.words;
  const [, code, into] = /^(.+?)\s+into\s+(.+)$/i.exec(words.join(" ")) ?? [];
  if (code === undefined || into === undefined) return t("reasons.howToMerge");
  if (!(await isAdmin(deps, by))) return t("gate.adminsOnly");
  const named = [];
  for (const [name, before] of [
    [code, "/earshot merge "],
    [into, `/earshot merge ${code} into `],
  ] as const) {
    const found = await reasonNamed(deps, workspace.id, { name, command: before });
    if ("text" in found) return found.text;
    named.push(found.reason.code);
  }
  const [from = "", to = ""] = named;
  const opened = await open(countingForm(deps.words, "merge"));
  const asked = { code: from, into: to, deed: "merge" as const, origin: NOWHERE };
  await showConfirm(deps, workspace, asked, { viewId: opened.view?.id ?? "", views });
  return undefined;
}

/** The buttons of the catalogue and of the message about new codes, for admins; and the forms behind them. */
export function registerReasons(app: App, deps: ListenerDeps): void {
  registerReasonForms(app, deps);
  app.action(new RegExp(`^${REASONS_PAGE}-\\d+$`), async ({ ack, body, respond, context }) => {
    await ack();
    const press = body as BlockAction;
    const page = await answerReasons(deps, workspaceOf({ context }), press.user.id, [valueIn(press)]);
    await answer(respond, page, { inPlace: true });
  });
  for (const [id, decide] of Object.entries(deciders)) {
    app.action(id, async ({ ack, body, respond, context, client }) => {
      await ack();
      const workspace = workspaceOf({ context });
      const press = body as BlockAction;
      if (!(await isAdmin(deps, press.user.id)))
        return answer(respond, { text: deps.words.t("gate.adminsOnly") });
      const origin = await originOf(deps, workspace, press);
      await decide(deps, workspace, { press, origin, client });
    });
  }
}

type Pressed = { press: BlockAction; origin: ReasonOrigin; client: WebClient };
type Decider = (deps: ListenerDeps, workspace: Workspace, pressed: Pressed) => Promise<void>;

const deciders: Record<string, Decider> = {
  [CHANGE_REASON]: async (deps, workspace, { press, origin, client }) => {
    const { trigger_id } = press;
    await openForm(deps, workspace, valueIn(press), origin, (view) =>
      client.views.open({ trigger_id, view }),
    );
  },
  [MERGE_REASON]: async (deps, workspace, { press, origin, client }) => {
    const { code, into } = mergeSchema.parse(JSON.parse(valueIn(press)));
    const { trigger_id } = press;
    if (into === undefined) {
      await client.views.open({ trigger_id, view: await mergeView(deps, workspace, code, origin) });
      return;
    }
    const opened = await client.views.open({ trigger_id, view: countingForm(deps.words, "merge") });
    const asked = { code, into, deed: "merge" as const, origin };
    await showConfirm(deps, workspace, asked, { viewId: opened.view?.id ?? "", views: client });
  },
  [ADD_REASON]: async (deps, workspace, { press, origin, client }) => {
    const code = valueIn(press);
    const at = deps.now();
    await deps.store.reasons.upsert(workspace.id, { code }, at);
    await noteChange(deps, workspace, press.user.id, `reason ${code} catalogued`);
    await redrawOrigin(deps, workspace, origin, client);
  },
  [TRY_AGAIN]: async (deps, workspace, { press, origin, client }) => {
    const isWaiting = await deps.store.recodings.tryAgain(workspace.id, valueIn(press));
    if (isWaiting) await noteChange(deps, workspace, press.user.id, "a merge or split tried again");
    await deps.enqueue("recode", { workspaceId: workspace.id });
    const text = deps.words.t(isWaiting ? "reasons.triedAgain" : "reasons.notSetAside");
    await deps.slack.post(press.user.id, { text });
    await redrawOrigin(deps, workspace, origin, client);
  },
  [PUT_OFF_REASON]: async (deps, workspace, { press, origin, client }) => {
    await deps.store.reasons.putOff(workspace.id, valueIn(press), putOffFrom(deps.now()));
    await redrawOrigin(deps, workspace, origin, client);
  },
};

const mergeSchema = z.object({ code: z.string(), into: z.string().optional() });

/** The form that asks into which reason. */
export async function mergeView(
  deps: ListenerDeps,
  workspace: Workspace,
  code: string,
  origin: ReasonOrigin,
): Promise<ModalView> {
  const { known } = await reasonsList(deps, workspace);
  const reason = await deps.store.reasons.get(workspace.id, code);
  if (reason === null) return refusedForm(deps.words, deps.words.t("reasons.unknown", { code }));
  const others = known.filter((each) => each.code !== reason.code);
  const metadata = JSON.stringify({ code: reason.code, deed: "merge", origin });
  return mergeForm(deps.words, reason, others, metadata);
}

/** Writes down who changed what. */
export async function noteChange(
  { store, now }: Pick<ListenerDeps, "store" | "now">,
  { id }: Workspace,
  actor: string,
  subject: string,
): Promise<void> {
  await store.audit.add(id, { at: now(), actor, action: "setting", subject: subject.slice(0, 200) });
}

async function openForm(
  deps: ListenerDeps,
  workspace: Workspace,
  code: string,
  origin: ReasonOrigin,
  open: Opener,
): Promise<void> {
  const reason = await shownReason(deps, workspace, code);
  const view =
    reason === undefined
      ? refusedForm(deps.words, deps.words.t("reasons.unknown", { code }))
      : reasonForm(deps.words, reason, JSON.stringify({ code: reason.code, origin }));
  await open(view);
}

const valueIn = (press: BlockAction): string => pressedValue(press) ?? "";
