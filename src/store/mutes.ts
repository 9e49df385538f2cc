import type { Mute } from "../domain/routing/mute.ts";
import type { Sql } from "./database.ts";

/** A mute of every channel. */
export const EVERY_CHANNEL = "*";

/** What a mute of a reason or a term kept from one channel, told when it ends: its spikes, or alerts of new words. */
export type MutedSpikes = {
  workspaceId: string;
  reason: string;
  label: string;
  slackChannel: string;
  mutedAt: Date;
  until: Date;
  spikes: number;
  /** How many of them still go on. */
  goingOn: number;
  /** Of the one with the most contacts in excess. */
  observed: number;
  expected: number;
};

/** Reasons and terms that are not told in a channel for a time; each ends. */
export function mutesStore(sql: Sql) {
  return {
    /** Mutes a reason or a term, or gives the mute that there is another end. */
    async mute(workspaceId: string, { reason, slackChannel, mutedAt, until, by }: Mute): Promise<void> {
      await sql.query(
        `INSERT INTO mute (workspace_id, reason, slack_channel, muted_at, until, by) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, reason, slack_channel) DO UPDATE SET until = excluded.until, by = excluded.by`,
        [workspaceId, reason, slackChannel ?? EVERY_CHANNEL, mutedAt, until, by],
      );
    },

    /** Ends a mute as of `at`; `end` then tells what it kept back. False when there is none. */
    async unmute(
      workspaceId: string,
      reason: string,
      slackChannel: string | null,
      at: Date,
    ): Promise<boolean> {
      const { rowCount } = await sql.query(
        `UPDATE mute SET until = $4 WHERE workspace_id = $1 AND reason = $2 AND slack_channel = $3 AND until > $4`,
        [workspaceId, reason, slackChannel ?? EVERY_CHANNEL, at],
      );
      return rowCount === 1;
    },

    /** Those that go on, the first to end first, with the reasons' names. */
    async list(workspaceId: string, now: Date): Promise<(Mute & { label: string })[]> {
      const { rows } = await sql.query(
        `SELECT mute.reason, coalesce(reason.label, mute.reason) AS label, nullif(mute.slack_channel, '${EVERY_CHANNEL}') AS "slackChannel",
           muted_at AS "mutedAt", until, by
         FROM mute LEFT JOIN reason ON reason.workspace_id = mute.workspace_id AND reason.code = mute.reason
         WHERE mute.workspace_id = $1 AND until > $2 ORDER BY until, mute.reason`,
        [workspaceId, now],
      );
      return rows;
    },

    /**
     * Ends the mutes whose time has come, in all workspaces: what they alone held back is due, and is told in numbers by channel.
     * Within a transaction.
     */
    async end(now: Date): Promise<{ alertIds: string[]; kept: MutedSpikes[] }> {
      const { rows: kept } = await sql.query<MutedSpikes & { alertIds: string[] }>(ENDED, [now]);
      if (kept.length > 0) await sql.query(RELEASE, [kept.flatMap(({ alertIds }) => alertIds), now]);
      await sql.query("DELETE FROM mute WHERE until <= $1", [now]);
      return {
        alertIds: kept.flatMap(({ alertIds }) => alertIds),
        kept: kept.map(({ alertIds: _, ...spikes }) => spikes),
      };
    },
  };
}

/** As `mutedBy` of src/domain/routing/mute.ts, of a `signal`. */
const MUTED_BY = `CASE WHEN signal.kind = 'rising-term'
    THEN ARRAY(SELECT '"' || term || '"' FROM jsonb_array_elements_text(signal.facts -> 'alsoSaid' || (signal.facts -> 'term')) AS said (term))
    ELSE ARRAY[signal.facts ->> 'reason'] END`;

// The mutes are locked first, so that one that is given another end meanwhile goes on.
const ENDED = `
  WITH ended AS MATERIALIZED (SELECT * FROM mute WHERE until <= $1 FOR UPDATE)
  SELECT ended.workspace_id AS "workspaceId", ended.reason, coalesce(max(reason.label), ended.reason) AS label,
    alert.slack_channel AS "slackChannel", min(ended.muted_at) AS "mutedAt", max(ended.until) AS until,
    count(DISTINCT alert.id)::int AS spikes, (count(DISTINCT alert.id) FILTER (WHERE signal.status <> 'resolved'))::int AS "goingOn",
    (array_agg((signal.facts ->> 'observed')::float8 ORDER BY excess DESC))[1] AS observed,
    (array_agg((signal.facts ->> 'expected')::float8 ORDER BY excess DESC))[1] AS expected,
    array_agg(DISTINCT alert.id::text) AS "alertIds"
  FROM ended
  JOIN alert ON alert.workspace_id = ended.workspace_id AND alert.hold = 'muted'
    AND ended.slack_channel IN (alert.slack_channel, '${EVERY_CHANNEL}')
  JOIN signal ON signal.id = alert.signal_id AND ended.reason = ANY (${MUTED_BY})
  CROSS JOIN LATERAL (SELECT (signal.facts ->> 'observed')::float8 - (signal.facts ->> 'expected')::float8 AS excess) size
  LEFT JOIN reason ON reason.workspace_id = ended.workspace_id AND reason.code = ended.reason
  WHERE NOT EXISTS (SELECT 1 FROM mute WHERE mute.workspace_id = ended.workspace_id AND mute.reason = ANY (${MUTED_BY})
    AND mute.slack_channel IN (alert.slack_channel, '${EVERY_CHANNEL}') AND mute.until > $1)
  GROUP BY ended.workspace_id, ended.reason, alert.slack_channel`;

// What is over by now has been told with the mute's end.
const RELEASE = `
  UPDATE alert SET due_at = $2, held_until = NULL, hold = CASE WHEN signal.status <> 'resolved' THEN hold END
  FROM signal WHERE signal.id = alert.signal_id AND alert.id = ANY ($1::uuid[])`;
