import type { Database } from "./database.ts";

export function slackReceiptsStore({ pool }: Database) {
  return {
    /** True the first time this key is seen in the workspace: Slack sends some clicks and commands twice. */
    async first(workspaceId: string, key: string, at: Date): Promise<boolean> {
      const { rowCount } = await pool.query(
        "INSERT INTO slack_receipt (workspace_id, key, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        [workspaceId, key, at],
      );
      return rowCount === 1;
    },

    /** Forgets receipts older than this; Slack repeats within the hour. Returns how many. */
    async forgetBefore(at: Date): Promise<number> {
      const { rowCount } = await pool.query("DELETE FROM slack_receipt WHERE at < $1", [at]);
      return rowCount ?? 0;
    },
  };
}
