-- A reason that somebody says is mended, watched for weeks.
CREATE TABLE "reason_mend" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "mended_on" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "verdict" TEXT NOT NULL DEFAULT 'watching',
    "decided_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "look_at" TIMESTAMPTZ(3),

    CONSTRAINT "reason_mend_pkey" PRIMARY KEY ("id")
);
-- One that is watched for each reason.
CREATE UNIQUE INDEX "reason_mend_watched_key" ON "reason_mend"("workspace_id", "reason") WHERE ended_at IS NULL;
CREATE INDEX "reason_mend_look_at_idx" ON "reason_mend"("look_at") WHERE look_at IS NOT NULL;
CREATE INDEX "reason_mend_workspace_id_at_idx" ON "reason_mend"("workspace_id", "at");
ALTER TABLE "reason_mend" ADD CONSTRAINT "reason_mend_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
