import { ANY_REASON } from "../domain/contact.ts";
import type { LiveState } from "../domain/detection/live.ts";
import type { Sql } from "./database.ts";

/** The detector's state is one row a workspace, how far it has judged another. */
const SERIES = "live";
const JUDGED = "judged";

/** `live`: it is judged by the clock, and nothing that is past is judged any more. */
export type Judged = { throughAt: Date; live: boolean };

/** What the detector has learned; a cache of what the buckets say, never the only copy. */
export function baselinesStore(sql: Sql) {
  return {
    /** Null when there is none, only one of another version, or contacts have other reasons since. */
    async load(workspaceId: string, version: number): Promise<LiveState | null> {
      const { rows } = await sql.query<{ state: LiveState }>(
        `SELECT state FROM baseline JOIN workspace ON workspace.id = baseline.workspace_id AND workspace.recoded = baseline.recoded
         WHERE workspace_id = $1 AND series = $2 AND version = $3`,
        [workspaceId, SERIES, version],
      );
      return rows[0]?.state ?? null;
    },

    /** A number that grows when contacts get other reasons: what was learned of their counts before is void. */
    async recoded(workspaceId: string): Promise<number> {
      const { rows } = await sql.query<{ recoded: number }>("SELECT recoded FROM workspace WHERE id = $1", [
        workspaceId,
      ]);
      return rows[0]?.recoded ?? 0;
    },

    /** How far the workspace has been judged; null: not at all yet. */
    async judged(workspaceId: string): Promise<Judged | null> {
      const { rows } = await sql.query<Judged>(
        `SELECT through_at AS "throughAt", (state->>'live')::boolean AS live FROM baseline
         WHERE workspace_id = $1 AND series = $2`,
        [workspaceId, JUDGED],
      );
      return rows[0] ?? null;
    },

    /** Judged through the past up to `to`; false when it was not judged up to `from` (null: not at all) as was thought. */
    async judgedPast(workspaceId: string, from: Date | null, to: Date): Promise<boolean> {
      const { rowCount } = await sql.query(
        `INSERT INTO baseline (workspace_id, series, version, through_at, state)
         VALUES ($1, $2, 1, $4, '{"live": false}')
         ON CONFLICT (workspace_id, series) DO UPDATE SET through_at = excluded.through_at
         WHERE baseline.through_at = $3 AND baseline.state = '{"live": false}'`,
        [workspaceId, JUDGED, from, to],
      );
      return rowCount === 1;
    },

    /** It is judged by the clock, now at `at`. Answers since when it has been without a pause of more than ten minutes. */
    async judgedLive(workspaceId: string, at: Date): Promise<Date> {
      const { rows } = await sql.query<{ since: string }>(
        `INSERT INTO baseline (workspace_id, series, version, through_at, state)
         VALUES ($1, $2, 1, $3, jsonb_build_object('live', true, 'since', $4::text))
         ON CONFLICT (workspace_id, series) DO UPDATE SET through_at = excluded.through_at,
           state = CASE WHEN baseline.state->>'live' = 'true' AND excluded.through_at <= baseline.through_at + interval '10 min'
             THEN baseline.state ELSE excluded.state END
         RETURNING state->>'since' AS since`,
        [workspaceId, JUDGED, at, at.toISOString()],
      );
      return new Date(rows[0]?.since ?? at);
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

    /** Numbers are kept to 9 digits: more would be noise that costs room. `recoded`: as it was when the state was learned. */
    async save(workspaceId: string, state: LiveState, recoded: number): Promise<void> {
      const digits = (_: string, value: unknown) =>
        typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(9)) : value;
      await sql.query(
        `INSERT INTO baseline (workspace_id, series, version, through_at, state, recoded) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (workspace_id, series) DO UPDATE SET version = excluded.version, through_at = excluded.through_at,
           state = excluded.state, recoded = excluded.recoded`,
        [
          ...[workspaceId, SERIES, state.version],
          ...[new Date(state.nextHourAt), JSON.stringify(state, digits), recoded],
        ],
      );
    },
  };
}
