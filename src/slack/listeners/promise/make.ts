import type { App, BlockAction } from "@slack/bolt";
import { type Doubt, doubtAbout } from "../../../domain/promise/due.ts";
import { enqueueDeliveries } from "../../../queue/enqueue.ts";
import type { CustomerHit } from "../../../store/customers.ts";
import type { ShownPromise } from "../../../store/promise-rows.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import { customerNamed, customerWords, noteListed } from "../../customer-named.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { decodeDraft, type PromiseDraft } from "../../messages/promise/draft.ts";
import { madeForYouText, madeReply, UNMAKE } from "../../messages/promise/made.ts";
import { BY_MISTAKE } from "../../messages/promise/note.ts";
import {
  customerQuestion,
  type Question,
  SETTLE,
  timeQuestionReply,
} from "../../messages/promise/questions.ts";
import { person, said } from "../../messages/words.ts";
import { answer, pressedId, pressedValue } from "../../press.ts";
import { type MakingFor, makingFor } from "../../promise/making-for.ts";
import { wordsFor } from "../../reader.ts";

/** What is still to be asked before a promise stands, or the promise. */
export type Step =
  | { kind: "made"; promise: ShownPromise; making: MakingFor }
  | { kind: "unknown-customer" }
  | { kind: "which-customer"; hits: CustomerHit[] }
  | { kind: "doubt"; doubt: Doubt; making: MakingFor };

/** The buttons of a promise's questions, and the one that takes a promise back. */
export function registerPromiseMake(app: App, deps: ListenerDeps): void {
  app.action(new RegExp(`^${SETTLE}:`), async ({ ack, body, respond, context }) => {
    await ack();
    const draft = draftOf(body as BlockAction);
    const reply =
      draft === undefined
        ? { text: deps.words.t("promiseForm.expired") }
        : await replyTo(deps, workspaceOf({ context }), body.user.id, draft);
    await answer(respond, reply, { inPlace: true });
  });

  app.action(UNMAKE, async ({ ack, body, respond, context }) => {
    await ack();
    const text = await unmake(deps, workspaceOf({ context }), body as BlockAction);
    await answer(respond, { text });
  });
}

/** Goes one step towards a promise: asks who or when, or makes it. Taken twice, it makes one. */
export async function takeStep(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  draft: PromiseDraft,
): Promise<Step> {
  const customer = await customerNamed(deps, workspace.id, draft.customer);
  if (customer.kind === "several") return { kind: "which-customer", hits: customer.hits };
  if (customer.kind === "unknown") return { kind: "unknown-customer" };
  const making = await makingFor(deps, workspace, by, draft);
  const doubt = draft.isSure ? undefined : doubtAbout(draft.due, making);
  if (doubt !== undefined) return { kind: "doubt", doubt, making };
  const customerId =
    customer.kind === "known" ? customer.id : await deps.store.customers.ensure(workspace.id, customer.ref);
  if (customerId === null) return { kind: "unknown-customer" };
  const promise = await deps.store.promises.make({
    workspaceId: workspace.id,
    customerId,
    text: draft.text.slice(0, 1_000),
    dueAt: draft.due.dueAt,
    concrete: draft.concrete,
    ...(draft.due.business && {
      businessFrom: draft.due.business.from,
      businessLeftMs: draft.due.business.leftMs,
    }),
    owner: draft.owner,
    team: making.teamCode,
    channel: draft.channel,
    by,
    at: making.now,
    key: draft.key,
    ...(draft.link !== null && { note: draft.link }),
  });
  const customerName = await customerWords(deps, workspace.id, promise);
  return { kind: "made", promise: { ...promise, customerName }, making };
}

/** A word to the owner of a promise that somebody else made for them; after the maker was answered. */
export async function tellOwner(
  { store, slack }: Pick<ListenerDeps, "store" | "slack">,
  workspace: Workspace,
  step: Step,
  by: string,
): Promise<void> {
  const owner = step.kind === "made" ? step.promise.owner : null;
  if (step.kind !== "made" || owner === null || owner === by) return;
  const words = await wordsFor({ store, slack }, workspace, owner);
  await slack.post(owner, { text: madeForYouText(words, step.promise, by) });
}

/** The step as an answer that only the maker sees. */
export async function replyTo(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  draft: PromiseDraft,
): Promise<Question | { text: string }> {
  const { words } = deps;
  const step = await takeStep(deps, workspace, by, draft);
  await tellOwner(deps, workspace, step, by);
  switch (step.kind) {
    case "made":
      return madeReply(words, step.promise, draft.link, step.making);
    case "doubt":
      return timeQuestionReply(words, draft, step.doubt, step.making);
    case "which-customer":
      await noteListed(deps, workspace.id, by, step.hits);
      return customerQuestion(words, draft, step.hits, draft.customer);
    case "unknown-customer":
      return { text: words.t("promiseForm.noCustomerFits", { typed: said(draft.customer, 80) }) };
  }
}

/** Who made it may take it back while it is open; it stays in the history as withdrawn. */
async function unmake(deps: ListenerDeps, workspace: Workspace, body: BlockAction): Promise<string> {
  const { t, when } = deps.words;
  const id = pressedId(body, "made");
  const [made] = id === undefined ? [] : await deps.store.promises.entries(workspace.id, id);
  if (id === undefined || made === undefined) return t("promiseForm.gone");
  const by = body.user.id;
  if (made.actor !== by) return t("promiseForm.onlyMaker", { maker: person(made.actor) });
  const act = { deed: "withdrawn", by, at: deps.now(), note: BY_MISTAKE } as const;
  const change = await deps.store.promises.act(workspace.id, id, act);
  if (change.kind === "missing") return t("promiseForm.gone");
  if (change.kind === "already") return t("promiseForm.closedBefore", { at: when(change.at) });
  await enqueueDeliveries(deps.enqueue, change.alertIds);
  return t("promiseForm.takenBack", { what: said(change.promise.text, 300) });
}

export function draftOf(body: BlockAction): PromiseDraft | undefined {
  return decodeDraft(pressedValue(body));
}
