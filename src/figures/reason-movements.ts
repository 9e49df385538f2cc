import { isoDate, localDay } from "../domain/detection/zone-time.ts";
import { firstDayNeeded, type Movements, movementsIn } from "../domain/routing/digest-movement.ts";
import type { DigestSpan } from "../domain/routing/digest-time.ts";
import { calendarOf } from "../holidays.ts";
import type { Store } from "../store/index.ts";
import type { Workspace } from "../store/workspaces.ts";

const DAY_MS = 86_400_000;

/** Which of the `watched` reasons rose or fell in a span of days, by the days that the drain has rolled up. */
export async function reasonMovements(
  { buckets }: Pick<Store, "buckets">,
  workspace: Workspace,
  { days, to }: Pick<DigestSpan, "days" | "to">,
  watched: ReadonlySet<string>,
): Promise<Movements> {
  const { zone, holidays } = calendarOf(workspace, new Date(to.getTime() - 366 * DAY_MS), to.getTime());
  const since = new Date(zone.instantOf(firstDayNeeded(days) * DAY_MS));
  const [rows, span] = await Promise.all([
    buckets.judged(workspace.id, { grain: "1d", from: since, to }),
    buckets.span(workspace.id),
  ]);
  const counts = rows.map(({ reason, at, count }) => ({ reason, day: localDay(zone, at), count }));
  return movementsIn(days, counts, watched, {
    firstDay: span === null ? Number.POSITIVE_INFINITY : localDay(zone, span.firstAt.getTime()),
    isHoliday: (day) => holidays.has(isoDate(day)),
  });
}
