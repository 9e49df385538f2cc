import type { CustomerPromise } from "../domain/promise.ts";
import type { ReportedPromise, ReportPeriod } from "../domain/promise-report.ts";
import type { Sql } from "./database.ts";
import { PROMISE_COLUMNS, withEntries } from "./promise-rows.ts";

/** Promises that had a deadline in `[from, to)`, also one that was moved since, with their whole histories. */
export async function reportedPromises(
  sql: Sql,
  workspaceId: string,
  { from, to }: Pick<ReportPeriod, "from" | "to">,
  team?: string,
): Promise<(ReportedPromise & Pick<CustomerPromise, "team">)[]> {
  const { rows } = await sql.query<CustomerPromise & { touchpoint: string | null }>(
    `SELECT ${PROMISE_COLUMNS}, c.touchpoint
     FROM promise p LEFT JOIN contact c ON c.id = p.contact_id AND c.workspace_id = p.workspace_id
     WHERE p.workspace_id = $1 AND ($4::text IS NULL OR p.team = $4) AND p.id IN (
       SELECT promise_id FROM promise_entry WHERE workspace_id = $1 AND due_at >= $2 AND due_at < $3)
     ORDER BY p.id`,
    [workspaceId, from, to, team ?? null],
  );
  const histories = await withEntries(sql, rows);
  return histories.map(({ promise, entries }) => {
    const { touchpoint, team } = promise;
    return { promise, entries, touchpoint, team };
  });
}
