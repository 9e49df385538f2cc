ALTER TABLE "channel_setting" ADD COLUMN "report" BOOLEAN NOT NULL DEFAULT false;
