import type { StoredContact } from "../domain/drain.ts";
import type { Days, ScoreCount } from "../domain/touchpoint/report.ts";
import type { Sql } from "./database.ts";

/** Answers counted by touchpoint, metric, day, channel and score. */
export function scoreDayStore(sql: Sql) {
  return {
    /** Counts answers that were not there yet, and moves earlier ones about contacts that came only now to their channel. */
    async add(
      workspaceId: string,
      zone: string,
      { feedbackIds, contacts }: { feedbackIds: readonly string[]; contacts: readonly StoredContact[] },
    ): Promise<void> {
      if (feedbackIds.length === 0 && contacts.length === 0) return;
      await sql.query(ADD, [
        workspaceId,
        zone,
        feedbackIds,
        contacts.map(({ sourceId }) => sourceId),
        contacts.map(({ id }) => id),
        contacts.map(({ channel }) => channel),
        contacts.map(({ touchpoint }) => touchpoint ?? null),
      ]);
    },

    /** What was answered in these days; of one touchpoint, or of all. */
    async counts(
      workspaceId: string,
      { first, last, touchpoint }: Days & { touchpoint?: string },
    ): Promise<ScoreCount[]> {
      const { rows } = await sql.query<ScoreCount>(
        `SELECT touchpoint, metric, channel, score, sum(count)::int AS count FROM score_day
         WHERE workspace_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR touchpoint = $4)
         GROUP BY 1, 2, 3, 4 HAVING sum(count) > 0 ORDER BY 1, 2, 3, 4`,
        [workspaceId, first, last, touchpoint ?? null],
      );
      return rows;
    },
  };
}

// A late contact takes its answers from where nothing was known of it; those that came with it are new ones.
const ADD = `
  WITH said AS (
    SELECT f.metric, f.occurred_at, f.score, f.touchpoint, c.channel, c.touchpoint AS contact_touchpoint, false AS was_counted
    FROM feedback f
    LEFT JOIN contact c ON c.workspace_id = f.workspace_id AND c.source_id = f.source_id AND c.external_id = f.contact_external_id
    WHERE f.workspace_id = $1 AND f.id = ANY ($3::bigint[])
    UNION ALL
    SELECT f.metric, f.occurred_at, f.score, f.touchpoint, c.channel, c.touchpoint, true
    FROM unnest($4::text[], $5::text[], $6::text[], $7::text[]) AS c (source_id, external_id, channel, touchpoint)
    JOIN feedback f ON f.workspace_id = $1 AND f.source_id = c.source_id AND f.contact_external_id = c.external_id
    WHERE f.id <> ALL ($3::bigint[])
  ), change AS (
    SELECT coalesce(touchpoint, contact_touchpoint) AS touchpoint, metric, occurred_at, coalesce(channel, '') AS channel, score, 1 AS change
    FROM said
    UNION ALL
    SELECT touchpoint, metric, occurred_at, '', score, -1 FROM said WHERE was_counted
  )
  INSERT INTO score_day (workspace_id, touchpoint, metric, day, channel, score, count)
  SELECT $1, touchpoint, metric, (occurred_at AT TIME ZONE $2)::date, channel, score, sum(change)
  FROM change WHERE touchpoint IS NOT NULL
  GROUP BY 2, 3, 4, 5, 6 HAVING sum(change) <> 0 ORDER BY 2, 3, 4, 5, 6
  ON CONFLICT (workspace_id, touchpoint, metric, day, channel, score) DO UPDATE SET count = score_day.count + excluded.count`;
