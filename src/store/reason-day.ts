import { ANY_REASON } from "../domain/contact.ts";
import type { ReasonSum } from "../domain/cost/cost.ts";
import type { StoredContact } from "../domain/drain.ts";
import { countReasonDays, type ReasonDayCount } from "../domain/reason/day.ts";
import { type CustomerContact, repeatChanges, USUAL_REPEAT_DAYS } from "../domain/reason/repeat.ts";
import type { Period } from "./buckets.ts";
import { lockCustomers } from "./customers.ts";
import type { Sql } from "./database.ts";
import type { Workspace } from "./workspaces.ts";

/** What a reason's days are made of, over all channels or one: see `ReasonDayCount`. */
export type ReasonDays = ReasonSum;

/** Of a row of `workspace`. */
const REPEAT_DAYS = `coalesce((costs ->> 'repeatDays')::int, ${USUAL_REPEAT_DAYS})`;

/** Contacts, their cost parts and repeats per reason, channel and local day, rolled up. */
export function reasonDaysStore(sql: Sql) {
  return {
    /**
     * Sums of the days that begin in `[from, to)`, by reason (`*`: all contacts) and channel; `reasons` narrows them. A
     * reason's share of contacts is its `contacts` over those of `*`; reasons do not add up.
     */
    async between(
      workspaceId: string,
      { from, to, reasons }: Period & { reasons?: string[] },
    ): Promise<ReasonDays[]> {
      const { rows } = await sql.query<ReasonDays>(
        `SELECT reason, channel, sum(contacts)::int AS contacts, sum(share) AS share, sum(handled) AS handled,
           sum(handle_seconds) AS "handleSeconds", sum(repeats)::int AS repeats
         FROM reason_day WHERE workspace_id = $1 AND start_at >= $2 AND start_at < $3 AND ($4::text[] IS NULL OR reason = ANY ($4))
         GROUP BY reason, channel ORDER BY reason, channel`,
        [workspaceId, from, to, reasons ?? null],
      );
      return rows;
    },

    /** Every reason that is counted, `*` too. */
    async reasons(workspaceId: string): Promise<string[]> {
      const { rows } = await sql.query<{ reason: string }>(
        "SELECT DISTINCT reason FROM reason_day WHERE workspace_id = $1 ORDER BY reason",
        [workspaceId],
      );
      return rows.map(({ reason }) => reason);
    },
  };
}

/** What is counted inside a transaction that holds the lock of a drain. */
export function reasonDaysDrainStore(sql: Sql) {
  return {
    /** Counts contacts that were stored just now, each once, and what became a repeat by them. */
    async add(
      { id, zone }: Pick<Workspace, "id" | "zone">,
      contacts: readonly StoredContact[],
    ): Promise<void> {
      const inbound = contacts.filter(({ direction }) => direction === "inbound");
      if (inbound.length === 0) return;
      const { around, days } = await contactsAround(sql, id, inbound);
      const added = new Set(inbound.map(({ contactId }) => Number(contactId)));
      await addCounts(sql, id, countReasonDays(inbound, repeatChanges(around, added, days), zone));
    },

    /** Counts one reason (`*`: all contacts) anew by the repeat window that is set. */
    recount: (workspaceId: string, reason: string) => countAnew(sql, workspaceId, reason),
  };
}

async function countAnew(sql: Sql, workspaceId: string, reason: string): Promise<void> {
  // no drain counts a contact between what is taken away and what is put there
  await lockCustomers(sql, workspaceId);
  // it may read millions of contacts
  await sql.query("SET LOCAL statement_timeout = 0");
  await sql.query("DELETE FROM reason_day WHERE workspace_id = $1 AND reason = $2", [workspaceId, reason]);
  await sql.query(RECOUNT, [workspaceId, reason, ANY_REASON]);
}

/** A day is that of the buckets, which every contact is in. */
const RECOUNT = `
  INSERT INTO reason_day (workspace_id, start_at, reason, channel, contacts, share, handled, handle_seconds, repeats)
  SELECT $1, start_at, reason, channel, count(*)::int, sum(share), coalesce(sum(share) FILTER (WHERE seconds IS NOT NULL), 0),
    coalesce(sum(share * seconds), 0),
    (count(*) FILTER (WHERE customer_id IS NOT NULL AND occurred_at - before_at <= make_interval(hours => 24 * (SELECT ${REPEAT_DAYS} FROM workspace WHERE id = $1))))::int
  FROM (
    SELECT m.reason, c.channel, c.occurred_at, c.customer_id, m.share,
      CASE WHEN c.outcome = 'abandoned' THEN coalesce(c.handle_seconds, 0) ELSE c.handle_seconds END AS seconds,
      lag(c.occurred_at) OVER (PARTITION BY c.customer_id, m.reason ORDER BY c.occurred_at, c.id) AS before_at,
      (SELECT max(b.start_at) FROM bucket b WHERE b.workspace_id = $1 AND b.grain = '1d' AND b.start_at <= c.occurred_at) AS start_at
    FROM (
      SELECT r.contact_id, r.reason, 1.0::float8 / (SELECT count(*) FROM contact_reason k WHERE k.contact_id = r.contact_id) AS share
      FROM contact_reason r WHERE r.workspace_id = $1 AND r.reason = $2
      UNION ALL SELECT id, $3, 1 FROM contact WHERE workspace_id = $1 AND $3 = $2) m
    JOIN contact c ON c.id = m.contact_id AND c.direction = 'inbound') mention
  WHERE start_at IS NOT NULL
  GROUP BY start_at, reason, channel`;

/**
 * The inbound contacts, with all their reasons, of the customers of these, as far as they can repeat or be repeated within the
 * window of so many `days`.
 */
async function contactsAround(
  sql: Sql,
  workspaceId: string,
  contacts: readonly StoredContact[],
): Promise<{ around: CustomerContact[]; days: number }> {
  const spans = new Map<string, { from: number; to: number }>();
  for (const { customerId, occurredAt } of contacts) {
    if (customerId === null) continue;
    const at = Date.parse(occurredAt);
    const { from, to } = spans.get(customerId) ?? { from: at, to: at };
    spans.set(customerId, { from: Math.min(from, at), to: Math.max(to, at) });
  }
  const instants = (of: (span: { from: number; to: number }) => number) =>
    [...spans.values()].map((span) => new Date(of(span)).toISOString());
  // Worked out before they are compared: within a fence an index serves a plain comparison only.
  const { rows } = await sql.query<CustomerContact & { days: number }>(
    `WITH s AS MATERIALIZED (
       SELECT customer_id, from_at - make_interval(hours => 24 * days) AS from_at, to_at + make_interval(hours => 24 * days) AS to_at, days
       FROM (SELECT ${REPEAT_DAYS} AS days FROM workspace WHERE id = $1) w
       CROSS JOIN unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS span (customer_id, from_at, to_at))
     SELECT c.id::float8 AS id, c.customer_id AS "customerId", (extract(epoch FROM c.occurred_at) * 1000)::float8 AS at, c.channel,
       ARRAY(SELECT reason FROM contact_reason WHERE contact_id = c.id) AS reasons, s.days
     FROM s JOIN contact c ON c.customer_id = s.customer_id AND c.occurred_at BETWEEN s.from_at AND s.to_at
     WHERE c.workspace_id = $1 AND c.direction = 'inbound'`,
    [workspaceId, [...spans.keys()], instants(({ from }) => from), instants(({ to }) => to)],
  );
  return { around: rows, days: rows[0]?.days ?? USUAL_REPEAT_DAYS };
}

/** Sorted, so that two writers never wait for each other. */
async function addCounts(sql: Sql, workspaceId: string, counts: readonly ReasonDayCount[]): Promise<void> {
  const column = (value: (count: ReasonDayCount) => unknown) => counts.map(value);
  await sql.query(
    `INSERT INTO reason_day (workspace_id, start_at, reason, channel, contacts, share, handled, handle_seconds, repeats)
     SELECT $1, * FROM unnest($2::timestamptz[], $3::text[], $4::text[], $5::int[], $6::float8[], $7::float8[], $8::float8[], $9::int[])
       AS d (start_at, reason, channel, contacts, share, handled, handle_seconds, repeats)
     ORDER BY start_at, reason, channel
     ON CONFLICT (workspace_id, start_at, reason, channel) DO UPDATE SET contacts = reason_day.contacts + excluded.contacts,
       share = reason_day.share + excluded.share, handled = reason_day.handled + excluded.handled,
       handle_seconds = reason_day.handle_seconds + excluded.handle_seconds, repeats = reason_day.repeats + excluded.repeats`,
    [
      workspaceId,
      column(({ startAt }) => new Date(startAt).toISOString()),
      column(({ reason }) => reason),
      column(({ channel }) => channel),
      column(({ contacts }) => contacts),
      column(({ share }) => share),
      column(({ handled }) => handled),
      column(({ handleSeconds }) => handleSeconds),
      column(({ repeats }) => repeats),
    ],
  );
}
