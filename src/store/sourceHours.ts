import type { SourceHour } from "../domain/signal/source-hour.ts";
import type { Period } from "./buckets.ts";
import type { Sql } from "./database.ts";

/** A source with what was lately heard of it; `heardAt` null: nothing. */
export type HeardSource = {
  id: string;
  name: string;
  disabled: boolean;
  heardAt: Date | null;
  contacts: number;
  prompt: number;
};

/** Contacts counted per source and hour; hours without one have no row. */
export function sourceHoursStore(sql: Sql) {
  return {
    /** Adds counts; the same source and hour twice in `hours` is not allowed. */
    async add(workspaceId: string, hours: readonly SourceHour[]): Promise<void> {
      if (hours.length === 0) return;
      await sql.query(
        `INSERT INTO source_hour (workspace_id, source_id, start_at, contacts, prompt, heard_at)
         SELECT $1, * FROM unnest($2::text[], $3::timestamptz[], $4::int[], $5::int[], $6::timestamptz[])
           AS h (source_id, start_at, contacts, prompt, heard_at) ORDER BY source_id, start_at
         ON CONFLICT (workspace_id, source_id, start_at) DO UPDATE SET
           contacts = source_hour.contacts + excluded.contacts, prompt = source_hour.prompt + excluded.prompt,
           heard_at = greatest(source_hour.heard_at, excluded.heard_at)`,
        [
          workspaceId,
          hours.map(({ sourceId }) => sourceId),
          hours.map(({ startAt }) => new Date(startAt).toISOString()),
          hours.map(({ contacts }) => contacts),
          hours.map(({ prompt }) => prompt),
          hours.map(({ heardAt }) => new Date(heardAt).toISOString()),
        ],
      );
    },

    /** Every source of the workspace with its contacts since then, oldest source first. */
    async heardSince(workspaceId: string, since: Date): Promise<HeardSource[]> {
      const { rows } = await sql.query<HeardSource>(
        `SELECT s.id, s.name, s.disabled_at IS NOT NULL AS disabled, h.heard_at AS "heardAt",
           coalesce(h.contacts, 0)::int AS contacts, coalesce(h.prompt, 0)::int AS prompt
         FROM source s LEFT JOIN LATERAL (
           SELECT max(heard_at) AS heard_at, sum(contacts) AS contacts, sum(prompt) AS prompt FROM source_hour
           WHERE workspace_id = s.workspace_id AND source_id = s.id AND start_at >= $2) h ON true
         WHERE s.workspace_id = $1 ORDER BY s.created_at, s.id`,
        [workspaceId, since],
      );
      return rows;
    },

    /** One source's hours, oldest first. */
    async between(
      workspaceId: string,
      sourceId: string,
      { from, to }: Period,
    ): Promise<{ startAt: Date; contacts: number }[]> {
      const { rows } = await sql.query(
        `SELECT start_at AS "startAt", contacts FROM source_hour
         WHERE workspace_id = $1 AND source_id = $2 AND start_at >= $3 AND start_at < $4 ORDER BY start_at`,
        [workspaceId, sourceId, from, to],
      );
      return rows;
    },
  };
}
