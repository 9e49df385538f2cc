import type { CustomerRef } from "../domain/contact.ts";
import { isUuid } from "../domain/uuid.ts";
import type { CustomerHit } from "../store/customers.ts";
import type { ShownPromise } from "../store/promise-rows.ts";
import type { ListenerDeps } from "./deps.ts";

export type CustomerNamed =
  | { kind: "known"; id: string }
  | { kind: "several"; hits: CustomerHit[] }
  /** A whole phone number or e-mail that nobody has yet. */
  | { kind: "new"; ref: CustomerRef }
  | { kind: "unknown" };

/** The customer somebody wrote down or chose. */
export async function customerNamed(
  { store }: Pick<ListenerDeps, "store">,
  workspaceId: string,
  words: string,
): Promise<CustomerNamed> {
  const [, id = ""] = /^id:(.*)$/.exec(words) ?? [];
  if (isUuid(id)) {
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

/** A name, else what the customer is known by: said back, a wrong digit is seen. */
export async function customerWords(
  { store }: Pick<ListenerDeps, "store">,
  workspaceId: string,
  { customerId, customerName }: ShownPromise,
): Promise<string | null> {
  if (customerName !== null || customerId === null) return customerName;
  const customer = await store.customers.profile(workspaceId, customerId);
  return customer?.identities[0]?.value ?? null;
}

/** Every look at a customer is written down before it is shown. */
export async function noteListed(
  { store, now }: Pick<ListenerDeps, "store" | "now">,
  workspaceId: string,
  actor: string,
  hits: readonly Pick<CustomerHit, "id">[],
): Promise<void> {
  for (const { id } of hits) {
    await store.audit.add(workspaceId, { at: now(), actor, action: "customer-listed", subject: id });
  }
}
