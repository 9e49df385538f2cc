import type { Catalogue, Decision, Move, Refusal } from "../domain/reason/catalogue.ts";
import { nextRecoding, nextTry, type OpenRecoding } from "../domain/reason/recoding.ts";
import type { Database, Sql } from "./database.ts";
import { beginRecoding, unlearn } from "./reason-catalogue.ts";
import { reasonsReader } from "./reasons.ts";
import { type Moved, moveSlice, type Work } from "./recode-slice.ts";

/** Somebody asks that a code become part of the reason `into`, or a reason of its own (`into` null). */
export type AskedRecoding = {
  kind: "merge" | "split";
  code: string;
  into: string | null;
  /** A Slack user id, or `earshot` for the command line. */
  askedBy: string;
  askedAt: Date;
};
export type Recoding = AskedRecoding &
  OpenRecoding & {
    id: string;
    /** Contacts that have another reason by now, and those of them that had both. */
    moved: number;
    both: number;
    /** Why it failed the last time. */
    error: string | null;
  };
/** One of them for a transaction, with what is left of it; null while it is not begun. */
export type Taken = AskedRecoding & Moved & { id: string; work: Work | null };

/** Merges and splits that are asked for; a job does them, one after the other. */
export function recodingsStore({ pool }: Database) {
  return {
    /**
     * Whoever asks enqueues `recode`. False when the same code waits already, unless it is the same that was set aside, which
     * is tried again.
     */
    async ask(workspaceId: string, asked: AskedRecoding): Promise<boolean> {
      const { kind, code, into, askedBy, askedAt } = asked;
      const { rows } = await pool.query<{ id: string }>(
        `SELECT id FROM recoding WHERE workspace_id = $1 AND done_at IS NULL AND set_aside_at IS NOT NULL
           AND (kind, code) = ($2, $3) AND target IS NOT DISTINCT FROM $4`,
        [workspaceId, kind, code, into],
      );
      if (rows[0] !== undefined) return tryAgain(workspaceId, rows[0].id);
      const { rowCount } = await pool.query(
        `INSERT INTO recoding (workspace_id, kind, code, target, asked_by, asked_at)
         SELECT $1, $2, $3, $4, $5, $6
         WHERE NOT EXISTS (SELECT 1 FROM recoding WHERE workspace_id = $1 AND code = $3 AND done_at IS NULL)`,
        [workspaceId, kind, code, into, askedBy, askedAt],
      );
      return rowCount === 1;
    },

    /** Those under way or waiting, in the order in which they are done. */
    open: (workspaceId: string): Promise<Recoding[]> => openOf(pool, workspaceId),

    /** The id of the first that can be done now. */
    async next(workspaceId: string, now: Date): Promise<string | undefined> {
      const open = await openOf(pool, workspaceId);
      if (open.length === 0) return undefined;
      return nextRecoding(open, await reasonsReader(pool).catalogue(workspaceId), now)?.id;
    },

    /** Workspaces in which something waits: its nudge was lost, its job died, or it is to be tried again. */
    async workspacesWaiting(now: Date): Promise<string[]> {
      const { rows } = await pool.query<{ id: string }>(
        `SELECT DISTINCT workspace_id AS id FROM recoding
         WHERE done_at IS NULL AND set_aside_at IS NULL AND (try_at IS NULL OR try_at <= $1)`,
        [now],
      );
      return rows.map(({ id }) => id);
    },

    /** Reasons whose contacts are moved away or to them just now: their counts are neither the old nor the new ones. */
    async moving(workspaceId: string): Promise<Set<string>> {
      const open = await openOf(pool, workspaceId);
      return new Set(open.flatMap(({ moves }) => (moves ?? []).flatMap(({ from, to }) => [from, to])));
    },

    /** One that was set aside is done after all; whoever says so enqueues `recode`. False when there is none. */
    tryAgain,

    /**
     * What a merge of `code` (and all that lead to it: `codes`) into a reason, or their split from the reason `from`, would
     * move: contacts of any direction, and those of them that mention the other one too.
     */
    async weigh(
      workspaceId: string,
      { codes, from, to }: { codes: readonly string[]; from: string; to: string },
    ): Promise<{ moved: number; both: number; from: number; to: number }> {
      const { rows } = await pool.query(WEIGH, [workspaceId, from, to, codes]);
      return rows[0];
    },
  };

  async function tryAgain(workspaceId: string, id: string): Promise<boolean> {
    const { rowCount } = await pool.query(
      `UPDATE recoding SET attempts = 0, try_at = NULL, set_aside_at = NULL
       WHERE workspace_id = $1 AND id = $2 AND done_at IS NULL AND set_aside_at IS NOT NULL`,
      [workspaceId, id],
    );
    return rowCount === 1;
  }
}

/** The job's side, within its transaction. */
export function recodingDrainStore(sql: Sql) {
  return {
    /** For this transaction; undefined when it is done, or another worker has it. */
    async take(workspaceId: string, id: string): Promise<Taken | undefined> {
      const { rows } = await sql.query<Taken>(
        `SELECT ${COLUMNS}, work FROM recoding WHERE workspace_id = $1 AND id = $2 AND done_at IS NULL FOR UPDATE SKIP LOCKED`,
        [workspaceId, id],
      );
      return rows[0];
    },

    /** `beginRecoding` of src/store/reason-catalogue.ts; what is left is kept. */
    async begin(workspaceId: string, id: string, decide: (catalogue: Catalogue) => Decision, at: Date) {
      const begun = await beginRecoding(sql, workspaceId, decide, at);
      if (begun.kind === "begun")
        await sql.query(
          `UPDATE recoding SET turn = ${NEXT_TURN}, work = $3::jsonb WHERE workspace_id = $1 AND id = $2`,
          [workspaceId, id, JSON.stringify(begun.work)],
        );
      return begun;
    },

    /** Moves a slice of its contacts (`most` of them); answers whether any are left, and how many have moved by now. */
    async goOn(
      workspaceId: string,
      { id, work, ...before }: Taken,
      most?: number,
    ): Promise<Moved & { isLeft: boolean }> {
      const slice = await moveSlice(sql, workspaceId, work ?? { moves: [], after: null }, most);
      const [moved, both] = [before.moved + slice.moved, before.both + slice.both];
      await sql.query(
        `UPDATE recoding SET work = $3::jsonb, moved = $4, joined = $5, attempts = 0, try_at = NULL, error = NULL
         WHERE workspace_id = $1 AND id = $2`,
        [workspaceId, id, JSON.stringify(slice.left), moved, both],
      );
      return { moved, both, isLeft: slice.left.moves.length > 0 };
    },

    /** It is tried again later; undefined then. When it failed too often it is set aside: what it is, and who can be told. */
    async failed(
      workspaceId: string,
      id: string,
      { error, at }: { error: string; at: Date },
    ): Promise<(AskedRecoding & { defaultChannel: string | null }) | undefined> {
      const { rows } = await sql.query<AskedRecoding & { attempts: number; defaultChannel: string | null }>(
        `UPDATE recoding SET attempts = attempts + 1, error = $3 FROM workspace
         WHERE workspace_id = $1 AND recoding.id = $2 AND done_at IS NULL AND workspace.id = workspace_id
         RETURNING kind, code, target AS "into", asked_by AS "askedBy", asked_at AS "askedAt", attempts, default_channel AS "defaultChannel"`,
        [workspaceId, id, error.slice(0, 500)],
      );
      const [row] = rows;
      if (row === undefined) return undefined;
      const { attempts, ...failed } = row;
      const tryAt = nextTry(attempts, at);
      await sql.query(
        "UPDATE recoding SET try_at = $3, set_aside_at = $4 WHERE workspace_id = $1 AND id = $2",
        [...[workspaceId, id], ...[tryAt, tryAt === null ? at : null]],
      );
      return tryAt === null ? failed : undefined;
    },

    /** `refusal`: it was not done, and why. */
    async done(
      workspaceId: string,
      id: string,
      { refusal, at }: { refusal: Refusal | null; at: Date },
    ): Promise<void> {
      const { rows } = await sql.query<{ moved: number }>(
        `UPDATE recoding SET done_at = $3, refusal = $4::jsonb, work = NULL WHERE workspace_id = $1 AND id = $2
         RETURNING coalesce(moved, 0) AS moved`,
        [workspaceId, id, at, refusal && JSON.stringify(refusal)],
      );
      if ((rows[0]?.moved ?? 0) > 0) await unlearn(sql, workspaceId);
    },
  };
}

/** Catalogues change one after the other: whoever asks for it holds the lock of `beginRecoding`. */
const NEXT_TURN = "(SELECT coalesce(max(turn), 0) + 1 FROM recoding WHERE workspace_id = $1)";

/**
 * Keeps the moves of a catalogue that was changed just now, each for the job to do; within the same transaction. Those
 * without a contact are done. @returns the codes of the others
 */
export async function keepMoves(
  sql: Sql,
  workspaceId: string,
  moves: readonly Move[],
  { askedBy, at }: { askedBy: string; at: Date },
): Promise<string[]> {
  const kept: string[] = [];
  for (const move of moves) {
    const { codes, from, to } = move;
    const isSplit = codes.includes(to);
    const code = isSplit ? to : codes.includes(from) ? from : (codes[0] ?? from);
    const { rowCount } = await sql.query(KEEP, [
      ...[workspaceId, isSplit ? "split" : "merge", code, isSplit ? null : to, askedBy, at],
      ...[JSON.stringify({ moves: [move], after: null }), from],
    ]);
    if (rowCount === 1) kept.push(code);
  }
  return kept;
}

const KEEP = `
  INSERT INTO recoding (workspace_id, kind, code, target, asked_by, asked_at, turn, work)
  SELECT $1, $2, $3, $4, $5, $6, ${NEXT_TURN}, $7::jsonb
  WHERE EXISTS (SELECT 1 FROM contact_reason WHERE workspace_id = $1 AND reason = $8)
    OR EXISTS (SELECT 1 FROM recoding WHERE workspace_id = $1 AND done_at IS NULL)`;

const COLUMNS = `id, kind, code, target AS "into", asked_by AS "askedBy", asked_at AS "askedAt",
  coalesce(moved, 0) AS moved, coalesce(joined, 0) AS "both"`;

async function openOf(sql: Sql, workspaceId: string): Promise<Recoding[]> {
  const { rows } = await sql.query<Recoding>(
    `SELECT ${COLUMNS}, work -> 'moves' AS moves, try_at AS "tryAt", set_aside_at AS "setAsideAt", error
     FROM recoding WHERE workspace_id = $1 AND done_at IS NULL ORDER BY turn NULLS LAST, asked_at, id`,
    [workspaceId],
  );
  return rows;
}
const WEIGH = `
  WITH leaving AS MATERIALIZED (
    SELECT contact_id, codes FROM contact_reason
    WHERE workspace_id = $1 AND reason = $2 AND coalesce(codes, ARRAY[reason]) && $4)
  SELECT (SELECT count(*)::int FROM leaving) AS moved,
    (SELECT count(*)::int FROM leaving JOIN contact_reason o ON o.workspace_id = $1 AND o.contact_id = leaving.contact_id AND o.reason = $3)
      + (SELECT count(*)::int FROM leaving WHERE NOT coalesce(codes, ARRAY[$2]) <@ $4) AS "both",
    (SELECT count(*)::int FROM contact_reason WHERE workspace_id = $1 AND reason = $2) AS "from",
    (SELECT count(*)::int FROM contact_reason WHERE workspace_id = $1 AND reason = $3) AS "to"`;
