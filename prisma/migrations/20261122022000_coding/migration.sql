-- How far the coding can be trusted: who codes what where, by day.
CREATE TABLE "coding_day" (
    "workspace_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "touchpoint" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "contacts" INTEGER NOT NULL,

    CONSTRAINT "coding_day_pkey" PRIMARY KEY ("workspace_id","reason","day","touchpoint","agent")
);

-- Contacts coded twice.
CREATE TABLE "coding" (
    "workspace_id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "contact_external_id" TEXT NOT NULL,
    "coded_at" TIMESTAMPTZ(3) NOT NULL,
    "agent" TEXT,
    "reasons" TEXT[],

    CONSTRAINT "coding_pkey" PRIMARY KEY ("workspace_id","source_id","external_id")
);
-- Agreement over a period.
CREATE INDEX "coding_workspace_id_coded_at_idx" ON "coding"("workspace_id", "coded_at");

CREATE TABLE "classifier" (
    "workspace_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "learned_at" TIMESTAMPTZ(3) NOT NULL,
    "report" JSONB NOT NULL,
    "model" BYTEA NOT NULL,
    "read_through" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "classifier_pkey" PRIMARY KEY ("workspace_id")
);

CREATE TABLE "coding_suggestion" (
    "contact_id" BIGINT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "confidence" REAL NOT NULL,

    CONSTRAINT "coding_suggestion_pkey" PRIMARY KEY ("contact_id")
);
CREATE INDEX "coding_suggestion_workspace_id_reason_idx" ON "coding_suggestion"("workspace_id", "reason");

CREATE TABLE "term_day" (
    "workspace_id" UUID NOT NULL,
    "term" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "contacts" INTEGER NOT NULL,

    CONSTRAINT "term_day_pkey" PRIMARY KEY ("workspace_id","term","day")
);

ALTER TABLE "coding_day" ADD CONSTRAINT "coding_day_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "coding" ADD CONSTRAINT "coding_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "classifier" ADD CONSTRAINT "classifier_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "coding_suggestion" ADD CONSTRAINT "coding_suggestion_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "coding_suggestion" ADD CONSTRAINT "coding_suggestion_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "term_day" ADD CONSTRAINT "term_day_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The history that is there already; the terms of its last days are counted by their job.
INSERT INTO "coding_day" (workspace_id, reason, day, touchpoint, agent, contacts)
SELECT c.workspace_id, m.reason, (c.occurred_at AT TIME ZONE w.zone)::date, coalesce(c.touchpoint, ''), coalesce(c.agent, ''), count(*)::int
FROM "contact" c JOIN "workspace" w ON w.id = c.workspace_id
CROSS JOIN LATERAL (
  SELECT '*' AS reason
  UNION ALL SELECT reason FROM "contact_reason" WHERE contact_id = c.id
  UNION ALL SELECT '' WHERE NOT EXISTS (SELECT 1 FROM "contact_reason" WHERE contact_id = c.id)) m
WHERE c.direction = 'inbound'
GROUP BY 1, 2, 3, 4, 5;
