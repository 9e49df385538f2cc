-- The whole life of a promise: calendars, reminders, escalation, moves that the customer knows of or not.
ALTER TABLE "team"
  ADD COLUMN "calendar" JSONB,
  ADD COLUMN "promise_rules" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE "staff" ADD COLUMN "away_until" TIMESTAMPTZ(3);

ALTER TABLE "promise"
  ADD COLUMN "concrete" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "business_from" TIMESTAMPTZ(3),
  ADD COLUMN "business_left_ms" BIGINT,
  ADD COLUMN "warned_at" TIMESTAMPTZ(3);

ALTER TABLE "promise_entry" ADD COLUMN "told" BOOLEAN;

ALTER TABLE "signal"
  ADD COLUMN "acknowledged_until" TIMESTAMPTZ(3),
  ADD COLUMN "escalate_at" TIMESTAMPTZ(3),
  ADD COLUMN "escalation" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "group_id" UUID;

CREATE INDEX "signal_acknowledged_until_idx" ON "signal"("acknowledged_until") WHERE (acknowledged_until IS NOT NULL);
CREATE INDEX "signal_escalate_at_idx" ON "signal"("escalate_at") WHERE (escalate_at IS NOT NULL);
CREATE INDEX "signal_group_id_idx" ON "signal"("group_id") WHERE (group_id IS NOT NULL);

ALTER TABLE "signal" ADD CONSTRAINT "signal_group_id_fkey"
  FOREIGN KEY ("group_id") REFERENCES "signal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "notice" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "workspace_id" UUID NOT NULL,
  "key" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "slack_to" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "facts" JSONB NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "due_at" TIMESTAMPTZ(3),
  "claimed_until" TIMESTAMPTZ(3),
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "sent_at" TIMESTAMPTZ(3),
  "message_ts" TEXT,
  "last_error" TEXT,
  CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "notice_workspace_id_key_key" ON "notice"("workspace_id", "key");
CREATE INDEX "notice_due_at_idx" ON "notice"("due_at") WHERE (due_at IS NOT NULL);

ALTER TABLE "notice" ADD CONSTRAINT "notice_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
