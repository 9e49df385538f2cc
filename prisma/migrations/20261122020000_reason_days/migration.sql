-- Rates by which contacts cost, and the repeat window; what they leave out is as usual.
ALTER TABLE "workspace" ADD COLUMN "costs" JSONB NOT NULL DEFAULT '{}',
  -- The window by which `reason_day` counts repeats; another one in `costs` is a recount to be done.
  ADD COLUMN "repeat_days_counted" INTEGER NOT NULL DEFAULT 7;

-- What contacts cost is summed by day: a contact with k reasons is 1/k of each.
CREATE TABLE "reason_day" (
    "workspace_id" UUID NOT NULL,
    "start_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "contacts" INTEGER NOT NULL,
    "share" DOUBLE PRECISION NOT NULL,
    "handled" DOUBLE PRECISION NOT NULL,
    "handle_seconds" DOUBLE PRECISION NOT NULL,
    "repeats" INTEGER NOT NULL,

    CONSTRAINT "reason_day_pkey" PRIMARY KEY ("workspace_id", "start_at", "reason", "channel")
);
CREATE INDEX "reason_day_workspace_id_reason_start_at_idx" ON "reason_day"("workspace_id", "reason", "start_at");
ALTER TABLE "reason_day" ADD CONSTRAINT "reason_day_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The history that is there already: what src/store/reason-day.ts counts of it anew, for all workspaces.
INSERT INTO "reason_day" (workspace_id, start_at, reason, channel, contacts, share, handled, handle_seconds, repeats)
SELECT workspace_id, start_at, reason, channel, count(*)::int, sum(share), coalesce(sum(share) FILTER (WHERE seconds IS NOT NULL), 0),
  coalesce(sum(share * seconds), 0), (count(*) FILTER (WHERE customer_id IS NOT NULL AND occurred_at - before_at <= interval '168 hours'))::int
FROM (
  SELECT c.workspace_id, m.reason, c.channel, c.occurred_at, c.customer_id,
    CASE WHEN m.reason = '*' THEN 1.0 ELSE 1.0 / m.reasons END::float8 AS share,
    CASE WHEN c.outcome = 'abandoned' THEN coalesce(c.handle_seconds, 0) ELSE c.handle_seconds END AS seconds,
    lag(c.occurred_at) OVER (PARTITION BY c.workspace_id, c.customer_id, m.reason ORDER BY c.occurred_at, c.id) AS before_at,
    (SELECT max(b.start_at) FROM "bucket" b WHERE b.workspace_id = c.workspace_id AND b.grain = '1d' AND b.start_at <= c.occurred_at) AS start_at
  FROM "contact" c CROSS JOIN LATERAL (
    SELECT '*' AS reason, 1 AS reasons
    UNION ALL SELECT reason, (count(*) OVER ())::int FROM "contact_reason" WHERE contact_id = c.id) m
  WHERE c.direction = 'inbound') mention
WHERE start_at IS NOT NULL
GROUP BY 1, 2, 3, 4;
