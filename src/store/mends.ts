import type { MendVerdict } from "../domain/reason/mended.ts";
import type { Period } from "./buckets.ts";
import type { Sql } from "./database.ts";

/** That somebody says a reason is mended, and what became of it. */
export type Mend = {
  id: string;
  workspaceId: string;
  reason: string;
  /** The local day: `2026-11-02`. */
  mendedOn: string;
  /** A Slack user id. */
  by: string;
  at: Date;
  note: string | null;
  /** What was told last. */
  verdict: MendVerdict;
  decidedAt: Date | null;
  /** Not watched any more since then. */
  endedAt: Date | null;
};
export type NewMend = Pick<Mend, "reason" | "mendedOn" | "by" | "at" | "note"> & { lookAt: Date };

const COLUMNS = `id, workspace_id AS "workspaceId", reason, mended_on AS "mendedOn", by, at, note, verdict,
  decided_at AS "decidedAt", ended_at AS "endedAt"`;

/** Reasons that are mended, by people's word. */
export function mendsStore(sql: Sql) {
  return {
    /** Watches a mending in the place of the one before; inside a transaction. */
    async mark(workspaceId: string, { reason, mendedOn, by, at, note, lookAt }: NewMend): Promise<void> {
      await sql.query("SELECT 1 FROM workspace WHERE id = $1 FOR NO KEY UPDATE", [workspaceId]);
      await withdraw(sql, workspaceId, reason, at);
      await sql.query(
        `INSERT INTO reason_mend (workspace_id, reason, mended_on, by, at, note, look_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [workspaceId, reason, mendedOn, by, at, note, lookAt],
      );
    },

    /** Watches it no more; false when nobody did. */
    withdraw: (workspaceId: string, reason: string, at: Date): Promise<boolean> =>
      withdraw(sql, workspaceId, reason, at),

    /** The mending of a reason that is watched, else its last one. */
    async latest(workspaceId: string, reason: string): Promise<Mend | null> {
      const { rows } = await sql.query<Mend>(
        `SELECT ${COLUMNS} FROM reason_mend WHERE workspace_id = $1 AND reason = $2
         ORDER BY ended_at DESC NULLS FIRST, at DESC LIMIT 1`,
        [workspaceId, reason],
      );
      return rows[0] ?? null;
    },

    /** What is watched, and what was decided since then; the latest mending first. */
    async since(workspaceId: string, from: Date): Promise<Mend[]> {
      const { rows } = await sql.query<Mend>(
        `SELECT ${COLUMNS} FROM reason_mend WHERE workspace_id = $1 AND (ended_at IS NULL OR decided_at >= $2)
         ORDER BY mended_on DESC, reason LIMIT 200`,
        [workspaceId, from],
      );
      return rows;
    },

    /** Mendings whose next week is over, of all workspaces. */
    async due(now: Date): Promise<Mend[]> {
      const { rows } = await sql.query<Mend>(
        `SELECT ${COLUMNS} FROM reason_mend WHERE look_at <= $1 ORDER BY look_at LIMIT 200`,
        [now],
      );
      return rows;
    },

    /** What a look decided, and when the next one is; null: it was the last. False when it is watched no more. */
    async looked(
      { id, workspaceId }: Pick<Mend, "id" | "workspaceId">,
      { verdict, at, lookAt }: { verdict: MendVerdict; at: Date; lookAt: Date | null },
    ): Promise<boolean> {
      const { rowCount } = await sql.query(
        `UPDATE reason_mend SET verdict = $3, decided_at = CASE WHEN verdict = $3 THEN decided_at ELSE $4 END, look_at = $5,
           ended_at = CASE WHEN $5::timestamptz IS NULL THEN $4 END
         WHERE workspace_id = $1 AND id = $2 AND ended_at IS NULL`,
        [workspaceId, id, verdict, at, lookAt],
      );
      return rowCount === 1;
    },

    /** When the reason had a spike in a period, from the beginning of its window on; `to`: null while it goes on. */
    async spikes(
      workspaceId: string,
      reason: string,
      { from, to }: Period,
    ): Promise<{ from: Date; to: Date | null }[]> {
      const { rows } = await sql.query(
        `SELECT * FROM (
           SELECT opened_at - make_interval(mins => (facts ->> 'windowMinutes')::int) AS "from",
             coalesce((facts ->> 'endedAt')::timestamptz, CASE WHEN open_key IS NULL THEN resolved_at END) AS "to"
           FROM signal WHERE workspace_id = $1 AND kind = 'spike' AND subject = $2 AND opened_at < $4) spike
         WHERE "to" IS NULL OR "to" >= $3`,
        [workspaceId, reason, from, to],
      );
      return rows;
    },
  };
}

async function withdraw(sql: Sql, workspaceId: string, reason: string, at: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    "UPDATE reason_mend SET ended_at = $3, look_at = NULL WHERE workspace_id = $1 AND reason = $2 AND ended_at IS NULL",
    [workspaceId, reason, at],
  );
  return rowCount === 1;
}
