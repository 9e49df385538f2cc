import { randomUUID } from "node:crypto";
import type { CustomerPromise } from "../domain/promise.ts";
import type { PromiseEntry } from "../domain/promise-life.ts";
import { type Database, inTransaction, type Sql } from "./database.ts";
import { signalsStore } from "./signals.ts";

/** A promise with who owns it in Slack and what its customer is called. */
export type ShownPromise = CustomerPromise & { ownerSlackId: string | null; customerName: string | null };

export type NewPromise = {
  workspaceId: string;
  customerId: string | null;
  text: string;
  dueAt: Date;
  /** The agent's code or a Slack user id. */
  owner: string | null;
  team: string | null;
  channel: string | null;
  /** Who makes it: a Slack user id. */
  by: string;
  at: Date;
  /** The same key makes it once: the id of the submitted view or command. */
  key?: string;
};

/** What a person's deed came to: `done`, or the promise as it is because somebody was first. */
export type PromiseChange =
  | { kind: "done"; promise: ShownPromise; alertIds: string[] }
  | { kind: "already"; promise: ShownPromise; by: string; at: Date }
  | { kind: "missing" };

/** What people do and see; the drain's and the sweep's verbs are in promiseDrainStore. */
export function promisesStore({ pool }: Database) {
  return {
    async get(workspaceId: string, id: string): Promise<ShownPromise | null> {
      return (await select(pool, "p.workspace_id = $1 AND p.id = $2", [workspaceId, id]))[0] ?? null;
    },

    /** Open promises by due time. `ownerSlackId` also finds those owned by an agent code of that person. */
    async openFor(
      workspaceId: string,
      whose: { ownerSlackId: string } | { team: string } | { all: true },
      limit = 100,
    ): Promise<ShownPromise[]> {
      const owner = "ownerSlackId" in whose ? whose.ownerSlackId : null;
      const team = "team" in whose ? whose.team : null;
      return select(
        pool,
        `p.workspace_id = $1 AND p.status = 'open' AND ($2::text IS NULL OR p.team = $2)
           AND ($3::text IS NULL OR p.owner = $3 OR s.slack_user_id = $3)
         ORDER BY p.due_at, p.id LIMIT $4`,
        [workspaceId, team, owner, limit],
      );
    },

    async entries(workspaceId: string, id: string): Promise<(PromiseEntry & { id: string })[]> {
      const { rows } = await pool.query(
        `SELECT id, promise_id AS "promiseId", at, actor, action, due_at AS "dueAt", told, note FROM promise_entry
         WHERE workspace_id = $1 AND promise_id = $2 ORDER BY at, id`,
        [workspaceId, id],
      );
      return rows;
    },

    /** Makes a promise in Slack; with the key of one that is there already, answers that one. */
    async make(promise: NewPromise): Promise<ShownPromise> {
      const key = promise.key ?? randomUUID();
      return inTransaction(pool, async (sql) => {
        await sql.query(MAKE, [
          promise.workspaceId,
          key,
          promise.customerId,
          promise.text,
          promise.at,
          promise.dueAt,
          promise.owner,
          promise.team,
          promise.channel,
          promise.by,
        ]);
        const [made] = await select(
          sql,
          "p.workspace_id = $1 AND p.source_id = 'slack' AND p.external_id = $2",
          [promise.workspaceId, key],
        );
        if (made === undefined) throw new Error("a promise was neither made nor found");
        return made;
      });
    },

    /** Kept, says a person. Ends its overdue signal in the same transaction. */
    async done(
      workspaceId: string,
      id: string,
      { by, at, note }: { by: string; at: Date; note?: string },
    ): Promise<PromiseChange> {
      return inTransaction(pool, (sql) =>
        change(sql, {
          workspaceId,
          id,
          by,
          at,
          note,
          action: "kept",
          set: "status = 'kept', kept_at = $4, wake_at = NULL",
        }),
      );
    },

    /** Gives an open promise to another owner (agent code or Slack user id), and to their team when given. */
    async handOver(
      workspaceId: string,
      id: string,
      { to, team, by, at }: { to: string; team?: string; by: string; at: Date },
    ): Promise<PromiseChange> {
      return inTransaction(pool, (sql) =>
        change(sql, {
          workspaceId,
          id,
          by,
          at,
          note: to,
          action: "handed-over",
          set: "owner = $5, team = coalesce($6, team)",
          values: [to, team ?? null],
        }),
      );
    },
  };
}

type Deed = {
  workspaceId: string;
  id: string;
  by: string;
  at: Date;
  note: string | undefined;
  action: "kept" | "handed-over";
  /** SET clause; $4 is `at`, `values` follow. */
  set: string;
  values?: unknown[];
};

/** One conditional update decides who was first; its history line and the end of its signal go with it. */
async function change(sql: Sql, deed: Deed): Promise<PromiseChange> {
  const { workspaceId, id, by, at, note = null, action, set, values = [] } = deed;
  const { rowCount } = await sql.query(
    `UPDATE promise SET ${set} WHERE workspace_id = $1 AND id = $2 AND status = $3 AND $4::timestamptz IS NOT NULL`,
    [workspaceId, id, "open", at, ...values],
  );
  const [promise] = await select(sql, "p.workspace_id = $1 AND p.id = $2", [workspaceId, id]);
  if (promise === undefined) return { kind: "missing" };
  if (rowCount === 0) return { kind: "already", promise, ...(await endOf(sql, promise)) };
  await sql.query(
    "INSERT INTO promise_entry (workspace_id, promise_id, at, actor, action, note) VALUES ($1, $2, $3, $4, $5, $6)",
    [workspaceId, id, at, by, action, note],
  );
  if (action !== "kept") return { kind: "done", promise, alertIds: [] };
  const { alertIds } = await signalsStore(sql).end({
    workspaceId,
    kind: "overdue-promise",
    subject: id,
    at,
    by,
    facts: { outcome: "kept", endedAt: at.toISOString() },
  });
  return { kind: "done", promise, alertIds };
}

/** Who ended it, and when. */
async function endOf(sql: Sql, promise: CustomerPromise): Promise<{ by: string; at: Date }> {
  const { rows } = await sql.query<{ by: string; at: Date }>(
    `SELECT actor AS by, at FROM promise_entry WHERE promise_id = $1 AND action IN ('kept', 'withdrawn')
     ORDER BY at, id LIMIT 1`,
    [promise.id],
  );
  return rows[0] ?? { by: "earshot", at: promise.keptAt ?? promise.madeAt };
}

/** A promise's columns in our words, of `promise p`. */
export const PROMISE_COLUMNS = `p.id, p.source_id AS "sourceId", p.external_id AS "externalId",
  p.customer_id AS "customerId", p.contact_id AS "contactId", p.text, p.made_at AS "madeAt", p.due_at AS "dueAt",
  p.owner, p.team, p.channel, p.concrete, p.business_from AS "businessFrom",
  p.business_left_ms::float8 AS "businessLeftMs", p.status, p.kept_at AS "keptAt", p.kept_by_contact_id AS "keptByContactId",
  p.warned_at AS "warnedAt", p.wake_at AS "wakeAt"`;

/** The Slack user of `promise p`'s owner: by `staff s` of that code, or the owner is one. */
export const OWNER_SLACK_ID =
  "coalesce(s.slack_user_id, CASE WHEN p.owner ~ '^[UW][A-Z0-9]{2,}$' THEN p.owner END)";

async function select(sql: Sql, where: string, values: unknown[]): Promise<ShownPromise[]> {
  const { rows } = await sql.query(
    `SELECT ${PROMISE_COLUMNS}, c.name AS "customerName",
       ${OWNER_SLACK_ID} AS "ownerSlackId"
     FROM promise p
     LEFT JOIN customer c ON c.id = p.customer_id
     LEFT JOIN staff s ON s.workspace_id = p.workspace_id AND s.code = p.owner
     WHERE ${where}`,
    values,
  );
  return rows;
}

const MAKE = `
  WITH made AS (
    INSERT INTO promise (workspace_id, source_id, external_id, customer_id, text, made_at, due_at, owner, team, channel, wake_at)
    SELECT $1, 'slack', $2, (SELECT id FROM customer WHERE workspace_id = $1 AND id = $3), $4, $5, $6::timestamptz, $7, $8, $9, $6
    ON CONFLICT (workspace_id, source_id, external_id) DO NOTHING
    RETURNING id
  )
  INSERT INTO promise_entry (workspace_id, promise_id, at, actor, action, due_at)
  SELECT $1, id, $5, $10, 'made', $6 FROM made`;
