-- Whether a source speaks as it usually does: buckets know reasons and channels, not who sent them.
CREATE TABLE "source_hour" (
    "workspace_id" UUID NOT NULL,
    "source_id" TEXT NOT NULL,
    "start_at" TIMESTAMPTZ(3) NOT NULL,
    "contacts" INTEGER NOT NULL,
    "prompt" INTEGER NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "source_hour_pkey" PRIMARY KEY ("workspace_id","source_id","start_at")
);

ALTER TABLE "source_hour" ADD CONSTRAINT "source_hour_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
