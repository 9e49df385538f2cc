-- When each customer is silent by their own rhythm: a weekly list must not read every contact of everybody.
CREATE TABLE "customer_touch" (
    "customer_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "last_contact_at" TIMESTAMPTZ(3) NOT NULL,
    "contacts" INTEGER NOT NULL,
    "weighed" BOOLEAN NOT NULL,
    "silent_at" TIMESTAMPTZ(3),
    "usual_gap_ms" BIGINT,

    CONSTRAINT "customer_touch_pkey" PRIMARY KEY ("customer_id")
);

-- Whose rhythm is to be worked out anew, and who falls silent this week.
CREATE INDEX "customer_touch_unweighed_idx" ON "customer_touch"("workspace_id") WHERE (NOT weighed);
CREATE INDEX "customer_touch_silent_idx" ON "customer_touch"("workspace_id", "silent_at") WHERE (silent_at IS NOT NULL);

ALTER TABLE "customer_touch" ADD CONSTRAINT "customer_touch_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "customer_touch" ADD CONSTRAINT "customer_touch_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Fewer than six contacts are no rhythm.
INSERT INTO "customer_touch" (customer_id, workspace_id, last_contact_at, contacts, weighed)
SELECT customer_id, workspace_id, max(occurred_at), count(*), count(*) < 6
FROM contact WHERE customer_id IS NOT NULL AND direction = 'inbound'
GROUP BY customer_id, workspace_id;
