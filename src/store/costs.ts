import { type CostSettings, costSettings, unusualCosts } from "../domain/cost/settings.ts";
import { USUAL_REPEAT_DAYS } from "../domain/reason/repeat.ts";
import type { Sql } from "./database.ts";

/** What contacts cost a workspace, as people set it. */
export function costsStore(sql: Sql) {
  return {
    async get(workspaceId: string): Promise<CostSettings> {
      const { rows } = await sql.query<{ costs: Partial<CostSettings> }>(
        "SELECT costs FROM workspace WHERE id = $1",
        [workspaceId],
      );
      return costSettings(rows[0]?.costs ?? {});
    },

    /** Another repeat window is counted anew soon: `recountDue` tells of it. */
    async save(workspaceId: string, settings: CostSettings): Promise<void> {
      await sql.query("UPDATE workspace SET costs = $2::jsonb WHERE id = $1", [
        workspaceId,
        JSON.stringify(unusualCosts(settings)),
      ]);
    },

    /** Workspaces whose repeats are counted by another window than the one that is set. */
    async recountDue(): Promise<string[]> {
      const { rows } = await sql.query<{ id: string }>(
        "SELECT id FROM workspace WHERE repeat_days_counted <> coalesce((costs ->> 'repeatDays')::int, $1)",
        [USUAL_REPEAT_DAYS],
      );
      return rows.map(({ id }) => id);
    },

    /** Every reason is counted by this window now. */
    async recounted(workspaceId: string, days: number): Promise<void> {
      await sql.query("UPDATE workspace SET repeat_days_counted = $2 WHERE id = $1", [workspaceId, days]);
    },
  };
}
