import { type ActVerdict, judgeAct, type PromiseActBy } from "../domain/promise/acts.ts";
import type { PromiseEntry } from "../domain/promise/life.ts";
import { overdueFacts } from "../domain/promise/overdue.ts";
import type { OverduePromiseFacts } from "../domain/signal/signal.ts";
import type { Sql } from "./database.ts";
import { promiseDrainStore } from "./promise-drain.ts";
import { PROMISE_COLUMNS, type ShownPromise, selectPromises, withEntries } from "./promise-rows.ts";
import { tellEnded, tellOverdue } from "./promise-signal.ts";
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
  { by, at }: PromiseActBy,
): Promise<string[]> {
  switch (entry.action) {
    case "kept":
    case "moved":
    case "given-up":
    case "withdrawn": {
      const outcome = entry.action === "given-up" ? "broken" : entry.action;
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
      return tellOverdue(sql, workspaceId, promise.id, { at, by, action: "tried", note: entry.note });
    case "handed-over": {
      const facts = overdueFacts(promise, promise.ownerSlackId);
      return tellOverdue(sql, workspaceId, promise.id, {
        at,
        by,
        action: "reassign",
        note: entry.note,
        facts,
      });
    }
    case "told":
    case "reopened":
      return tellEnded(sql, workspaceId, promise.id, { at, by, action: entry.action, note: entry.note });
    default:
      return [];
  }
}

function moveOf({ action, dueAt, told }: PromiseEntry): Partial<OverduePromiseFacts> {
  if (action !== "moved" || dueAt === null) return {};
  return { movedTo: dueAt.toISOString(), ...(told !== null && { told }) };
}
