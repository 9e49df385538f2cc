import type { App, BlockAction } from "@slack/bolt";
import { silentListsNow } from "../../../figures/silent-lists.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { context } from "../../messages/blocks.ts";
import { PROMISE_SILENT, silentMessage, silentPromiseText } from "../../messages/customer/silent.ts";
import type { ListReply } from "../../messages/promise/lists.ts";
import { customerLabel } from "../../messages/promise/questions.ts";
import { answer, pressedId, pressedValue } from "../../press.ts";
import { ownTeams } from "../../teams-named.ts";
import { openPromiseForm } from "../promise/openers.ts";

/** A message takes 50 blocks, and a list of one team half of them. */
const MOST_BLOCKS = 48;

/** "Promise a call" in a list of silent customers: the form, with whom and what about filled in. The look-up is noted. */
export function registerSilent(app: App, deps: ListenerDeps): void {
  app.action(PROMISE_SILENT, async ({ ack, body, client, respond, context }) => {
    await ack();
    const click = body as BlockAction;
    const workspace = workspaceOf({ context });
    const id = pressedId(click, "customer");
    const customer = id === undefined ? null : await deps.store.customers.profile(workspace.id, id);
    if (customer === null) return answer(respond, { text: deps.words.t("silent.gone") });
    const looked = { at: deps.now(), actor: body.user.id, action: "customer-shown", subject: customer.id };
    await deps.store.audit.add(workspace.id, looked);
    const start = {
      customer: { value: `id:${customer.id}`, label: customerLabel(deps.words, customer) },
      text: silentPromiseText(deps.words, pressedValue(click)),
    };
    const open = (view: Parameters<typeof client.views.open>[0]["view"]) =>
      client.views.open({ trigger_id: click.trigger_id, view });
    await openPromiseForm(deps, workspace, body.user.id, open, start);
  });
}

/** `/signals silent`: the lists of the asker's teams; of who is in none, the one of no team. */
export async function answerSilent(deps: ListenerDeps, workspace: Workspace, by: string): Promise<ListReply> {
  const { words } = deps;
  const [lists, own] = await Promise.all([
    silentListsNow(deps, workspace.id, deps.now()),
    ownTeams(deps, { workspace, me: by }),
  ]);
  const shown = own.length === 0 ? [{ code: null, label: null }] : own;
  const messages = shown.flatMap(({ code, label }) => {
    const list = lists.get(code);
    return list === undefined ? [] : [silentMessage(words, list, label)];
  });
  const hint = own.length === 0 ? [words.t("silent.noTeam")] : [];
  return {
    text: [...messages.map(({ text }) => text), ...hint].join("\n\n"),
    blocks: [...messages.flatMap(({ blocks }) => blocks).slice(0, MOST_BLOCKS), ...hint.map(context)],
  };
}
