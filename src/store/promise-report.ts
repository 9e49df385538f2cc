import type { CustomerPromise } from "../domain/promise/promise.ts";
import type { ReportedPromise, ReportPeriod } from "../domain/promise/report.ts";
import type { Sql } from "./database.ts";

type Reported = ReportedPromise & Pick<CustomerPromise, "team">;
type Entry = ReportedPromise["entries"][number];
/** Instants in epoch ms: a month has tens of thousands of them, and a number is read many times as fast as a date. */
type EntryRow = [
  promiseId: string,
  at: number,
  action: Entry["action"],
  dueAt: number | null,
  told: boolean | null,
  concrete: boolean,
  channel: string | null,
  team: string | null,
  touchpoint: string | null,
];

/** Promises that had a deadline in `[from, to)`, also one that was moved since, with their whole histories. */
export async function reportedPromises(
  sql: Sql,
  workspaceId: string,
  { from, to }: Pick<ReportPeriod, "from" | "to">,
  team?: string,
): Promise<Reported[]> {
  const { rows } = await sql.query<EntryRow>({
    text: `SELECT e.promise_id, (extract(epoch FROM e.at) * 1000)::float8, e.action, (extract(epoch FROM e.due_at) * 1000)::float8,
       e.told, p.concrete, p.channel, p.team, c.touchpoint
     FROM promise p JOIN promise_entry e ON e.promise_id = p.id AND e.workspace_id = p.workspace_id
     LEFT JOIN contact c ON c.id = p.contact_id AND c.workspace_id = p.workspace_id
     WHERE p.workspace_id = $1 AND ($4::text IS NULL OR p.team = $4) AND p.id IN (
       SELECT promise_id FROM promise_entry WHERE workspace_id = $1 AND due_at >= $2 AND due_at < $3)
     ORDER BY e.promise_id, e.id`,
    values: [workspaceId, from, to, team ?? null],
    rowMode: "array",
  });
  const reported: Reported[] = [];
  let entries: Entry[] = [];
  let last: string | undefined;
  for (const [promiseId, at, action, dueAt, told, concrete, channel, owner, touchpoint] of rows) {
    if (promiseId !== last) {
      entries = [];
      reported.push({ promise: { concrete, channel }, team: owner, touchpoint, entries });
      last = promiseId;
    }
    entries.push({ at: new Date(at), action, told, dueAt: dueAt === null ? null : new Date(dueAt) });
  }
  return reported;
}
