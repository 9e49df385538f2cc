-- Where signals are told, how much a channel is interrupted, and which reasons are muted.
CREATE TABLE "route" (
  "workspace_id" UUID NOT NULL,
  "position" INTEGER NOT NULL,
  "kinds" TEXT[],
  "reasons" TEXT[],
  "channels" TEXT[],
  "touchpoints" TEXT[],
  "teams" TEXT[],
  "slack_channels" TEXT[],
  "continues" BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "route_pkey" PRIMARY KEY ("workspace_id", "position")
);

CREATE TABLE "channel_setting" (
  "workspace_id" UUID NOT NULL,
  "slack_channel" TEXT NOT NULL,
  "zone" TEXT,
  "week" JSONB,
  "budget" INTEGER,
  "threads" BOOLEAN NOT NULL DEFAULT true,
  "digest" TEXT NOT NULL DEFAULT 'off',
  "digest_minute" INTEGER NOT NULL DEFAULT 480,
  "digest_weekday" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "channel_setting_pkey" PRIMARY KEY ("workspace_id", "slack_channel")
);

CREATE TABLE "mute" (
  "workspace_id" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  "slack_channel" TEXT NOT NULL,
  "muted_at" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  "by" TEXT NOT NULL,
  CONSTRAINT "mute_pkey" PRIMARY KEY ("workspace_id", "reason", "slack_channel")
);

CREATE INDEX "mute_until_idx" ON "mute"("until");

ALTER TABLE "alert"
  ADD COLUMN "because" TEXT,
  ADD COLUMN "interrupted_at" TIMESTAMPTZ(3),
  ADD COLUMN "hold" TEXT,
  ADD COLUMN "held_at" TIMESTAMPTZ(3),
  ADD COLUMN "held_until" TIMESTAMPTZ(3);

-- A channel's day against its budget, and what waits in it.
CREATE INDEX "alert_workspace_id_slack_channel_interrupted_at_idx" ON "alert"("workspace_id", "slack_channel", "interrupted_at");
CREATE INDEX "alert_held_idx" ON "alert"("workspace_id", "slack_channel", "held_at") WHERE (hold IS NOT NULL);

ALTER TABLE "route" ADD CONSTRAINT "route_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "channel_setting" ADD CONSTRAINT "channel_setting_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mute" ADD CONSTRAINT "mute_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
