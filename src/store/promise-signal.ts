import type { OverduePromiseFacts } from "../domain/signal.ts";
import type { Sql } from "./database.ts";

/** A line of a signal's history; `by` is a Slack user id, an agent's code or `earshot`. */
type Line = { at: Date; by: string; note: string | null };

/**
 * What happened to an overdue promise without ending it, if it has a living signal.
 * @returns the alerts to deliver
 */
export async function tellOverdue(
  sql: Sql,
  workspaceId: string,
  promiseId: string,
  { at, by, action, note, facts }: Line & { action: "tried" | "reassign"; facts?: OverduePromiseFacts },
): Promise<string[]> {
  const values = [
    workspaceId,
    promiseId,
    at,
    by,
    action,
    note,
    facts === undefined ? null : JSON.stringify(facts),
  ];
  return idsOf(await sql.query<{ ids: string[] }>(TELL, values));
}

/** What the last alert of a promise says of its end is true no more. @returns the alerts to deliver */
export async function tellReopened(
  sql: Sql,
  workspaceId: string,
  promiseId: string,
  { at, by, note }: Line,
): Promise<string[]> {
  return idsOf(await sql.query<{ ids: string[] }>(REOPEN, [workspaceId, promiseId, at, by, note]));
}

const idsOf = ({ rows }: { rows: { ids: string[] }[] }): string[] => rows[0]?.ids ?? [];

// The message that lists it among others is behind as well. In which channels another team hears of it the sweep knows.
const TELL = `
  WITH changed AS (
    UPDATE signal SET facts = coalesce($7::jsonb, facts), version = version + 1
    WHERE workspace_id = $1 AND open_key = 'overdue-promise:' || $2
    RETURNING id, group_id
  ), listing AS (
    UPDATE signal SET version = signal.version + 1 FROM changed WHERE signal.id = changed.group_id RETURNING signal.id
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action, note)
    SELECT $1, id, $3, $4, $5, $6 FROM changed
  ), due AS (
    UPDATE alert SET due_at = $3 WHERE signal_id IN (SELECT id FROM changed UNION ALL SELECT id FROM listing) RETURNING id
  )
  SELECT coalesce(array_agg(id::text), '{}') AS ids FROM due`;

// What its last alert says came of it is true no more. Should it be late again, the sweep opens another signal.
const REOPEN = `
  WITH changed AS (
    UPDATE signal SET facts = facts || '{"outcome": "reopened"}', version = version + 1
    WHERE id = (SELECT id FROM signal WHERE workspace_id = $1 AND kind = 'overdue-promise' AND subject = $2 AND open_key IS NULL
        ORDER BY opened_at DESC LIMIT 1)
      AND facts ->> 'outcome' IN ('kept', 'broken', 'withdrawn')
    RETURNING id, group_id
  ), listing AS (
    UPDATE signal SET version = signal.version + 1 FROM changed WHERE signal.id = changed.group_id RETURNING signal.id
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action, note)
    SELECT $1, id, $3, $4, 'reopened', $5 FROM changed
  ), due AS (
    UPDATE alert SET due_at = $3 WHERE signal_id IN (SELECT id FROM changed UNION ALL SELECT id FROM listing) RETURNING id
  )
  SELECT coalesce(array_agg(id::text), '{}') AS ids FROM due`;
