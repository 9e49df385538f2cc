import { randomUUID } from "node:crypto";
import type { CustomerRef } from "../domain/contact.ts";
import { identitiesOf, resolveCustomers } from "../domain/customer/customer.ts";
import { customerDrainStore } from "./customers.ts";
import type { Sql } from "./database.ts";
import { phonesOf } from "./phone.ts";

/** A waiting or set-aside event about a customer; `isSetAside`: it could not be processed. */
export type WaitingEvent = {
  id: string;
  sourceId: string;
  kind: string;
  body: object;
  receivedAt: Date;
  isSetAside: boolean;
};

/**
 * Events that the drain would give to this customer, or that are about their promises, contacts or surveys. Whoever changes
 * them holds `lockCustomers`, so that no drain has them in its hands.
 */
export async function waitingOf(sql: Sql, workspaceId: string, customerId: string): Promise<WaitingEvent[]> {
  const { rows } = await sql.query<WaitingEvent & { customer: unknown; isRelated: boolean; country: string }>(
    WAITING,
    [workspaceId, customerId],
  );
  const toE164 = phonesOf(rows[0]?.country ?? "");
  const named = rows.map(({ sourceId, customer }) => ({
    sourceId,
    identities: identitiesOf(refIn(customer), toE164),
    name: undefined,
  }));
  const identities = named.flatMap((each) => each.identities);
  const known = await customerDrainStore(sql).known(workspaceId, identities);
  const { customerIds } = resolveCustomers(named, known, randomUUID);
  return rows
    .filter(({ isRelated }, at) => isRelated || customerIds[at] === customerId)
    .map(({ id, sourceId, kind, body, receivedAt, isSetAside }) => {
      return { id, sourceId, kind, body, receivedAt, isSetAside };
    });
}

/** A body that was set aside may hold anything. */
function refIn(customer: unknown): CustomerRef | undefined {
  if (typeof customer !== "object" || customer === null) return undefined;
  const texts = Object.entries(customer).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(texts);
}

// A phone number is compared by its last digits here, however it is written, and in full by whoever reads the rows.
const WAITING = `
  WITH known AS MATERIALIZED (
    SELECT kind, value FROM customer_identity WHERE workspace_id = $1 AND customer_id = $2
  ), thing AS MATERIALIZED (
    SELECT 'promiseId' AS name, source_id, external_id FROM promise WHERE workspace_id = $1 AND customer_id = $2
    UNION SELECT 'contactId', source_id, external_id FROM contact WHERE workspace_id = $1 AND customer_id = $2
    UNION SELECT 'surveyId', source_id, external_id FROM survey WHERE workspace_id = $1 AND customer_id = $2
  ), held AS MATERIALIZED (
    SELECT * FROM event WHERE workspace_id = $1 AND processed_at IS NULL
    UNION ALL SELECT * FROM event WHERE workspace_id = $1 AND error IS NOT NULL AND processed_at IS NOT NULL
  ), found AS (
    SELECT held.*, (SELECT country FROM workspace WHERE id = $1) AS country,
      kind <> 'coding' AND EXISTS (
        SELECT 1 FROM thing WHERE thing.source_id = held.source_id AND thing.external_id = held.body ->> thing.name) AS is_related
    FROM held WHERE body IS NOT NULL
  )
  SELECT id, source_id AS "sourceId", kind, body, received_at AS "receivedAt", error IS NOT NULL AS "isSetAside",
    body -> 'customer' AS customer, is_related AS "isRelated", country
  FROM found
  WHERE is_related
    OR btrim(body #>> '{customer,id}') IN (SELECT value FROM known WHERE kind = 'external')
    OR lower(btrim(body #>> '{customer,email}')) IN (SELECT value FROM known WHERE kind = 'email')
    OR right(regexp_replace(body #>> '{customer,phone}', '\\D', '', 'g'), 6)
      IN (SELECT right(value, 6) FROM known WHERE kind = 'phone')
  ORDER BY received_at, id`;
