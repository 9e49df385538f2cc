import type { App, BlockAction, ViewOutput } from "@slack/bolt";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../app.ts";
import { workspaceOf } from "../gate.ts";
import { PROMISE_FORM, promiseForm } from "../messages/promise-form.ts";
import { customerIdOf } from "./customer.ts";
import { customerNamed, madeText, teamOf } from "./promise.ts";

type Filled = { customer: string; text: string; dueAt: Date; owner: string };

/** The form behind both shortcuts, `/promise new` and the button under a customer. */
export function registerPromiseForm(app: App, deps: ListenerDeps): void {
  app.shortcut("log-promise", async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({
      trigger_id: shortcut.trigger_id,
      view: promiseForm({ owner: shortcut.user.id }),
    });
  });

  app.shortcut("promise-call-back", async ({ ack, shortcut, client }) => {
    await ack();
    const words = shortcut.type === "message_action" ? (shortcut.message.text ?? "") : "";
    const draft = { owner: shortcut.user.id, text: `Call back: ${words}` };
    await client.views.open({ trigger_id: shortcut.trigger_id, view: promiseForm(draft) });
  });

  app.action("promise-for-customer", async ({ ack, body, client, context }) => {
    await ack();
    const click = body as BlockAction;
    const id = customerIdOf(click);
    const customer =
      id === undefined ? null : await deps.store.customers.profile(workspaceOf({ context }).id, id);
    const known = customer?.identities[0]?.value ?? customer?.name;
    const draft = { owner: click.user.id, ...(known ? { customer: known } : {}) };
    await client.views.open({ trigger_id: click.trigger_id, view: promiseForm(draft) });
  });

  app.view(PROMISE_FORM, async ({ ack, body, view, context }) => {
    const made = await submit(deps, workspaceOf({ context }), view, body.user.id);
    if ("errors" in made) return ack({ response_action: "errors", errors: made.errors });
    await ack();
    await deps.slack.post(body.user.id, { text: made.text });
  });
}

/** Says at each field what is wrong with it, or makes the promise. The view's id makes it once. */
async function submit(
  deps: ListenerDeps,
  workspace: Workspace,
  view: ViewOutput,
  by: string,
): Promise<{ errors: Record<string, string> } | { text: string }> {
  const filled = read(view, by);
  if (filled.dueAt <= deps.now()) return { errors: { due: "Promise a time that is still to come." } };
  const customer = await customerNamed(deps, workspace.id, filled.customer);
  if (customer.kind === "several") {
    return {
      errors: { customer: `${customer.hits.length} customers fit; write their phone, e-mail or id.` },
    };
  }
  if (customer.kind === "unknown") {
    return { errors: { customer: "No customer fits; write a phone number or e-mail, I remember new ones." } };
  }
  const promise = await deps.store.promises.make({
    workspaceId: workspace.id,
    customerId: customer.id,
    text: filled.text,
    dueAt: filled.dueAt,
    owner: filled.owner,
    team: await teamOf(deps, workspace.id, filled.owner),
    channel: null,
    by,
    at: deps.now(),
    key: view.id,
  });
  return { text: madeText(promise) };
}

function read(view: ViewOutput, by: string): Filled {
  const { customer, text, due, owner } = view.state.values;
  return {
    customer: clean(customer?.customer?.value),
    text: clean(text?.text?.value),
    dueAt: new Date((due?.due?.selected_date_time ?? 0) * 1000),
    owner: owner?.owner?.selected_user ?? by,
  };
}

/** PostgreSQL holds no NUL. */
function clean(value: string | null | undefined): string {
  return (value ?? "").replaceAll("\0", "").trim();
}
