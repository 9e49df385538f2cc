import type { Calendar, OpenHours } from "../domain/calendar/calendar.ts";
import { recutPromises } from "../domain/promise/recut.ts";
import type { Sql } from "./database.ts";
import { promiseDrainStore } from "./promise-drain.ts";

export type CalendarChange = {
  /** Null: open around the clock. */
  calendar: Calendar | null;
  /** A Slack user id. */
  by: string;
  at: Date;
  /** How a calendar lies on the time line, with its holidays: `hoursOf` of src/holidays.ts. */
  hoursOf(calendar: Calendar | null): OpenHours;
};

/**
 * Gives a team other business hours, and its promises given in business time the deadlines that follow from them.
 * Holds the team's row: two changes at once happen one after the other.
 * @returns the promises whose deadline moved; undefined when there is no such team
 */
export async function changeCalendar(
  sql: Sql,
  workspaceId: string,
  team: string,
  { calendar, by, at, hoursOf }: CalendarChange,
): Promise<{ promiseIds: string[] } | undefined> {
  const { rows } = await sql.query<{ calendar: Calendar | null }>(
    "SELECT calendar FROM team WHERE workspace_id = $1 AND code = $2 FOR UPDATE",
    [workspaceId, team],
  );
  const [current] = rows;
  if (current === undefined) return undefined;
  await sql.query("UPDATE team SET calendar = $3::jsonb WHERE workspace_id = $1 AND code = $2", [
    workspaceId,
    team,
    calendar === null ? null : JSON.stringify(calendar),
  ]);
  const promises = promiseDrainStore(sql);
  await promises.wakeTeam(workspaceId, team, at);
  const running = await promises.inBusinessTime(workspaceId, team, at);
  const change = { before: hoursOf(current.calendar), after: hoursOf(calendar), by, at };
  const news = recutPromises(running, change);
  await promises.save(workspaceId, news);
  return { promiseIds: news.entries.map(({ promiseId }) => promiseId) };
}
