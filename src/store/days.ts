import { dayStarts, daysBetween } from "../domain/bucket.ts";
import { datesIn, UNCODED } from "../domain/coding/day.ts";
import { ANY_REASON } from "../domain/contact.ts";
import { USUAL_REPEAT_DAYS } from "../domain/reason/repeat.ts";
import { lockCustomers } from "./customers.ts";
import type { Sql } from "./database.ts";

/** Contacts a slice, as far as whole days allow, and days at most. */
const SLICE = 20_000;
const MOST_DAYS = 31;
const DAY_MS = 86_400_000;

/** Which roll-ups by day are cut at the midnights of another zone than the workspace's. */
export function daysStore(sql: Sql) {
  return {
    /** Workspaces whose zone has changed since their days were counted. */
    async due(): Promise<string[]> {
      const { rows } = await sql.query<{ id: string }>(`SELECT id FROM workspace WHERE ${DUE}`);
      return rows.map(({ id }) => id);
    },

    async isDue(workspaceId: string): Promise<boolean> {
      const { rowCount } = await sql.query(`SELECT 1 FROM workspace WHERE id = $1 AND (${DUE})`, [
        workspaceId,
      ]);
      return rowCount === 1;
    },
  };
}

/** The same inside a transaction that holds the lock of a drain. */
export function daysDrainStore(sql: Sql) {
  return {
    /** The zone by which contacts are counted now; that days are to be cut anew is remembered, even if it changes back. */
    async zone(workspaceId: string): Promise<string> {
      const { rows } = await sql.query<{ zone: string; begins: boolean }>(
        "SELECT zone, zone <> days_zone AND days_cutting IS NULL AS begins FROM workspace WHERE id = $1",
        [workspaceId],
      );
      const [{ zone, begins } = { zone: "UTC", begins: false }] = rows;
      if (begins) await sql.query("UPDATE workspace SET days_cutting = zone WHERE id = $1", [workspaceId]);
      return zone;
    },

    /**
     * Cuts the next days anew at the midnights of the workspace's zone, oldest first, and takes the lock of a drain for it. Each
     * contact is counted by its new day from then on, and until then by its old one; of the day in which the two meet some may be
     * missing until the next slice. Twice is once: a zone that changes meanwhile begins anew.
     * @returns the zone once all are cut, and whether there was anything to cut; undefined while some are left
     */
    async cut(workspaceId: string, most = SLICE): Promise<{ zone: string; hadDays: boolean } | undefined> {
      await lockCustomers(sql, workspaceId);
      const { rows } = await sql.query<Cutting>(CUTTING, [workspaceId]);
      if (rows[0] === undefined) return { zone: "UTC", hadDays: false };
      const { zone, cutTo, firstAt, lastAt } = rows[0];
      if (firstAt === null || lastAt === null) return end(workspaceId, { zone, hadDays: false });
      const from = cutTo ?? new Date(dayStarts(zone)(firstAt.getTime()));
      const days = await sliceOf(workspaceId, zone, from, most);
      const [starts, to] = [days.slice(0, -1), days.at(-1) ?? from];
      const isLast = to > lastAt;
      const dateOf = datesIn(zone);
      const bounds = [cutTo === null ? null : from, isLast ? null : to];
      const dates = bounds.map((at) => at && dateOf(at.getTime()));
      for (const { remove, insert, by } of ROLL_UPS) {
        await sql.query(remove, [workspaceId, ...(by === "start" ? bounds : dates)]);
        const values = by === "start" ? starts : starts.map((at) => dateOf(at.getTime()));
        await sql.query(insert, [workspaceId, from, to, starts, values]);
      }
      if (isLast) return end(workspaceId, { zone, hadDays: true });
      await sql.query(
        "UPDATE workspace SET days_cutting = $2, days_cut_to = $3 WHERE id = $1 AND zone = $2",
        [...[workspaceId, zone, to]],
      );
      return undefined;
    },
  };

  /** Terms of days are heard anew from the words. */
  async function end(workspaceId: string, { zone, hadDays }: { zone: string; hadDays: boolean }) {
    const { rowCount } = await sql.query(
      "UPDATE workspace SET days_zone = $2, days_cutting = NULL, days_cut_to = NULL WHERE id = $1 AND zone = $2",
      [workspaceId, zone],
    );
    if (rowCount === 0) return undefined;
    await sql.query("DELETE FROM term_day WHERE workspace_id = $1", [workspaceId]);
    return { zone, hadDays };
  }

  /** The midnights from an instant on between which lie about `most` contacts, or one day. */
  async function sliceOf(workspaceId: string, zone: string, from: Date, most: number): Promise<Date[]> {
    const all = daysBetween(from.getTime(), from.getTime() + MOST_DAYS * DAY_MS, zone).map(
      (at) => new Date(at),
    );
    const { rows } = await sql.query<{ contacts: number }>(
      `SELECT coalesce(sum(count), 0)::int AS contacts FROM bucket
       WHERE workspace_id = $1 AND grain = '1h' AND reason = '${ANY_REASON}' AND start_at >= $2 AND start_at < $3`,
      [workspaceId, from, all.at(-1)],
    );
    const many = Math.floor((most * MOST_DAYS) / Math.max(1, rows[0]?.contacts ?? 0));
    return all.slice(0, 1 + Math.max(1, many));
  }
}

/** `cutTo`: the midnight up to which days are cut, null at the beginning. */
type Cutting = { zone: string; cutTo: Date | null; firstAt: Date | null; lastAt: Date | null };

const DUE = "days_zone <> zone OR days_cutting IS NOT NULL";

// Surveys are known by their days: no index finds the first and last one.
const CUTTING = `
  SELECT zone, CASE WHEN days_cutting = zone THEN days_cut_to END AS "cutTo",
    least(c.first, f.first, s.first) AS "firstAt", greatest(c.last, f.last, s.last) AS "lastAt"
  FROM workspace,
    LATERAL (SELECT min(occurred_at) AS first, max(occurred_at) AS last FROM contact WHERE workspace_id = $1) c,
    LATERAL (SELECT min(occurred_at) AS first, max(occurred_at) AS last FROM feedback WHERE workspace_id = $1) f,
    LATERAL (SELECT min(day)::timestamptz - interval '1 day' AS first, max(day)::timestamptz + interval '2 days' AS last
      FROM survey_day WHERE workspace_id = $1) s
  WHERE id = $1`;

/** The day of an instant: of those in $5 the one that begins at the midnight of $4 before it. */
const dayOf = (at: string, type: "timestamptz" | "date"): string =>
  `($5::${type}[])[width_bucket(${at}, $4::timestamptz[])]`;

const removed = (table: string, day: string, type: "timestamptz" | "date", also = ""): string =>
  `DELETE FROM ${table} WHERE workspace_id = $1 ${also}
     AND ($2::${type} IS NULL OR ${day} >= $2) AND ($3::${type} IS NULL OR ${day} < $3)`;

/** Every roll-up by day: what is removed of `[$2, $3)` (null: without end), and counted there anew. */
const ROLL_UPS = [
  {
    by: "start",
    remove: removed("bucket", "start_at", "timestamptz", "AND grain = '1d'"),
    insert: `
      INSERT INTO bucket (workspace_id, grain, reason, channel, start_at, count)
      SELECT $1, '1d', reason, channel, ${dayOf("start_at", "timestamptz")}, sum(count)::int FROM bucket
      WHERE workspace_id = $1 AND grain = '5m' AND start_at >= $2 AND start_at < $3 GROUP BY 3, 4, 5 ORDER BY 5, 3, 4`,
  },
  {
    by: "start",
    remove: removed("reason_day", "start_at", "timestamptz"),
    // whether a contact repeats is seen by those of the repeat window before it
    insert: `
      INSERT INTO reason_day (workspace_id, start_at, reason, channel, contacts, share, handled, handle_seconds, repeats)
      SELECT $1, ${dayOf("occurred_at", "timestamptz")}, reason, channel, count(*)::int, sum(share),
        coalesce(sum(share) FILTER (WHERE seconds IS NOT NULL), 0), coalesce(sum(share * seconds), 0),
        (count(*) FILTER (WHERE customer_id IS NOT NULL AND occurred_at - before_at <= span))::int
      FROM (
        SELECT m.reason, c.channel, c.occurred_at, c.customer_id, m.share, w.span,
          CASE WHEN c.outcome = 'abandoned' THEN coalesce(c.handle_seconds, 0) ELSE c.handle_seconds END AS seconds,
          lag(c.occurred_at) OVER (PARTITION BY c.customer_id, m.reason ORDER BY c.occurred_at, c.id) AS before_at
        FROM (SELECT make_interval(hours => 24 * coalesce((costs ->> 'repeatDays')::int, ${USUAL_REPEAT_DAYS})) AS span
              FROM workspace WHERE id = $1) w
        JOIN contact c ON c.workspace_id = $1 AND c.direction = 'inbound' AND c.occurred_at >= $2::timestamptz - w.span AND c.occurred_at < $3
        CROSS JOIN LATERAL (
          SELECT reason, 1.0::float8 / count(*) OVER () AS share FROM contact_reason WHERE contact_id = c.id
          UNION ALL SELECT '${ANY_REASON}', 1) m) mention
      WHERE occurred_at >= $2 GROUP BY 2, 3, 4 ORDER BY 2, 3, 4`,
  },
  {
    by: "date",
    remove: removed("coding_day", "day", "date"),
    insert: `
      INSERT INTO coding_day (workspace_id, reason, day, touchpoint, agent, contacts)
      SELECT $1, m.reason, ${dayOf("c.occurred_at", "date")}, coalesce(c.touchpoint, ''), coalesce(c.agent, ''), count(*)::int
      FROM contact c CROSS JOIN LATERAL (
        SELECT '${ANY_REASON}' AS reason UNION ALL SELECT coalesce(r.reason, '${UNCODED}') FROM (VALUES (1)) one
        LEFT JOIN contact_reason r ON r.contact_id = c.id) m
      WHERE c.workspace_id = $1 AND c.direction = 'inbound' AND c.occurred_at >= $2 AND c.occurred_at < $3
      GROUP BY 2, 3, 4, 5 ORDER BY 2, 3, 4, 5`,
  },
  {
    by: "date",
    remove: removed("score_day", "day", "date"),
    insert: `
      INSERT INTO score_day (workspace_id, touchpoint, metric, day, channel, score, count)
      SELECT $1, coalesce(f.touchpoint, c.touchpoint), f.metric, ${dayOf("f.occurred_at", "date")}, coalesce(c.channel, ''), f.score,
        count(*)::int
      FROM feedback f LEFT JOIN contact c
        ON c.workspace_id = f.workspace_id AND c.source_id = f.source_id AND c.external_id = f.contact_external_id
      WHERE f.workspace_id = $1 AND f.occurred_at >= $2 AND f.occurred_at < $3 AND coalesce(f.touchpoint, c.touchpoint) IS NOT NULL
      GROUP BY 2, 3, 4, 5, 6 ORDER BY 2, 3, 4, 5, 6`,
  },
  {
    by: "date",
    remove: removed("survey_day", "day", "date"),
    insert: `
      INSERT INTO survey_day (workspace_id, touchpoint, day, sent, answered)
      SELECT $1, touchpoint, ${dayOf("sent_at", "date")}, count(*)::int, count(answered_at)::int
      FROM survey WHERE workspace_id = $1 AND sent_at >= $2 AND sent_at < $3 GROUP BY 2, 3 ORDER BY 2, 3`,
  },
] as const;
