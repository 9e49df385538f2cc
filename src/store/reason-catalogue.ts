import { labelOf } from "../domain/codes.ts";
import {
  type Catalogue,
  type Decision,
  type Entry,
  type Move,
  movesBetween,
  type Refusal,
} from "../domain/reason/catalogue.ts";
import type { ReasonValue } from "../domain/reason/value.ts";
import { rebuildBuckets } from "./bucket-rebuild.ts";
import { rebuildCodingDays } from "./coding-day.ts";
import type { Sql } from "./database.ts";
import { mendsStore } from "./mends.ts";
import { type Regained, rebuildReasonDays } from "./reason-day.ts";
import { spikeGroupsStore } from "./spike-groups.ts";

/** Contacts that have another reason now, and those of them that had both; the alerts to bring up to date. */
export type Recoded = { kind: "recoded"; moved: number; both: number; alertIds: string[] };

/**
 * Holds the catalogue still for a drain's transaction, so that no contact is counted by an old meaning while the history
 * moves. False, and at once, while somebody changes it: what waits is drained after that.
 */
export async function shareCatalogue(sql: Sql, workspaceId: string): Promise<boolean> {
  const { rows } = await sql.query<{ shared: boolean }>(
    `SELECT pg_try_advisory_xact_lock_shared(${LOCK}) AS shared`,
    [workspaceId],
  );
  return rows[0]?.shared === true;
}

/**
 * Makes the catalogue what `decide` makes of it, within a transaction: contacts follow their codes, each once for a reason; the
 * counts of the touched reasons are counted anew, and what was learned of them is void. A reason that is part of another
 * now has no spike, is not watched as mended, and its mutes are the other's. However long it takes.
 */
export async function recode(
  sql: Sql,
  workspaceId: string,
  decide: (catalogue: Catalogue) => Decision,
  at: Date,
): Promise<Recoded | ({ kind: "refused" } & Refusal)> {
  await sql.query("SELECT 1 FROM workspace WHERE id = $1 FOR NO KEY UPDATE", [workspaceId]);
  await sql.query(`SELECT pg_advisory_xact_lock(${LOCK})`, [workspaceId]);
  const before = await entriesOf(sql, workspaceId);
  const decided = decide(before);
  if (decided.kind === "refused") return decided;
  const after = decided.catalogue;
  await sql.query("SET LOCAL statement_timeout = 0");
  const moves = movesBetween(before, after);
  const moved: Moved[] = [];
  for (const move of moves) moved.push(await moveContacts(sql, workspaceId, move));
  await saveEntries(sql, workspaceId, before, after, at);
  const touched = moves.filter((_, index) => (moved[index]?.moved ?? 0) > 0);
  await meetCodes(
    sql,
    workspaceId,
    touched.map(({ to }) => to),
    at,
  );
  const reasons = [...new Set(touched.flatMap(({ from, to }) => [from, to]))];
  const regained = moved.flatMap((each) => each.regained);
  if (reasons.length > 0) await countAnew(sql, workspaceId, reasons, regained);
  const vanished = moves.filter(
    ({ from }) => before.get(from)?.mergedInto === null && !isLiving(after, from),
  );
  const alertIds: string[] = [];
  for (const { from, to } of vanished) alertIds.push(...(await vanish(sql, workspaceId, { from, to }, at)));
  const sum = (key: "moved" | "both") => moved.reduce((total, each) => total + each[key], 0);
  return { kind: "recoded", moved: sum("moved"), both: sum("both"), alertIds };
}

/** What people say of one reason; it is in the catalogue then. */
export async function setReason(
  sql: Sql,
  workspaceId: string,
  reason: { code: string; label?: string; slackChannel?: string | null; value?: ReasonValue | null },
  at: Date,
): Promise<void> {
  const { code, label = null, slackChannel = null, value = null } = reason;
  const given = [reason.slackChannel !== undefined, reason.value !== undefined];
  await sql.query(SET, [workspaceId, code, label, slackChannel, value, at, ...given]);
}

/** All counts by reason, from the contacts as they are coded now: a new roll-up by reason joins here. */
async function countAnew(
  sql: Sql,
  workspaceId: string,
  reasons: string[],
  regained: Regained[],
): Promise<void> {
  await rebuildBuckets(sql, workspaceId, reasons);
  await rebuildReasonDays(sql, workspaceId, reasons, regained);
  await rebuildCodingDays(sql, workspaceId, reasons);
  await sql.query("UPDATE workspace SET recoded = recoded + 1 WHERE id = $1", [workspaceId]);
}

/** `regained`: those that mention one reason more or fewer by it. */
type Moved = { moved: number; both: number; regained: Regained[] };

async function moveContacts(sql: Sql, workspaceId: string, { codes, from, to }: Move): Promise<Moved> {
  const asked = [workspaceId, from, to, codes];
  const joined = await sql.query<{ id: string; isNew: boolean }>(JOIN, asked);
  const both = await sql.query<{ id: string }>(DROP_JOINED, asked);
  const whole = await sql.query(MOVE_WHOLE, asked);
  await sql.query(KEEP_REST, [workspaceId, from, codes]);
  return {
    moved: joined.rows.length + (whole.rowCount ?? 0),
    both: both.rows.length,
    regained: [
      ...joined.rows.flatMap(({ id, isNew }) => (isNew ? [{ contactId: id, reasons: 1 }] : [])),
      ...both.rows.map(({ id }) => ({ contactId: id, reasons: -1 })),
    ],
  };
}

async function saveEntries(
  sql: Sql,
  workspaceId: string,
  before: Catalogue,
  after: Catalogue,
  at: Date,
): Promise<void> {
  for (const { code, aliases, mergedInto } of after.values()) {
    const was = before.get(code);
    const isSame = was?.mergedInto === mergedInto && was.aliases.join("\0") === aliases.join("\0");
    if (!isSame) await sql.query(SAVE, [workspaceId, code, labelOf(code), aliases, mergedInto, at]);
  }
}

/** A code that stands for nothing any more, and that contacts mention, is a new one. */
async function meetCodes(sql: Sql, workspaceId: string, codes: string[], at: Date): Promise<void> {
  await sql.query(MEET, [workspaceId, codes, codes.map(labelOf), at]);
}

async function vanish(
  sql: Sql,
  workspaceId: string,
  { from, to }: Pick<Move, "from" | "to">,
  at: Date,
): Promise<string[]> {
  await sql.query(CARRY_MUTES, [workspaceId, from, to, at]);
  await sql.query("UPDATE mute SET until = $3 WHERE workspace_id = $1 AND reason = $2 AND until > $3", [
    workspaceId,
    from,
    at,
  ]);
  // without a contact of its own it would soon be proven
  await mendsStore(sql).withdraw(workspaceId, from, at);
  const { alertIds } = await spikeGroupsStore(sql).end(workspaceId, from, at);
  return alertIds;
}

async function entriesOf(sql: Sql, workspaceId: string): Promise<Catalogue> {
  const { rows } = await sql.query<Entry>(
    `SELECT code, aliases, merged_into AS "mergedInto" FROM reason WHERE workspace_id = $1 ORDER BY code`,
    [workspaceId],
  );
  return new Map(rows.map((entry) => [entry.code, entry]));
}

const isLiving = (catalogue: Catalogue, code: string): boolean => catalogue.get(code)?.mergedInto === null;

const LOCK = "hashtextextended('earshot catalogue ' || $1, 0)";

const SET = `
  INSERT INTO reason (workspace_id, code, label, aliases, slack_channel, value, first_seen_at, catalogued_at)
  VALUES ($1, $2, coalesce($3, $2), '{}', $4, $5, $6, $6)
  ON CONFLICT (workspace_id, code) DO UPDATE SET label = coalesce($3, reason.label),
    slack_channel = CASE WHEN $7 THEN $4 ELSE reason.slack_channel END,
    value = CASE WHEN $8 THEN $5 ELSE reason.value END,
    catalogued_at = coalesce(reason.catalogued_at, $6)`;

const SAVE = `
  INSERT INTO reason (workspace_id, code, label, aliases, merged_into, catalogued_at, first_seen_at)
  VALUES ($1, $2, $3, $4, $5, $6,
    coalesce((SELECT min(occurred_at) FROM contact_reason WHERE workspace_id = $1 AND reason = $2), $6))
  ON CONFLICT (workspace_id, code) DO UPDATE SET aliases = excluded.aliases, merged_into = excluded.merged_into,
    catalogued_at = coalesce(reason.catalogued_at, excluded.catalogued_at)`;

const MEET = `
  INSERT INTO reason (workspace_id, code, label, aliases, first_seen_at)
  SELECT $1, code, label, '{}',
    coalesce((SELECT min(occurred_at) FROM contact_reason WHERE workspace_id = $1 AND reason = code), $4)
  FROM unnest($2::text[], $3::text[]) AS c (code, label) ON CONFLICT DO NOTHING`;

const CARRY_MUTES = `
  INSERT INTO mute (workspace_id, reason, slack_channel, muted_at, until, by)
  SELECT workspace_id, $3, slack_channel, muted_at, until, by FROM mute WHERE workspace_id = $1 AND reason = $2 AND until > $4
  ON CONFLICT (workspace_id, reason, slack_channel) DO UPDATE SET until = greatest(mute.until, excluded.until)`;

/** The codes of a contact's reason, its own where none are kept. */
const sent = (row: string): string => `coalesce(${row}.codes, ARRAY[${row}.reason])`;
/** Of workspace $1 and reason $2, those that were sent with one of the codes $4. */
const LEAVING = `SELECT * FROM contact_reason r WHERE workspace_id = $1 AND reason = $2 AND ${sent("r")} && $4`;
const HAS_OTHER = (row: string): string =>
  `o.workspace_id = $1 AND o.reason = $3 AND o.contact_id = ${row}.contact_id`;

// Contacts that have the new reason too, or that keep the old one by another code, get a row; all others only change theirs,
// which asks for no foreign key again.
const JOIN = `
  WITH leaving AS (${LEAVING}), joining AS (
    SELECT * FROM leaving WHERE codes IS NOT NULL AND NOT codes <@ $4
    UNION SELECT leaving.* FROM leaving JOIN contact_reason o ON ${HAS_OTHER("leaving")})
  INSERT INTO contact_reason AS known (workspace_id, contact_id, reason, occurred_at, codes)
  SELECT j.workspace_id, j.contact_id, $3, j.occurred_at,
    nullif(ARRAY(SELECT unnest(${sent("j")}) INTERSECT SELECT unnest($4::text[]) ORDER BY 1), ARRAY[$3])
  FROM joining j
  ON CONFLICT (contact_id, reason) DO UPDATE SET codes =
    ARRAY(SELECT unnest(${sent("known")}) UNION SELECT unnest(${sent("excluded")}) ORDER BY 1)
  RETURNING contact_id AS id, xmax = 0 AS "isNew"`;

const DROP_JOINED = `
  DELETE FROM contact_reason r USING contact_reason o
  WHERE r.workspace_id = $1 AND r.reason = $2 AND ${sent("r")} <@ $4 AND ${HAS_OTHER("r")}
  RETURNING r.contact_id AS id`;

const MOVE_WHOLE = `
  UPDATE contact_reason r SET reason = $3, codes = nullif(${sent("r")}, ARRAY[$3])
  WHERE workspace_id = $1 AND reason = $2 AND ${sent("r")} <@ $4`;

const KEEP_REST = `
  UPDATE contact_reason r SET codes =
    nullif(ARRAY(SELECT unnest(${sent("r")}) EXCEPT SELECT unnest($3::text[]) ORDER BY 1), ARRAY[$2])
  WHERE workspace_id = $1 AND reason = $2 AND codes && $3`;
