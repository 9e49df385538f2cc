import type { Period } from "./buckets.ts";
import type { Sql } from "./database.ts";

export type ContactExample = {
  occurredAt: Date;
  channel: string;
  touchpoint: string | null;
  summary: string | null;
};

/** Contacts and their reasons. */
export function contactsStore(sql: Sql) {
  return {
    /** The latest inbound contacts of one reason (`*`: of any), newest first; those with a summary before those without. */
    async examples(
      workspaceId: string,
      reason: string,
      { from, to, limit, channel }: Period & { limit: number; channel?: string },
    ): Promise<ContactExample[]> {
      const { rows } = await sql.query(
        `SELECT c.occurred_at AS "occurredAt", c.channel, c.touchpoint, c.summary
         FROM ${mentioning(reason)} AND ($6::text IS NULL OR c.channel = $6)
         ORDER BY (c.summary IS NULL), c.occurred_at DESC, c.id DESC LIMIT $5`,
        [workspaceId, reason, from, to, limit, channel ?? null],
      );
      return rows;
    },

    /** Inbound contacts of one reason (`*`: of any) by touchpoint, most first; those without one are left out. */
    async touchpointCounts(
      workspaceId: string,
      reason: string,
      { from, to, limit = 5 }: Period & { limit?: number },
    ): Promise<{ touchpoint: string; count: number }[]> {
      const { rows } = await sql.query(
        `SELECT c.touchpoint, count(*)::int AS count
         FROM ${mentioning(reason)} AND c.touchpoint IS NOT NULL
         GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $5`,
        [workspaceId, reason, from, to, limit],
      );
      return rows;
    },
  };
}

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
