import type { App, BlockAction } from "@slack/bolt";
import type { Workspace } from "../../../store/workspaces.ts";
import type { Outcome } from "../../connection/outcome.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { type Words, wordsIn } from "../../language/words.ts";
import { sharedCustomer, shareQuestion } from "../../messages/customer/customer.ts";
import { answer, pressedId } from "../../press.ts";
import { customerToShow } from "./customer.ts";

type Sharing = { customerId: string; slackChannel: string; by: string };

/** "Share…" under a customer: asks first, naming the channel and what others will see; a yes posts it once and is written down before. */
export function registerCustomerShare(app: App, deps: ListenerDeps): void {
  app.action("share-customer", async ({ ack, body, respond, context }) => {
    await ack();
    const { t } = deps.words;
    const asked = sharingOf(body as BlockAction);
    const customer =
      asked && (await deps.store.customers.profile(workspaceOf({ context }).id, asked.customerId));
    const reply =
      asked === undefined
        ? { text: t("customer.shareDirect") }
        : customer
          ? shareQuestion(deps.words, customer, asked.slackChannel)
          : { text: t("customer.gone") };
    await answer(respond, reply);
  });

  app.action(/^share-customer-(now|not)$/, async ({ ack, body, respond, context }) => {
    await ack();
    const { t } = deps.words;
    const { actions, container } = body as BlockAction;
    const asked = sharingOf(body as BlockAction);
    const workspace = workspaceOf({ context });
    const answerTo = async (): Promise<string | undefined> => {
      if (actions[0]?.action_id === "share-customer-not") return t("customer.notShared");
      if (asked === undefined) return t("customer.shareDirect");
      // Two clicks on one question share once.
      const question = `share ${container.message_ts}`;
      if (!(await deps.store.slackReceipts.first(workspace.id, question, deps.now()))) return undefined;
      return share(deps, workspace, asked);
    };
    const text = await answerTo();
    if (text !== undefined) await answer(respond, { text }, { inPlace: true });
  });
}

/** What was pressed, and where; undefined in a direct conversation. */
function sharingOf(body: BlockAction): Sharing | undefined {
  const customerId = pressedId(body, "customer");
  const slackChannel = body.channel?.id ?? "";
  if (customerId === undefined || !/^[CG]/.test(slackChannel)) return undefined;
  return { customerId, slackChannel, by: body.user.id };
}

async function share(
  { store, slack, now, words }: ListenerDeps,
  workspace: Workspace,
  { customerId, slackChannel, by }: Sharing,
): Promise<string> {
  const known = await customerToShow(store, workspace.id, customerId);
  if (known === null) return words.t("customer.gone");
  const at = now();
  const subject = `${customerId} in ${slackChannel}`;
  await store.audit.add(workspace.id, { at, actor: by, action: "customer-shared", subject });
  const message = sharedCustomer(wordsIn(workspace.language), known.customer, at, {
    by,
    breaches: known.breaches,
  });
  return outcomeText(words, await slack.post(slackChannel, message), slackChannel);
}

function outcomeText({ t }: Words, { kind }: Outcome<unknown>, slackChannel: string): string {
  const channel = `<#${slackChannel}>`;
  switch (kind) {
    case "ok":
      return t("customer.shared", { channel });
    case "channel-dead":
      return t("customer.shareNoWay", { channel });
    case "ambiguous":
      return t("customer.shareUnsure", { channel });
    case "rate-limited":
    case "unauthorized":
    case "refused":
      return t("customer.shareRefused", { channel });
  }
}
