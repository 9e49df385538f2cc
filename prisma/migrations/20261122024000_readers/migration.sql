-- Slack's own client does not speak every language: a person may choose what Earshot answers them in.
CREATE TABLE "reader" (
  "workspace_id" UUID NOT NULL,
  "slack_user_id" TEXT NOT NULL,
  "language" "language" NOT NULL,
  CONSTRAINT "reader_pkey" PRIMARY KEY ("workspace_id", "slack_user_id"),
  CONSTRAINT "reader_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
