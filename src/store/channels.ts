import {
  budgetKinds,
  type ChannelLoad,
  type ChannelSettings,
  dayStart,
  hasWorsened,
  type Interruption,
  judgeInterruption,
  usualSettings,
  weightOf,
} from "../domain/routing/interruption.ts";
import { mutedBy } from "../domain/routing/mute.ts";
import type { Signal, SignalFacts } from "../domain/signal/signal.ts";
import { type Database, inTransaction, type Sql } from "./database.ts";
import { EVERY_CHANNEL } from "./mutes.ts";

/** What is about to be told in a channel for the first time. */
export type Newcomer = {
  alert: { id: string; workspaceId: string; slackChannel: string };
  signal: Pick<Signal, "kind" | "facts">;
};

/** Alerts that wait, by why. */
export type HeldCounts = { muted: number; quietHours: number; digest: number };

/** How much a Slack channel is interrupted; usable within a transaction. */
export function channelsReader(sql: Sql) {
  return {
    /** A channel that nobody has changed has the usual settings, in the workspace's zone. */
    async get(workspaceId: string, slackChannel: string): Promise<ChannelSettings> {
      const { rows } = await sql.query<ChannelSettings & { isSet: boolean }>(
        `SELECT c.slack_channel IS NOT NULL AS "isSet", ${COLUMNS} FROM workspace w
         LEFT JOIN channel_setting c ON c.workspace_id = w.id AND c.slack_channel = $2 WHERE w.id = $1`,
        [workspaceId, slackChannel],
      );
      const [row] = rows;
      if (row === undefined) return usualSettings("UTC");
      const { isSet, ...settings } = row;
      return isSet ? settings : usualSettings(settings.zone);
    },

    /** Channels that somebody has changed. */
    async list(workspaceId: string): Promise<{ slackChannel: string; settings: ChannelSettings }[]> {
      const { rows } = await sql.query<ChannelSettings & { slackChannel: string }>(
        `SELECT c.slack_channel AS "slackChannel", ${COLUMNS} FROM channel_setting c JOIN workspace w ON w.id = c.workspace_id
         WHERE c.workspace_id = $1 ORDER BY c.slack_channel`,
        [workspaceId],
      );
      return rows.map(({ slackChannel, ...settings }) => ({ slackChannel, settings }));
    },
  };
}

/** How much each Slack channel is interrupted, and what waits because of it. */
export function channelsStore({ pool }: Database) {
  return {
    ...channelsReader(pool),

    /**
     * Changes a channel's settings. What waits there for its quiet hours to end or for the digest is judged anew: whoever calls
     * it enqueues `deliver` for the alert ids it returns.
     */
    save: (
      workspaceId: string,
      slackChannel: string,
      settings: ChannelSettings,
      at: Date,
    ): Promise<{ alertIds: string[] }> => saveChannel(pool, workspaceId, slackChannel, settings, at),

    /**
     * Lets a claimed alert through to be posted, which then counts for the channel's day; or holds it and ends the claim.
     * Newcomers of one channel are judged one after the other, so that a budget is never overdrawn.
     */
    async admit({ alert, signal }: Newcomer, now: Date): Promise<Interruption> {
      const { workspaceId, slackChannel } = alert;
      return inTransaction(pool, async (sql) => {
        await sql.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
          `${workspaceId} ${slackChannel}`,
        ]);
        const { rows } = await sql.query<{
          hold: string | null;
          toldWeight: number | null;
          isCounted: boolean;
          mutedUntil: Date | null;
        }>(NEWCOMER, [alert.id, mutedBy(signal.facts), now]);
        const [{ hold, toldWeight, ...standing } = UNKNOWN] = rows;
        if (hold === "told" && !hasWorsened(signal.facts, toldWeight ?? 0)) {
          await leaveTold(sql, alert.id);
          return { kind: "digest" };
        }
        const settings = await channelsReader(sql).get(workspaceId, slackChannel);
        const load = await loadOf(sql, { alert, signal }, settings, now);
        // What was left to the digest stays with it, whatever the next day's budget; what it has told and worsens does not.
        const verdict: Interruption =
          hold === "digest"
            ? { kind: "digest" }
            : judgeInterruption({ kind: signal.kind, ...standing }, settings, load, now);
        await remember(sql, alert.id, verdict, now);
        return verdict;
      });
    },

    /** How many alerts wait, in all channels of the workspace. */
    async heldCounts(workspaceId: string): Promise<HeldCounts> {
      const { rows } = await pool.query<HeldCounts>(
        `SELECT (count(*) FILTER (WHERE hold = 'muted'))::int AS muted,
           (count(*) FILTER (WHERE hold = 'quiet-hours'))::int AS "quietHours",
           (count(*) FILTER (WHERE hold = 'digest'))::int AS digest
         FROM alert JOIN signal ON signal.id = alert.signal_id
         WHERE alert.workspace_id = $1 AND hold IS NOT NULL AND signal.status <> 'resolved'`,
        [workspaceId],
      );
      return rows[0] ?? { muted: 0, quietHours: 0, digest: 0 };
    },
  };
}

/** `save` of {@link channelsStore}, usable within a transaction. */
export async function saveChannel(
  sql: Sql,
  workspaceId: string,
  slackChannel: string,
  { zone, week, budget, threads, digest, digestMinute, digestWeekday, report }: ChannelSettings,
  at: Date,
): Promise<{ alertIds: string[] }> {
  const { rows } = await sql.query<{ id: string }>(SAVE, [
    workspaceId,
    slackChannel,
    zone,
    week && JSON.stringify(week),
    budget,
    threads,
    digest,
    digestMinute,
    digestWeekday,
    at,
    report,
  ]);
  return { alertIds: rows.map(({ id }) => id) };
}

/** Only a budget asks for it. Those ahead waited for the same quiet hours to end, and are worth more. */
async function loadOf(
  sql: Sql,
  { alert, signal }: Newcomer,
  settings: ChannelSettings,
  now: Date,
): Promise<ChannelLoad> {
  if (settings.budget === null) return { posted: 0, ahead: 0 };
  const channel = [alert.workspaceId, alert.slackChannel];
  const counted = await sql.query<{ posted: number }>(
    `SELECT count(*)::int AS posted FROM alert
     WHERE workspace_id = $1 AND slack_channel = $2 AND interrupted_at >= $3 AND interrupted_at <= $4`,
    [...channel, dayStart(settings.zone, now), now],
  );
  const { rows: waiting } = await sql.query<{ id: string; facts: SignalFacts }>(
    `SELECT alert.id, signal.facts FROM alert JOIN signal ON signal.id = alert.signal_id
     WHERE alert.workspace_id = $1 AND alert.slack_channel = $2 AND alert.hold = 'quiet-hours' AND alert.held_until <= $3
       AND alert.id <> $4 AND signal.status <> 'resolved' AND signal.kind = ANY ($5)`,
    [...channel, now, alert.id, budgetKinds],
  );
  const weight = weightOf(signal.facts);
  const ahead = waiting.filter(
    ({ id, facts }) => weightOf(facts) > weight || (weightOf(facts) === weight && id < alert.id),
  );
  return { posted: counted.rows[0]?.posted ?? 0, ahead: ahead.length };
}

async function remember(sql: Sql, id: string, verdict: Interruption, now: Date): Promise<void> {
  if (verdict.kind === "post") {
    await sql.query(
      "UPDATE alert SET interrupted_at = coalesce(interrupted_at, $2), hold = NULL, held_until = NULL WHERE id = $1",
      [id, now],
    );
    return;
  }
  const until = verdict.kind === "wait" ? verdict.until : null;
  await sql.query(
    `UPDATE alert SET hold = $2, held_at = coalesce(held_at, $3), held_until = $4, due_at = $4, claimed_until = NULL, attempts = 0
     WHERE id = $1`,
    [id, verdict.kind === "wait" ? verdict.why : "digest", now, until],
  );
}

async function leaveTold(sql: Sql, id: string): Promise<void> {
  await sql.query("UPDATE alert SET due_at = NULL, claimed_until = NULL, attempts = 0 WHERE id = $1", [id]);
}

const UNKNOWN = { hold: null, toldWeight: null, isCounted: false, mutedUntil: null };

const COLUMNS = `coalesce(c.zone, w.zone) AS zone, c.week, c.budget, c.threads, c.digest, c.digest_minute AS "digestMinute",
  c.digest_weekday AS "digestWeekday", c.report`;

const NEWCOMER = `
  SELECT hold, told_weight AS "toldWeight", interrupted_at IS NOT NULL AS "isCounted",
    (SELECT max(until) FROM mute WHERE mute.workspace_id = alert.workspace_id AND mute.reason = ANY ($2::text[]) AND mute.until > $3
       AND mute.slack_channel IN (alert.slack_channel, '${EVERY_CHANNEL}')) AS "mutedUntil"
  FROM alert WHERE id = $1`;

const SAVE = `
  WITH saved AS (
    INSERT INTO channel_setting (workspace_id, slack_channel, zone, week, budget, threads, digest, digest_minute, digest_weekday, report)
    VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $11)
    ON CONFLICT (workspace_id, slack_channel) DO UPDATE SET zone = excluded.zone, week = excluded.week, budget = excluded.budget,
      threads = excluded.threads, digest = excluded.digest, digest_minute = excluded.digest_minute,
      digest_weekday = excluded.digest_weekday, report = excluded.report
  )
  UPDATE alert SET hold = NULL, held_until = NULL, due_at = $10 FROM signal
  WHERE signal.id = alert.signal_id AND signal.status <> 'resolved' AND alert.workspace_id = $1 AND alert.slack_channel = $2
    AND alert.hold IN ('quiet-hours', 'digest')
  RETURNING alert.id`;
