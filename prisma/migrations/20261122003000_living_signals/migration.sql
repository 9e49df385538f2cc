-- The sweep looks every two seconds for groups of overdue promises that are not over, among all signals there ever were.
CREATE INDEX "signal_living_idx" ON "signal"("kind") WHERE (open_key IS NOT NULL);
