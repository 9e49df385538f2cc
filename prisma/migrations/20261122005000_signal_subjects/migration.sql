-- What was told of the same subject before: asked at each delivery, and when an ended promise is opened again.
CREATE INDEX "signal_workspace_id_subject_idx" ON "signal"("workspace_id", "subject");
