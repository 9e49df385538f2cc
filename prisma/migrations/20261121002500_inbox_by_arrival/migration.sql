-- Asked for the lowest ids that wait, the planner may walk the primary key past every event ever processed.
-- Only this index has the order of arrival, so the drain reads nothing but what waits.
DROP INDEX "event_waiting_idx";
CREATE INDEX "event_waiting_idx" ON "event"("workspace_id", "received_at", "id") WHERE (processed_at IS NULL);
