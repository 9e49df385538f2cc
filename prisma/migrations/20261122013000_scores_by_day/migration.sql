-- Scores by touchpoint: what targets are judged by, without a look at the single answers.
CREATE TABLE "score_day" (
    "workspace_id" UUID NOT NULL,
    "touchpoint" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "channel" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "score_day_pkey" PRIMARY KEY ("workspace_id","touchpoint","metric","day","channel","score")
);

ALTER TABLE "score_day" ADD CONSTRAINT "score_day_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The answers about a contact that comes after them.
CREATE INDEX "feedback_contact_idx" ON "feedback"("workspace_id", "source_id", "contact_external_id") WHERE (contact_external_id IS NOT NULL);

ALTER TABLE "workspace" ADD COLUMN "score_window_days" INTEGER NOT NULL DEFAULT 28,
ADD COLUMN "coverage_floor" DOUBLE PRECISION NOT NULL DEFAULT 0.2;

INSERT INTO "score_day" (workspace_id, touchpoint, metric, day, channel, score, count)
SELECT f.workspace_id, coalesce(f.touchpoint, c.touchpoint), f.metric, (f.occurred_at AT TIME ZONE w.zone)::date, coalesce(c.channel, ''), f.score, count(*)
FROM feedback f JOIN workspace w ON w.id = f.workspace_id
LEFT JOIN contact c ON c.workspace_id = f.workspace_id AND c.source_id = f.source_id AND c.external_id = f.contact_external_id
WHERE coalesce(f.touchpoint, c.touchpoint) IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6;
