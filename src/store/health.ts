import type { Sql } from "./database.ts";

/** A source with what came from it. */
export type SourceHealth = {
  id: string;
  name: string;
  kind: string;
  disabledAt: Date | null;
  /** False: it cannot sign, because nobody said with what secret. */
  hasSecret: boolean;
  /** Null: nothing in the last 30 days and 100,000 events. */
  lastAt: Date | null;
  /** Events of the last 24 hours; at least so many when there were more than 100,000. */
  lastDay: number;
};

/** What waits to be said in Slack, of alerts or of notices. */
export type OutboxHealth = {
  told: number;
  waiting: number;
  /** The time at which the longest waiting one should have been told; null when none is late. */
  lateSince: Date | null;
  /** Why those that wait were not told, by place, the most frequent first. */
  errors: { error: string; slackTo: string; count: number }[];
};

/** How the workspace fares, for `earshot doctor`. */
export function healthStore(sql: Sql) {
  return {
    /** Every source, oldest first. */
    async sources(workspaceId: string, now: Date): Promise<SourceHealth[]> {
      const { rows } = await sql.query<SourceHealth>(SOURCES, [workspaceId, now]);
      return rows;
    },

    async alerts(workspaceId: string, now: Date): Promise<OutboxHealth> {
      return outbox("alert", "slack_channel", "message_ts IS NOT NULL", workspaceId, now);
    },

    async notices(workspaceId: string, now: Date): Promise<OutboxHealth> {
      return outbox("notice", "slack_to", "sent_at IS NOT NULL", workspaceId, now);
    },
  };

  async function outbox(
    table: "alert" | "notice",
    place: string,
    isTold: string,
    workspaceId: string,
    now: Date,
  ): Promise<OutboxHealth> {
    const [{ rows }, errors] = await Promise.all([
      sql.query<Omit<OutboxHealth, "errors">>(
        `SELECT count(*) FILTER (WHERE ${isTold})::int AS told, count(due_at)::int AS waiting,
           min(due_at) FILTER (WHERE due_at <= $2 AND (claimed_until IS NULL OR claimed_until <= $2)) AS "lateSince"
         FROM ${table} WHERE workspace_id = $1`,
        [workspaceId, now],
      ),
      sql.query<OutboxHealth["errors"][number]>(
        `SELECT last_error AS error, ${place} AS "slackTo", count(*)::int FROM ${table}
         WHERE workspace_id = $1 AND due_at IS NOT NULL AND last_error IS NOT NULL
         GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 20`,
        [workspaceId],
      ),
    ]);
    return { ...(rows[0] ?? { told: 0, waiting: 0, lateSince: null }), errors: errors.rows };
  }
}

// The latest events by their key, however many there are; contacts are counted by the hour beside them.
const SOURCES = `
  WITH tail AS (
    SELECT source_id, max(received_at) AS last_at,
      count(*) FILTER (WHERE received_at > $2::timestamptz - interval '1 day')::int AS events
    FROM event WHERE workspace_id = $1 AND id > (SELECT last_value - 100000 FROM event_id_seq) GROUP BY 1
  ), heard AS (
    SELECT source_id, max(heard_at) AS last_at,
      coalesce(sum(contacts) FILTER (WHERE start_at > $2::timestamptz - interval '1 day'), 0)::int AS contacts
    FROM source_hour WHERE workspace_id = $1 AND start_at > $2::timestamptz - interval '30 days' GROUP BY 1
  )
  SELECT s.id, s.name, s.kind, s.disabled_at AS "disabledAt", cardinality(s.secrets) > 0 AS "hasSecret",
    greatest(tail.last_at, heard.last_at) AS "lastAt",
    greatest(tail.events, heard.contacts, 0) AS "lastDay"
  FROM source s LEFT JOIN tail ON tail.source_id = s.id LEFT JOIN heard ON heard.source_id = s.id
  WHERE s.workspace_id = $1 ORDER BY s.created_at, s.id`;
