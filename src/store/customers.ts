import { randomUUID } from "node:crypto";
import type { CustomerRef } from "../domain/contact.ts";
import {
  type Identity,
  identitiesOf,
  type KnownIdentity,
  nameKey,
  type Resolution,
  resolveCustomers,
} from "../domain/customer/customer.ts";
import { type Database, inTransaction, type Sql } from "./database.ts";
import { phonesOf } from "./phone.ts";
import { type ShownPromise, selectPromises } from "./promise-rows.ts";

export type CustomerHit = {
  id: string;
  name: string | null;
  identities: Identity[];
  lastContactAt: Date | null;
  openPromises: number;
};

export type ContactLine = {
  id: string;
  occurredAt: Date;
  channel: string;
  direction: string;
  reasons: string[];
  touchpoint: string | null;
  agent: string | null;
  team: string | null;
  summary: string | null;
  resolved: boolean | null;
  outcome: string | null;
};

export type FeedbackLine = {
  occurredAt: Date;
  metric: string;
  score: number;
  touchpoint: string | null;
  comment: string | null;
};

export type CustomerProfile = CustomerHit & {
  createdAt: Date;
  /** Open ones by due time, then the latest others. */
  promises: ShownPromise[];
  /** Newest first, without the `newerContacts` that come before them. */
  contacts: ContactLine[];
  contactCount: number;
  newerContacts: number;
  /** When they were in touch by themselves lately, and about what; newest first. */
  heard: { occurredAt: Date; reasons: string[] }[];
  /** Newest first. */
  feedback: FeedbackLine[];
};

/** So many are found at most. */
const FOUND = 10;
/** Of people with the same name so many are looked at. */
const NAMESAKES = 500;
/** So many times that a customer was in touch tell their rhythm, and what they say again. */
const HEARD = 60;

/** Customers and what they are known by. */
export function customersStore({ pool }: Database) {
  return {
    /**
     * Customers by external id, e-mail or phone in any spelling, else by parts of their name in any order; up to 10.
     * An exact identity leaves names out. A name that thousands bear is cut short: the ten are some of them.
     */
    async find(workspaceId: string, query: string): Promise<CustomerHit[]> {
      const text = query.trim();
      if (text === "") return [];
      const toE164 = phonesOf(await countryOf(pool, workspaceId));
      const identities = identitiesOf({ id: text, email: text, phone: text }, toE164);
      const exact = await hits(
        pool,
        `c.id IN (SELECT i.customer_id FROM unnest($2::text[], $3::text[]) AS k (kind, value)
           JOIN customer_identity i ON i.workspace_id = $1 AND i.kind = k.kind AND i.value = k.value)`,
        [workspaceId, identities.map(({ kind }) => kind), identities.map(({ value }) => value)],
      );
      if (exact.length > 0) return exact;
      const parts = nameKey(text).split(/\s+/);
      const patterns = parts.map((part) => `%${part.replace(/[\\%_]/g, "\\$&")}%`);
      const named = `c.id IN (SELECT customers_named($1, $2, ${NAMESAKES}, ${FOUND}))`;
      return hits(pool, named, [workspaceId, patterns]);
    },

    /** Everything `/customer` shows, of contacts one page; null when the workspace has no such customer. */
    async profile(
      workspaceId: string,
      customerId: string,
      { contacts = 10, newerContacts = 0, feedback = 20, promises = 10 } = {},
    ): Promise<CustomerProfile | null> {
      const [hit] = await hits(pool, "c.id = $2", [workspaceId, customerId]);
      if (hit === undefined) return null;
      const owner = [workspaceId, customerId];
      const [about, promised, contacted, heard, scored] = await Promise.all([
        pool.query(
          `SELECT created_at AS "createdAt", (SELECT count(*)::int FROM contact WHERE customer_id = c.id) AS "contactCount"
           FROM customer c WHERE workspace_id = $1 AND id = $2`,
          owner,
        ),
        selectPromises(
          pool,
          `p.workspace_id = $1 AND p.customer_id = $2
           ORDER BY (p.status <> 'open'), CASE WHEN p.status = 'open' THEN p.due_at END, p.due_at DESC LIMIT $3`,
          [...owner, promises],
        ),
        pool.query(CONTACT_LINES, [...owner, contacts, newerContacts]),
        pool.query(HEARD_LINES, [...owner, HEARD]),
        pool.query(
          `SELECT occurred_at AS "occurredAt", metric, score, touchpoint, comment FROM feedback
           WHERE workspace_id = $1 AND customer_id = $2 ORDER BY occurred_at DESC, id DESC LIMIT $3`,
          [...owner, feedback],
        ),
      ]);
      return {
        ...hit,
        ...about.rows[0],
        promises: promised,
        contacts: contacted.rows,
        newerContacts,
        heard: heard.rows,
        feedback: scored.rows,
      };
    },

    /** The customer a person names, made when new; null when nothing in it names anybody. */
    async ensure(workspaceId: string, ref: CustomerRef): Promise<string | null> {
      const identities = identitiesOf(ref, phonesOf(await countryOf(pool, workspaceId)));
      if (identities.length === 0) return null;
      return inTransaction(pool, async (sql) => {
        await lockCustomers(sql, workspaceId);
        const verbs = customerDrainStore(sql);
        const asked = [{ sourceId: "slack", identities, name: ref.name }];
        const resolution = resolveCustomers(asked, await verbs.known(workspaceId, identities), randomUUID);
        await verbs.save(workspaceId, resolution);
        return resolution.customerIds[0] ?? null;
      });
    },
  };
}

/** The drain's verbs, over whole batches inside its transaction. */
export function customerDrainStore(sql: Sql) {
  return {
    /** These identities as far as they are known, and every external id of the customers they lead to. */
    async known(workspaceId: string, identities: readonly Identity[]): Promise<KnownIdentity[]> {
      if (identities.length === 0) return [];
      const { rows } = await sql.query(
        `WITH hit AS (
           SELECT i.* FROM unnest($2::text[], $3::text[]) AS k (kind, value)
           JOIN customer_identity i ON i.workspace_id = $1 AND i.kind = k.kind AND i.value = k.value)
         SELECT kind, value, customer_id AS "customerId", source_id AS "sourceId" FROM hit
         UNION
         SELECT i.kind, i.value, i.customer_id, i.source_id FROM customer_identity i
         WHERE i.customer_id IN (SELECT customer_id FROM hit) AND i.kind = 'external'`,
        [workspaceId, identities.map(({ kind }) => kind), identities.map(({ value }) => value)],
      );
      return rows;
    },

    async save(workspaceId: string, { newCustomers, newIdentities, names }: Resolution): Promise<void> {
      if (newCustomers.length > 0) {
        await sql.query(
          `INSERT INTO customer (id, workspace_id, name, name_key)
           SELECT id, $1, name, key FROM unnest($2::uuid[], $3::text[], $4::text[]) AS c (id, name, key)`,
          [
            workspaceId,
            newCustomers,
            newCustomers.map((id) => names.get(id) ?? null),
            newCustomers.map((id) => keyOf(names.get(id))),
          ],
        );
      }
      const made = new Set(newCustomers);
      const renamed = [...names].filter(([id]) => !made.has(id));
      if (renamed.length > 0) {
        await sql.query(
          `UPDATE customer c SET name = n.name, name_key = n.key
           FROM unnest($2::uuid[], $3::text[], $4::text[]) AS n (id, name, key)
           WHERE c.workspace_id = $1 AND c.id = n.id AND c.name IS DISTINCT FROM n.name`,
          [
            workspaceId,
            renamed.map(([id]) => id),
            renamed.map(([, name]) => name),
            renamed.map(([, name]) => keyOf(name)),
          ],
        );
      }
      if (newIdentities.length === 0) return;
      await sql.query(
        `INSERT INTO customer_identity (workspace_id, kind, value, customer_id, source_id)
         SELECT $1, kind, value, customer_id, source_id
         FROM unnest($2::text[], $3::text[], $4::uuid[], $5::text[]) AS i (kind, value, customer_id, source_id)`,
        [
          workspaceId,
          newIdentities.map(({ kind }) => kind),
          newIdentities.map(({ value }) => value),
          newIdentities.map(({ customerId }) => customerId),
          newIdentities.map(({ sourceId }) => sourceId),
        ],
      );
    },
  };
}

/** Whoever makes customers in a workspace does so alone until its transaction ends: one person never becomes two. */
export async function lockCustomers(sql: Sql, workspaceId: string): Promise<void> {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('earshot drain ' || $1, 0))", [workspaceId]);
}

const keyOf = (name: string | undefined): string | null => (name === undefined ? null : nameKey(name));

async function countryOf(sql: Sql, workspaceId: string): Promise<string> {
  const { rows } = await sql.query<{ country: string }>("SELECT country FROM workspace WHERE id = $1", [
    workspaceId,
  ]);
  return rows[0]?.country ?? "";
}

/** Customers `c` of workspace $1, the one heard of last first. */
async function hits(sql: Sql, where: string, values: unknown[]): Promise<CustomerHit[]> {
  const { rows } = await sql.query(
    `SELECT h.id, h.name, h."lastContactAt",
       (SELECT count(*)::int FROM promise WHERE customer_id = h.id AND status = 'open') AS "openPromises",
       (SELECT coalesce(json_agg(json_build_object('kind', i.kind, 'value', i.value)
          ORDER BY array_position('{external,email,phone}', i.kind), i.value), '[]')
        FROM customer_identity i WHERE i.customer_id = h.id) AS identities
     FROM (SELECT c.id, c.name,
             (SELECT max(occurred_at) FROM contact WHERE customer_id = c.id) AS "lastContactAt"
           FROM customer c WHERE c.workspace_id = $1 AND ${where}
           ORDER BY "lastContactAt" DESC NULLS LAST, c.id LIMIT ${FOUND}) h`,
    values,
  );
  return rows;
}

const REASONS = `ARRAY(
  SELECT coalesce(r.label, cr.reason) FROM contact_reason cr
  LEFT JOIN reason r ON r.workspace_id = cr.workspace_id AND r.code = cr.reason
  WHERE cr.contact_id = c.id ORDER BY 1) AS reasons`;

/** The page is cut before reasons are looked up: those of the pages before it are not read. */
const CONTACT_LINES = `
  SELECT c.id, c.occurred_at AS "occurredAt", c.channel, c.direction, c.touchpoint, c.agent, c.team, c.summary, c.resolved, c.outcome, ${REASONS}
  FROM (SELECT * FROM contact WHERE workspace_id = $1 AND customer_id = $2
        ORDER BY occurred_at DESC, id DESC LIMIT $3 OFFSET $4) c
  ORDER BY c.occurred_at DESC, c.id DESC`;

const HEARD_LINES = `
  SELECT c.occurred_at AS "occurredAt", ${REASONS}
  FROM contact c WHERE c.workspace_id = $1 AND c.customer_id = $2 AND c.direction = 'inbound'
  ORDER BY c.occurred_at DESC, c.id DESC LIMIT $3`;
