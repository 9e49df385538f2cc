import type { Catalogue, Decision, Refusal } from "../domain/reason/catalogue.ts";
import type { Database, Sql } from "./database.ts";
import { recode } from "./reason-catalogue.ts";

/** Somebody asks that a code become part of the reason `into`, or a reason of its own (`into` null). */
export type AskedRecoding = {
  kind: "merge" | "split";
  code: string;
  into: string | null;
  /** A Slack user id. */
  askedBy: string;
  askedAt: Date;
};
export type Recoding = AskedRecoding & { id: string };

/** Merges and splits that are asked for; a job does them, one after the other. */
export function recodingsStore({ pool }: Database) {
  return {
    /** Whoever asks enqueues `recode`. False when the same code waits already. */
    async ask(workspaceId: string, { kind, code, into, askedBy, askedAt }: AskedRecoding): Promise<boolean> {
      const { rowCount } = await pool.query(
        `INSERT INTO recoding (workspace_id, kind, code, target, asked_by, asked_at)
         SELECT $1, $2, $3, $4, $5, $6
         WHERE NOT EXISTS (SELECT 1 FROM recoding WHERE workspace_id = $1 AND code = $3 AND done_at IS NULL)`,
        [workspaceId, kind, code, into, askedBy, askedAt],
      );
      return rowCount === 1;
    },

    /** Those under way or waiting, the first first. */
    async open(workspaceId: string): Promise<Recoding[]> {
      const { rows } = await pool.query<Recoding>(
        `SELECT ${COLUMNS} FROM recoding WHERE workspace_id = $1 AND done_at IS NULL ORDER BY asked_at, id`,
        [workspaceId],
      );
      return rows;
    },

    /** Workspaces in which something waits: its nudge was lost, or its job died. */
    async workspacesWaiting(): Promise<string[]> {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT DISTINCT workspace_id AS id FROM recoding WHERE done_at IS NULL`,
      );
      return rows.map(({ id }) => id);
    },

    /**
     * What a merge of `code` (and all that lead to it: `codes`) into a reason, or their split from the reason `from`, would
     * move: contacts of any direction, and those of them that mention the other one too.
     */
    async weigh(
      workspaceId: string,
      { codes, from, to }: { codes: readonly string[]; from: string; to: string },
    ): Promise<{ moved: number; both: number; from: number; to: number }> {
      const { rows } = await pool.query(WEIGH, [workspaceId, from, to, codes]);
      return rows[0];
    },
  };
}

/** The job's side, within its transaction. */
export function recodingDrainStore(sql: Sql) {
  return {
    /** The first that waits, for this transaction; undefined when there is none, or another worker has it. */
    async next(workspaceId: string): Promise<Recoding | undefined> {
      const { rows } = await sql.query<Recoding>(
        `SELECT ${COLUMNS} FROM recoding WHERE workspace_id = $1 AND done_at IS NULL
         ORDER BY asked_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [workspaceId],
      );
      return rows[0];
    },

    /** `recode` of src/store/reason-catalogue.ts. */
    recode: (workspaceId: string, decide: (catalogue: Catalogue) => Decision, at: Date) =>
      recode(sql, workspaceId, decide, at),

    async done(
      workspaceId: string,
      id: string,
      { moved, both, refusal, at }: { moved: number; both: number; refusal: Refusal | null; at: Date },
    ): Promise<void> {
      await sql.query(
        "UPDATE recoding SET done_at = $3, moved = $4, joined = $5, refusal = $6::jsonb WHERE workspace_id = $1 AND id = $2",
        [workspaceId, id, at, moved, both, refusal && JSON.stringify(refusal)],
      );
    },
  };
}

const COLUMNS = `id, kind, code, target AS "into", asked_by AS "askedBy", asked_at AS "askedAt"`;

const WEIGH = `
  WITH leaving AS MATERIALIZED (
    SELECT contact_id, codes FROM contact_reason
    WHERE workspace_id = $1 AND reason = $2 AND coalesce(codes, ARRAY[reason]) && $4)
  SELECT (SELECT count(*)::int FROM leaving) AS moved,
    (SELECT count(*)::int FROM leaving JOIN contact_reason o ON o.workspace_id = $1 AND o.contact_id = leaving.contact_id AND o.reason = $3)
      + (SELECT count(*)::int FROM leaving WHERE NOT coalesce(codes, ARRAY[$2]) <@ $4) AS "both",
    (SELECT count(*)::int FROM contact_reason WHERE workspace_id = $1 AND reason = $2) AS "from",
    (SELECT count(*)::int FROM contact_reason WHERE workspace_id = $1 AND reason = $3) AS "to"`;
