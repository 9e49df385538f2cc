import type { Database } from "./database.ts";

export function slackReceiptsStore({ pool }: Database) {
  return {
    /**
     * True the first time this key is seen in the workspace: Slack sends some clicks and commands twice, within the hour.
     * What is two days old is forgotten on the way.
     */
    async first(workspaceId: string, key: string, at: Date): Promise<boolean> {
      const { rowCount } = await pool.query(
        `WITH old AS (DELETE FROM slack_receipt WHERE workspace_id = $1 AND at < $3::timestamptz - interval '2 days')
         INSERT INTO slack_receipt (workspace_id, key, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [workspaceId, key.slice(0, 500), at],
      );
      return rowCount === 1;
    },

    /** The keys of the last two days that begin so, in order. */
    async beginning(workspaceId: string, prefix: string): Promise<string[]> {
      const { rows } = await pool.query<{ key: string }>(
        "SELECT key FROM slack_receipt WHERE workspace_id = $1 AND starts_with(key, $2) ORDER BY key",
        [workspaceId, prefix],
      );
      return rows.map(({ key }) => key);
    },
  };
}
