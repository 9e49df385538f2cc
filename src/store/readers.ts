import type { Language } from "../domain/language.ts";
import type { Sql } from "./database.ts";

/** What people chose to be answered in. */
export function readersStore(sql: Sql) {
  return {
    /** Undefined for somebody who has chosen none. */
    async language(workspaceId: string, slackUserId: string): Promise<Language | undefined> {
      const { rows } = await sql.query<{ language: Language }>(
        "SELECT language FROM reader WHERE workspace_id = $1 AND slack_user_id = $2",
        [workspaceId, slackUserId],
      );
      return rows[0]?.language;
    },

    async choose(workspaceId: string, slackUserId: string, language: Language): Promise<void> {
      await sql.query(
        `INSERT INTO reader (workspace_id, slack_user_id, language) VALUES ($1, $2, $3::language)
         ON CONFLICT (workspace_id, slack_user_id) DO UPDATE SET language = excluded.language`,
        [workspaceId, slackUserId, language],
      );
    },

    /** They are answered as their Slack is again. */
    async forget(workspaceId: string, slackUserId: string): Promise<void> {
      await sql.query("DELETE FROM reader WHERE workspace_id = $1 AND slack_user_id = $2", [
        workspaceId,
        slackUserId,
      ]);
    },
  };
}
