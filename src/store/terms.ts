import type { Said } from "../domain/coding/terms.ts";
import type { Period } from "./buckets.ts";
import type { Dates } from "./coding-day.ts";
import type { Sql } from "./database.ts";

/** A contact's words; `occurredAt` and `contactId` say where the next page begins. */
export type SaidAt = Said & { occurredAt: Date; channel: string };

/** A term as a number: words are not kept. */
export type TermCount = { term: number; contacts: number };

/** In the place of a term: every contact with words, and every one. */
const ALL_WORDS = 0;
const ALL_HEARD = -1;

/** Terms in contacts' words, counted by day. */
export function termsStore(sql: Sql) {
  return {
    /** Inbound contacts with words of a period, oldest first, after the place where the last page ended. */
    async said(
      workspaceId: string,
      { from, to }: Period,
      { after, limit }: { after?: { occurredAt: Date; contactId: string } | undefined; limit: number },
    ): Promise<SaidAt[]> {
      const { rows } = await sql.query<SaidAt>(
        `SELECT c.id AS "contactId", c.customer_id AS "customerId", c.summary AS text, c.occurred_at AS "occurredAt", c.channel,
           ARRAY(SELECT reason FROM contact_reason WHERE contact_id = c.id ORDER BY reason) AS reasons
         FROM contact c
         WHERE c.workspace_id = $1 AND c.occurred_at >= $2 AND c.occurred_at < $3 AND (c.occurred_at, c.id) > ($4, $5)
           AND c.direction = 'inbound' AND c.summary IS NOT NULL
         ORDER BY c.occurred_at, c.id LIMIT $6`,
        [workspaceId, from, to, after?.occurredAt ?? new Date(0), after?.contactId ?? "0", limit],
      );
      return rows;
    },

    /** Keeps a day's counts, in the place of earlier ones. `contacts`: all with words; `heard`: with or without. */
    async keepDay(
      workspaceId: string,
      day: string,
      { contacts, heard, terms }: { contacts: number; heard: number; terms: readonly TermCount[] },
    ): Promise<void> {
      const rows = [{ term: ALL_HEARD, contacts: heard }, { term: ALL_WORDS, contacts }, ...terms];
      await sql.query(
        `INSERT INTO term_day (workspace_id, day, term, contacts)
         SELECT $1, $2, * FROM unnest($3::bigint[], $4::int[]) AS t (term, contacts) ORDER BY term
         ON CONFLICT (workspace_id, term, day) DO UPDATE SET contacts = excluded.contacts`,
        [workspaceId, day, rows.map(({ term }) => term), rows.map((row) => row.contacts)],
      );
    },

    /** The days that are counted: contacts with words, and all that were heard by then. */
    async days(
      workspaceId: string,
      { from, to }: Dates,
    ): Promise<Map<string, { contacts: number; heard: number }>> {
      const { rows } = await sql.query<{ day: string; contacts: number; heard: number }>(
        `SELECT w.day::text, w.contacts, h.contacts AS heard FROM term_day w
         JOIN term_day h ON h.workspace_id = $1 AND h.term = $3 AND h.day = w.day
         WHERE w.workspace_id = $1 AND w.term = $2 AND w.day >= $4 AND w.day < $5 ORDER BY w.day`,
        [workspaceId, ALL_WORDS, ALL_HEARD, from, to],
      );
      return new Map(rows.map(({ day, contacts, heard }) => [day, { contacts, heard }]));
    },

    /** The counts of these terms on the days on which they were heard. */
    async counts(
      workspaceId: string,
      terms: readonly number[],
      { from, to }: Dates,
    ): Promise<{ term: number; day: string; contacts: number }[]> {
      const { rows } = await sql.query(
        `SELECT term::float8 AS term, day::text, contacts FROM term_day
         WHERE workspace_id = $1 AND term = ANY ($2::bigint[]) AND day >= $3 AND day < $4`,
        [workspaceId, terms, from, to],
      );
      return rows;
    },

    /** What agents are called by their systems: words that must not be told. */
    async agents(workspaceId: string): Promise<string[]> {
      const { rows } = await sql.query<{ code: string }>("SELECT code FROM staff WHERE workspace_id = $1", [
        workspaceId,
      ]);
      return rows.map(({ code }) => code);
    },

    /** Forgets the days before. */
    async forget(workspaceId: string, before: string): Promise<void> {
      await sql.query("DELETE FROM term_day WHERE workspace_id = $1 AND day < $2", [workspaceId, before]);
    },
  };
}
