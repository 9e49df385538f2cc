import type { Metric } from "../domain/touchpoint/feedback.ts";
import {
  type StoredTargets,
  storedTargets,
  type TouchpointSettings,
  targetsFromStored,
} from "../domain/touchpoint/touchpoint.ts";
import type { WaitedAnswer } from "../domain/touchpoint/waiting-break.ts";
import type { Period } from "./buckets.ts";
import type { Sql } from "./database.ts";

export type Touchpoint = { code: string } & TouchpointSettings;

/** So many answers are looked through for those with a wait, the latest first. */
const MOST_LOOKED_AT = 50_000;

/** Where on the customer's journey a contact happens, and what is aimed for there. */
export function touchpointsStore(sql: Sql) {
  return {
    /** By code. */
    async list(workspaceId: string): Promise<Touchpoint[]> {
      const { rows } = await sql.query<Row>(
        "SELECT code, label, targets FROM touchpoint WHERE workspace_id = $1 ORDER BY code",
        [workspaceId],
      );
      return rows.map(ourTouchpoint);
    },

    async get(workspaceId: string, code: string): Promise<Touchpoint | null> {
      const { rows } = await sql.query<Row>(
        "SELECT code, label, targets FROM touchpoint WHERE workspace_id = $1 AND code = $2",
        [workspaceId, code],
      );
      return rows[0] === undefined ? null : ourTouchpoint(rows[0]);
    },

    /** Its label and all of its targets. */
    async save(workspaceId: string, { code, label, ...set }: Touchpoint): Promise<void> {
      await sql.query(
        `INSERT INTO touchpoint (workspace_id, code, label, targets) VALUES ($1, $2, $3, $4::jsonb)
         ON CONFLICT (workspace_id, code) DO UPDATE SET label = excluded.label, targets = excluded.targets`,
        [workspaceId, code, label, JSON.stringify(storedTargets(set))],
      );
    },

    /** Workspaces that aim for something, or where a signal still lives of what they aimed for. */
    async workspacesToJudge(): Promise<string[]> {
      const { rows } = await sql.query<{ id: string }>(
        `SELECT workspace_id AS id FROM touchpoint WHERE targets <> '{}'
         UNION SELECT workspace_id FROM signal WHERE kind = 'touchpoint-below' AND open_key IS NOT NULL`,
      );
      return rows.map(({ id }) => id);
    },

    /**
     * The latest answers with the wait of the contact they are about: the one they name, else the customer's last one in the
     * week before. At most `limit`.
     */
    async waited(
      workspaceId: string,
      touchpoint: string,
      metric: Metric,
      { from, to, limit }: Period & { limit: number },
    ): Promise<WaitedAnswer[]> {
      const { rows } = await sql.query<WaitedAnswer>(WAITED, [
        workspaceId,
        touchpoint,
        metric,
        from,
        to,
        limit,
      ]);
      return rows;
    },
  };
}

type Row = { code: string; label: string; targets: StoredTargets };

function ourTouchpoint({ code, label, targets }: Row): Touchpoint {
  return { code, label, ...targetsFromStored(targets) };
}

const WAITED = `
  SELECT c.wait_seconds AS "waitSeconds", f.score
  FROM (SELECT * FROM feedback WHERE workspace_id = $1 AND occurred_at >= $4 AND occurred_at < $5
        ORDER BY occurred_at DESC LIMIT ${MOST_LOOKED_AT}) f
  CROSS JOIN LATERAL (
    (SELECT wait_seconds, touchpoint FROM contact
     WHERE workspace_id = $1 AND source_id = f.source_id AND external_id = f.contact_external_id)
    UNION ALL
    (SELECT wait_seconds, touchpoint FROM contact
     WHERE f.contact_external_id IS NULL AND customer_id = f.customer_id AND direction = 'inbound'
       AND occurred_at <= f.occurred_at AND occurred_at > f.occurred_at - interval '7 days'
     ORDER BY occurred_at DESC LIMIT 1)) c
  WHERE f.metric = $3 AND coalesce(f.touchpoint, c.touchpoint) = $2 AND c.wait_seconds IS NOT NULL LIMIT $6`;
