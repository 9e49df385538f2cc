import type { Sql } from "../../src/store/database.ts";
import type { Transaction } from "../../src/store/index.ts";

/** The days of cost of these reasons (`*`: all contacts), counted anew from their contacts. */
export async function recountReasonDays(
  tx: Transaction,
  workspaceId: string,
  reasons: readonly string[],
): Promise<void> {
  for (const reason of reasons) await tx.reasonDays.recount(workspaceId, reason);
}

/** The days of coding of these reasons, counted anew from the contacts that mention them. */
export async function recountCodingDays(
  sql: Sql,
  workspaceId: string,
  reasons: readonly string[],
): Promise<void> {
  await sql.query("DELETE FROM coding_day WHERE workspace_id = $1 AND reason = ANY ($2)", [
    workspaceId,
    reasons,
  ]);
  await sql.query(
    `INSERT INTO coding_day (workspace_id, reason, day, touchpoint, agent, contacts)
     SELECT $1, r.reason, (c.occurred_at AT TIME ZONE w.zone)::date, coalesce(c.touchpoint, ''), coalesce(c.agent, ''), count(*)::int
     FROM contact_reason r JOIN contact c ON c.id = r.contact_id JOIN workspace w ON w.id = c.workspace_id
     WHERE r.workspace_id = $1 AND r.reason = ANY ($2) AND c.direction = 'inbound' GROUP BY 2, 3, 4, 5`,
    [workspaceId, reasons],
  );
}
