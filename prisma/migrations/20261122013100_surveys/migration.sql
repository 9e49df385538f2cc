-- Who was asked: what an answer is worth depends on who did not give one.
CREATE TABLE "survey" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "touchpoint" TEXT NOT NULL,
    "channel" TEXT,
    "metric" TEXT,
    "customer_id" UUID,
    "contact_external_id" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "survey_workspace_id_source_id_external_id_key" ON "survey"("workspace_id", "source_id", "external_id");
-- Which of them an answer may belong to.
CREATE INDEX "survey_contact_idx" ON "survey"("workspace_id", "source_id", "contact_external_id") WHERE (contact_external_id IS NOT NULL);
CREATE INDEX "survey_customer_id_touchpoint_sent_at_idx" ON "survey"("customer_id", "touchpoint", "sent_at");
-- Those who answer beside those who do not.
CREATE INDEX "survey_workspace_id_touchpoint_sent_at_idx" ON "survey"("workspace_id", "touchpoint", "sent_at");

CREATE TABLE "survey_day" (
    "workspace_id" UUID NOT NULL,
    "touchpoint" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "sent" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,

    CONSTRAINT "survey_day_pkey" PRIMARY KEY ("workspace_id","touchpoint","day")
);

ALTER TABLE "feedback" ADD COLUMN "survey_external_id" TEXT;
CREATE INDEX "feedback_survey_idx" ON "feedback"("workspace_id", "source_id", "survey_external_id") WHERE (survey_external_id IS NOT NULL);

ALTER TABLE "survey" ADD CONSTRAINT "survey_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "survey" ADD CONSTRAINT "survey_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "survey_day" ADD CONSTRAINT "survey_day_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
