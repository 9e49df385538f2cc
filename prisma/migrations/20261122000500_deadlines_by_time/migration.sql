-- A team's week: the promises that had a deadline in it.
CREATE INDEX "promise_entry_workspace_id_due_at_idx" ON "promise_entry"("workspace_id", "due_at") WHERE (due_at IS NOT NULL);
