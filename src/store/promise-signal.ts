import type { OverduePromiseFacts } from "../domain/signal/signal.ts";
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

/** What is said of an end that was told already: of which ends, and how their facts change. */
const afterwards = {
  /** It is true no more. Should the promise be late again, the sweep opens another signal. */
  reopened: { of: ["kept", "broken", "withdrawn"], facts: { outcome: "reopened" } },
  /** The customer knows of the new time. */
  told: { of: ["moved"], facts: { told: true } },
} satisfies Record<string, { of: string[]; facts: Partial<OverduePromiseFacts> }>;

/** What the last alert of a promise says of its end is true no more. @returns the alerts to deliver */
export async function tellEnded(
  sql: Sql,
  workspaceId: string,
  promiseId: string,
  { at, by, action, note }: Line & { action: keyof typeof afterwards },
): Promise<string[]> {
  const { of, facts } = afterwards[action];
  const values = [workspaceId, promiseId, at, by, action, note, of, JSON.stringify(facts)];
  return idsOf(await sql.query<{ ids: string[] }>(TELL_ENDED, values));
}

const idsOf = ({ rows }: { rows: { ids: string[] }[] }): string[] => rows[0]?.ids ?? [];

// After `changed`: the message that lists it among others is behind as well. In which channels another team hears of it
// the sweep knows. $3 to $6: at, by, action, note.
const TOLD = `, listing AS (
    UPDATE signal SET version = signal.version + 1 FROM changed WHERE signal.id = changed.group_id RETURNING signal.id
  ), entry AS (
    INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action, note)
    SELECT $1, id, $3, $4, $5, $6 FROM changed
  ), due AS (
    UPDATE alert SET due_at = $3 WHERE signal_id IN (SELECT id FROM changed UNION ALL SELECT id FROM listing) RETURNING id
  )
  SELECT coalesce(array_agg(id::text), '{}') AS ids FROM due`;

const TELL = `
  WITH changed AS (
    UPDATE signal SET facts = coalesce($7::jsonb, facts), version = version + 1
    WHERE workspace_id = $1 AND open_key = 'overdue-promise:' || $2
    RETURNING id, group_id
  )${TOLD}`;

const TELL_ENDED = `
  WITH changed AS (
    UPDATE signal SET facts = facts || $8::jsonb, version = version + 1
    WHERE id = (SELECT id FROM signal WHERE workspace_id = $1 AND kind = 'overdue-promise' AND subject = $2 AND open_key IS NULL
        ORDER BY opened_at DESC LIMIT 1)
      AND facts ->> 'outcome' = ANY ($7::text[]) AND NOT facts @> $8::jsonb
    RETURNING id, group_id
  )${TOLD}`;
