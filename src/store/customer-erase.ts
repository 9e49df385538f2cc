import type { DigestContent, DigestLine } from "../domain/routing/digest.ts";
import { waitingOf } from "./customer-waiting.ts";
import { lockCustomers } from "./customers.ts";
import type { Sql } from "./database.ts";
import { actOnPromise } from "./promise-act.ts";

/** In the place of a promise's words, in any language. */
const ERASED = "[…]";

/** What was forgotten in numbers; `withdrawn`: of the promises, those that were open. `alertIds`: to deliver. */
export type Erased = {
  contacts: number;
  feedback: number;
  surveys: number;
  promises: number;
  withdrawn: number;
  events: number;
  alertIds: string[];
};

/**
 * Forgets a customer, within a transaction: who they are and all that they or others said of them. Contacts, answers,
 * surveys and promises stay as counts of nobody, so that figures of the past stay as they were. Drains wait meanwhile.
 * @returns null when the workspace has no such customer
 */
export async function eraseCustomer(
  sql: Sql,
  workspaceId: string,
  customerId: string,
  { at, actor }: { at: Date; actor: string },
): Promise<Erased | null> {
  await lockCustomers(sql, workspaceId);
  // Whoever makes a promise to them at this moment waits, and is refused.
  const owner = [workspaceId, customerId];
  const { rowCount } = await sql.query(
    "SELECT 1 FROM customer WHERE workspace_id = $1 AND id = $2 FOR UPDATE",
    owner,
  );
  if (rowCount === 0) return null;
  // Whoever is telling of their words has told it, or waits and finds none: see `toldFacts` of signals.ts.
  await sql.query(
    "SELECT 1 FROM contact WHERE workspace_id = $1 AND customer_id = $2 ORDER BY id FOR UPDATE",
    owner,
  );
  const events = await forgetEvents(sql, workspaceId, customerId, at);
  const { promises, withdrawn, alertIds } = await forgetPromises(sql, workspaceId, customerId, at);
  alertIds.push(...(await changed(sql, BLANK_EXAMPLES, [...owner, at])));
  const feedback = await sql.query(BLANK_FEEDBACK, owner);
  const contacts = await sql.query(
    "UPDATE contact SET customer_id = NULL, summary = NULL WHERE workspace_id = $1 AND customer_id = $2",
    owner,
  );
  const surveys = await sql.query(
    "UPDATE survey SET customer_id = NULL WHERE workspace_id = $1 AND customer_id = $2",
    owner,
  );
  await sql.query("DELETE FROM customer WHERE workspace_id = $1 AND id = $2", owner);
  await sql.query(
    "INSERT INTO audit_entry (workspace_id, at, actor, action, subject) VALUES ($1, $3, $4, 'customer-erased', $2)",
    [...owner, at, actor],
  );
  return {
    contacts: contacts.rowCount ?? 0,
    feedback: feedback.rowCount ?? 0,
    surveys: surveys.rowCount ?? 0,
    promises,
    withdrawn,
    events,
    alertIds: [...new Set(alertIds)],
  };
}

/** What waits is counted without who it was; what could not be processed, and what is said of promises, is dropped. */
async function forgetEvents(sql: Sql, workspaceId: string, customerId: string, at: Date): Promise<number> {
  const events = await waitingOf(sql, workspaceId, customerId);
  const isDropped = ({ kind, isSetAside }: (typeof events)[number]) => isSetAside || kind === "promise";
  const ids = (isWanted: (event: (typeof events)[number]) => boolean) =>
    events.filter(isWanted).map(({ id }) => id);
  await sql.query(
    "UPDATE event SET body = NULL, error = NULL, processed_at = $3 WHERE workspace_id = $1 AND id = ANY ($2::bigint[])",
    [workspaceId, ids(isDropped), at],
  );
  await sql.query(
    `UPDATE event SET body = body - '{customer,summary,comment,promise}'::text[]
     WHERE workspace_id = $1 AND id = ANY ($2::bigint[])`,
    [workspaceId, ids((event) => !isDropped(event))],
  );
  return events.length;
}

async function forgetPromises(
  sql: Sql,
  workspaceId: string,
  customerId: string,
  at: Date,
): Promise<Pick<Erased, "promises" | "withdrawn" | "alertIds">> {
  // In the order in which all lock them.
  const { rows } = await sql.query<{ id: string; status: string }>(
    "SELECT id, status FROM promise WHERE workspace_id = $1 AND customer_id = $2 ORDER BY id FOR UPDATE",
    [workspaceId, customerId],
  );
  const open = rows.filter(({ status }) => status === "open");
  const alertIds: string[] = [];
  for (const { id } of open) {
    const change = await actOnPromise(sql, workspaceId, id, { deed: "withdrawn", by: "earshot", at });
    if (change.kind === "done") alertIds.push(...change.alertIds);
  }
  const ids = rows.map(({ id }) => id);
  await sql.query(
    "UPDATE promise SET text = $3, customer_id = NULL WHERE workspace_id = $1 AND id = ANY ($2::uuid[])",
    [workspaceId, ids, ERASED],
  );
  await sql.query(
    `UPDATE promise_entry SET note = NULL
     WHERE workspace_id = $1 AND promise_id = ANY ($2::uuid[]) AND note IS NOT NULL AND action <> 'handed-over'`,
    [workspaceId, ids],
  );
  const { rows: signals } = await sql.query<{ id: string }>(
    "SELECT id FROM signal WHERE workspace_id = $1 AND kind = 'overdue-promise' AND subject = ANY ($2::text[]) ORDER BY subject FOR UPDATE",
    [workspaceId, ids],
  );
  const signalIds = signals.map(({ id }) => id);
  alertIds.push(...(await changed(sql, BLANK_OVERDUE, [workspaceId, signalIds, at, ERASED])));
  await blankDigests(sql, workspaceId, new Set(signalIds));
  return { promises: rows.length, withdrawn: open.length, alertIds };
}

/** Digests keep the lines they told, for whoever presses one later. */
async function blankDigests(sql: Sql, workspaceId: string, signalIds: ReadonlySet<string>): Promise<void> {
  if (signalIds.size === 0) return;
  const { rows } = await sql.query<{ id: string; content: Pick<DigestContent, "held" | "waiting"> }>(
    `SELECT id, facts -> 'content' AS content FROM notice
     WHERE workspace_id = $1 AND kind = 'digest' AND facts ? 'content'
       AND EXISTS (SELECT 1 FROM unnest($2::text[]) AS told (id) WHERE position(told.id IN facts::text) > 0)
     ORDER BY id FOR UPDATE`,
    [workspaceId, [...signalIds]],
  );
  const blanked = <L extends DigestLine>(line: L): L =>
    signalIds.has(line.signalId) && line.about.kind === "overdue-promise"
      ? { ...line, about: { ...line.about, text: ERASED } }
      : line;
  for (const { id, content } of rows) {
    const lines = { held: (content.held ?? []).map(blanked), waiting: (content.waiting ?? []).map(blanked) };
    await sql.query(
      "UPDATE notice SET facts = jsonb_set(facts, '{content}', (facts -> 'content') || $3::jsonb) WHERE workspace_id = $1 AND id = $2",
      [workspaceId, id, JSON.stringify(lines)],
    );
  }
}

async function changed(sql: Sql, statement: string, values: unknown[]): Promise<string[]> {
  const { rows } = await sql.query<{ ids: string[] }>(statement, values);
  return rows[0]?.ids ?? [];
}

// After `changed`; $3: at. The message that lists a signal among others is behind as well.
const TOLD = `, listing AS (
    UPDATE signal SET version = signal.version + 1
    WHERE workspace_id = $1 AND id IN (SELECT group_id FROM changed) AND id NOT IN (SELECT id FROM changed) RETURNING signal.id
  ), due AS (
    UPDATE alert SET due_at = $3
    WHERE workspace_id = $1 AND signal_id IN (SELECT id FROM changed UNION ALL SELECT id FROM listing) RETURNING id
  )
  SELECT coalesce(array_agg(id::text), '{}') AS ids FROM due`;

const BLANK_OVERDUE = `
  WITH changed AS (
    UPDATE signal SET facts = facts - 'note' || jsonb_build_object('text', $4::text), version = version + 1
    WHERE workspace_id = $1 AND id = ANY ($2::uuid[]) RETURNING id, group_id
  ), entry AS (
    UPDATE signal_entry SET note = NULL
    WHERE workspace_id = $1 AND signal_id = ANY ($2::uuid[]) AND note IS NOT NULL
      AND action NOT IN ('acknowledge', 'snooze', 'reassign', 'escalated', 'acknowledgement-ended')
  )${TOLD}`;

// The words of their contacts as examples, also where somebody else said the same.
const BLANK_EXAMPLES = `
  WITH said AS MATERIALIZED (
    SELECT DISTINCT summary FROM contact WHERE workspace_id = $1 AND customer_id = $2 AND summary IS NOT NULL
  ), changed AS (
    UPDATE signal SET version = version + 1, facts = jsonb_set(facts, '{examples}', (
        SELECT jsonb_agg(CASE WHEN each ->> 'summary' IN (SELECT summary FROM said) THEN each - 'summary' ELSE each END ORDER BY place)
        FROM jsonb_array_elements(facts -> 'examples') WITH ORDINALITY AS example (each, place)))
    WHERE workspace_id = $1 AND kind IN ('spike', 'rising-term') AND EXISTS (
      SELECT 1 FROM jsonb_array_elements(facts -> 'examples') AS example (each) JOIN said ON said.summary = each ->> 'summary')
    RETURNING id, group_id
  )${TOLD}`;

/** Ids of answers of customer $2 in workspace $1, also those that name nobody, but a contact or survey of theirs. */
export const FEEDBACK_IDS = `
  SELECT id FROM feedback WHERE workspace_id = $1 AND customer_id = $2
  UNION SELECT f.id FROM contact c JOIN feedback f ON f.workspace_id = c.workspace_id AND f.source_id = c.source_id
    AND f.contact_external_id = c.external_id
  WHERE c.workspace_id = $1 AND c.customer_id = $2 AND f.customer_id IS NULL
  UNION SELECT f.id FROM survey s JOIN feedback f ON f.workspace_id = s.workspace_id AND f.source_id = s.source_id
    AND f.survey_external_id = s.external_id
  WHERE s.workspace_id = $1 AND s.customer_id = $2 AND f.customer_id IS NULL`;

const BLANK_FEEDBACK = `
  UPDATE feedback SET customer_id = NULL, comment = NULL WHERE workspace_id = $1 AND id IN (${FEEDBACK_IDS})`;
