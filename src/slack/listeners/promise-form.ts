import type { App, BlockAction, ViewOutput } from "@slack/bolt";
import type { ModalView, Option } from "@slack/types";
import { standardDue } from "../../domain/promise-due.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../app.ts";
import { workspaceOf } from "../gate.ts";
import { makingFor } from "../making-for.ts";
import { decodeDraft, encodeDraft, type PromiseDraft, settledAt } from "../messages/promise-draft.ts";
import {
  customerOption,
  type FormStart,
  OWNERS_TEAM,
  PROMISE_FORM,
  promiseForm,
  TIME_FORM,
  timeForm,
} from "../messages/promise-form.ts";
import { madeReply } from "../messages/promise-made.ts";
import { customerLabel, REWRITE, timeQuestion } from "../messages/promise-questions.ts";
import { unmarked } from "../unmarked.ts";
import { customerIdOf } from "./customer.ts";
import { customerNamed, draftOf, type Step, takeStep } from "./promise-make.ts";

type Open = (view: ModalView) => Promise<unknown>;
/** What Slack is answered to a submitted form. */
type Answer =
  | { response_action: "errors"; errors: Record<string, string> }
  | { response_action: "push"; view: ModalView };

/** The form behind both shortcuts, `/promise new`, the home tab and the button under a customer. */
export function registerPromiseForm(app: App, deps: ListenerDeps): void {
  registerOpeners(app, deps);

  app.options("customer", async ({ ack, options, body, context }) => {
    const typed = options.value.replaceAll("\0", "").trim().slice(0, 140);
    await ack({ options: await customersLike(deps, workspaceOf({ context }), typed, body.user.id) });
  });

  app.view(PROMISE_FORM, async ({ ack, body, view, context }) => {
    const workspace = workspaceOf({ context });
    const draft = filled(view, body.user.id);
    const step = await takeStep(deps, workspace, body.user.id, draft);
    const answer = answerTo(step, draft);
    await (answer === undefined ? ack() : ack(answer));
    await sayMade(deps, body.user.id, step, draft);
  });

  app.view(TIME_FORM, async ({ ack, body, view, context }) => {
    const asked = decodeDraft(view.private_metadata);
    if (asked === undefined) return ack({ response_action: "clear" });
    const draft = settled(asked, view);
    const step = await takeStep(deps, workspaceOf({ context }), body.user.id, draft);
    await ack({ response_action: "clear" });
    await sayMade(deps, body.user.id, step, draft);
  });
}

function registerOpeners(app: App, deps: ListenerDeps): void {
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
    const id = customerIdOf(body as BlockAction);
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
  await open(promiseForm({ owner, teams, dueAt, ...start }));
}

async function startFromMessage(
  { slack }: Pick<ListenerDeps, "slack">,
  { message, channel }: { message: { text?: string; ts: string }; channel: { id: string } },
): Promise<Partial<FormStart>> {
  const link = await slack.permalink({ channel: channel.id, ts: message.ts });
  return { text: `Call back: ${unmarked(message.text ?? "")}`, link: link ?? null };
}

async function startFor(
  deps: ListenerDeps,
  workspace: Workspace,
  words: string,
): Promise<Pick<FormStart, "customer"> | undefined> {
  const customer = await customerNamed(deps, workspace.id, words);
  if (customer.kind === "new") return { customer: { value: words, label: `New: ${words}` } };
  if (customer.kind !== "known") return undefined;
  const known = await deps.store.customers.profile(workspace.id, customer.id);
  return known === null
    ? undefined
    : { customer: { value: `id:${customer.id}`, label: customerLabel(known) } };
}

/** Those who fit what is typed, and a new one when it is a whole phone number or e-mail. Each look is written down. */
async function customersLike(
  { store, now }: ListenerDeps,
  workspace: Workspace,
  typed: string,
  by: string,
): Promise<Option[]> {
  const named = await customerNamed({ store }, workspace.id, typed);
  if (named.kind === "new") return [customerOption(typed, `New: ${typed}`)];
  const hits = typed === "" ? [] : await store.customers.find(workspace.id, typed);
  for (const { id } of hits) {
    await store.audit.add(workspace.id, { at: now(), actor: by, action: "customer-listed", subject: id });
  }
  return hits.map((hit) => customerOption(`id:${hit.id}`, customerLabel(hit)));
}

function answerTo(step: Step, draft: PromiseDraft): Answer | undefined {
  switch (step.kind) {
    case "made":
      return undefined;
    case "doubt": {
      const { why, choices } = timeQuestion(draft, step.doubt, step.making);
      return { response_action: "push", view: timeForm(why, choices, encodeDraft(draft)) };
    }
    case "which-customer":
      return errorAt("customer", `${step.hits.length} customers fit; choose one of the list.`);
    case "unknown-customer":
      return errorAt("customer", "No customer fits; write a phone number or e-mail, I remember new ones.");
  }
}

/** The draft with the time that was chosen when it was asked about. */
function settled(draft: PromiseDraft, view: ViewOutput): PromiseDraft {
  const chosen = view.state.values.choice?.choice?.selected_option?.value;
  return settledAt(draft, chosen === undefined ? draft.due.dueAt : new Date(Number(chosen)));
}

async function sayMade(deps: ListenerDeps, to: string, step: Step, draft: PromiseDraft): Promise<void> {
  if (step.kind !== "made") return;
  await deps.slack.post(to, { attachments: [], ...madeReply(step.promise, draft.link, step.making) });
}

function filled(view: ViewOutput, by: string): PromiseDraft {
  const { customer, text, due, owner, team, channel } = view.state.values;
  const teamCode = team?.team?.selected_option?.value;
  return {
    key: view.id,
    customer: customer?.customer?.selected_option?.value ?? "",
    text: (text?.text?.value ?? "").replaceAll("\0", "").trim(),
    due: { dueAt: new Date((due?.due?.selected_date_time ?? 0) * 1000), business: null },
    concrete: true,
    isSure: false,
    owner: owner?.owner?.selected_user ?? by,
    team: teamCode === undefined || teamCode === OWNERS_TEAM ? null : teamCode,
    channel: channel?.channel?.selected_option?.value ?? null,
    link: view.private_metadata || null,
  };
}

function errorAt(field: string, why: string): Answer {
  return { response_action: "errors", errors: { [field]: why } };
}
