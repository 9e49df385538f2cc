import type { App, SlashCommand } from "@slack/bolt";
import type { CustomerRef } from "../../domain/contact.ts";
import type { CustomerHit } from "../../store/customers.ts";
import type { ShownPromise } from "../../store/promise-rows.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../app.ts";
import { workspaceOf } from "../gate.ts";
import type { ListReply } from "../messages/lists.ts";
import { promisesReply } from "../messages/lists.ts";
import { promiseForm } from "../messages/promise-form.ts";
import { said, when } from "../messages/words.ts";
import { readPromise } from "../promise-words.ts";

/** `/promise`: mine; `/promise new`: a form; `/promise <customer> <when> <what>`: makes one. */
export function registerPromise(app: App, deps: ListenerDeps): void {
  app.command("/promise", async ({ ack, command, respond, context, client }) => {
    await ack();
    const typed = command.text.replaceAll("\0", "").trim();
    if (typed === "new") {
      await client.views.open({
        trigger_id: command.trigger_id,
        view: promiseForm({ owner: command.user_id }),
      });
      return;
    }
    const workspace = workspaceOf({ context });
    const reply =
      typed === ""
        ? await mine(deps, workspace, command.user_id)
        : await make(deps, workspace, command, typed);
    await respond({ response_type: "ephemeral", ...reply } as Parameters<typeof respond>[0]);
  });
}

/** What was made, said back so that a misread time is seen. */
export function madeText(promise: Pick<ShownPromise, "text" | "dueAt" | "customerName">): string {
  const customer = promise.customerName === null ? "the customer" : said(promise.customerName, 120);
  return `Promised to ${customer}: ${said(promise.text, 300)}, due ${when(promise.dueAt)}. If nobody reaches them by then, your team hears of it.`;
}

export type Customer =
  | { kind: "known"; id: string }
  | { kind: "several"; hits: CustomerHit[] }
  | { kind: "unknown" };

/** The customer somebody wrote down; a new one when it is a whole phone number or e-mail. */
export async function customerNamed(
  { store }: Pick<ListenerDeps, "store">,
  workspaceId: string,
  words: string,
): Promise<Customer> {
  const hits = await store.customers.find(workspaceId, words);
  const [first] = hits;
  if (hits.length > 1) return { kind: "several", hits };
  if (first !== undefined) return { kind: "known", id: first.id };
  const ref: CustomerRef | undefined = /@/.test(words)
    ? { email: words }
    : /^\+?[\d\s()-]{6,}$/.test(words)
      ? { phone: words }
      : undefined;
  const id = ref && (await store.customers.ensure(workspaceId, ref));
  return id ? { kind: "known", id } : { kind: "unknown" };
}

/** Which team hears of it when it is late: the first the person belongs to. */
export async function teamOf(
  { store }: Pick<ListenerDeps, "store">,
  workspaceId: string,
  slackUserId: string,
): Promise<string | null> {
  const codes = await store.teams.staffOf(workspaceId, slackUserId);
  return codes.find((each) => each.teamCode !== null)?.teamCode ?? null;
}

async function mine({ store, now }: ListenerDeps, workspace: Workspace, me: string): Promise<ListReply> {
  const promises = await store.promises.openFor(workspace.id, { ownerSlackId: me });
  const title =
    promises.length === 0
      ? "You have promised nothing that is still open. `/promise new` logs a promise."
      : `Your open promises: ${promises.length}`;
  return promisesReply(promises, now(), title);
}

async function make(
  deps: ListenerDeps,
  workspace: Workspace,
  command: SlashCommand,
  typed: string,
): Promise<{ text: string }> {
  const me = command.user_id;
  const zone = (await deps.slack.user(me))?.zone ?? workspace.zone;
  const read = readPromise(typed, { now: deps.now(), zone });
  if (read.kind === "refused") return { text: read.why };
  const { customer: words, dueAt, text } = read.promise;
  const customer = await customerNamed(deps, workspace.id, words);
  if (customer.kind === "several") {
    return {
      text: `${customer.hits.length} customers fit “${said(words, 80)}”. Use their phone, e-mail or id; \`/customer ${said(words, 80)}\` shows them.`,
    };
  }
  if (customer.kind === "unknown") {
    return {
      text: `No customer fits “${said(words, 80)}”. Use a phone number or e-mail: I remember new ones.`,
    };
  }
  const promise = await deps.store.promises.make({
    workspaceId: workspace.id,
    customerId: customer.id,
    text: text.slice(0, 1000),
    dueAt,
    owner: me,
    team: await teamOf(deps, workspace.id, me),
    channel: null,
    by: me,
    at: deps.now(),
    key: command.trigger_id,
  });
  return { text: madeText(promise) };
}
