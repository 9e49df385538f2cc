import type { HeardContact } from "../domain/drain.ts";
import type { Attempt } from "../domain/promise/evidence.ts";
import type { Period } from "./buckets.ts";
import type { Sql } from "./database.ts";

export type ContactExample = {
  occurredAt: Date;
  channel: string;
  summary: string | null;
  /** So many contacts say the same. */
  times: number;
};

/** Contacts and their reasons. */
export function contactsStore(sql: Sql) {
  return {
    /**
     * The latest inbound contacts of one reason (`*`: of any), newest first; those with a summary before those without.
     * Those with the same summary are one.
     */
    async examples(
      workspaceId: string,
      reason: string,
      { from, to, limit, channel }: Period & { limit: number; channel?: string },
    ): Promise<ContactExample[]> {
      const { rows } = await sql.query(
        `SELECT max(c.occurred_at) AS "occurredAt", (array_agg(c.channel ORDER BY c.occurred_at DESC, c.id DESC))[1] AS channel,
           c.summary, count(*)::int AS times
         FROM ${mentioning(reason)} AND ($6::text IS NULL OR c.channel = $6)
         GROUP BY c.summary ORDER BY (c.summary IS NULL), 1 DESC, c.summary LIMIT $5`,
        [workspaceId, reason, from, to, limit, channel ?? null],
      );
      return rows;
    },

    /** Inbound contacts of one reason (`*`: of any) by touchpoint, most first; those without one are left out. */
    async touchpointCounts(
      workspaceId: string,
      reason: string,
      { from, to, limit = 5, channel }: Period & { limit?: number; channel?: string },
    ): Promise<{ touchpoint: string; count: number }[]> {
      const { rows } = await sql.query(
        `SELECT c.touchpoint, count(*)::int AS count
         FROM ${mentioning(reason)} AND c.touchpoint IS NOT NULL AND ($6::text IS NULL OR c.channel = $6)
         GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $5`,
        [workspaceId, reason, from, to, limit, channel ?? null],
      );
      return rows;
    },

    /** Inbound contacts of a period by agent, the agent's team and channel, those that mention a reason and the others. */
    async spread(
      workspaceId: string,
      reason: string,
      { from, to }: Period,
    ): Promise<
      { agent: string | null; team: string | null; channel: string; mentions: boolean; contacts: number }[]
    > {
      const { rows } = await sql.query(
        `SELECT agent, s.team_code AS team, channel,
           EXISTS (SELECT 1 FROM contact_reason r WHERE r.contact_id = c.id AND r.reason = $2) AS mentions, count(*)::int AS contacts
         FROM contact c LEFT JOIN staff s ON s.workspace_id = $1 AND s.code = c.agent
         WHERE c.workspace_id = $1 AND occurred_at >= $3 AND occurred_at < $4 AND direction = 'inbound'
         GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 1, 2, 3`,
        [workspaceId, reason, from, to],
      );
      return rows;
    },

    /** Other reasons of one reason's inbound contacts, most first; a contact counts for each of them. */
    async otherReasons(
      workspaceId: string,
      reason: string,
      { from, to, limit }: Period & { limit: number },
    ): Promise<{ reason: string; label: string; count: number }[]> {
      const { rows } = await sql.query(
        `SELECT o.reason, coalesce(max(l.label), o.reason) AS label, count(*)::int AS count
         FROM (SELECT c.id FROM ${mentioning(reason)}) m
         JOIN contact_reason o ON o.contact_id = m.id AND o.reason <> $2
         LEFT JOIN reason l ON l.workspace_id = $1 AND l.code = o.reason
         GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT $5`,
        [workspaceId, reason, from, to, limit],
      );
      return rows;
    },
  };
}

/** The drain's verbs, over whole batches inside its transaction. */
export function contactDrainStore(sql: Sql) {
  return {
    /** Stores contacts with all their reasons; answers only those that were not there yet, with their new ids. */
    async insert<T extends HeardContact>(
      workspaceId: string,
      contacts: readonly T[],
    ): Promise<(T & { contactId: string })[]> {
      if (contacts.length === 0) return [];
      const column = (value: (contact: T) => unknown) => contacts.map((contact) => value(contact) ?? null);
      const { rows } = await sql.query<{ id: string; key: number }>(INSERT, [
        workspaceId,
        column((contact) => contact.sourceId),
        column((contact) => contact.id),
        column((contact) => contact.occurredAt),
        column((contact) => contact.channel),
        column((contact) => contact.direction),
        column((contact) => contact.customerId),
        column((contact) => contact.touchpoint),
        column((contact) => contact.agent),
        column((contact) => contact.team),
        column((contact) => contact.summary),
        column((contact) => contact.waitSeconds),
        column((contact) => contact.handleSeconds),
        column((contact) => contact.resolved),
        column((contact) => contact.outcome),
        column((contact) => contact.sale?.amount),
        column((contact) => contact.sale?.currency),
      ]);
      const inserted = rows.flatMap(({ id, key }) => {
        const contact = contacts[key - 1];
        return contact === undefined ? [] : [{ ...contact, contactId: id }];
      });
      const mentions = inserted.flatMap(({ contactId, occurredAt, reasons, codes }) =>
        reasons.map((reason, at) => ({ contactId, occurredAt, reason, codes: codes?.[at] })),
      );
      await sql.query(
        `INSERT INTO contact_reason (workspace_id, contact_id, reason, occurred_at, codes)
         SELECT $1, contact_id, reason, occurred_at,
           CASE WHEN codes IS NOT NULL THEN ARRAY(SELECT jsonb_array_elements_text(codes)) END
         FROM unnest($2::bigint[], $3::text[], $4::timestamptz[], $5::jsonb[]) AS r (contact_id, reason, occurred_at, codes)`,
        [
          workspaceId,
          mentions.map(({ contactId }) => contactId),
          mentions.map(({ reason }) => reason),
          mentions.map(({ occurredAt }) => occurredAt),
          mentions.map(({ codes }) => (codes === undefined ? null : JSON.stringify(codes))),
        ],
      );
      return inserted;
    },

    /** Attempts to reach these customers since `from`, without those that have kept a promise already. */
    async attemptsSince(workspaceId: string, customerIds: readonly string[], from: Date): Promise<Attempt[]> {
      const { rows } = await sql.query(
        `SELECT c.id AS "contactId", c.customer_id AS "customerId", c.occurred_at AS at, c.channel, c.team, c.agent, c.outcome
         FROM contact c
         WHERE c.workspace_id = $1 AND c.customer_id = ANY ($2::uuid[]) AND c.occurred_at >= $3 AND c.direction = 'outbound'
           AND NOT EXISTS (SELECT 1 FROM promise p WHERE p.customer_id = c.customer_id AND p.kept_by_contact_id = c.id)`,
        [workspaceId, customerIds, from],
      );
      return rows;
    },
  };
}

// One round trip tells which rows are new: the key is the contact's place in the batch.
const INSERT = `
  WITH heard AS (
    SELECT * FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[],
      $10::text[], $11::text[], $12::int[], $13::int[], $14::boolean[], $15::text[], $16::numeric[], $17::text[])
    WITH ORDINALITY AS h (source_id, external_id, occurred_at, channel, direction, customer_id, touchpoint, agent,
      team, summary, wait_seconds, handle_seconds, resolved, outcome, sale_amount, sale_currency, key)
  ), inserted AS (
    INSERT INTO contact (workspace_id, source_id, external_id, occurred_at, channel, direction, customer_id, touchpoint, agent,
      team, summary, wait_seconds, handle_seconds, resolved, outcome, sale_amount, sale_currency)
    SELECT $1, source_id, external_id, occurred_at, channel, direction, customer_id, touchpoint, agent,
      team, summary, wait_seconds, handle_seconds, resolved, outcome, sale_amount, sale_currency FROM heard ORDER BY key
    ON CONFLICT (workspace_id, source_id, external_id) DO NOTHING
    RETURNING id, source_id, external_id
  )
  SELECT DISTINCT ON (inserted.id) inserted.id, heard.key::int AS key
  FROM inserted JOIN heard USING (source_id, external_id) ORDER BY inserted.id, heard.key`;

/** Inbound contacts ($1 workspace) that mention a reason ($2) in `[$3, $4)`, each once. */
function mentioning(reason: string): string {
  if (reason === "*") {
    return `contact c WHERE c.workspace_id = $1 AND $2 = '*' AND c.occurred_at >= $3 AND c.occurred_at < $4
      AND c.direction = 'inbound'`;
  }
  return `contact_reason r JOIN contact c ON c.id = r.contact_id
    WHERE r.workspace_id = $1 AND r.reason = $2 AND r.occurred_at >= $3 AND r.occurred_at < $4
      AND c.direction = 'inbound'`;
}
