import { lockCustomers } from "./customers.ts";
import type { Sql } from "./database.ts";
import { shareCatalogue } from "./reason-catalogue.ts";

/** An event as received; its body is one of our words' types, by `kind`. */
export type InboxEvent = { id: string; sourceId: string; kind: string; externalId: string; body: unknown };

export type SetAsideEvent = Omit<InboxEvent, "body"> & { receivedAt: Date; setAsideAt: Date; error: string };

/** So many events are drained in a blink. */
const FEW = 500;

/** The drain's side of the inbox: what waits, what is done, what could not be. */
export function inboxStore(sql: Sql) {
  return {
    /**
     * Takes the oldest waiting events for this transaction. Drains of one workspace take turns (others run beside it):
     * events of one customer or promise are then read in the order they came, and two drains cannot lock each other out.
     * None while contacts get other reasons: whoever does that nudges the drain.
     */
    async pending(workspaceId: string, limit: number): Promise<InboxEvent[]> {
      if (!(await shareCatalogue(sql, workspaceId))) return [];
      await lockCustomers(sql, workspaceId);
      const { rows } = await sql.query(
        `SELECT id, source_id AS "sourceId", kind, external_id AS "externalId", body FROM event
         WHERE workspace_id = $1 AND processed_at IS NULL ORDER BY received_at, id LIMIT $2 FOR UPDATE SKIP LOCKED`,
        [workspaceId, limit],
      );
      return rows;
    },

    /** Forgets the bodies; the keys stay, so that a late repetition is still known. */
    async markProcessed(ids: readonly string[], at: Date): Promise<void> {
      if (ids.length === 0) return;
      await sql.query("UPDATE event SET processed_at = $2, body = NULL WHERE id = ANY ($1::bigint[])", [
        ids,
        at,
      ]);
    },

    /** Keeps the body and says why it could not be processed. */
    async putAside(id: string, error: string, at: Date): Promise<void> {
      await sql.query("UPDATE event SET processed_at = $2, error = $3 WHERE id = $1", [
        id,
        at,
        error.slice(0, 500),
      ]);
    },

    /** Lets what was set aside be tried again (after a fix); answers how many. */
    async retrySetAside(workspaceId: string): Promise<number> {
      const { rowCount } = await sql.query(
        "UPDATE event SET processed_at = NULL, error = NULL WHERE workspace_id = $1 AND error IS NOT NULL",
        [workspaceId],
      );
      return rowCount ?? 0;
    },

    /** For people and metrics. `oldestWaitingAt`: when the longest waiting one was received. */
    async counts(workspaceId: string): Promise<{
      waiting: number;
      oldestWaitingAt: Date | null;
      setAside: number;
      lastReceivedAt: Date | null;
    }> {
      const { rows } = await sql.query(
        `SELECT w.waiting, w.oldest AS "oldestWaitingAt",
           (SELECT count(*)::int FROM event WHERE workspace_id = $1 AND error IS NOT NULL) AS "setAside",
           (SELECT received_at FROM event WHERE id = (SELECT max(id) FROM event WHERE workspace_id = $1)) AS "lastReceivedAt"
         FROM (SELECT count(*)::int AS waiting, min(received_at) AS oldest FROM event
               WHERE workspace_id = $1 AND processed_at IS NULL) w`,
        [workspaceId],
      );
      return rows[0];
    },

    /** Whether so much waits that figures of contacts are far from whole; a few always wait where contacts never stop. */
    async isBehind(workspaceId: string): Promise<boolean> {
      const { rows } = await sql.query<{ behind: boolean }>(
        `SELECT count(*) > ${FEW} AS behind FROM (
           SELECT 1 FROM event WHERE workspace_id = $1 AND processed_at IS NULL LIMIT ${FEW} + 1) waiting`,
        [workspaceId],
      );
      return rows[0]?.behind ?? false;
    },

    /** What was set aside, newest first; without bodies, which hold customers' words. */
    async setAside(workspaceId: string, limit: number): Promise<SetAsideEvent[]> {
      const { rows } = await sql.query(
        `SELECT id, source_id AS "sourceId", kind, external_id AS "externalId", received_at AS "receivedAt",
           processed_at AS "setAsideAt", error
         FROM event WHERE workspace_id = $1 AND error IS NOT NULL ORDER BY id DESC LIMIT $2`,
        [workspaceId, limit],
      );
      return rows;
    },

    /** Workspaces in which something has waited since before `before`: their nudge was lost or their drain died. */
    async workspacesWaiting(before: Date): Promise<string[]> {
      const { rows } = await sql.query<{ id: string }>(
        `SELECT w.id FROM workspace w WHERE EXISTS
           (SELECT 1 FROM event e WHERE e.workspace_id = w.id AND e.processed_at IS NULL AND e.received_at < $1)`,
        [before],
      );
      return rows.map((row) => row.id);
    },
  };
}
