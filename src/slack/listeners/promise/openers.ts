import type { App, BlockAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { standardDue } from "../../../domain/promise/due.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import { customerNamed } from "../../customer-named.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { type FormStart, promiseForm } from "../../messages/promise/form.ts";
import { customerLabel, REWRITE } from "../../messages/promise/questions.ts";
import { pressedId } from "../../press.ts";
import { makingFor } from "../../promise/making-for.ts";
import { unmarked } from "../../unmarked.ts";
import { draftOf } from "./make.ts";

type Open = (view: ModalView) => Promise<unknown>;

/** What opens the form: both shortcuts, the home tab, the button under a customer, and "Another time…". */
export function registerPromiseOpeners(app: App, deps: ListenerDeps): void {
  app.shortcut("log-promise", async ({ ack, shortcut, client, context }) => {
    await ack();
    const open: Open = (view) => client.views.open({ trigger_id: shortcut.trigger_id, view });
    await openPromiseForm(deps, workspaceOf({ context }), shortcut.user.id, open);
  });

  app.shortcut("promise-call-back", async ({ ack, shortcut, client, context }) => {
    await ack();
    const open: Open = (view) => client.views.open({ trigger_id: shortcut.trigger_id, view });
    const start = shortcut.type === "message_action" ? await startFromMessage(deps, shortcut) : {};
    await openPromiseForm(deps, workspaceOf({ context }), shortcut.user.id, open, start);
  });

  app.action("new-promise", async ({ ack, body, client, context }) => {
    await ack();
    const { trigger_id, user } = body as BlockAction;
    await openPromiseForm(deps, workspaceOf({ context }), user.id, (view) =>
      client.views.open({ trigger_id, view }),
    );
  });

  app.action("promise-for-customer", async ({ ack, body, client, context }) => {
    await ack();
    const { trigger_id, user } = body as BlockAction;
    const workspace = workspaceOf({ context });
    const id = pressedId(body as BlockAction, "customer");
    const start = id === undefined ? {} : await startFor(deps, workspace, `id:${id}`);
    await openPromiseForm(deps, workspace, user.id, (view) => client.views.open({ trigger_id, view }), start);
  });

  app.action(REWRITE, async ({ ack, body, client, context }) => {
    await ack();
    const { trigger_id, user } = body as BlockAction;
    const workspace = workspaceOf({ context });
    const draft = draftOf(body as BlockAction);
    const start = draft && {
      ...(await startFor(deps, workspace, draft.customer)),
      text: draft.text,
      ...(draft.due.dueAt > deps.now() && { dueAt: draft.due.dueAt }),
    };
    await openPromiseForm(deps, workspace, user.id, (view) => client.views.open({ trigger_id, view }), start);
  });
}

/** Opens the form; it starts with the standard deadline of the owner's team where no time is given. */
export async function openPromiseForm(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  open: Open,
  start: Partial<FormStart> = {},
): Promise<void> {
  const owner = start.owner ?? by;
  const [making, teams] = await Promise.all([
    makingFor(deps, workspace, by, { owner, team: start.team ?? null }),
    deps.store.teams.list(workspace.id),
  ]);
  const { dueAt } = standardDue(making.rules, making.hours, making.now);
  await open(promiseForm(deps.words, { owner, teams, dueAt, ...start }));
}

async function startFromMessage(
  { slack, words }: Pick<ListenerDeps, "slack" | "words">,
  { message, channel }: { message: { text?: string; ts: string }; channel: { id: string } },
): Promise<Partial<FormStart>> {
  const link = await slack.permalink({ channel: channel.id, ts: message.ts });
  const text = words.t("promiseForm.callBackAbout", { message: unmarked(message.text ?? "") });
  return { text, link: link ?? null };
}

async function startFor(
  deps: ListenerDeps,
  workspace: Workspace,
  typed: string,
): Promise<Pick<FormStart, "customer"> | undefined> {
  const customer = await customerNamed(deps, workspace.id, typed);
  if (customer.kind === "new")
    return { customer: { value: typed, label: deps.words.t("promiseForm.newCustomer", { typed }) } };
  if (customer.kind !== "known") return undefined;
  const known = await deps.store.customers.profile(workspace.id, customer.id);
  return known === null
    ? undefined
    : { customer: { value: `id:${customer.id}`, label: customerLabel(deps.words, known) } };
}
