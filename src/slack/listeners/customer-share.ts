import type { App, BlockAction } from "@slack/bolt";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import { workspaceOf } from "../gate.ts";
import { sharedCustomer, shareQuestion } from "../messages/customer.ts";
import type { Outcome } from "../outcome.ts";
import { customerIdOf, customerToShow, GONE } from "./customer.ts";

const DIRECT = "This is a direct conversation. Type `/customer` in the channel where you want to share it.";

type Sharing = { customerId: string; slackChannel: string; by: string };

/** "Share…" under a customer: asks first, naming the channel and what others will see; a yes posts it once and is written down before. */
export function registerCustomerShare(app: App, deps: ListenerDeps): void {
  app.action("share-customer", async ({ ack, body, respond, context }) => {
    await ack();
    const asked = sharingOf(body as BlockAction);
    const customer =
      asked && (await deps.store.customers.profile(workspaceOf({ context }).id, asked.customerId));
    const reply =
      asked === undefined
        ? { text: DIRECT }
        : customer
          ? shareQuestion(customer, asked.slackChannel)
          : { text: GONE };
    await respond({ response_type: "ephemeral", replace_original: false, ...reply });
  });

  app.action(/^share-customer-(now|not)$/, async ({ ack, body, respond, context }) => {
    await ack();
    const { actions, container } = body as BlockAction;
    const asked = sharingOf(body as BlockAction);
    const workspace = workspaceOf({ context });
    const answerTo = async (): Promise<string | undefined> => {
      if (actions[0]?.action_id === "share-customer-not") return "Not shared.";
      if (asked === undefined) return DIRECT;
      // Two clicks on one question share once.
      const question = `share ${container.message_ts}`;
      if (!(await deps.store.slackReceipts.first(workspace.id, question, deps.now()))) return undefined;
      return share(deps, workspace, asked);
    };
    const text = await answerTo();
    if (text !== undefined) await respond({ response_type: "ephemeral", replace_original: true, text });
  });
}

/** What was pressed, and where; undefined in a direct conversation. */
function sharingOf(body: BlockAction): Sharing | undefined {
  const customerId = customerIdOf(body);
  const slackChannel = body.channel?.id ?? "";
  if (customerId === undefined || !/^[CG]/.test(slackChannel)) return undefined;
  return { customerId, slackChannel, by: body.user.id };
}

async function share(
  { store, slack, now }: ListenerDeps,
  workspace: Workspace,
  { customerId, slackChannel, by }: Sharing,
): Promise<string> {
  const known = await customerToShow(store, workspace.id, customerId);
  if (known === null) return GONE;
  const at = now();
  const subject = `${customerId} in ${slackChannel}`;
  await store.audit.add(workspace.id, { at, actor: by, action: "customer-shared", subject });
  const message = sharedCustomer(known.customer, at, { by, breaches: known.breaches });
  return outcomeWords(await slack.post(slackChannel, message), slackChannel);
}

function outcomeWords({ kind }: Outcome<unknown>, slackChannel: string): string {
  const channel = `<#${slackChannel}>`;
  switch (kind) {
    case "ok":
      return `Shared in ${channel}.`;
    case "channel-dead":
      return `Not shared: I cannot post in ${channel}. \`/invite @Earshot\` there, then press Share again.`;
    case "ambiguous":
      return `Slack did not answer. Look in ${channel} before you share it again.`;
    case "rate-limited":
    case "unauthorized":
    case "refused":
      return `Not shared: Slack did not take it. Nothing was posted in ${channel}; press Share again in a minute.`;
  }
}
