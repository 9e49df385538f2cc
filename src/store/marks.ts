import type { AlertCount } from "../domain/report/alerts.ts";
import type { Marks } from "../domain/signal/mark.ts";
import type { SignalKind } from "../domain/signal/signal.ts";
import type { Sql } from "./database.ts";

/** One person's word on an alert. */
export type Mark = { workspaceId: string; signalId: string; slackUserId: string; useful: boolean; at: Date };

/** What people say of alerts: one mark a person and signal, changeable. */
export function marksStore(sql: Sql) {
  return {
    /**
     * Marks a signal, or changes this person's mark; its alerts are then due, because they show the sum.
     * Whoever calls it enqueues `deliver` for them; null when the person had said the same, or there is no such signal.
     */
    async mark({
      workspaceId,
      signalId,
      slackUserId,
      useful,
      at,
    }: Mark): Promise<{ alertIds: string[] } | null> {
      const values = [workspaceId, signalId, slackUserId, useful, at];
      const { rows } = await sql.query<{ ids: string[]; marked: number }>(MARK, values);
      return rows[0]?.marked === 1 ? { alertIds: rows[0].ids } : null;
    },

    async of(workspaceId: string, signalId: string): Promise<Marks> {
      const { rows } = await sql.query<Marks>(
        `SELECT (count(*) FILTER (WHERE useful))::int AS useful, (count(*) FILTER (WHERE NOT useful))::int AS "notUseful"
         FROM signal_mark WHERE workspace_id = $1 AND signal_id = $2`,
        [workspaceId, signalId],
      );
      return rows[0] ?? { useful: 0, notUseful: 0 };
    },

    /** Alerts that people may mark, opened in `[from, to)` and told in Slack, by kind and by what more of them said of each. */
    async alertsBetween(
      workspaceId: string,
      { from, to, kinds }: { from: Date; to: Date; kinds: readonly SignalKind[] },
    ): Promise<AlertCount[]> {
      const { rows } = await sql.query<AlertCount>(
        `SELECT kind, count(*)::int AS told, (count(*) FILTER (WHERE balance > 0))::int AS useful,
           (count(*) FILTER (WHERE balance < 0))::int AS "notUseful"
         FROM (SELECT kind, (SELECT sum(CASE WHEN useful THEN 1 ELSE -1 END) FROM signal_mark WHERE signal_id = signal.id) AS balance
               FROM signal WHERE workspace_id = $1 AND kind = ANY ($4) AND opened_at >= $2 AND opened_at < $3
                 AND EXISTS (SELECT 1 FROM alert WHERE alert.signal_id = signal.id AND alert.message_ts IS NOT NULL)) told
         GROUP BY kind ORDER BY kind`,
        [workspaceId, from, to, kinds],
      );
      return rows;
    },

    /** Spikes told in Slack since then, and those of them that more people found not useful than useful. */
    async spikesSince(workspaceId: string, since: Date): Promise<{ told: number; notUseful: number }> {
      const { rows } = await sql.query<{ told: number; notUseful: number }>(
        `SELECT count(*)::int AS told, (count(*) FILTER (WHERE balance < 0))::int AS "notUseful"
         FROM (SELECT (SELECT sum(CASE WHEN useful THEN 1 ELSE -1 END) FROM signal_mark WHERE signal_id = signal.id) AS balance
               FROM signal WHERE workspace_id = $1 AND kind = 'spike' AND opened_at >= $2
                 AND EXISTS (SELECT 1 FROM alert WHERE alert.signal_id = signal.id AND alert.message_ts IS NOT NULL)) spike`,
        [workspaceId, since],
      );
      return rows[0] ?? { told: 0, notUseful: 0 };
    },
  };
}

const MARK = `
  WITH marked AS (
    INSERT INTO signal_mark (workspace_id, signal_id, slack_user_id, useful, at)
    SELECT $1, id, $3, $4, $5 FROM signal WHERE workspace_id = $1 AND id = $2
    ON CONFLICT (signal_id, slack_user_id) DO UPDATE SET useful = EXCLUDED.useful, at = EXCLUDED.at
      WHERE signal_mark.useful <> EXCLUDED.useful
    RETURNING signal_id
  ), changed AS (
    UPDATE signal SET version = version + 1 FROM marked WHERE signal.id = marked.signal_id RETURNING signal.id
  ), due AS (
    UPDATE alert SET due_at = $5 FROM changed WHERE alert.signal_id = changed.id RETURNING alert.id
  ) SELECT coalesce(array_agg(id::text), '{}') AS ids, (SELECT count(*)::int FROM marked) AS marked FROM due`;
