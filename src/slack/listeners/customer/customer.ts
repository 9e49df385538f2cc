import type { App, BlockAction } from "@slack/bolt";
import { type Breach, breachOf } from "../../../domain/promise/breach.ts";
import type { CustomerPromise } from "../../../domain/promise/promise.ts";
import type { CustomerProfile } from "../../../store/customers.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import { noteListed } from "../../customer-named.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { customerChoices } from "../../messages/customer/choices.ts";
import { customerReply, type Reply, SHOWN_CONTACTS } from "../../messages/customer/customer.ts";
import { answer, pressedId, pressedValue } from "../../press.ts";

/** So many of a customer's promises are looked at for broken ones. */
const MOST_PROMISES = 20;

/** `/customer`: everything about one customer, only for the person who asked, and noted in the audit trail. */
export function registerCustomer(app: App, deps: ListenerDeps): void {
  app.command("/customer", async ({ ack, command, respond, context }) => {
    await ack();
    await answer(respond, await lookUp(deps, workspaceOf({ context }), command.text, command.user_id));
  });

  app.action("show-customer", async ({ ack, body, respond, context }) => {
    await ack();
    const id = pressedId(body as BlockAction, "customer");
    const reply =
      id === undefined
        ? { text: deps.words.t("customer.usage") }
        : await showCustomer(deps, workspaceOf({ context }), id, body.user.id);
    await answer(respond, reply);
  });

  app.action(/^(newer|older)-contacts$/, async ({ ack, body, respond, context }) => {
    await ack();
    const id = pressedId(body as BlockAction, "customer-page");
    const value = pressedValue(body as BlockAction) ?? "";
    const newer = /^\d{1,9}$/.test(value) ? Number(value) : 0;
    const reply =
      id === undefined
        ? { text: deps.words.t("customer.usage") }
        : await showCustomer(deps, workspaceOf({ context }), id, body.user.id, newer);
    await answer(respond, reply, { inPlace: true });
  });
}

/** One customer as a reply for one person, with the page of contacts that comes after so many newer ones. Every look is written down before it is shown. */
export async function showCustomer(
  { store, now, words }: Pick<ListenerDeps, "store" | "now" | "words">,
  workspace: Workspace,
  customerId: string,
  by: string,
  newerContacts = 0,
): Promise<Reply> {
  const known = await customerToShow(store, workspace.id, customerId, newerContacts);
  if (known === null) return { text: words.t("customer.gone") };
  await store.audit.add(workspace.id, {
    at: now(),
    actor: by,
    action: "customer-shown",
    subject: customerId,
  });
  return customerReply(words, known.customer, now(), known.breaches);
}

/** What a customer's page tells; a page of contacts that is not there any more is the first one. */
export async function customerToShow(
  store: ListenerDeps["store"],
  workspaceId: string,
  customerId: string,
  newerContacts = 0,
): Promise<{ customer: CustomerProfile; breaches: Map<string, Breach> } | null> {
  const page = { promises: MOST_PROMISES, contacts: SHOWN_CONTACTS, newerContacts };
  const customer = await store.customers.profile(workspaceId, customerId, page);
  if (customer === null) return null;
  if (newerContacts > 0 && customer.contacts.length === 0) {
    return customerToShow(store, workspaceId, customerId);
  }
  return { customer, breaches: await breachesOf(store, workspaceId, customer.promises) };
}

/** Which of these promises were broken, and how: their histories tell. */
async function breachesOf(
  store: Pick<ListenerDeps["store"], "promises">,
  workspaceId: string,
  promises: readonly CustomerPromise[],
): Promise<Map<string, Breach>> {
  const entries = await store.promises.entriesOf(
    workspaceId,
    promises.map(({ id }) => id),
  );
  return new Map(
    promises.flatMap((promise) => {
      const breach = breachOf(
        promise,
        entries.filter(({ promiseId }) => promiseId === promise.id),
      );
      return breach === null ? [] : [[promise.id, breach] as const];
    }),
  );
}

async function lookUp(deps: ListenerDeps, workspace: Workspace, typed: string, by: string): Promise<Reply> {
  const { t } = deps.words;
  const query = typed.replaceAll("\0", "").trim().slice(0, 200);
  if (query === "" || query === "help") return { text: t("customer.usage") };
  const hits = await deps.store.customers.find(workspace.id, query);
  const [first] = hits;
  if (first === undefined) {
    // who tries many numbers is seen too; what was typed may be somebody's and is not kept
    await deps.store.audit.add(workspace.id, {
      at: deps.now(),
      actor: by,
      action: "customer-sought",
      subject: "nobody",
    });
    return { text: `${t("customer.nobody")}\n${t("customer.usage")}` };
  }
  if (hits.length === 1) return showCustomer(deps, workspace, first.id, by);
  await noteListed(deps, workspace.id, by, hits);
  return customerChoices(deps.words, hits);
}
