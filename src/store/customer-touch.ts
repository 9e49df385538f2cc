import { type CustomerRhythm, LEAST_CONTACTS } from "../domain/customer/rhythm.ts";
import { BAD_SCORE_DAYS, BROKEN_DAYS, QUIET_DAYS, type SilentCustomer } from "../domain/customer/silent.ts";
import type { CustomerTouch } from "../domain/customer/touch.ts";
import { worstScores } from "../domain/touchpoint/score.ts";
import type { Sql } from "./database.ts";

/** A customer whose rhythm is to be worked out, with their own contacts; `times` newest first. */
export type Unweighed = { customerId: string; contacts: number; times: Date[] };

/** So many times that a customer was in touch tell their rhythm. */
const TIMES = 60;
/** Of each cause so many are counted; more are no list for people. */
const MOST = 5_000;

/** When each customer was in touch, and who is silent. */
export function customerTouchesStore(sql: Sql) {
  return {
    /** Adds contacts; their customers' rhythms are to be worked out anew. */
    async add(workspaceId: string, touches: readonly CustomerTouch[]): Promise<void> {
      if (touches.length === 0) return;
      await sql.query(
        `INSERT INTO customer_touch AS t (workspace_id, customer_id, last_contact_at, contacts, weighed)
         SELECT $1, customer_id, at, n, n < ${LEAST_CONTACTS}
         FROM unnest($2::uuid[], $3::timestamptz[], $4::int[]) AS c (customer_id, at, n) ORDER BY customer_id
         ON CONFLICT (customer_id) DO UPDATE SET last_contact_at = greatest(t.last_contact_at, excluded.last_contact_at),
           contacts = t.contacts + excluded.contacts, weighed = t.contacts + excluded.contacts < ${LEAST_CONTACTS}
         WHERE t.workspace_id = excluded.workspace_id`,
        [
          workspaceId,
          touches.map(({ customerId }) => customerId),
          touches.map(({ lastContactAt }) => lastContactAt),
          touches.map(({ contacts }) => contacts),
        ],
      );
    },

    /** Workspaces where a rhythm is to be worked out. */
    async workspacesUnweighed(): Promise<string[]> {
      const { rows } = await sql.query<{ id: string }>(
        `SELECT id FROM workspace w
         WHERE EXISTS (SELECT 1 FROM customer_touch t WHERE t.workspace_id = w.id AND NOT t.weighed)`,
      );
      return rows.map(({ id }) => id);
    },

    async unweighed(workspaceId: string, limit: number): Promise<Unweighed[]> {
      const { rows } = await sql.query<Unweighed>(
        `SELECT t.customer_id AS "customerId", t.contacts, ARRAY(
           SELECT occurred_at FROM contact c WHERE c.customer_id = t.customer_id AND c.direction = 'inbound'
           ORDER BY occurred_at DESC LIMIT ${TIMES}) AS times
         FROM customer_touch t WHERE t.workspace_id = $1 AND NOT t.weighed LIMIT $2`,
        [workspaceId, limit],
      );
      return rows;
    },

    /** Keeps rhythms (null: none), unless the customer was in touch since they were read. */
    async weigh(
      workspaceId: string,
      weighed: readonly (Pick<Unweighed, "customerId" | "contacts"> & { rhythm: CustomerRhythm | null })[],
    ): Promise<void> {
      if (weighed.length === 0) return;
      await sql.query(
        `UPDATE customer_touch t SET weighed = true, silent_at = w.silent_at, usual_gap_ms = w.gap
         FROM unnest($2::uuid[], $3::int[], $4::timestamptz[], $5::bigint[]) AS w (customer_id, contacts, silent_at, gap)
         WHERE t.workspace_id = $1 AND t.customer_id = w.customer_id AND t.contacts = w.contacts`,
        [
          workspaceId,
          weighed.map(({ customerId }) => customerId),
          weighed.map(({ contacts }) => contacts),
          weighed.map(({ rhythm }) => rhythm?.silentAt ?? null),
          weighed.map(({ rhythm }) => (rhythm === null ? null : Math.round(rhythm.usualGapMs))),
        ],
      );
    },

    /** Customers of whom nothing is heard, each cause for itself; nobody to whom a promise is open. */
    async silent(workspaceId: string, now: Date): Promise<SilentCustomer[]> {
      const [broken, bad, quiet] = await Promise.all([
        sql.query(BROKEN, [workspaceId, now]),
        sql.query(BAD, [
          workspaceId,
          now,
          worstScores.map(({ metric }) => metric),
          worstScores.map(({ most }) => most),
        ]),
        sql.query(QUIET, [workspaceId, now]),
      ]);
      return [...broken.rows, ...bad.rows, ...quiet.rows].map(({ customerId, team, ...cause }) => ({
        customerId,
        team,
        cause: ourCause(cause),
      }));
    },
  };
}

function ourCause({ dueAt, at, lastAt, usualGapMs, ...cause }: Record<string, unknown>) {
  const iso = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
  return {
    ...cause,
    ...(dueAt !== undefined && { dueAt: iso(dueAt) }),
    ...(at !== undefined && { at: iso(at) }),
    ...(lastAt !== undefined && { lastAt: iso(lastAt), usualGapMs: Number(usualGapMs) }),
  } as SilentCustomer["cause"];
}

const nothingPromised = (customer: string) =>
  `NOT EXISTS (SELECT 1 FROM promise o WHERE o.customer_id = ${customer} AND o.status = 'open')`;

const lastTeam = (customer: string) => `(
  SELECT team FROM contact c WHERE c.customer_id = ${customer} AND c.team IS NOT NULL ORDER BY occurred_at DESC LIMIT 1)`;

/** Given up, or withdrawn when it was late already. */
export const brokenPromise = (
  p: string,
) => `(${p}.status IN ('broken', 'withdrawn') AND (${p}.status = 'broken' OR EXISTS (
  SELECT 1 FROM promise_entry e WHERE e.promise_id = ${p}.id AND e.action = 'withdrawn' AND e.at > ${p}.due_at)))`;

const BROKEN = `
  SELECT DISTINCT ON (p.customer_id) 'broken-promise' AS kind, p.customer_id AS "customerId", p.due_at AS "dueAt",
    coalesce(p.team, ${lastTeam("p.customer_id")}) AS team
  FROM promise p
  WHERE p.workspace_id = $1 AND ${brokenPromise("p")} AND p.due_at > $2::timestamptz - interval '${BROKEN_DAYS} days' AND p.due_at < $2
    AND p.customer_id IS NOT NULL AND ${nothingPromised("p.customer_id")}
    AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.customer_id = p.customer_id AND c.occurred_at > p.due_at)
  ORDER BY p.customer_id, p.due_at LIMIT ${MOST}`;

const BAD = `
  SELECT DISTINCT ON (f.customer_id) 'bad-score' AS kind, f.customer_id AS "customerId", f.metric, f.score, f.touchpoint,
    f.occurred_at AS at, ${lastTeam("f.customer_id")} AS team
  FROM feedback f JOIN unnest($3::text[], $4::int[]) AS bad (metric, most) ON bad.metric = f.metric AND f.score <= bad.most
  WHERE f.workspace_id = $1 AND f.occurred_at > $2::timestamptz - interval '${BAD_SCORE_DAYS} days' AND f.occurred_at <= $2
    AND f.customer_id IS NOT NULL AND ${nothingPromised("f.customer_id")}
    AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.customer_id = f.customer_id AND c.occurred_at > f.occurred_at AND c.direction = 'outbound')
    AND NOT EXISTS (SELECT 1 FROM promise k WHERE k.customer_id = f.customer_id AND k.made_at > f.occurred_at)
  ORDER BY f.customer_id, f.occurred_at DESC LIMIT ${MOST}`;

const QUIET = `
  SELECT 'quiet' AS kind, t.customer_id AS "customerId", t.last_contact_at AS "lastAt", t.usual_gap_ms AS "usualGapMs", t.contacts,
    ${lastTeam("t.customer_id")} AS team
  FROM customer_touch t
  WHERE t.workspace_id = $1 AND t.weighed AND t.silent_at > $2::timestamptz - interval '${QUIET_DAYS} days' AND t.silent_at <= $2
    AND ${nothingPromised("t.customer_id")}
  ORDER BY t.contacts DESC, t.customer_id LIMIT ${MOST}`;
