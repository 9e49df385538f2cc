-- What is to become of a reason's contacts says more than whether they could be avoided.
ALTER TABLE "reason" ADD COLUMN "value" TEXT, ADD COLUMN "merged_into" TEXT, ADD COLUMN "catalogued_at" TIMESTAMPTZ(3),
  ADD COLUMN "told_at" TIMESTAMPTZ(3), ADD COLUMN "put_off_until" TIMESTAMPTZ(3);
UPDATE "reason" SET "value" = CASE WHEN "avoidable" THEN 'eliminate' ELSE 'keep' END WHERE "avoidable" IS NOT NULL;
ALTER TABLE "reason" DROP COLUMN "avoidable";

-- Null is the reason's own code: rows of years are not written again.
ALTER TABLE "contact_reason" ADD COLUMN "codes" TEXT[];

ALTER TABLE "workspace" ADD COLUMN "recoded" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "baseline" ADD COLUMN "recoded" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "recoding" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "target" TEXT,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "moved" INTEGER,
    "joined" INTEGER,
    "refusal" JSONB,

    CONSTRAINT "recoding_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "recoding_open_idx" ON "recoding"("workspace_id", "asked_at") WHERE (done_at IS NULL);
ALTER TABLE "recoding" ADD CONSTRAINT "recoding_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An alias that had been heard as a reason before is merged, so that its contacts of then are counted with the others: by the
-- job, within a minute of the start. The same alias of two reasons stays with the first; one of a reason that is itself an
-- alias goes.
WITH "alias" AS (
  SELECT DISTINCT ON (r."workspace_id", a) r."workspace_id", a AS "code", r."code" AS "into"
  FROM "reason" r, unnest(r."aliases") AS a
  WHERE a <> r."code" AND NOT EXISTS (
    SELECT 1 FROM "reason" o WHERE o."workspace_id" = r."workspace_id" AND r."code" = ANY (o."aliases"))
  ORDER BY r."workspace_id", a, r."code"
), "heard" AS (
  INSERT INTO "recoding" ("workspace_id", "kind", "code", "target", "asked_by", "asked_at")
  SELECT "workspace_id", 'merge', "code", "into", 'earshot', now() FROM "alias"
  WHERE EXISTS (SELECT 1 FROM "reason" o WHERE o."workspace_id" = "alias"."workspace_id" AND o."code" = "alias"."code")
)
UPDATE "reason" r SET "aliases" = ARRAY(
  SELECT "alias"."code" FROM "alias"
  WHERE "alias"."workspace_id" = r."workspace_id" AND "alias"."into" = r."code" AND NOT EXISTS (
    SELECT 1 FROM "reason" o WHERE o."workspace_id" = r."workspace_id" AND o."code" = "alias"."code")
  ORDER BY 1), "catalogued_at" = coalesce(r."catalogued_at", r."first_seen_at")
WHERE r."aliases" <> '{}';

-- What people have named, routed or judged is in the catalogue. A label that is only its code, made readable, was chosen by
-- nobody.
UPDATE "reason" SET "catalogued_at" = "first_seen_at"
WHERE "slack_channel" IS NOT NULL OR "value" IS NOT NULL OR ("label" <> "code" AND lower("label") <>
  lower(trim(regexp_replace("code", '[-_./\s]+', ' ', 'g'))));
