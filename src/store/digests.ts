import type { DigestContent, HeldAlert, LineState } from "../domain/routing/digest.ts";
import type { ChannelSettings } from "../domain/routing/interruption.ts";
import type { Signal } from "../domain/signal/signal.ts";
import type { Sql } from "./database.ts";
import { SIGNAL_COLUMNS } from "./signals.ts";

type Place = { channel: string; ts: string };

/** A Slack channel that wants a digest. */
export type DigestChannel = { workspaceId: string; slackChannel: string } & Pick<
  ChannelSettings,
  "zone" | "digest" | "digestMinute" | "digestWeekday"
>;

/** What digests tell, and what they have told: each is a notice that keeps its content. */
export function digestsStore(sql: Sql) {
  return {
    /** Those of all workspaces. */
    async channels(): Promise<DigestChannel[]> {
      const { rows } = await sql.query<DigestChannel>(
        `SELECT workspace_id AS "workspaceId", slack_channel AS "slackChannel", coalesce(c.zone, w.zone) AS zone, digest,
           digest_minute AS "digestMinute", digest_weekday AS "digestWeekday"
         FROM channel_setting c JOIN workspace w ON w.id = c.workspace_id WHERE digest <> 'off'`,
      );
      return rows;
    },

    /** Those of all workspaces that want the weekly report, at the time of a weekly digest on Mondays. */
    async reportChannels(): Promise<(DigestChannel & { workspaceZone: string })[]> {
      const { rows } = await sql.query<DigestChannel & { workspaceZone: string }>(
        `SELECT workspace_id AS "workspaceId", slack_channel AS "slackChannel", coalesce(c.zone, w.zone) AS zone, w.zone AS "workspaceZone",
           'weekly' AS digest, digest_minute AS "digestMinute", 1 AS "digestWeekday"
         FROM channel_setting c JOIN workspace w ON w.id = c.workspace_id WHERE report`,
      );
      return rows;
    },

    /**
     * Alerts that were not told in a channel and will not be by themselves: left to the digest and open, or held since then
     * and left to the digest or over before their quiet hours were.
     */
    async held(workspaceId: string, slackChannel: string, since: Date): Promise<HeldAlert[]> {
      const { rows } = await sql.query<Signal & Pick<HeldAlert, "alertId" | "hold">>(
        `SELECT signal.*, alert.id AS "alertId", alert.hold
         FROM alert JOIN (SELECT ${SIGNAL_COLUMNS} FROM signal) signal ON signal.id = alert.signal_id
         WHERE alert.workspace_id = $1 AND alert.slack_channel = $2 AND alert.message_ts IS NULL
           AND (alert.hold = 'digest' OR alert.hold = 'quiet-hours' AND signal.status = 'resolved')
           AND (alert.held_at >= $3 OR signal.status <> 'resolved')`,
        [workspaceId, slackChannel, since],
      );
      return rows.map(({ alertId, hold, ...signal }) => ({ alertId, hold, signal }));
    },

    /** What is told in a channel and not over, the latest first. */
    async waiting(workspaceId: string, slackChannel: string): Promise<Signal[]> {
      const { rows } = await sql.query<Signal>(
        `SELECT ${SIGNAL_COLUMNS} FROM signal WHERE workspace_id = $1 AND status <> 'resolved' AND open_key IS NOT NULL AND id IN (
           SELECT signal_id FROM alert WHERE workspace_id = $1 AND slack_channel = $2 AND message_ts IS NOT NULL)
         ORDER BY opened_at DESC, id LIMIT 1000`,
        [workspaceId, slackChannel],
      );
      return rows;
    },

    /** What the digest tells is decided: however often it must be sent, it says the same. */
    async keep(workspaceId: string, noticeId: string, content: DigestContent): Promise<void> {
      await sql.query(
        "UPDATE notice SET facts = facts || jsonb_build_object('content', $3::jsonb) WHERE workspace_id = $1 AND id = $2",
        [workspaceId, noticeId, JSON.stringify(content)],
      );
    },

    /** Its alerts count as told, unless they were posted meanwhile: see `admit`. Within the transaction that remembers its message. */
    async told(workspaceId: string, held: DigestContent["held"]): Promise<void> {
      await sql.query(
        `UPDATE alert SET hold = 'told', told_weight = weight
         FROM unnest($2::uuid[], $3::float8[]) AS told (alert_id, weight)
         WHERE alert.workspace_id = $1 AND alert.id = alert_id AND message_ts IS NULL AND hold IN ('digest', 'quiet-hours')`,
        [workspaceId, held.map(({ alertId }) => alertId), held.map(({ weight }) => weight)],
      );
    },

    /** What the digest that stands here tells; undefined for any other message. */
    async at(workspaceId: string, { channel, ts }: Place): Promise<DigestContent | undefined> {
      const { rows } = await sql.query<{ content: DigestContent }>(
        `SELECT facts -> 'content' AS content FROM notice
         WHERE workspace_id = $1 AND kind = 'digest' AND slack_to = $2 AND message_ts = $3`,
        [workspaceId, channel, ts],
      );
      return rows[0]?.content;
    },

    /** Changes the state of one line and of no other, whoever changes another at once; undefined when no digest stands here. */
    async setLine(
      workspaceId: string,
      { channel, ts }: Place,
      { signalId, state }: { signalId: string; state: LineState },
    ): Promise<DigestContent | undefined> {
      const { rows } = await sql.query<{ content: DigestContent }>(SET_LINE, [
        workspaceId,
        channel,
        ts,
        signalId,
        JSON.stringify(state),
      ]);
      return rows[0]?.content;
    },
  };
}

const SET_LINE = `
  UPDATE notice SET facts = jsonb_set(facts, '{content,held}', coalesce((
    SELECT jsonb_agg(CASE WHEN line ->> 'signalId' = $4 THEN line || jsonb_build_object('state', $5::jsonb) ELSE line END ORDER BY place)
    FROM jsonb_array_elements(facts #> '{content,held}') WITH ORDINALITY AS held (line, place)), '[]'))
  WHERE workspace_id = $1 AND kind = 'digest' AND slack_to = $2 AND message_ts = $3
  RETURNING facts -> 'content' AS content`;
