import { daysBetween } from "../domain/bucket.ts";
import type { Sql } from "./database.ts";

/** Counts the buckets of these reasons anew, at every grain, from the contacts as they are coded now. Within a drain's lock. */
export async function rebuildBuckets(
  sql: Sql,
  workspaceId: string,
  reasons: readonly string[],
): Promise<void> {
  await sql.query("DELETE FROM bucket WHERE workspace_id = $1 AND reason = ANY ($2)", [workspaceId, reasons]);
  await sql.query(FINE, [workspaceId, reasons]);
  const { rows } = await sql.query<{ zone: string; from: Date | null; to: Date | null }>(SPAN, [
    workspaceId,
    reasons,
  ]);
  const [span] = rows;
  if (!span?.from || !span.to) return;
  const days = daysBetween(span.from.getTime(), span.to.getTime(), span.zone).map((at) => new Date(at));
  await sql.query(COARSE, [workspaceId, reasons, days]);
}

// In the order of the key: a million rows in any other are much slower to put in.
const FINE = `
  INSERT INTO bucket (workspace_id, grain, reason, channel, start_at, count)
  SELECT $1, '5m', r.reason, c.channel, date_bin('5 minutes', r.occurred_at, '2000-01-01T00:00:00Z') AS start_at, count(*)::int
  FROM contact_reason r JOIN contact c ON c.id = r.contact_id
  WHERE r.workspace_id = $1 AND r.reason = ANY ($2) AND c.direction = 'inbound'
  GROUP BY 3, 4, 5 ORDER BY 5, 3, 4`;

const SPAN = `
  SELECT zone, "from", "to" FROM workspace, LATERAL (
    SELECT min(start_at) AS "from", max(start_at) AS "to" FROM bucket
    WHERE workspace_id = $1 AND grain = '5m' AND reason = ANY ($2)) span
  WHERE id = $1`;

// Hours are UTC's; days begin where the zone's midnights are ($3), as a drain has them.
const COARSE = `
  INSERT INTO bucket (workspace_id, grain, reason, channel, start_at, count)
  SELECT $1, coarse.grain, reason, channel, coarse.start_at, sum(count)::int
  FROM bucket, LATERAL (VALUES
    ('1h', date_bin('1 hour', bucket.start_at, '2000-01-01T00:00:00Z')),
    ('1d', ($3::timestamptz[])[width_bucket(bucket.start_at, $3::timestamptz[])])) AS coarse (grain, start_at)
  WHERE workspace_id = $1 AND bucket.grain = '5m' AND reason = ANY ($2)
  GROUP BY 2, 3, 4, 5 ORDER BY 2, 5, 3, 4`;
