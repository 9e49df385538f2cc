import { ANY_REASON } from "../domain/contact.ts";
import type { LiveState } from "../domain/detection/live.ts";
import type { Sql } from "./database.ts";

/** The detector's state is one row a workspace. */
const SERIES = "live";

/** What the detector has learned; a cache of what the buckets say, never the only copy. */
export function baselinesStore(sql: Sql) {
  return {
    /** Null when there is none, or only one of another version. */
    async load(workspaceId: string, version: number): Promise<LiveState | null> {
      const { rows } = await sql.query<{ state: LiveState }>(
        "SELECT state FROM baseline WHERE workspace_id = $1 AND series = $2 AND version = $3",
        [workspaceId, SERIES, version],
      );
      return rows[0]?.state ?? null;
    },

    /** Contacts of all channels in `[from, to)`, by whole hours: to tell when history came in late. */
    async contacts(workspaceId: string, from: Date, to: Date): Promise<number> {
      const { rows } = await sql.query<{ contacts: number }>(
        `SELECT coalesce(sum(count), 0)::int AS contacts FROM bucket
         WHERE workspace_id = $1 AND reason = $2 AND grain = '1h' AND start_at >= $3 AND start_at < $4`,
        [workspaceId, ANY_REASON, from, to],
      );
      return rows[0]?.contacts ?? 0;
    },

    /** Numbers are kept to 9 digits: more would be noise that costs room. */
    async save(workspaceId: string, state: LiveState): Promise<void> {
      const digits = (_: string, value: unknown) =>
        typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(9)) : value;
      await sql.query(
        `INSERT INTO baseline (workspace_id, series, version, through_at, state) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (workspace_id, series) DO UPDATE SET version = excluded.version, through_at = excluded.through_at,
           state = excluded.state`,
        [workspaceId, SERIES, state.version, new Date(state.nextHourAt), JSON.stringify(state, digits)],
      );
    },
  };
}
