-- Many workspaces by OAuth: who installed Earshot where, and the token, sealed for its row.
CREATE TABLE "installation" (
    "workspace_id" UUID NOT NULL,
    "team_id" TEXT,
    "enterprise_id" TEXT,
    "is_enterprise_install" BOOLEAN NOT NULL,
    "installed_by" TEXT NOT NULL,
    "bot_user_id" TEXT NOT NULL,
    "scopes" TEXT[],
    "sealed_token" BYTEA,
    "key_id" TEXT,
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "installation_pkey" PRIMARY KEY ("workspace_id")
);

ALTER TABLE "installation" ADD CONSTRAINT "installation_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
