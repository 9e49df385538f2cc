import type { BucketCount, Grain } from "../domain/bucket.ts";
import { ANY_REASON } from "../domain/contact.ts";
import type { FineBucket } from "../domain/detection/spike.ts";
import type { Sql } from "./database.ts";

/** `[from, to)`. */
export type Period = { from: Date; to: Date };
export type BucketRow = { reason: string; channel: string; startAt: Date; count: number };

/** Contacts counted per reason, channel and grain; empty buckets have no row. */
export function bucketsStore(sql: Sql) {
  return {
    /** Adds counts; the same bucket twice in `counts` is not allowed. Sorted, so that two drains never wait for each other. */
    async add(workspaceId: string, counts: readonly BucketCount[]): Promise<void> {
      if (counts.length === 0) return;
      await sql.query(
        `INSERT INTO bucket (workspace_id, grain, reason, channel, start_at, count)
         SELECT $1, grain, reason, channel, start_at, count
         FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::int[]) AS b (grain, reason, channel, start_at, count)
         ORDER BY grain, start_at, reason, channel
         ON CONFLICT (workspace_id, grain, start_at, reason, channel) DO UPDATE SET count = bucket.count + excluded.count`,
        [
          workspaceId,
          counts.map((bucket) => bucket.grain),
          counts.map((bucket) => bucket.reason),
          counts.map((bucket) => bucket.channel),
          counts.map((bucket) => new Date(bucket.startAt).toISOString()),
          counts.map((bucket) => bucket.count),
        ],
      );
    },

    /** One reason's counts over all channels, oldest first; `*` counts every contact once. */
    async series(
      workspaceId: string,
      reason: string,
      { grain, from, to, channel }: Period & { grain: Grain; channel?: string },
    ): Promise<{ startAt: Date; count: number }[]> {
      const { rows } = await sql.query(
        `SELECT start_at AS "startAt", sum(count)::int AS count FROM bucket
         WHERE workspace_id = $1 AND reason = $2 AND grain = $3 AND start_at >= $4 AND start_at < $5
           AND ($6::text IS NULL OR channel = $6)
         GROUP BY start_at ORDER BY start_at`,
        [workspaceId, reason, grain, from, to, channel ?? null],
      );
      return rows;
    },

    /** Contacts in whole grains of a period, by reason and channel; `channel` narrows it. */
    async sums(
      workspaceId: string,
      { grain, from, to, reasons, channel }: Period & { grain: Grain; reasons: string[]; channel?: string },
    ): Promise<{ reason: string; channel: string; count: number }[]> {
      const { rows } = await sql.query(
        `SELECT reason, channel, sum(count)::int AS count FROM bucket
         WHERE workspace_id = $1 AND grain = $2 AND start_at >= $3 AND start_at < $4 AND reason = ANY ($5)
           AND ($6::text IS NULL OR channel = $6)
         GROUP BY reason, channel`,
        [workspaceId, grain, from, to, reasons, channel ?? null],
      );
      return rows;
    },

    /** Every reason's and channel's counts, oldest first; `reasons` narrows it. */
    async between(
      workspaceId: string,
      { grain, from, to, reasons }: Period & { grain: Grain; reasons?: string[] },
    ): Promise<BucketRow[]> {
      const { rows } = await sql.query(
        `SELECT reason, channel, start_at AS "startAt", count FROM bucket
         WHERE workspace_id = $1 AND grain = $2 AND start_at >= $3 AND start_at < $4
           AND ($5::text[] IS NULL OR reason = ANY ($5))
         ORDER BY start_at, reason, channel`,
        [workspaceId, grain, from, to, reasons ?? null],
      );
      return rows;
    },

    /**
     * What the detector counts, oldest first: each reason over all channels (channel `""`) and all contacts (`*`) of each
     * channel; `at` in epoch ms.
     */
    async judged(workspaceId: string, { grain, from, to }: Period & { grain: Grain }): Promise<FineBucket[]> {
      const { rows } = await sql.query(
        `SELECT reason, CASE WHEN reason = $5 THEN channel ELSE '' END AS channel,
           (extract(epoch FROM start_at) * 1000)::float8 AS at, sum(count)::int AS count
         FROM bucket WHERE workspace_id = $1 AND grain = $2 AND start_at >= $3 AND start_at < $4
         GROUP BY start_at, 1, 2 ORDER BY start_at, 1, 2`,
        [workspaceId, grain, from, to, ANY_REASON],
      );
      return rows;
    },

    /** Reasons with the most contacts (of one channel) in whole grains of a period, most first. */
    async topReasons(
      workspaceId: string,
      { grain, from, to, limit, channel }: Period & { grain: Grain; limit: number; channel?: string },
    ): Promise<{ reason: string; label: string; count: number }[]> {
      const { rows } = await sql.query(
        `SELECT b.reason, coalesce(r.label, b.reason) AS label, b.count
         FROM (SELECT reason, sum(count)::int AS count FROM bucket
               WHERE workspace_id = $1 AND grain = $2 AND start_at >= $3 AND start_at < $4 AND reason <> $5
                 AND ($7::text IS NULL OR channel = $7)
               GROUP BY reason ORDER BY 2 DESC, 1 LIMIT $6) b
         LEFT JOIN reason r ON r.workspace_id = $1 AND r.code = b.reason
         ORDER BY b.count DESC, b.reason`,
        [workspaceId, grain, from, to, ANY_REASON, limit, channel ?? null],
      );
      return rows;
    },

    /** The channels that had a contact since then. */
    async channels(workspaceId: string, since: Date): Promise<string[]> {
      const { rows } = await sql.query<{ channel: string }>(
        `SELECT DISTINCT channel FROM bucket
         WHERE workspace_id = $1 AND grain = '1d' AND start_at >= $2 AND reason = $3 ORDER BY channel`,
        [workspaceId, since, ANY_REASON],
      );
      return rows.map(({ channel }) => channel);
    },

    /** Contacts in whole grains of a period by reason over all channels; `*` counts every contact once. */
    async totals(
      workspaceId: string,
      { grain, from, to }: Period & { grain: Grain },
    ): Promise<Map<string, number>> {
      const { rows } = await sql.query<{ reason: string; count: number }>(
        `SELECT reason, sum(count)::int AS count FROM bucket
         WHERE workspace_id = $1 AND grain = $2 AND start_at >= $3 AND start_at < $4 GROUP BY reason`,
        [workspaceId, grain, from, to],
      );
      return new Map(rows.map(({ reason, count }) => [reason, count]));
    },

    /** Workspaces with a contact since then. */
    async activeWorkspaces(since: Date): Promise<string[]> {
      const { rows } = await sql.query<{ id: string }>(
        `SELECT w.id FROM workspace w WHERE EXISTS
           (SELECT 1 FROM bucket b WHERE b.workspace_id = w.id AND b.grain = '1h' AND b.start_at >= $1)`,
        [since],
      );
      return rows.map(({ id }) => id);
    },

    /** Where the history begins and ends (start of the first and last non-empty 5-minute bucket); null without contacts. */
    async span(workspaceId: string): Promise<{ firstAt: Date; lastAt: Date } | null> {
      const { rows } = await sql.query<{ firstAt: Date | null; lastAt: Date | null }>(
        `SELECT min(start_at) AS "firstAt", max(start_at) AS "lastAt" FROM bucket WHERE workspace_id = $1 AND grain = '5m'`,
        [workspaceId],
      );
      const { firstAt = null, lastAt = null } = rows[0] ?? {};
      return firstAt === null || lastAt === null ? null : { firstAt, lastAt };
    },
  };
}
