import { labelOf } from "../domain/codes.ts";
import type { Move } from "../domain/reason/catalogue.ts";
import { USUAL_REPEAT_DAYS } from "../domain/reason/repeat.ts";
import { lockCustomers } from "./customers.ts";
import type { Sql } from "./database.ts";

/** Moves that are left to do, the oldest contacts first; the first one is under way after that contact. */
export type Work = { moves: Move[]; after: Place | null };
type Place = { at: string; id: string };

/** Contacts that have another reason now, and those of them that had both. */
export type Moved = { moved: number; both: number };

/** Contacts a transaction: as many as a drain or a click may wait for. */
const SLICE = 1_000;

/**
 * Moves the next contacts of `work` to where their codes lead, and what is counted of them with them, within a transaction
 * that drains wait for: at every moment each contact is counted by the reasons it has then, once for each.
 * @returns what is left
 */
export async function moveSlice(
  sql: Sql,
  workspaceId: string,
  { moves, after }: Work,
  most = SLICE,
): Promise<Moved & { left: Work }> {
  const [move, ...others] = moves;
  if (move === undefined) return { moved: 0, both: 0, left: { moves, after } };
  await lockCustomers(sql, workspaceId);
  const { from, to, codes } = move;
  const place = [after?.at ?? null, after?.id ?? 0];
  const { rows } = await sql.query<Place & { leaves: boolean }>(NEXT, [
    workspaceId,
    from,
    codes,
    ...place,
    most,
  ]);
  const leaving = rows.filter(({ leaves }) => leaves);
  const [first, last] = [leaving[0], rows.at(-1)];
  const left =
    rows.length < most
      ? { moves: others, after: null }
      : { moves, after: last === undefined ? null : { at: last.at, id: last.id } };
  if (first === undefined || last === undefined) return { moved: 0, both: 0, left };
  const ids = leaving.map(({ id }) => id);
  await count(sql, workspaceId, move, ids, -1);
  const done = await moveContacts(sql, workspaceId, move, ids);
  await count(sql, workspaceId, move, ids, 1);
  for (const statement of EMPTY) await sql.query(statement, [workspaceId, from, first.at, last.at]);
  await sql.query(MEET, [workspaceId, to, labelOf(to), first.at]);
  return { ...done, left };
}

async function moveContacts(
  sql: Sql,
  workspaceId: string,
  { from, to, codes }: Move,
  ids: readonly string[],
): Promise<Moved> {
  const asked = [workspaceId, from, codes, to, ids];
  const joined = await sql.query(JOIN, asked);
  const both = await sql.query(DROP_JOINED, asked);
  const whole = await sql.query(MOVE_WHOLE, asked);
  await sql.query(KEEP_REST, [workspaceId, from, codes, ids]);
  return { moved: (joined.rowCount ?? 0) + (whole.rowCount ?? 0), both: both.rowCount ?? 0 };
}

/** Adds what these contacts are in the counts now (`sign` 1), or takes it away (-1). A roll-up by reason joins here. */
async function count(
  sql: Sql,
  workspaceId: string,
  { from, to }: Move,
  ids: readonly string[],
  sign: 1 | -1,
): Promise<void> {
  await sql.query(COUNT, [workspaceId, [from, to], ids, sign]);
}

/** The codes of a contact's reason, its own where none are kept. */
const sent = (row: string): string => `coalesce(${row}.codes, ARRAY[${row}.reason])`;
/** Of workspace $1 and reason $2, those that were sent with one of the codes $3. */
const LEAVING = `workspace_id = $1 AND reason = $2 AND ${sent("r")} && $3`;
const SLICED = `r.contact_id = ANY ($5::bigint[])`;
const HAS_OTHER = (row: string): string =>
  `o.workspace_id = $1 AND o.reason = $4 AND o.contact_id = ${row}.contact_id`;

// What has left lies behind the place, so that no slice reads it again. Their codes are looked at only then: PostgreSQL would
// take so few of them to leave that it sorted all that are left each time.
const NEXT = `
  SELECT contact_id AS id, ${sent("r")} && $3 AS leaves, to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
  FROM (SELECT * FROM contact_reason WHERE workspace_id = $1 AND reason = $2
      AND ($4::timestamptz IS NULL OR occurred_at >= $4 AND (occurred_at, contact_id) > ($4, $5::bigint))
    ORDER BY occurred_at, contact_id LIMIT $6) r
  ORDER BY r.occurred_at, r.contact_id`;

// Contacts that have the new reason too, or that keep the old one by another code, get a row; all others only change theirs,
// which asks for no foreign key again.
const JOIN = `
  WITH leaving AS (SELECT * FROM contact_reason r WHERE ${LEAVING} AND ${SLICED}), joining AS (
    SELECT * FROM leaving WHERE codes IS NOT NULL AND NOT codes <@ $3
    UNION SELECT leaving.* FROM leaving JOIN contact_reason o ON ${HAS_OTHER("leaving")})
  INSERT INTO contact_reason AS known (workspace_id, contact_id, reason, occurred_at, codes)
  SELECT j.workspace_id, j.contact_id, $4, j.occurred_at,
    nullif(ARRAY(SELECT unnest(${sent("j")}) INTERSECT SELECT unnest($3::text[]) ORDER BY 1), ARRAY[$4])
  FROM joining j
  ON CONFLICT (contact_id, reason) DO UPDATE SET codes =
    ARRAY(SELECT unnest(${sent("known")}) UNION SELECT unnest(${sent("excluded")}) ORDER BY 1)`;

const DROP_JOINED = `
  DELETE FROM contact_reason r USING contact_reason o
  WHERE r.workspace_id = $1 AND r.reason = $2 AND ${sent("r")} <@ $3 AND ${SLICED} AND ${HAS_OTHER("r")}`;

const MOVE_WHOLE = `
  UPDATE contact_reason r SET reason = $4, codes = nullif(${sent("r")}, ARRAY[$4])
  WHERE workspace_id = $1 AND reason = $2 AND ${sent("r")} <@ $3 AND ${SLICED}`;

const KEEP_REST = `
  UPDATE contact_reason r SET codes =
    nullif(ARRAY(SELECT unnest(${sent("r")}) EXCEPT SELECT unnest($3::text[]) ORDER BY 1), ARRAY[$2])
  WHERE workspace_id = $1 AND reason = $2 AND codes && $3 AND r.contact_id = ANY ($4::bigint[])`;

// The inbound ones of contacts $3: reasons $2 in the buckets and days of coding, all their reasons in the days of cost, for a
// contact's shares change with their number. A day is that of the buckets, which every contact is in. A repeat may be one by a
// contact of the slice before it.
const COUNT = `
  WITH said AS MATERIALIZED (
    SELECT id, occurred_at, channel, touchpoint, agent, customer_id,
      CASE WHEN outcome = 'abandoned' THEN coalesce(handle_seconds, 0) ELSE handle_seconds END AS seconds,
      (SELECT max(b.start_at) FROM bucket b WHERE b.workspace_id = $1 AND b.grain = '1d' AND b.start_at <= c.occurred_at) AS day_at
    FROM contact c WHERE workspace_id = $1 AND id = ANY ($3::bigint[]) AND direction = 'inbound'
  ), mention AS MATERIALIZED (
    SELECT r.reason, said.*, 1.0::float8 / count(*) OVER (PARTITION BY r.contact_id) AS share
    FROM said JOIN contact_reason r ON r.contact_id = said.id
  ), buckets AS (
    INSERT INTO bucket (workspace_id, grain, reason, channel, start_at, count)
    SELECT $1, g.grain, reason, channel, g.start_at, $4 * count(*)::int FROM mention, LATERAL (VALUES
      ('5m', date_bin('5 minutes', occurred_at, '2000-01-01T00:00:00Z')),
      ('1h', date_bin('1 hour', occurred_at, '2000-01-01T00:00:00Z')),
      ('1d', day_at)) AS g (grain, start_at)
    WHERE reason = ANY ($2) GROUP BY 2, 3, 4, 5 ORDER BY 2, 5, 3, 4
    ON CONFLICT (workspace_id, grain, start_at, reason, channel) DO UPDATE SET count = bucket.count + excluded.count
  ), coding AS (
    INSERT INTO coding_day (workspace_id, reason, day, touchpoint, agent, contacts)
    SELECT $1, reason, (occurred_at AT TIME ZONE w.zone)::date, coalesce(touchpoint, ''), coalesce(agent, ''), $4 * count(*)::int
    FROM mention JOIN workspace w ON w.id = $1
    WHERE reason = ANY ($2) GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5
    ON CONFLICT (workspace_id, reason, day, touchpoint, agent) DO UPDATE SET contacts = coding_day.contacts + excluded.contacts
  ), repeat AS (
    SELECT c.reason, c.channel, c.occurred_at FROM (
      SELECT r.reason, c.channel, c.occurred_at, s.first_at, s.span,
        lag(c.occurred_at) OVER (PARTITION BY c.customer_id, r.reason ORDER BY c.occurred_at, c.id) AS before_at
      FROM (
        SELECT customer_id, span, min(occurred_at) AS first_at, min(occurred_at) - span AS from_at, max(occurred_at) + span AS to_at
        FROM said, (SELECT make_interval(hours => 24 * coalesce((costs ->> 'repeatDays')::int, ${USUAL_REPEAT_DAYS})) AS span
                    FROM workspace WHERE id = $1) w
        WHERE customer_id IS NOT NULL GROUP BY customer_id, span) s
      JOIN contact c ON c.workspace_id = $1 AND c.customer_id = s.customer_id AND c.direction = 'inbound'
        AND c.occurred_at BETWEEN s.from_at AND s.to_at
      JOIN contact_reason r ON r.contact_id = c.id AND r.reason = ANY ($2)) c
    WHERE c.occurred_at >= c.first_at AND c.occurred_at - c.before_at <= c.span
  ), counted AS (
    SELECT day_at AS start_at, reason, channel, 1 AS contacts, share, seconds, 0 AS repeats FROM mention
    UNION ALL
    SELECT (SELECT max(b.start_at) FROM bucket b WHERE b.workspace_id = $1 AND b.grain = '1d' AND b.start_at <= occurred_at),
      reason, channel, 0, 0, NULL, 1 FROM repeat
  )
  INSERT INTO reason_day (workspace_id, start_at, reason, channel, contacts, share, handled, handle_seconds, repeats)
  SELECT $1, start_at, reason, channel, $4 * sum(contacts)::int, $4 * sum(share), $4 * coalesce(sum(share) FILTER (WHERE seconds IS NOT NULL), 0),
    $4 * coalesce(sum(share * seconds), 0), $4 * sum(repeats)::int
  FROM counted GROUP BY start_at, reason, channel ORDER BY start_at, reason, channel
  ON CONFLICT (workspace_id, start_at, reason, channel) DO UPDATE SET contacts = reason_day.contacts + excluded.contacts,
    share = reason_day.share + excluded.share, handled = reason_day.handled + excluded.handled,
    handle_seconds = reason_day.handle_seconds + excluded.handle_seconds, repeats = reason_day.repeats + excluded.repeats`;

// What counts nothing any more has no row; a day begins at most two days before its last contact, whatever its zone.
const EMPTY = [
  `DELETE FROM bucket WHERE workspace_id = $1 AND reason = $2 AND count = 0 AND grain IN ('5m', '1h', '1d')
     AND start_at BETWEEN $3::timestamptz - interval '2 days' AND $4::timestamptz`,
  `DELETE FROM reason_day WHERE workspace_id = $1 AND reason = $2 AND contacts = 0
     AND start_at BETWEEN $3::timestamptz - interval '2 days' AND $4::timestamptz`,
  `DELETE FROM coding_day WHERE workspace_id = $1 AND reason = $2 AND contacts = 0
     AND day BETWEEN $3::timestamptz::date - 1 AND $4::timestamptz::date + 1`,
];

// A code that stands for nothing any more, and that contacts mention, is a new one; a reason is as old as its first contact.
const MEET = `
  INSERT INTO reason AS known (workspace_id, code, label, aliases, first_seen_at) VALUES ($1, $2, $3, '{}', $4)
  ON CONFLICT (workspace_id, code) DO UPDATE SET first_seen_at = excluded.first_seen_at
  WHERE known.first_seen_at > excluded.first_seen_at`;
