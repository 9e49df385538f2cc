import { readerFromBytes, readerToBytes } from "../domain/coding/reader-bytes.ts";
import type { ReadingReport, ReasonReader } from "../domain/coding/reason-reader.ts";
import type { Sql } from "./database.ts";

/** One coded contact's words; `at` and `id` say where the next page begins. */
export type CodedWords = { id: string; at: Date; text: string; reasons: string[] };

export type Learned = { version: number; learnedAt: Date; report: ReadingReport };

/** Of so many contacts for each one that is asked for: where words are rarer, the search ends without enough. */
const LOOKED_AT = 4;

/** What was learned of a workspace's coded contacts, and what the uncoded ones read like by it. */
export function classifierStore(sql: Sql) {
  return {
    /** The latest `most` coded inbound contacts with words: from when to when, and how many mention each reason; null without any. */
    async material(
      workspaceId: string,
      most: number,
    ): Promise<{ since: Date; until: Date; reasons: Map<string, number> } | null> {
      const { rows } = await sql.query<{ since: Date; until: Date; reason: string; contacts: number }>(
        `WITH latest AS MATERIALIZED (
           SELECT c.id, c.occurred_at FROM (
             SELECT id, occurred_at, summary IS NOT NULL AS has_words FROM contact
             WHERE workspace_id = $1 AND direction = 'inbound' ORDER BY occurred_at DESC LIMIT $2::int * ${LOOKED_AT}) c
           WHERE has_words AND EXISTS (SELECT 1 FROM contact_reason r WHERE r.contact_id = c.id)
           ORDER BY c.occurred_at DESC LIMIT $2)
         SELECT (SELECT min(occurred_at) FROM latest) AS since, (SELECT max(occurred_at) FROM latest) AS until,
           r.reason, count(*)::int AS contacts
         FROM latest JOIN contact_reason r ON r.contact_id = latest.id GROUP BY r.reason`,
        [workspaceId, most],
      );
      const [first] = rows;
      if (first === undefined) return null;
      const reasons = new Map(rows.map(({ reason, contacts }) => [reason, contacts]));
      return { since: first.since, until: first.until, reasons };
    },

    /** Coded inbound contacts with words after a place, oldest first. */
    async examples(
      workspaceId: string,
      { at, id }: { at: Date; id: string },
      limit: number,
    ): Promise<CodedWords[]> {
      const { rows } = await sql.query<CodedWords>(
        `SELECT c.id, c.occurred_at AS at, c.summary AS text, r.reasons
         FROM contact c JOIN LATERAL (SELECT array_agg(reason ORDER BY reason) AS reasons FROM contact_reason WHERE contact_id = c.id) r
           ON r.reasons IS NOT NULL
         WHERE c.workspace_id = $1 AND (c.occurred_at, c.id) > ($2, $3) AND c.direction = 'inbound' AND c.summary IS NOT NULL
         ORDER BY c.occurred_at, c.id LIMIT $4`,
        [workspaceId, at, id, limit],
      );
      return rows;
    },

    /** Puts a reader in the place of the one before, and forgets what that one said. */
    async save(
      workspaceId: string,
      { reader, report, version, learnedAt }: Learned & { reader: ReasonReader },
    ): Promise<void> {
      await sql.query(
        `WITH forgotten AS (DELETE FROM coding_suggestion WHERE workspace_id = $1)
         INSERT INTO classifier (workspace_id, version, learned_at, report, model) VALUES ($1, $2, $3, $4::jsonb, $5)
         ON CONFLICT (workspace_id) DO UPDATE SET version = $2, learned_at = $3, report = $4::jsonb, model = $5, read_through = 0`,
        [workspaceId, version, learnedAt, JSON.stringify(report), Buffer.from(readerToBytes(reader))],
      );
    },

    /** How the reader did, without the reader; undefined when nothing was learned by this version. */
    async report(workspaceId: string, version: number): Promise<Learned | undefined> {
      const { rows } = await sql.query<Learned>(
        `SELECT version, learned_at AS "learnedAt", report FROM classifier WHERE workspace_id = $1 AND version = $2`,
        [workspaceId, version],
      );
      return rows[0];
    },

    async load(
      workspaceId: string,
      version: number,
    ): Promise<{ reader: ReasonReader; readThrough: string } | undefined> {
      const { rows } = await sql.query<{ model: Buffer; readThrough: string }>(
        `SELECT model, read_through AS "readThrough" FROM classifier WHERE workspace_id = $1 AND version = $2`,
        [workspaceId, version],
      );
      const [row] = rows;
      return row && { reader: readerFromBytes(row.model), readThrough: row.readThrough };
    },

    /** The last id among the contacts of the last day there are any of: every one up to it can be read by now. */
    async newest(workspaceId: string): Promise<string> {
      const { rows } = await sql.query<{ id: string }>(
        `WITH day AS MATERIALIZED (
           SELECT max(occurred_at) - interval '1 day' AS begins FROM contact WHERE workspace_id = $1)
         SELECT coalesce(max(id), 0) AS id FROM contact WHERE workspace_id = $1 AND occurred_at >= (SELECT begins FROM day)`,
        [workspaceId],
      );
      return rows[0]?.id ?? "0";
    },

    /** Uncoded inbound contacts with words since then, by id from `afterId` on. */
    async uncoded(
      workspaceId: string,
      { afterId, since, limit }: { afterId: string; since: Date; limit: number },
    ): Promise<{ id: string; text: string }[]> {
      const { rows } = await sql.query<{ id: string; text: string }>(
        `SELECT c.id, c.summary AS text FROM contact c
         WHERE c.workspace_id = $1 AND c.id > $2 AND c.occurred_at >= $3 AND c.direction = 'inbound' AND c.summary IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM contact_reason r WHERE r.contact_id = c.id)
         ORDER BY c.id LIMIT $4`,
        [workspaceId, afterId, since, limit],
      );
      return rows;
    },

    /** Keeps what contacts read like, and up to which contact all have been read. */
    async suggest(
      workspaceId: string,
      readThrough: string,
      suggestions: readonly { contactId: string; reason: string; confidence: number }[],
    ): Promise<void> {
      await sql.query(
        `WITH through AS (UPDATE classifier SET read_through = $2 WHERE workspace_id = $1)
         INSERT INTO coding_suggestion (workspace_id, contact_id, reason, confidence)
         SELECT $1, s.contact_id, s.reason, s.confidence FROM unnest($3::bigint[], $4::text[], $5::real[]) AS s (contact_id, reason, confidence)
         WHERE EXISTS (SELECT 1 FROM contact c WHERE c.id = s.contact_id AND c.workspace_id = $1)
         ON CONFLICT (contact_id) DO NOTHING`,
        [
          workspaceId,
          readThrough,
          suggestions.map(({ contactId }) => contactId),
          suggestions.map(({ reason }) => reason),
          suggestions.map(({ confidence }) => confidence),
        ],
      );
    },

    /** What the uncoded contacts of `[from, to)` read like, most first. */
    async suggested(
      workspaceId: string,
      { from, to }: { from: Date; to: Date },
    ): Promise<{ reason: string; contacts: number }[]> {
      const { rows } = await sql.query<{ reason: string; contacts: number }>(
        `SELECT s.reason, count(*)::int AS contacts FROM coding_suggestion s JOIN contact c ON c.id = s.contact_id
         WHERE s.workspace_id = $1 AND c.occurred_at >= $2 AND c.occurred_at < $3
         GROUP BY s.reason ORDER BY 2 DESC, 1`,
        [workspaceId, from, to],
      );
      return rows;
    },
  };
}
