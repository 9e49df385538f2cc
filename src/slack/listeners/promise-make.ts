import type { App, BlockAction } from "@slack/bolt";
import type { CustomerRef } from "../../domain/contact.ts";
import { type Doubt, doubtAbout } from "../../domain/promise-due.ts";
import { enqueueDeliveries } from "../../queue/enqueue.ts";
import type { CustomerHit } from "../../store/customers.ts";
import type { ShownPromise } from "../../store/promise-rows.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../app.ts";
import { workspaceOf } from "../gate.ts";
import { type MakingFor, makingFor } from "../making-for.ts";
import { decodeDraft, type PromiseDraft } from "../messages/promise-draft.ts";
import { madeForYouText, madeReply, UNMAKE } from "../messages/promise-made.ts";
import { customerQuestion, type Question, SETTLE, timeQuestionReply } from "../messages/promise-questions.ts";
import { person, said, when } from "../messages/words.ts";

/** What is still to be asked before a promise stands, or the promise. */
export type Step =
  | { kind: "made"; promise: ShownPromise; making: MakingFor }
  | { kind: "unknown-customer" }
  | { kind: "which-customer"; hits: CustomerHit[] }
  | { kind: "doubt"; doubt: Doubt; making: MakingFor };

export type CustomerNamed =
  | { kind: "known"; id: string }
  | { kind: "several"; hits: CustomerHit[] }
  /** A whole phone number or e-mail that nobody has yet. */
  | { kind: "new"; ref: CustomerRef }
  | { kind: "unknown" };

const EXPIRED = "I no longer know what this button was for. Nothing was changed; write `/promise` again.";

/** The buttons of a promise's questions, and the one that takes a promise back. */
export function registerPromiseMake(app: App, deps: ListenerDeps): void {
  app.action(new RegExp(`^${SETTLE}:`), async ({ ack, body, respond, context }) => {
    await ack();
    const draft = draftOf(body as BlockAction);
    const reply =
      draft === undefined
        ? { text: EXPIRED }
        : await replyTo(deps, workspaceOf({ context }), body.user.id, draft);
    await respond({ response_type: "ephemeral", replace_original: true, ...reply } as Parameters<
      typeof respond
    >[0]);
  });

  app.action(UNMAKE, async ({ ack, body, respond, context }) => {
    await ack();
    const text = await unmake(deps, workspaceOf({ context }), body as BlockAction);
    await respond({ response_type: "ephemeral", replace_original: false, text });
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
  if (draft.owner !== by) await deps.slack.post(draft.owner, { text: madeForYouText(promise, by) });
  return { kind: "made", promise, making };
}

/** The step as an answer that only the maker sees. */
export async function replyTo(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  draft: PromiseDraft,
): Promise<Question | { text: string }> {
  const step = await takeStep(deps, workspace, by, draft);
  switch (step.kind) {
    case "made":
      return madeReply(step.promise, draft.link, step.making);
    case "doubt":
      return timeQuestionReply(draft, step.doubt, step.making);
    case "which-customer":
      return customerQuestion(draft, step.hits, draft.customer);
    case "unknown-customer":
      return {
        text: `No customer fits “${said(draft.customer, 80)}”. Use a phone number or e-mail: I remember new ones.`,
      };
  }
}

/** The customer somebody wrote down or chose. */
export async function customerNamed(
  { store }: Pick<ListenerDeps, "store">,
  workspaceId: string,
  words: string,
): Promise<CustomerNamed> {
  const id = /^id:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(words)?.[1];
  if (id !== undefined) {
    return (await store.customers.profile(workspaceId, id)) === null
      ? { kind: "unknown" }
      : { kind: "known", id };
  }
  const hits = await store.customers.find(workspaceId, words);
  const [first] = hits;
  if (hits.length > 1) return { kind: "several", hits };
  if (first !== undefined) return { kind: "known", id: first.id };
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(words)) return { kind: "new", ref: { email: words } };
  if (/^\+?[\d\s()-]{6,}$/.test(words)) return { kind: "new", ref: { phone: words } };
  return { kind: "unknown" };
}

/** Who made it may take it back while it is open; it stays in the history as withdrawn. */
async function unmake(deps: ListenerDeps, workspace: Workspace, body: BlockAction): Promise<string> {
  const id = /^made:([0-9a-f-]{36})$/.exec(body.actions[0]?.block_id ?? "")?.[1];
  const [made] = id === undefined ? [] : await deps.store.promises.entries(workspace.id, id);
  if (id === undefined || made === undefined) return "This promise is not here any more.";
  const by = body.user.id;
  if (made.actor !== by) return `Only ${person(made.actor)}, who made it, can take it back here.`;
  const act = { deed: "withdrawn", by, at: deps.now(), note: "made by mistake" } as const;
  const change = await deps.store.promises.act(workspace.id, id, act);
  if (change.kind === "missing") return "This promise is not here any more.";
  if (change.kind === "already") return `It was closed before, ${when(change.at)}. Nothing was changed.`;
  await enqueueDeliveries(deps.enqueue, change.alertIds);
  return `Taken back: ${said(change.promise.text, 300)}. Nobody is reminded of it any more.`;
}

export function draftOf(body: BlockAction): PromiseDraft | undefined {
  const [clicked] = body.actions;
  return decodeDraft(clicked?.type === "button" ? clicked.value : undefined);
}
