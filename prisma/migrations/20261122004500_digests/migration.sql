-- The surplus with which a digest told an alert: what has doubled since is posted after all.
ALTER TABLE "alert" ADD COLUMN "told_weight" DOUBLE PRECISION;

-- A press on a digest's line: which digest is the message before them.
CREATE INDEX "notice_digest_idx" ON "notice"("workspace_id", "slack_to", "message_ts") WHERE (kind = 'digest');
