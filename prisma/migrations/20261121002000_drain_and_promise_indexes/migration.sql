-- The inbox keeps every key for ever: an index over what waits stays small, one over everything would not.
DROP INDEX "event_workspace_id_processed_at_id_idx";
CREATE INDEX "event_waiting_idx" ON "event"("workspace_id", "id") WHERE (processed_at IS NULL);
CREATE INDEX "event_set_aside_idx" ON "event"("workspace_id", "id") WHERE (error IS NOT NULL);

-- Only open promises whose time has not come wait for the sweep.
DROP INDEX "promise_wake_at_idx";
CREATE INDEX "promise_wake_at_idx" ON "promise"("wake_at") WHERE (wake_at IS NOT NULL);

-- A promise is what its entries say, in the order they happened: each remembers the time promised.
ALTER TABLE "promise_entry" ADD COLUMN "due_at" TIMESTAMPTZ(3);

-- Two external ids of one source are two customers, also when they share a phone.
ALTER TABLE "customer_identity" ADD COLUMN "source_id" TEXT;
