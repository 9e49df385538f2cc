import type { Sql } from "../../src/store/database.ts";

/** A service desk of 10 million contacts a year. */
export const SIZES = {
  contactsADay: 27_400,
  reasons: 200,
  channels: 5,
  touchpoints: 20,
  agents: 400,
  teams: 20,
  promisesADay: 550,
  customers: 300_000,
};

const CHANNELS = "(ARRAY['phone','chat','email','web','store'])";
const ZONE = "Europe/Helsinki";

/**
 * Writes the roll-ups as that many contacts would have left them, each cell with the count that it would expect: reasons fall
 * off as 1 / rank, an agent has two touchpoints and some twenty reasons a day. The contacts themselves are not there: no
 * figure reads them but by a customer's key. @returns how many rows each roll-up has
 */
export async function fillRollUps(sql: Sql, workspaceId: string, days: number): Promise<string> {
  // one long load, whose rows are known to fit each other
  await sql.query("SET statement_timeout = 0");
  await sql.query("SET session_replication_role = replica");
  for (const statement of statements(days)) await sql.query(statement, [workspaceId]);
  await sql.query("VACUUM ANALYZE");
  const tables = ["bucket", "reason_day", "coding_day", "score_day", "promise_entry", "customer_touch"];
  const counts: string[] = [];
  for (const table of tables) {
    const { rows } = await sql.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    counts.push(`${table} ${rows[0]?.count.toLocaleString("en")}`);
  }
  return counts.join(", ");
}

function statements(days: number): string[] {
  const { reasons, channels, touchpoints, agents, teams, promisesADay, customers, contactsADay } = SIZES;
  const today = `date_trunc('day', now() AT TIME ZONE '${ZONE}')`;
  const midnights = `generate_series(0, ${days}) d CROSS JOIN LATERAL (SELECT (${today} - d * interval '1 day') AT TIME ZONE '${ZONE}' AS at) day`;
  // rank 0 is all contacts; the rest share 1.3 mentions a contact by 1 / rank
  const harmonic = Math.log(reasons) + 0.577;
  const cells = `(SELECT n, c, CASE WHEN n = 0 THEN '*' ELSE 'reason-' || n END AS reason, ${CHANNELS}[c] AS channel,
      ${contactsADay} * CASE WHEN n = 0 THEN 1 ELSE 1.3 / (n * ${harmonic}) END / ${channels} AS mean
    FROM generate_series(0, ${reasons}) n, generate_series(1, ${channels}) c) cell`;
  const heard = (mean: string) => `random() < 1 - exp(-(${mean})::float8)`;
  const count = (mean: string) => `greatest(1, round(${mean} * (0.8 + 0.4 * random())))::int`;
  return [
    `INSERT INTO reason (workspace_id, code, label, aliases, value, catalogued_at, first_seen_at)
     SELECT $1, 'reason-' || n, 'Reason ' || n, '{}', (ARRAY['eliminate','automate','simplify','keep'])[1 + n % 4], now(), now() - interval '1 year'
     FROM generate_series(1, ${reasons}) n`,
    `INSERT INTO team (workspace_id, code, label) SELECT $1, 'team-' || n, 'Team ' || n FROM generate_series(1, ${teams}) n`,
    `INSERT INTO staff (workspace_id, code, team_code) SELECT $1, 'agent-' || n, 'team-' || 1 + n % ${teams} FROM generate_series(1, ${agents}) n`,
    `INSERT INTO touchpoint (workspace_id, code, label, targets)
     SELECT $1, 'touchpoint-' || n, 'Touchpoint ' || n, '{"csat": 4}' FROM generate_series(1, ${touchpoints}) n`,
    `INSERT INTO bucket (workspace_id, grain, start_at, reason, channel, count)
     SELECT $1, '1d', at, reason, channel, ${count("mean")} FROM ${midnights}, ${cells}`,
    // by the hour for a year: only where a contact came
    `INSERT INTO bucket (workspace_id, grain, start_at, reason, channel, count)
     SELECT $1, '1h', date_trunc('hour', now()) - h * interval '1 hour', reason, channel, ${count("mean / 24")}
     FROM generate_series(0, ${days * 24}) h, ${cells} WHERE ${heard("mean / 24")}`,
    `INSERT INTO bucket (workspace_id, grain, start_at, reason, channel, count)
     SELECT $1, '5m', date_trunc('hour', now()) - m * interval '5 minutes', reason, channel, 1
     FROM generate_series(0, ${days * 288}, 12) m, ${cells} WHERE ${heard("mean / 288")}`,
    `INSERT INTO reason_day (workspace_id, start_at, reason, channel, contacts, share, handled, handle_seconds, repeats)
     SELECT $1, start_at, reason, channel, count, count * 0.8, count * 0.7, count * 180, count / 10 FROM bucket WHERE grain = '1d'`,
    `INSERT INTO coding_day (workspace_id, reason, day, touchpoint, agent, contacts)
     SELECT $1, reason, day, 'touchpoint-' || 1 + (agent + slot) % ${touchpoints}, 'agent-' || agent,
       CASE reason WHEN '*' THEN ${Math.round(contactsADay / agents / 2)} ELSE count(*) END
     FROM (SELECT (${today} - d * interval '1 day')::date AS day, agent, slot,
             CASE WHEN k <= 2 THEN (ARRAY['*', ''])[k] ELSE 'reason-' || 1 + floor(${reasons} * random() ^ 3) END AS reason
           FROM generate_series(0, ${days}) d, generate_series(1, ${agents}) agent, generate_series(1, 2) slot, generate_series(1, 24) k) coded
     GROUP BY 2, 3, 4, 5 ORDER BY 3`, // day by day, as they come
    `INSERT INTO score_day (workspace_id, touchpoint, metric, day, channel, score, count)
     SELECT $1, 'touchpoint-' || t, metric, (${today} - d * interval '1 day')::date, ${CHANNELS}[c], score, 1 + floor(random() * 5)
     FROM generate_series(0, ${days}) d, generate_series(1, ${touchpoints}) t, generate_series(1, ${channels}) c,
       (SELECT 'csat' AS metric, generate_series(1, 5) AS score UNION ALL SELECT 'nps', generate_series(0, 10)) scale`,
    `INSERT INTO survey_day (workspace_id, touchpoint, day, sent, answered)
     SELECT $1, 'touchpoint-' || t, (${today} - d * interval '1 day')::date, 300, 90
     FROM generate_series(0, ${days}) d, generate_series(1, ${touchpoints}) t`,
    `INSERT INTO promise (workspace_id, source_id, external_id, text, made_at, due_at, team, status, kept_at)
     SELECT $1, 'desk', n::text, 'call', due - interval '4 hours', due, 'team-' || 1 + n % ${teams}, 'kept', due - interval '1 hour'
     FROM (SELECT n, now() - n * interval '1 day' / ${promisesADay} AS due FROM generate_series(1, ${promisesADay * days}) n) made`,
    `INSERT INTO promise_entry (workspace_id, promise_id, at, actor, action, due_at)
     SELECT $1, id, made_at, 'otto', 'made', due_at FROM promise ORDER BY made_at`,
    `INSERT INTO promise_entry (workspace_id, promise_id, at, actor, action)
     SELECT $1, id, kept_at, 'otto', 'kept' FROM promise ORDER BY made_at`,
    `INSERT INTO customer (workspace_id) SELECT $1 FROM generate_series(1, ${customers})`,
    `INSERT INTO customer_touch (workspace_id, customer_id, last_contact_at, contacts, weighed, silent_at, usual_gap_ms)
     SELECT $1, id, now() - random() * interval '300 days', 8, true, now() + (random() - 0.9) * interval '300 days', 86400000 * 20 FROM customer`,
    `INSERT INTO signal (workspace_id, kind, subject, status, facts, opened_at, resolved_at)
     SELECT $1, 'spike', 'reason-' || n, 'resolved', '{"windowMinutes": 60}', now() - n * interval '3 hours', now() FROM generate_series(1, ${days * 8}) n`,
    `INSERT INTO alert (workspace_id, signal_id, slack_channel, message_ts) SELECT $1, id, 'C1', id::text FROM signal`,
    `INSERT INTO signal_mark (workspace_id, signal_id, slack_user_id, useful, at)
     SELECT $1, id, 'U1', random() < 0.8, now() FROM signal`,
    `INSERT INTO reason_mend (workspace_id, reason, mended_on, by, at)
     SELECT $1, 'reason-' || n, (${today} - interval '60 days')::date, 'U1', now() FROM generate_series(1, 10) n`,
  ];
}
