-- By which zone's midnights days are counted, so that another zone cuts them anew; in slices, of which the place is kept.
ALTER TABLE "workspace"
  ADD COLUMN "days_zone" TEXT NOT NULL DEFAULT 'Europe/Helsinki',
  ADD COLUMN "days_cutting" TEXT,
  ADD COLUMN "days_cut_to" TIMESTAMPTZ(3);
UPDATE "workspace" SET "days_zone" = "zone";
