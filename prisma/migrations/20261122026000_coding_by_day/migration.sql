-- Who codes otherwise is read by days, over all reasons.
CREATE INDEX "coding_day_workspace_id_day_idx" ON "coding_day"("workspace_id", "day");
