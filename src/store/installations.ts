import type { Sql } from "./database.ts";

/** An installation of Earshot into one workspace by OAuth, without its token. */
export type Installation = {
  workspaceId: string;
  /** Null of an org-wide install. */
  teamId: string | null;
  enterpriseId: string | null;
  isEnterpriseInstall: boolean;
  /** Slack user ids. */
  installedBy: string;
  botUserId: string;
  scopes: string[];
  installedAt: Date;
  /** Uninstalled or its token revoked: nothing is sent until it is installed again. */
  revokedAt: Date | null;
};
/** A bot token as it is kept: sealed for its row. */
export type SealedToken = { keyId: string; bytes: Buffer };
export type NewInstallation = Omit<Installation, "revokedAt"> & { token: SealedToken };

const INSTALLATION = `workspace_id AS "workspaceId", team_id AS "teamId", enterprise_id AS "enterpriseId",
  is_enterprise_install AS "isEnterpriseInstall", installed_by AS "installedBy", bot_user_id AS "botUserId", scopes,
  installed_at AS "installedAt", revoked_at AS "revokedAt"`;

export function installationsStore(sql: Sql) {
  return {
    /** The first install, or one more: what was revoked lives again. */
    async save(installation: NewInstallation): Promise<void> {
      const { workspaceId, teamId, enterpriseId, isEnterpriseInstall, installedBy, botUserId } = installation;
      const { scopes, installedAt, token } = installation;
      await sql.query(SAVE, [
        ...[workspaceId, teamId, enterpriseId, isEnterpriseInstall, installedBy, botUserId],
        ...[scopes, token.bytes, token.keyId, installedAt],
      ]);
    },

    async get(workspaceId: string): Promise<Installation | undefined> {
      const { rows } = await sql.query<Installation>(
        `SELECT ${INSTALLATION} FROM installation WHERE workspace_id = $1`,
        [workspaceId],
      );
      return rows[0];
    },

    /** Undefined where nothing is installed, or no more. */
    async token(workspaceId: string): Promise<SealedToken | undefined> {
      const { rows } = await sql.query<SealedToken>(
        `SELECT key_id AS "keyId", sealed_token AS bytes FROM installation
         WHERE workspace_id = $1 AND revoked_at IS NULL AND sealed_token IS NOT NULL`,
        [workspaceId],
      );
      return rows[0];
    },

    /**
     * Uninstalled: the token is forgotten. What Slack says late, of an install before the present one, changes nothing.
     * @returns whether it was installed until now
     */
    async revoke(workspaceId: string, at: Date): Promise<boolean> {
      const { rowCount } = await sql.query(
        `UPDATE installation SET revoked_at = $2, sealed_token = NULL, key_id = NULL
         WHERE workspace_id = $1 AND revoked_at IS NULL AND installed_at <= $2`,
        [workspaceId, at],
      );
      return rowCount === 1;
    },

    /** All workspaces', oldest first. */
    async list(): Promise<Installation[]> {
      const { rows } = await sql.query<Installation>(
        `SELECT ${INSTALLATION} FROM installation ORDER BY installed_at, workspace_id`,
      );
      return rows;
    },

    /** All workspaces' tokens that another key than this one seals. */
    async sealedOtherwise(keyId: string): Promise<(SealedToken & { workspaceId: string })[]> {
      const { rows } = await sql.query<SealedToken & { workspaceId: string }>(
        `SELECT workspace_id AS "workspaceId", key_id AS "keyId", sealed_token AS bytes FROM installation
         WHERE sealed_token IS NOT NULL AND key_id <> $1`,
        [keyId],
      );
      return rows;
    },

    /** The same token, sealed anew; nothing when another install came between. */
    async reseal(workspaceId: string, before: SealedToken, after: SealedToken): Promise<void> {
      await sql.query(
        "UPDATE installation SET sealed_token = $3, key_id = $4 WHERE workspace_id = $1 AND sealed_token = $2",
        [workspaceId, before.bytes, after.bytes, after.keyId],
      );
    },
  };
}

const SAVE = `
  INSERT INTO installation (workspace_id, team_id, enterprise_id, is_enterprise_install, installed_by, bot_user_id,
    scopes, sealed_token, key_id, installed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (workspace_id) DO UPDATE SET team_id = excluded.team_id, enterprise_id = excluded.enterprise_id,
    is_enterprise_install = excluded.is_enterprise_install, installed_by = excluded.installed_by,
    bot_user_id = excluded.bot_user_id, scopes = excluded.scopes, sealed_token = excluded.sealed_token,
    key_id = excluded.key_id, installed_at = excluded.installed_at, revoked_at = NULL`;
