import type { PromiseEntry } from "../domain/promise/life.ts";
import type { CustomerPromise } from "../domain/promise/promise.ts";
import type { Sql } from "./database.ts";

/** A promise with who owns it in Slack and what its customer is called. */
export type ShownPromise = CustomerPromise & {
  ownerSlackId: string | null;
  customerName: string | null;
  /** Moved without a word to the customer, and nobody said since that they know. */
  isUntold: boolean;
};

/** A promise's columns in our words, of `promise p`. */
export const PROMISE_COLUMNS = `p.id, p.source_id AS "sourceId", p.external_id AS "externalId",
  p.customer_id AS "customerId", p.contact_id AS "contactId", p.text, p.made_at AS "madeAt", p.due_at AS "dueAt",
  p.owner, p.team, p.channel, p.concrete, p.business_from AS "businessFrom",
  p.business_left_ms::float8 AS "businessLeftMs", p.status, p.kept_at AS "keptAt", p.kept_by_contact_id AS "keptByContactId",
  p.warned_at AS "warnedAt", p.wake_at AS "wakeAt"`;

/** The Slack user of `promise p`'s owner: by `staff s` of that code, or the owner is one. */
export const OWNER_SLACK_ID =
  "coalesce(s.slack_user_id, CASE WHEN p.owner ~ '^[UW][A-Z0-9]{2,}$' THEN p.owner END)";

/** Promises of `promise p` that `where` finds, with what people see of them. */
export async function selectPromises(sql: Sql, where: string, values: unknown[]): Promise<ShownPromise[]> {
  const { rows } = await sql.query(
    `SELECT ${PROMISE_COLUMNS}, c.name AS "customerName",
       ${OWNER_SLACK_ID} AS "ownerSlackId",
       coalesce((SELECT told IS NOT TRUE FROM promise_entry entry WHERE entry.promise_id = p.id AND action IN ('moved', 'told')
         ORDER BY at DESC, entry.id DESC LIMIT 1), false) AS "isUntold"
     FROM promise p
     LEFT JOIN customer c ON c.id = p.customer_id
     LEFT JOIN staff s ON s.workspace_id = p.workspace_id AND s.code = p.owner
     WHERE ${where}`,
    values,
  );
  return rows;
}

/** Promises with their histories, in the order heard. */
export async function withEntries<P extends { id: string }>(
  sql: Sql,
  promises: readonly P[],
): Promise<{ promise: P; entries: PromiseEntry[] }[]> {
  if (promises.length === 0) return [];
  const { rows } = await sql.query<PromiseEntry>(
    `SELECT promise_id AS "promiseId", at, actor, action, due_at AS "dueAt", told, note FROM promise_entry
     WHERE promise_id = ANY ($1::uuid[]) ORDER BY id`,
    [promises.map(({ id }) => id)],
  );
  const entries = new Map<string, PromiseEntry[]>(promises.map(({ id }) => [id, []]));
  for (const entry of rows) entries.get(entry.promiseId)?.push(entry);
  return promises.map((promise) => ({ promise, entries: entries.get(promise.id) ?? [] }));
}
