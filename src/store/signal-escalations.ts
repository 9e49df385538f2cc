import type { Signal } from "../domain/signal/signal.ts";
import type { Sql } from "./database.ts";
import { SIGNAL_COLUMNS } from "./signals.ts";

/** An overdue promise, or a group of them, that nobody has acknowledged by `escalateAt`. */
export type DueEscalation = Signal & {
  escalateAt: Date;
  /** False for a group each of whose promises somebody has. */
  needsSomebody: boolean;
};

/** An overdue promise, or a group, whose acknowledgement has run out. */
export type EndedAcknowledgement = Signal & { acknowledgedBy: string; acknowledgedUntil: Date };

/** What the sweep does with overdue signals whose time has come; rows stay locked until the transaction ends. */
export function signalEscalationsStore(sql: Sql) {
  return {
    async dueEscalations(now: Date, limit: number): Promise<DueEscalation[]> {
      const { rows } = await sql.query<DueEscalation>(
        `SELECT ${SIGNAL_COLUMNS}, kind <> 'overdue-promises' OR EXISTS (
           SELECT 1 FROM signal member WHERE member.group_id = signal.id AND member.status = 'open') AS "needsSomebody"
         FROM signal WHERE escalate_at <= $1 AND status = 'open' ORDER BY escalate_at LIMIT $2 FOR UPDATE SKIP LOCKED`,
        [now, limit],
      );
      return rows;
    },

    /** So many levels hear of it by now; the next one at `escalateAt`, null: none. */
    async escalate(
      { workspaceId, id }: Pick<Signal, "workspaceId" | "id">,
      { level, escalateAt }: { level: number; escalateAt: Date | null },
    ): Promise<void> {
      await sql.query(
        "UPDATE signal SET escalation = $3, escalate_at = $4 WHERE workspace_id = $1 AND id = $2",
        [workspaceId, id, level, escalateAt],
      );
    },

    async endedAcknowledgements(now: Date): Promise<EndedAcknowledgement[]> {
      const { rows } = await sql.query<EndedAcknowledgement>(
        `SELECT ${SIGNAL_COLUMNS} FROM signal WHERE acknowledged_until <= $1 AND status = 'acknowledged'
         ORDER BY id FOR UPDATE SKIP LOCKED`,
        [now],
      );
      return rows;
    },

    /** Leaves the acknowledgement as it is until then. */
    async acknowledgedUntil(
      { workspaceId, id }: Pick<Signal, "workspaceId" | "id">,
      until: Date,
    ): Promise<void> {
      await sql.query("UPDATE signal SET acknowledged_until = $3 WHERE workspace_id = $1 AND id = $2", [
        workspaceId,
        id,
        until,
      ]);
    },

    /** Nobody has it any more: it is open, and the leads hear of it at `escalateAt`; of a group's promise, by the group. */
    async reopen(
      { workspaceId, id }: Pick<Signal, "workspaceId" | "id">,
      { at, escalateAt, note }: { at: Date; escalateAt: Date; note: string },
    ): Promise<{ alertIds: string[] }> {
      const { rows } = await sql.query<{ ids: string[] }>(REOPEN, [workspaceId, id, at, note, escalateAt]);
      return { alertIds: rows[0]?.ids ?? [] };
    },

    /** One more line of history, told in the thread. */
    async note(
      { workspaceId, id }: Pick<Signal, "workspaceId" | "id">,
      { at, action, note }: { at: Date; action: string; note: string },
    ): Promise<{ alertIds: string[] }> {
      const { rows } = await sql.query<{ ids: string[] }>(NOTE, [workspaceId, id, at, action, note]);
      return { alertIds: rows[0]?.ids ?? [] };
    },
  };
}

const REOPEN = `
  WITH changed AS (
    UPDATE signal SET status = 'open', acknowledged_at = NULL, acknowledged_by = NULL, acknowledged_until = NULL, escalation = 0,
      escalate_at = CASE WHEN group_id IS NULL THEN $5::timestamptz END, version = version + 1
    WHERE workspace_id = $1 AND id = $2 AND status = 'acknowledged'
    RETURNING id, group_id
  ), listing AS (
    UPDATE signal SET escalation = 0, escalate_at = $5 FROM changed
    WHERE signal.id = changed.group_id AND signal.status = 'open' AND signal.escalate_at IS NULL
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action, note)
    SELECT $1, id, $3, 'earshot', 'acknowledgement-ended', $4 FROM changed
  ), due AS (
    UPDATE alert SET due_at = $3 FROM changed WHERE alert.signal_id = changed.id RETURNING alert.id
  ) SELECT coalesce(array_agg(id::text), '{}') AS ids FROM due`;

const NOTE = `
  WITH changed AS (
    UPDATE signal SET version = version + 1 WHERE workspace_id = $1 AND id = $2 RETURNING id
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action, note)
    SELECT $1, id, $3, 'earshot', $4, $5 FROM changed
  ), due AS (
    UPDATE alert SET due_at = $3 FROM changed WHERE alert.signal_id = changed.id RETURNING alert.id
  ) SELECT coalesce(array_agg(id::text), '{}') AS ids FROM due`;
