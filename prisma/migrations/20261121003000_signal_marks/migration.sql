-- Whether people found an alert useful: one mark a person, changeable.
CREATE TABLE "signal_mark" (
    "workspace_id" UUID NOT NULL,
    "signal_id" UUID NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "useful" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signal_mark_pkey" PRIMARY KEY ("signal_id","slack_user_id")
);

ALTER TABLE "signal_mark" ADD CONSTRAINT "signal_mark_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "signal_mark" ADD CONSTRAINT "signal_mark_signal_id_fkey" FOREIGN KEY ("signal_id") REFERENCES "signal"("id") ON DELETE CASCADE ON UPDATE CASCADE;
