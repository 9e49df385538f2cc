/**
 * The buckets that the stored contacts ought to have, by PostgreSQL's own arithmetic of time and zones:
 * grain, reason, channel, start_at, count, in that order.
 */
export const BUCKET_ORACLE = `
  WITH mention AS (
    SELECT c.channel, c.occurred_at AS at, r.reason FROM contact c
    JOIN (SELECT contact_id, reason FROM contact_reason UNION ALL SELECT id, '*' FROM contact) r ON r.contact_id = c.id
    WHERE c.direction = 'inbound')
  SELECT grain, reason, channel, start_at, count(*)::int AS count FROM mention, LATERAL (VALUES
    ('5m', date_bin('5 minutes', at, '2000-01-01T00:00:00Z')),
    ('1h', date_bin('1 hour', at, '2000-01-01T00:00:00Z')),
    ('1d', date_trunc('day', at, 'Europe/Helsinki'))) AS g (grain, start_at)
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;

export const BUCKETS = "SELECT grain, reason, channel, start_at, count FROM bucket ORDER BY 1, 2, 3, 4";
