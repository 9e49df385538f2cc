-- A merge or split moves its contacts in slices, each a transaction of its own: what is left to do is kept. One that fails is
-- tried again later and later, and set aside in the end.
ALTER TABLE "recoding"
  ADD COLUMN "turn" INTEGER,
  ADD COLUMN "work" JSONB,
  ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "try_at" TIMESTAMPTZ(3),
  ADD COLUMN "set_aside_at" TIMESTAMPTZ(3),
  ADD COLUMN "error" TEXT;
