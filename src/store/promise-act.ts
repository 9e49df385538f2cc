import { type ActVerdict, judgeAct, type PromiseActBy } from "../domain/promise-acts.ts";
import type { PromiseEntry } from "../domain/promise-life.ts";
import { overdueFacts } from "../domain/promise-overdue.ts";
import type { OverduePromiseFacts } from "../domain/signal.ts";
import type { Sql } from "./database.ts";
import { promiseDrainStore, withEntries } from "./promise-drain.ts";
import { PROMISE_COLUMNS, type ShownPromise, selectPromises } from "./promise-rows.ts";
import { signalsStore } from "./signals.ts";

/** What a person's deed came to: `done`, or the promise as it is because somebody was first. */
export type PromiseChange =
  | { kind: "done"; promise: ShownPromise; alertIds: string[] }
  | { kind: "already"; promise: ShownPromise; by: string; at: Date }
  | { kind: "missing" };

/** Holds the promise's row, so that of many at once one decides after the other, by what the one before left. */
export async function actOnPromise(
  sql: Sql,
  workspaceId: string,
  id: string,
  act: PromiseActBy,
): Promise<PromiseChange> {
  const { rows } = await sql.query(
    `SELECT ${PROMISE_COLUMNS} FROM promise p WHERE p.workspace_id = $1 AND p.id = $2 FOR UPDATE`,
    [workspaceId, id],
  );
  const [history] = await withEntries(sql, rows);
  if (history === undefined) return { kind: "missing" };
  const verdict = judgeAct(history.promise, history.entries, act);
  if (verdict.kind === "change") {
    const { promise, entry } = verdict;
    await promiseDrainStore(sql).save(workspaceId, { promises: [promise], entries: [entry] });
  }
  const [promise] = await selectPromises(sql, "p.workspace_id = $1 AND p.id = $2", [workspaceId, id]);
  if (promise === undefined) return { kind: "missing" };
  if (verdict.kind === "already") return { ...verdict, promise };
  return { kind: "done", promise, alertIds: await tellSignal(sql, workspaceId, promise, verdict, act) };
}

/** What the act means for the promise's overdue signal, if it has one. */
async function tellSignal(
  sql: Sql,
  workspaceId: string,
  promise: ShownPromise,
  { entry }: Extract<ActVerdict, { kind: "change" }>,
  { deed, by, at }: PromiseActBy,
): Promise<string[]> {
  switch (deed) {
    case "kept":
    case "moved":
    case "given-up":
    case "withdrawn": {
      const outcome = deed === "given-up" ? "broken" : deed;
      const note = entry.note === null ? {} : { note: entry.note };
      const { alertIds } = await signalsStore(sql).end({
        workspaceId,
        kind: "overdue-promise",
        subject: promise.id,
        at,
        by,
        facts: { outcome, endedAt: at.toISOString(), ...note, ...moveOf(entry) },
        ...note,
      });
      return alertIds;
    }
    case "tried":
    case "handed-over": {
      const facts = deed === "tried" ? null : JSON.stringify(overdueFacts(promise, promise.ownerSlackId));
      const action = deed === "tried" ? "tried" : "reassign";
      const { rows } = await sql.query<{ ids: string[] }>(TELL, [
        workspaceId,
        promise.id,
        at,
        by,
        action,
        entry.note,
        facts,
      ]);
      return rows[0]?.ids ?? [];
    }
    case "reopened": {
      const { rows } = await sql.query<{ ids: string[] }>(REOPEN, [
        workspaceId,
        promise.id,
        at,
        by,
        entry.note,
      ]);
      return rows[0]?.ids ?? [];
    }
  }
}

function moveOf({ action, dueAt, told }: PromiseEntry): Partial<OverduePromiseFacts> {
  if (action !== "moved" || dueAt === null) return {};
  return { movedTo: dueAt.toISOString(), ...(told !== null && { told }) };
}

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
