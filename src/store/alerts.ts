import type { Because } from "../domain/routing/route.ts";
import type { Signal, SignalEntry } from "../domain/signal/signal.ts";
import type { Database } from "./database.ts";
import { dueOf } from "./due.ts";
import { signalGroupsStore } from "./signal-groups.ts";
import { SIGNAL_COLUMNS } from "./signals.ts";

/** What Slack shows of a signal: one message in one channel. */
export type Alert = {
  id: string;
  workspaceId: string;
  signalId: string;
  /** A Slack channel id, or a name until the first post. */
  slackChannel: string;
  messageTs: string | null;
  /** The signal's version that Slack shows; 0: nothing yet. */
  shown: number;
  /** The last history entry told in the thread. */
  threadedId: string;
  dueAt: Date | null;
  claimedUntil: Date | null;
  attempts: number;
  ambiguousAt: Date | null;
  lastError: string | null;
  /** The rule that brought it to this channel. */
  because: Because | null;
};

export type ClaimedAlert = {
  alert: Alert;
  signal: Signal;
  /** Its history that the thread does not tell yet, oldest first. */
  entries: SignalEntry[];
  teamLabel: string | null;
  /** What its message tells too: overdue promises, the latest first, or spikes of one cause; at most `MOST_MEMBERS`. */
  members: Signal[];
  /** The earlier message about the same subject in the same channel within a week. */
  previous: { slackChannel: string; messageTs: string } | null;
};

const CLAIM_MS = 30_000;
/** So many fit one message. */
const MOST_MEMBERS = 20;

export function alertsStore({ pool }: Database) {
  return {
    /**
     * Takes the alert for one worker for 30 s, with all that is needed to show it.
     * Undefined while another has it, when Slack agrees already, or when it is not its time yet.
     */
    async claim(id: string, now: Date): Promise<ClaimedAlert | undefined> {
      const until = new Date(now.getTime() + CLAIM_MS);
      const { rows } = await pool.query<Alert>(
        `UPDATE alert SET claimed_until = $3, attempts = attempts + 1
         WHERE id = $1 AND due_at <= $2 AND (claimed_until IS NULL OR claimed_until <= $2) RETURNING ${COLUMNS}`,
        [id, now, until],
      );
      const [alert] = rows;
      if (alert === undefined) return undefined;
      const signal = await pool.query<Signal & { teamLabel: string | null }>(SIGNAL_OF, [alert.signalId]);
      const [found] = signal.rows;
      if (found === undefined) return undefined;
      // After the version: a line that comes in between is told early, one that the version knows and we missed would never be told.
      const entries = await pool.query<SignalEntry>(ENTRIES, [alert.signalId, alert.threadedId]);
      const { teamLabel, ...rest } = found;
      return {
        alert,
        signal: rest,
        entries: entries.rows,
        teamLabel,
        members:
          rest.kind === "overdue-promises" || rest.kind === "spike"
            ? await signalGroupsStore(pool).members(rest.workspaceId, rest.id, MOST_MEMBERS)
            : [],
        previous: await previousOf(alert, rest),
      };
    },

    /** Remembers at once that the message stands in Slack: whatever fails later, it is not posted again. */
    async posted(id: string, { channel, ts }: { channel: string; ts: string }): Promise<void> {
      await pool.query(
        `UPDATE alert SET message_ts = $2,
           slack_channel = CASE WHEN EXISTS (SELECT 1 FROM alert other WHERE other.signal_id = alert.signal_id
             AND other.slack_channel = $3 AND other.id <> alert.id) THEN slack_channel ELSE $3 END
         WHERE id = $1`,
        [id, ts, channel],
      );
    },

    /** One line of history is told in the thread. */
    async threaded(id: string, entryId: string): Promise<void> {
      await pool.query("UPDATE alert SET threaded_id = greatest(threaded_id, $2) WHERE id = $1", [
        id,
        entryId,
      ]);
    },

    /**
     * Slack shows this version now. The claim ends; it stays due when the signal has changed meanwhile.
     * @param options.lookAgainAt a lost post may still turn up: look for a double then
     */
    async shown(
      id: string,
      { version, threadedId, lookAgainAt }: { version: number; threadedId: string; lookAgainAt?: Date },
    ): Promise<{ behind: boolean }> {
      // The lock waits for a change that is under way: an unlocked read of the version would miss it, and lose it.
      const { rows } = await pool.query<{ behind: boolean }>(
        `WITH seen AS MATERIALIZED (
           SELECT version FROM signal WHERE id = (SELECT signal_id FROM alert WHERE id = $1) FOR SHARE
         )
         UPDATE alert SET shown = $2, threaded_id = greatest(threaded_id, $3), claimed_until = NULL, attempts = 0,
           last_error = NULL, ambiguous_at = CASE WHEN $4::timestamptz IS NOT NULL THEN ambiguous_at END,
           due_at = CASE WHEN seen.version > $2 THEN alert.due_at ELSE $4 END
         FROM seen WHERE alert.id = $1
         RETURNING seen.version > $2 AS behind`,
        [id, version, threadedId, lookAgainAt ?? null],
      );
      return rows[0] ?? { behind: false };
    },

    /** Not now: the claim ends and it is due again at `at`. `lost`: whether the answer to a post was lost on the way. */
    async later(id: string, { at, error, lost }: { at: Date; error: string; lost: boolean }): Promise<void> {
      await pool.query(
        `UPDATE alert SET claimed_until = NULL, due_at = $2, last_error = $3,
           ambiguous_at = CASE WHEN $4 THEN ambiguous_at END WHERE id = $1`,
        [id, at, error.slice(0, 500), lost],
      );
    },

    /** Before a post leaves: should we never hear of it again, the next attempt looks for it first. */
    async sending(id: string, at: Date): Promise<void> {
      await pool.query("UPDATE alert SET ambiguous_at = coalesce(ambiguous_at, $2) WHERE id = $1", [id, at]);
    },

    /** Its message is gone from Slack: the next post is a new one. */
    async forgetMessage(id: string): Promise<void> {
      await pool.query("UPDATE alert SET message_ts = NULL, shown = 0 WHERE id = $1", [id]);
    },

    /** Its channel is dead: it moves to another one, as new there. False when the signal is told there already. */
    async move(id: string, slackChannel: string, at: Date): Promise<boolean> {
      const { rowCount } = await pool.query(
        `UPDATE alert SET slack_channel = $2, message_ts = NULL, shown = 0, ambiguous_at = NULL, claimed_until = NULL,
           due_at = $3, attempts = 0, interrupted_at = NULL, hold = NULL, held_at = NULL, held_until = NULL
         WHERE id = $1 AND NOT EXISTS (
           SELECT 1 FROM alert other WHERE other.signal_id = alert.signal_id AND other.slack_channel = $2)`,
        [id, slackChannel, at],
      );
      return rowCount === 1;
    },

    /** Undefined: there is no such alert. */
    async workspaceOf(id: string): Promise<string | undefined> {
      const { rows } = await pool.query<{ workspaceId: string }>(
        `SELECT workspace_id AS "workspaceId" FROM alert WHERE id = $1`,
        [id],
      );
      return rows[0]?.workspaceId;
    },

    /** Ids of alerts that are behind and free, the longest waiting first, of all workspaces that are installed. */
    async due(now: Date, limit = 200): Promise<string[]> {
      const { rows } = await pool.query<{ id: string }>(dueOf("alert"), [now, limit]);
      return rows.map((row) => row.id);
    },

    /** The alerts of one signal. */
    async of(workspaceId: string, signalId: string): Promise<Alert[]> {
      const { rows } = await pool.query<Alert>(
        `SELECT ${COLUMNS} FROM alert WHERE workspace_id = $1 AND signal_id = $2 ORDER BY slack_channel`,
        [workspaceId, signalId],
      );
      return rows;
    },

    /** Where Slack shows this signal, or this promise's overdue one: its own message, else its group's. */
    async messageAbout(
      workspaceId: string,
      id: string,
    ): Promise<{ channel: string; ts: string } | undefined> {
      const { rows } = await pool.query<{ channel: string; ts: string }>(
        `SELECT alert.slack_channel AS channel, alert.message_ts AS ts
         FROM signal JOIN alert ON alert.signal_id IN (signal.id, signal.group_id)
         WHERE signal.workspace_id = $1 AND (signal.id = $2::uuid OR signal.open_key = 'overdue-promise:' || $2::uuid)
           AND alert.message_ts IS NOT NULL
         ORDER BY alert.signal_id = signal.id DESC LIMIT 1`,
        [workspaceId, id],
      );
      return rows[0];
    },

    /** For `/earshot status`: how many wait for Slack, and which channels refuse messages. */
    async health(workspaceId: string): Promise<{ delivered: number; waiting: number; errors: string[] }> {
      const { rows } = await pool.query<{ delivered: number; waiting: number; errors: string[] }>(
        `SELECT count(message_ts)::int AS delivered, (count(due_at) FILTER (WHERE hold IS NULL))::int AS waiting,
           coalesce(array_agg(DISTINCT last_error) FILTER (WHERE last_error IS NOT NULL), '{}') AS errors
         FROM alert WHERE workspace_id = $1`,
        [workspaceId],
      );
      return rows[0] ?? { delivered: 0, waiting: 0, errors: [] };
    },
  };

  async function previousOf(alert: Alert, signal: Signal): Promise<ClaimedAlert["previous"]> {
    const { rows } = await pool.query<{ slackChannel: string; messageTs: string }>(
      `SELECT alert.slack_channel AS "slackChannel", alert.message_ts AS "messageTs"
       FROM signal JOIN alert ON alert.signal_id = signal.id
       WHERE signal.workspace_id = $1 AND signal.kind = $2 AND signal.subject = $3 AND signal.id <> $4
         AND signal.opened_at < $5 AND signal.opened_at > $5::timestamptz - interval '7 days'
         AND alert.slack_channel = $6 AND alert.message_ts IS NOT NULL
       ORDER BY signal.opened_at DESC LIMIT 1`,
      [signal.workspaceId, signal.kind, signal.subject, signal.id, signal.openedAt, alert.slackChannel],
    );
    return rows[0] ?? null;
  }
}

const COLUMNS = `id, workspace_id AS "workspaceId", signal_id AS "signalId", slack_channel AS "slackChannel",
  message_ts AS "messageTs", shown, threaded_id::text AS "threadedId", due_at AS "dueAt",
  claimed_until AS "claimedUntil", attempts, ambiguous_at AS "ambiguousAt", last_error AS "lastError", because`;

const SIGNAL_OF = `SELECT ${SIGNAL_COLUMNS},
    (SELECT label FROM team WHERE team.workspace_id = signal.workspace_id AND team.code = signal.team) AS "teamLabel"
  FROM signal WHERE id = $1`;

// A group tells what happened to its promises: such a line stands for theirs. Whose it is, is worked out before it is looked
// up: within a fence an index serves a plain comparison only.
const ENTRIES = `
  WITH told AS MATERIALIZED (
    SELECT *, CASE WHEN action = 'member' THEN note::bigint END AS own_id FROM signal_entry WHERE signal_id = $1 AND id > $2)
  SELECT told.id::text, told.at, told.actor, coalesce(own.action, told.action) AS action,
    CASE WHEN own.id IS NULL THEN told.note ELSE own.note END AS note, member.facts AS member
  FROM told
  LEFT JOIN signal_entry own ON own.id = told.own_id
  LEFT JOIN signal member ON member.id = own.signal_id
  ORDER BY told.id`;
