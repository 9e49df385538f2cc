import type { App, ViewOutput } from "@slack/bolt";
import type { ModalView, Option } from "@slack/types";
import type { Workspace } from "../../../store/workspaces.ts";
import { customerNamed, noteListed } from "../../customer-named.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import type { Words } from "../../language/words.ts";
import { noticeView, option } from "../../messages/form.ts";
import { decodeDraft, encodeDraft, type PromiseDraft, settledAt } from "../../messages/promise/draft.ts";
import { OWNERS_TEAM, PROMISE_FORM, TIME_FORM, timeForm } from "../../messages/promise/form.ts";
import { madeReply } from "../../messages/promise/made.ts";
import { customerLabel, timeQuestion } from "../../messages/promise/questions.ts";
import { type Step, takeStep, tellOwner } from "./make.ts";

/** What Slack is answered to a submitted form. */
type Answer =
  | { response_action: "errors"; errors: Record<string, string> }
  | { response_action: "push"; view: ModalView };

/** What the form asks and gets: customers to choose from, the promise, and the answer to a question about its time. */
export function registerPromiseForm(app: App, deps: ListenerDeps): void {
  app.options("customer", async ({ ack, options, body, context }) => {
    const typed = options.value.replaceAll("\0", "").trim().slice(0, 140);
    await ack({ options: await customersLike(deps, workspaceOf({ context }), typed, body.user.id) });
  });

  app.view(PROMISE_FORM, async ({ ack, body, view, context }) => {
    const workspace = workspaceOf({ context });
    const draft = filled(view, body.user.id);
    const step = await takeStep(deps, workspace, body.user.id, draft);
    const answer = answerTo(deps.words, step, draft);
    await (answer === undefined ? ack() : ack(answer));
    await sayMade(deps, workspace, body.user.id, step, draft);
  });

  app.view(TIME_FORM, async ({ ack, body, view, context }) => {
    // In the question's place: closed, it leaves the form with what was written.
    const refuse = (why: string) =>
      ack({ response_action: "update", view: noticeView(deps.words, why, undefined, view.title.text) });
    const asked = decodeDraft(view.private_metadata);
    if (asked === undefined) return refuse(deps.words.t("promiseForm.expired"));
    const draft = settled(asked, view);
    const workspace = workspaceOf({ context });
    const step = await takeStep(deps, workspace, body.user.id, draft);
    const refusal = customerRefusal(deps.words, step);
    if (refusal !== undefined) return refuse(refusal);
    await ack({ response_action: "clear" });
    await sayMade(deps, workspace, body.user.id, step, draft);
  });
}

/** Those who fit what is typed, and a new one when it is a whole phone number or e-mail. Each look is written down. */
async function customersLike(
  { store, now, words }: ListenerDeps,
  workspace: Workspace,
  typed: string,
  by: string,
): Promise<Option[]> {
  const named = await customerNamed({ store }, workspace.id, typed);
  if (named.kind === "new") return [option(typed, words.t("promiseForm.newCustomer", { typed }))];
  const hits = typed === "" ? [] : await store.customers.find(workspace.id, typed);
  await noteListed({ store, now }, workspace.id, by, hits);
  return hits.map((hit) => option(`id:${hit.id}`, customerLabel(words, hit)));
}

function answerTo(words: Words, step: Step, draft: PromiseDraft): Answer | undefined {
  const refusal = customerRefusal(words, step);
  if (refusal !== undefined) return { response_action: "errors", errors: { customer: refusal } };
  if (step.kind !== "doubt") return undefined;
  const { why, choices } = timeQuestion(words, draft, step.doubt, step.making);
  return { response_action: "push", view: timeForm(words, why, choices, encodeDraft(draft)) };
}

/** Why no promise can be made to whom it names; undefined when it can. */
function customerRefusal({ t }: Words, step: Step): string | undefined {
  if (step.kind === "which-customer") return t("promiseForm.chooseCustomer", { count: step.hits.length });
  return step.kind === "unknown-customer" ? t("promiseForm.noCustomer") : undefined;
}

/** The draft with the time that was chosen when it was asked about. */
function settled(draft: PromiseDraft, view: ViewOutput): PromiseDraft {
  const chosen = view.state.values.choice?.choice?.selected_option?.value;
  return settledAt(draft, chosen === undefined ? draft.due.dueAt : new Date(Number(chosen)));
}

async function sayMade(
  deps: ListenerDeps,
  workspace: Workspace,
  to: string,
  step: Step,
  draft: PromiseDraft,
): Promise<void> {
  if (step.kind !== "made") return;
  const reply = madeReply(deps.words, step.promise, draft.link, step.making);
  await deps.slack.post(to, { attachments: [], ...reply });
  await tellOwner(deps, workspace, step, to);
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
