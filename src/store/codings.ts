import type { CodedTwice } from "../domain/coding/agreement.ts";
import type { Coding } from "../domain/coding/coding.ts";
import type { Period } from "./buckets.ts";
import type { Sql } from "./database.ts";

/** More pairs than this make no interval narrower that anybody would see. */
const MOST_PAIRS = 5_000;

/** Contacts coded again; what the contact itself was coded stays as it is. */
export function codingsStore(sql: Sql) {
  return {
    /** Keeps codings; one that is there already stays. */
    async insert(workspaceId: string, codings: readonly (Coding & { sourceId: string })[]): Promise<void> {
      if (codings.length === 0) return;
      await sql.query(
        `INSERT INTO coding (workspace_id, source_id, external_id, contact_external_id, coded_at, agent, reasons)
         SELECT $1, source_id, external_id, contact_external_id, coded_at, agent, ARRAY(SELECT jsonb_array_elements_text(reasons))
         FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::jsonb[])
           AS c (source_id, external_id, contact_external_id, coded_at, agent, reasons)
         ON CONFLICT DO NOTHING`,
        [
          workspaceId,
          codings.map(({ sourceId }) => sourceId),
          codings.map(({ id }) => id),
          codings.map(({ contactId }) => contactId),
          codings.map(({ occurredAt }) => occurredAt),
          codings.map(({ agent }) => agent ?? null),
          codings.map(({ reasons }) => JSON.stringify(reasons)),
        ],
      );
    },

    /**
     * Contacts coded again in the period by another than their agent, the latest first: the reasons they have now, and those of
     * the other coding, as sent. A contact that had no reason was not coded twice.
     */
    async pairs(workspaceId: string, { from, to }: Period): Promise<CodedTwice[]> {
      const { rows } = await sql.query<CodedTwice>(
        `SELECT first.reasons AS first, g.reasons AS second
         FROM coding g
         JOIN contact c ON c.workspace_id = $1 AND c.source_id = g.source_id AND c.external_id = g.contact_external_id
         JOIN LATERAL (SELECT array_agg(reason) AS reasons FROM contact_reason WHERE contact_id = c.id) first ON first.reasons IS NOT NULL
         WHERE g.workspace_id = $1 AND g.coded_at >= $2 AND g.coded_at < $3 AND (g.agent IS NULL OR g.agent IS DISTINCT FROM c.agent)
         ORDER BY g.coded_at DESC LIMIT ${MOST_PAIRS}`,
        [workspaceId, from, to],
      );
      return rows;
    },
  };
}
