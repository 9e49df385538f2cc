import type { PromiseHistory, PromiseNews } from "../domain/promise/deeds.ts";
import type { PromiseEntry } from "../domain/promise/life.ts";
import type { CustomerPromise } from "../domain/promise/promise.ts";
import type { Sql } from "./database.ts";
import { OWNER_SLACK_ID, PROMISE_COLUMNS, withEntries } from "./promise-rows.ts";
import { tellEnded, tellOverdue } from "./promise-signal.ts";

/** A promise to look at, with what its words need to be routed. */
export type DuePromise = CustomerPromise & {
  workspaceId: string;
  ownerSlackId: string | null;
  teamChannel: string | null;
  defaultChannel: string | null;
};

/** The verbs of the drain and the sweep on promises; each holds its rows until the transaction ends. */
export function promiseDrainStore(sql: Sql) {
  return {
    /** Promises by their sources' own ids, with their histories. */
    async histories(
      workspaceId: string,
      named: readonly Pick<CustomerPromise, "sourceId" | "externalId">[],
    ): Promise<PromiseHistory[]> {
      if (named.length === 0) return [];
      const { rows: promises } = await sql.query<CustomerPromise>(
        `SELECT ${PROMISE_COLUMNS} FROM promise p
         WHERE p.workspace_id = $1 AND (p.source_id, p.external_id) IN (SELECT * FROM unnest($2::text[], $3::text[]))
         ORDER BY p.id FOR UPDATE`,
        [workspaceId, named.map(({ sourceId }) => sourceId), named.map(({ externalId }) => externalId)],
      );
      return withEntries(sql, promises);
    },

    /** Promises to these customers that are open, or were called kept since `since` without a contact to show for it. */
    async unproven(
      workspaceId: string,
      customerIds: readonly string[],
      since: Date,
    ): Promise<PromiseHistory[]> {
      const { rows } = await sql.query<CustomerPromise>(
        `SELECT ${PROMISE_COLUMNS} FROM promise p
         WHERE p.workspace_id = $1 AND p.customer_id = ANY ($2::uuid[])
           AND (p.status = 'open' OR p.status = 'kept' AND p.kept_by_contact_id IS NULL AND p.kept_at >= $3)
         ORDER BY p.id FOR UPDATE`,
        [workspaceId, customerIds, since],
      );
      return withEntries(sql, rows);
    },

    /** The owners' Slack users, and whether they are the agent of that contact themselves; null: not known in Slack. */
    async owners(
      workspaceId: string,
      contacts: readonly { promiseId: string; agent: string }[],
    ): Promise<{ promiseId: string; ownerSlackId: string | null; isOwnContact: boolean }[]> {
      if (contacts.length === 0) return [];
      const { rows } = await sql.query(
        `SELECT p.id AS "promiseId", ${OWNER_SLACK_ID} AS "ownerSlackId",
           coalesce(p.owner = said.agent OR ${OWNER_SLACK_ID} = coalesce(a.slack_user_id, said.agent), false) AS "isOwnContact"
         FROM unnest($2::uuid[], $3::text[]) AS said (promise_id, agent)
         JOIN promise p ON p.workspace_id = $1 AND p.id = said.promise_id
         LEFT JOIN staff s ON s.workspace_id = $1 AND s.code = p.owner
         LEFT JOIN staff a ON a.workspace_id = $1 AND a.code = said.agent`,
        [workspaceId, contacts.map(({ promiseId }) => promiseId), contacts.map(({ agent }) => agent)],
      );
      return rows;
    },

    /** A team's open promises that were given in business time and are not due at `at` yet. */
    async inBusinessTime(workspaceId: string, team: string, at: Date): Promise<CustomerPromise[]> {
      const { rows } = await sql.query(
        `SELECT ${PROMISE_COLUMNS} FROM promise p
         WHERE p.workspace_id = $1 AND p.status = 'open' AND p.due_at > $3 AND p.team = $2 AND p.business_left_ms IS NOT NULL
         ORDER BY p.id FOR UPDATE`,
        [workspaceId, team, at],
      );
      return rows;
    },

    /** Those of these promises that have a living overdue signal; holds the signals in the order in which all do. */
    async withOverdueSignal(workspaceId: string, ids: Iterable<string>): Promise<Set<string>> {
      const openKeys = [...ids].map((id) => `overdue-promise:${id}`);
      if (openKeys.length === 0) return new Set();
      const { rows } = await sql.query<{ id: string }>(
        "SELECT subject AS id FROM signal WHERE workspace_id = $1 AND open_key = ANY ($2::text[]) ORDER BY subject FOR UPDATE",
        [workspaceId, openKeys],
      );
      return new Set(rows.map(({ id }) => id));
    },

    /** An attempt in vain becomes a line of its promise's overdue signal. @returns the alerts to deliver */
    async tellTried(
      workspaceId: string,
      { promiseId, actor: by, note }: Pick<PromiseEntry, "promiseId" | "actor" | "note">,
      at: Date,
    ): Promise<string[]> {
      return tellOverdue(sql, workspaceId, promiseId, { at, by, action: "tried", note });
    },

    /** That the customer knows of a move is said on the alert that the move ended. @returns the alerts to deliver */
    async tellTold(
      workspaceId: string,
      { promiseId, actor: by }: Pick<PromiseEntry, "promiseId" | "actor">,
      at: Date,
    ): Promise<string[]> {
      return tellEnded(sql, workspaceId, promiseId, { at, by, action: "told", note: null });
    },

    /** Makes promises be as given, and adds lines to their histories. */
    async save(workspaceId: string, { promises, entries }: PromiseNews): Promise<void> {
      if (promises.length > 0) {
        const column = (value: (promise: CustomerPromise) => unknown) => promises.map(value);
        await sql.query(SAVE, [
          workspaceId,
          column((promise) => promise.id),
          column((promise) => promise.sourceId),
          column((promise) => promise.externalId),
          column((promise) => promise.customerId),
          column((promise) => promise.contactId),
          column((promise) => promise.text),
          column((promise) => promise.madeAt),
          column((promise) => promise.dueAt),
          column((promise) => promise.owner),
          column((promise) => promise.team),
          column((promise) => promise.channel),
          column((promise) => promise.concrete),
          column((promise) => promise.businessFrom),
          column((promise) => promise.businessLeftMs),
          column((promise) => promise.status),
          column((promise) => promise.keptAt),
          column((promise) => promise.keptByContactId),
          column((promise) => promise.warnedAt),
          column((promise) => promise.wakeAt),
        ]);
      }
      await addEntries(sql, workspaceId, entries);
    },

    /**
     * Takes up to `limit` promises that ask to be looked at by now, in all workspaces, and puts out their alarm: with what is
     * told of them and `looked` in the same transaction each word is said exactly once, however many sweep.
     */
    async takeDue(now: Date, limit: number): Promise<DuePromise[]> {
      const { rows } = await sql.query(TAKE_DUE, [now, limit]);
      return rows;
    },

    /** The team's hours or rules are others now: the sweep looks again at all that it waits for. */
    async wakeTeam(workspaceId: string, team: string, at: Date): Promise<void> {
      await sql.query(
        `UPDATE promise SET wake_at = $3 WHERE id IN (
           SELECT id FROM promise WHERE workspace_id = $1 AND team = $2 AND status = 'open' AND wake_at IS NOT NULL
           ORDER BY id FOR UPDATE)`,
        [workspaceId, team, at],
      );
    },

    /** What looking at them came to: when their owners were reminded last, and when to look again. */
    async looked(looks: readonly Pick<CustomerPromise, "id" | "wakeAt" | "warnedAt">[]): Promise<void> {
      await sql.query(
        `UPDATE promise SET wake_at = look.wake_at, warned_at = look.warned_at
         FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) AS look (id, wake_at, warned_at)
         WHERE promise.id = look.id`,
        [looks.map(({ id }) => id), looks.map(({ wakeAt }) => wakeAt), looks.map(({ warnedAt }) => warnedAt)],
      );
    },
  };
}

async function addEntries(sql: Sql, workspaceId: string, entries: readonly PromiseEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const column = (value: (entry: PromiseEntry) => unknown) => entries.map(value);
  await sql.query(
    `INSERT INTO promise_entry (workspace_id, promise_id, at, actor, action, due_at, told, note)
     SELECT $1, * FROM unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[], $8::text[])`,
    [
      workspaceId,
      column((entry) => entry.promiseId),
      column((entry) => entry.at),
      column((entry) => entry.actor),
      column((entry) => entry.action),
      column((entry) => entry.dueAt),
      column((entry) => entry.told),
      column((entry) => entry.note),
    ],
  );
}

const SAVE = `
  INSERT INTO promise (workspace_id, id, source_id, external_id, customer_id, contact_id, text, made_at, due_at, owner, team, channel,
    concrete, business_from, business_left_ms, status, kept_at, kept_by_contact_id, warned_at, wake_at)
  SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bigint[], $7::text[], $8::timestamptz[],
    $9::timestamptz[], $10::text[], $11::text[], $12::text[], $13::boolean[], $14::timestamptz[], $15::bigint[], $16::text[],
    $17::timestamptz[], $18::bigint[], $19::timestamptz[], $20::timestamptz[])
  ON CONFLICT (workspace_id, source_id, external_id) DO UPDATE SET customer_id = excluded.customer_id,
    contact_id = excluded.contact_id, text = excluded.text, made_at = excluded.made_at, due_at = excluded.due_at,
    owner = excluded.owner, team = excluded.team, channel = excluded.channel,
    concrete = excluded.concrete, business_from = excluded.business_from, business_left_ms = excluded.business_left_ms,
    warned_at = excluded.warned_at, status = excluded.status,
    kept_at = excluded.kept_at, kept_by_contact_id = excluded.kept_by_contact_id, wake_at = excluded.wake_at`;

const TAKE_DUE = `
  WITH due AS (
    UPDATE promise p SET wake_at = NULL
    FROM (SELECT id FROM promise WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2 FOR UPDATE SKIP LOCKED) taken
    WHERE p.id = taken.id RETURNING p.*
  )
  SELECT p.workspace_id AS "workspaceId", ${PROMISE_COLUMNS}, t.slack_channel AS "teamChannel", w.default_channel AS "defaultChannel",
    ${OWNER_SLACK_ID} AS "ownerSlackId"
  FROM due p JOIN workspace w ON w.id = p.workspace_id
  LEFT JOIN team t ON t.workspace_id = p.workspace_id AND t.code = p.team
  LEFT JOIN staff s ON s.workspace_id = p.workspace_id AND s.code = p.owner
  ORDER BY p.due_at, p.id`;
