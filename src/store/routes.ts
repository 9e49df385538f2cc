import type { Route } from "../domain/routing/route.ts";
import { type Database, inTransaction, type Sql } from "./database.ts";

/** The ordered routes of a workspace; usable within a transaction. */
export function routesReader(sql: Sql) {
  return {
    /** In their order: the first one is route 1. */
    async list(workspaceId: string): Promise<Route[]> {
      const { rows } = await sql.query<Route>(
        `SELECT ${COLUMNS} FROM route WHERE workspace_id = $1 ORDER BY position`,
        [workspaceId],
      );
      return rows;
    },

    /** Those of several workspaces at once; a workspace without any is not in the map. */
    async of(workspaceIds: readonly string[]): Promise<Map<string, Route[]>> {
      const { rows } = await sql.query<{ workspaceId: string; routes: Route[] }>(
        `SELECT workspace_id AS "workspaceId", json_agg(json_build_object('kinds', kinds, 'reasons', reasons, 'channels', channels,
           'touchpoints', touchpoints, 'teams', teams, 'slackChannels', slack_channels, 'continues', continues) ORDER BY position) AS routes
         FROM route WHERE workspace_id = ANY ($1::uuid[]) GROUP BY workspace_id`,
        [workspaceIds],
      );
      return new Map(rows.map(({ workspaceId, routes }) => [workspaceId, routes]));
    },
  };
}

export function routesStore({ pool }: Database) {
  return {
    ...routesReader(pool),

    /** Puts what `change` makes of the routes in their place; changes of two people come one after the other. */
    async change(workspaceId: string, change: (routes: Route[]) => Route[]): Promise<Route[]> {
      return inTransaction(pool, async (sql) => {
        await sql.query("SELECT 1 FROM workspace WHERE id = $1 FOR NO KEY UPDATE", [workspaceId]);
        const routes = change(await routesReader(sql).list(workspaceId));
        await replaceRoutes(sql, workspaceId, routes);
        return routes;
      });
    },
  };
}

/** These routes and no others; whoever calls it holds the workspace's row. */
export async function replaceRoutes(sql: Sql, workspaceId: string, routes: readonly Route[]): Promise<void> {
  await sql.query(REPLACE, [workspaceId, JSON.stringify(routes), routes.length]);
}

const COLUMNS = `kinds, reasons, channels, touchpoints, teams, slack_channels AS "slackChannels", continues`;

const words = (name: string) => `ARRAY(SELECT jsonb_array_elements_text(route -> '${name}'))`;

const REPLACE = `
  WITH kept AS (
    INSERT INTO route (workspace_id, position, kinds, reasons, channels, touchpoints, teams, slack_channels, continues)
    SELECT $1, position, ${words("kinds")}, ${words("reasons")}, ${words("channels")}, ${words("touchpoints")}, ${words("teams")},
      ${words("slackChannels")}, (route -> 'continues')::boolean
    FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS r (route, position)
    ON CONFLICT (workspace_id, position) DO UPDATE SET kinds = excluded.kinds, reasons = excluded.reasons,
      channels = excluded.channels, touchpoints = excluded.touchpoints, teams = excluded.teams,
      slack_channels = excluded.slack_channels, continues = excluded.continues
  ) DELETE FROM route WHERE workspace_id = $1 AND position > $3`;
