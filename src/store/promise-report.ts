import type { CustomerPromise } from "../domain/promise/promise.ts";
import type { ReportedPromise, ReportPeriod } from "../domain/promise/report.ts";
import type { Sql } from "./database.ts";

type Row = Pick<CustomerPromise, "id" | "concrete" | "channel" | "team"> & { touchpoint: string | null };
/** Instants in epoch ms: a month has tens of thousands of them, and a number is read many times as fast as a date. */
type EntryRow = {
  promiseId: string;
  at: number;
  action: ReportedPromise["entries"][number]["action"];
  dueAt: number | null;
  told: boolean | null;
};

/** Promises that had a deadline in `[from, to)`, also one that was moved since, with their whole histories. */
export async function reportedPromises(
  sql: Sql,
  workspaceId: string,
  { from, to }: Pick<ReportPeriod, "from" | "to">,
  team?: string,
): Promise<(ReportedPromise & Pick<CustomerPromise, "team">)[]> {
  const { rows } = await sql.query<Row>(
    `SELECT p.id, p.concrete, p.channel, p.team, c.touchpoint
     FROM promise p LEFT JOIN contact c ON c.id = p.contact_id AND c.workspace_id = p.workspace_id
     WHERE p.workspace_id = $1 AND ($4::text IS NULL OR p.team = $4) AND p.id IN (
       SELECT promise_id FROM promise_entry WHERE workspace_id = $1 AND due_at >= $2 AND due_at < $3)
     ORDER BY p.id`,
    [workspaceId, from, to, team ?? null],
  );
  if (rows.length === 0) return [];
  const { rows: entries } = await sql.query<EntryRow>(
    `SELECT promise_id AS "promiseId", (extract(epoch FROM at) * 1000)::float8 AS at, action,
       (extract(epoch FROM due_at) * 1000)::float8 AS "dueAt", told
     FROM promise_entry WHERE promise_id = ANY ($1::uuid[]) ORDER BY id`,
    [rows.map(({ id }) => id)],
  );
  const histories = new Map<string, ReportedPromise["entries"][number][]>(rows.map(({ id }) => [id, []]));
  for (const { promiseId, at, dueAt, action, told } of entries)
    histories.get(promiseId)?.push({
      ...{ at: new Date(at), action, told },
      dueAt: dueAt === null ? null : new Date(dueAt),
    });
  return rows.map(({ id, concrete, channel, team: owner, touchpoint }) => ({
    promise: { concrete, channel },
    ...{ team: owner, touchpoint, entries: histories.get(id) ?? [] },
  }));
}
