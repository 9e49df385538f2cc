/**
 * The ids of what is due at `$1` and that nobody has, at most `$2`, the longest waiting first. The workspaces take turns: one
 * with thousands keeps no other waiting. Where Earshot was uninstalled it waits for the next install.
 */
export function dueOf(table: "alert" | "notice"): string {
  return `
    SELECT id FROM (
      SELECT id, due_at, row_number() OVER (PARTITION BY workspace_id ORDER BY due_at) AS turn FROM ${table}
      WHERE due_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1) AND NOT EXISTS (
        SELECT 1 FROM installation i WHERE i.workspace_id = ${table}.workspace_id AND i.revoked_at IS NOT NULL)
    ) waiting ORDER BY turn, due_at LIMIT $2`;
}
