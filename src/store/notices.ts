import type { NewNotice, Notice } from "../domain/routing/notice.ts";
import type { Sql } from "./database.ts";
import { dueOf } from "./due.ts";

/** One worker at a time: nobody else touches a claimed notice for so long. */
const CLAIM_MS = 30_000;

/** Words that are said once. Whoever adds one enqueues `notify` for the ids it returns; the sweep finds what nobody enqueued. */
export function noticesStore(sql: Sql) {
  return {
    /** Keeps what is to be said; a key that was there already stays as it is. @returns the ids of the new ones */
    async add(workspaceId: string, notices: readonly NewNotice[]): Promise<{ noticeIds: string[] }> {
      if (notices.length === 0) return { noticeIds: [] };
      const column = (value: (notice: NewNotice) => unknown) => notices.map(value);
      const { rows } = await sql.query<{ id: string }>(
        `INSERT INTO notice (workspace_id, key, kind, slack_to, subject, facts, created_at, due_at)
         SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[], $8::timestamptz[])
         ON CONFLICT (workspace_id, key) DO NOTHING RETURNING id`,
        [
          workspaceId,
          column(({ key }) => key),
          column(({ facts }) => facts.kind),
          column(({ slackTo }) => slackTo),
          column(({ subject }) => subject),
          column(({ facts }) => JSON.stringify(facts)),
          column(({ at }) => at),
          column(({ at, dueAt }) => dueAt ?? at),
        ],
      );
      return { noticeIds: rows.map(({ id }) => id) };
    },

    /** Takes the notice for one worker for 30 s; undefined while another has it, once it is said, or before its time. */
    async claim(id: string, now: Date): Promise<Notice | undefined> {
      const { rows } = await sql.query<Notice>(
        `UPDATE notice SET claimed_until = $3, attempts = attempts + 1
         WHERE id = $1 AND due_at <= $2 AND (claimed_until IS NULL OR claimed_until <= $2) RETURNING ${COLUMNS}`,
        [id, now, new Date(now.getTime() + CLAIM_MS)],
      );
      return rows[0];
    },

    /** It stands in Slack. */
    async sent(id: string, { channel, ts }: { channel: string; ts: string }, at: Date): Promise<void> {
      await sql.query(
        `UPDATE notice SET due_at = NULL, claimed_until = NULL, last_error = NULL, sent_at = $2, slack_to = $3, message_ts = $4
         WHERE id = $1`,
        [id, at, channel, ts],
      );
    },

    /** Nobody is to hear it (any more). False when that was said, or it was, already. */
    async drop(id: string, why: string): Promise<boolean> {
      const { rowCount } = await sql.query(
        "UPDATE notice SET due_at = NULL, claimed_until = NULL, last_error = $2 WHERE id = $1 AND due_at IS NOT NULL",
        [id, why],
      );
      return rowCount === 1;
    },

    /** Not now: the claim ends and it is due again at `at`. */
    async later(id: string, { at, error }: { at: Date; error: string }): Promise<void> {
      await sql.query("UPDATE notice SET claimed_until = NULL, due_at = $2, last_error = $3 WHERE id = $1", [
        id,
        at,
        error.slice(0, 500),
      ]);
    },

    /** The codes that a message in Slack told of as new; undefined when it is no such message. */
    async newReasonsAt(workspaceId: string, slackChannel: string, ts: string): Promise<string[] | undefined> {
      const { rows } = await sql.query<{ codes: string[] }>(
        `SELECT facts -> 'codes' AS codes FROM notice
         WHERE workspace_id = $1 AND kind = 'new-reasons' AND slack_to = $2 AND message_ts = $3`,
        [workspaceId, slackChannel, ts],
      );
      return rows[0]?.codes;
    },

    /** Undefined: there is no such notice. */
    async workspaceOf(id: string): Promise<string | undefined> {
      const { rows } = await sql.query<{ workspaceId: string }>(
        `SELECT workspace_id AS "workspaceId" FROM notice WHERE id = $1`,
        [id],
      );
      return rows[0]?.workspaceId;
    },

    /** Ids of notices whose time has come and that nobody has, the longest waiting first, of all workspaces that are installed. */
    async due(now: Date, limit = 200): Promise<string[]> {
      const { rows } = await sql.query<{ id: string }>(dueOf("notice"), [now, limit]);
      return rows.map(({ id }) => id);
    },
  };
}

const COLUMNS = `id, workspace_id AS "workspaceId", key, slack_to AS "slackTo", subject, facts, created_at AS "createdAt", attempts`;
