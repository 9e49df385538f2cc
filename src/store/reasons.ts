import type { Sql } from "./database.ts";

export type Reason = {
  code: string;
  label: string;
  aliases: string[];
  /** Slack channel id that owns it; null: the workspace's default channel. */
  slackChannel: string | null;
  avoidable: boolean | null;
  firstSeenAt: Date;
};

const COLUMNS = `code, label, aliases, slack_channel AS "slackChannel", avoidable, first_seen_at AS "firstSeenAt"`;

/** Contact reasons: made when first seen, named and routed by people. */
export function reasonsStore(sql: Sql) {
  return {
    async list(workspaceId: string): Promise<Reason[]> {
      const { rows } = await sql.query(
        `SELECT ${COLUMNS} FROM reason WHERE workspace_id = $1 ORDER BY code`,
        [workspaceId],
      );
      return rows;
    },

    async get(workspaceId: string, code: string): Promise<Reason | null> {
      const { rows } = await sql.query(
        `SELECT ${COLUMNS} FROM reason WHERE workspace_id = $1 AND code = $2`,
        [workspaceId, code],
      );
      return rows[0] ?? null;
    },

    /** Other spellings, each with the code it stands for. */
    async aliases(workspaceId: string): Promise<Map<string, string>> {
      const { rows } = await sql.query<{ alias: string; code: string }>(
        `SELECT unnest(aliases) AS alias, code FROM reason WHERE workspace_id = $1 AND aliases <> '{}'`,
        [workspaceId],
      );
      return new Map(rows.map(({ alias, code }) => [alias, code]));
    },

    /** Makes the reason, or changes what is given of it. */
    async upsert(
      workspaceId: string,
      { code, ...change }: Pick<Reason, "code"> & Partial<Omit<Reason, "firstSeenAt">>,
      at: Date,
    ): Promise<void> {
      await sql.query(
        `INSERT INTO reason (workspace_id, code, label, aliases, slack_channel, avoidable, first_seen_at)
         VALUES ($1, $2, coalesce($3, $2), coalesce($4::text[], '{}'), $5, $6, $7)
         ON CONFLICT (workspace_id, code) DO UPDATE SET label = coalesce($3, reason.label),
           aliases = coalesce($4, reason.aliases),
           slack_channel = CASE WHEN $8 THEN $5 ELSE reason.slack_channel END,
           avoidable = CASE WHEN $9 THEN $6 ELSE reason.avoidable END`,
        [
          workspaceId,
          code,
          change.label ?? null,
          change.aliases ?? null,
          change.slackChannel ?? null,
          change.avoidable ?? null,
          at,
          change.slackChannel !== undefined,
          change.avoidable !== undefined,
        ],
      );
    },
  };
}
