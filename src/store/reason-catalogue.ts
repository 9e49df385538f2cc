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
import type { Sql } from "./database.ts";
import { mendsStore } from "./mends.ts";
import { moveSlice, type Work } from "./recode-slice.ts";
import { spikeGroupsStore } from "./spike-groups.ts";

/**
 * Holds the catalogue still for a drain's transaction, so that no contact is counted by an old meaning once it has changed.
 * False, and at once, while somebody changes it: what waits is drained after that.
 */
export async function shareCatalogue(sql: Sql, workspaceId: string): Promise<boolean> {
  const { rows } = await sql.query<{ shared: boolean }>(
    `SELECT pg_try_advisory_xact_lock_shared(${LOCK}) AS shared`,
    [workspaceId],
  );
  return rows[0]?.shared === true;
}

/** The catalogue is changed: what comes in counts by it. `work` is what its contacts still have to do. */
export type Begun = { kind: "begun"; work: Work; alertIds: string[] };

/**
 * Makes the catalogue what `decide` makes of it, within a transaction that takes no time. A reason that is part of another now
 * has no spike, is not watched as mended, and its mutes are the other's.
 */
export async function beginRecoding(
  sql: Sql,
  workspaceId: string,
  decide: (catalogue: Catalogue) => Decision,
  at: Date,
): Promise<Begun | ({ kind: "refused" } & Refusal)> {
  await sql.query("SELECT 1 FROM workspace WHERE id = $1 FOR NO KEY UPDATE", [workspaceId]);
  await sql.query(`SELECT pg_advisory_xact_lock(${LOCK})`, [workspaceId]);
  const before = await entriesOf(sql, workspaceId);
  const decided = decide(before);
  if (decided.kind === "refused") return decided;
  const after = decided.catalogue;
  const moves = movesBetween(before, after);
  await saveEntries(sql, workspaceId, before, after, at);
  const vanished = moves.filter(
    ({ from }) => before.get(from)?.mergedInto === null && !isLiving(after, from),
  );
  const alertIds: string[] = [];
  for (const { from, to } of vanished) alertIds.push(...(await vanish(sql, workspaceId, { from, to }, at)));
  return { kind: "begun", work: { moves, after: null }, alertIds };
}

/** Contacts that have another reason now, and those of them that had both; the alerts to bring up to date. */
export type Recoded = { kind: "recoded"; moved: number; both: number; alertIds: string[] };

/** The same with all that its contacts have to do, in one transaction: for few contacts. @param most contacts a slice */
export async function recode(
  sql: Sql,
  workspaceId: string,
  decide: (catalogue: Catalogue) => Decision,
  at: Date,
  most?: number,
): Promise<Recoded | ({ kind: "refused" } & Refusal)> {
  const begun = await beginRecoding(sql, workspaceId, decide, at);
  if (begun.kind === "refused") return begun;
  let { work } = begun;
  const sum = { moved: 0, both: 0 };
  while (work.moves.length > 0) {
    const { moved, both, left } = await moveSlice(sql, workspaceId, work, most);
    sum.moved += moved;
    sum.both += both;
    work = left;
  }
  if (sum.moved > 0) await unlearn(sql, workspaceId);
  return { kind: "recoded", ...sum, alertIds: begun.alertIds };
}

/** What was learned of counts before contacts got other reasons is void. */
export async function unlearn(sql: Sql, workspaceId: string): Promise<void> {
  await sql.query("UPDATE workspace SET recoded = recoded + 1 WHERE id = $1", [workspaceId]);
}

/** What people say of one reason; it is in the catalogue then. */
export async function setReason(
  sql: Sql,
  workspaceId: string,
  reason: {
    code: string;
    label?: string;
    slackChannel?: string | null;
    value?: ReasonValue | null;
    isVague?: boolean | null;
  },
  at: Date,
): Promise<void> {
  const { code, label = null, slackChannel = null, value = null, isVague = null } = reason;
  const given = [reason.slackChannel, reason.value, reason.isVague].map((each) => each !== undefined);
  await sql.query(SET, [workspaceId, code, label, slackChannel, value, isVague, at, ...given]);
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
  INSERT INTO reason (workspace_id, code, label, aliases, slack_channel, value, vague, first_seen_at, catalogued_at)
  VALUES ($1, $2, coalesce($3, $2), '{}', $4, $5, $6, $7, $7)
  ON CONFLICT (workspace_id, code) DO UPDATE SET label = coalesce($3, reason.label),
    slack_channel = CASE WHEN $8 THEN $4 ELSE reason.slack_channel END,
    value = CASE WHEN $9 THEN $5 ELSE reason.value END,
    vague = CASE WHEN $10 THEN $6 ELSE reason.vague END,
    catalogued_at = coalesce(reason.catalogued_at, $7)`;

const SAVE = `
  INSERT INTO reason (workspace_id, code, label, aliases, merged_into, catalogued_at, first_seen_at)
  VALUES ($1, $2, $3, $4, $5, $6,
    coalesce((SELECT min(occurred_at) FROM contact_reason WHERE workspace_id = $1 AND reason = $2), $6))
  ON CONFLICT (workspace_id, code) DO UPDATE SET aliases = excluded.aliases, merged_into = excluded.merged_into,
    catalogued_at = coalesce(reason.catalogued_at, excluded.catalogued_at)`;

const CARRY_MUTES = `
  INSERT INTO mute (workspace_id, reason, slack_channel, muted_at, until, by)
  SELECT workspace_id, $3, slack_channel, muted_at, until, by FROM mute WHERE workspace_id = $1 AND reason = $2 AND until > $4
  ON CONFLICT (workspace_id, reason, slack_channel) DO UPDATE SET until = greatest(mute.until, excluded.until)`;
