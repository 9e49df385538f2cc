import { ANY_REASON } from "../domain/contact.ts";
import { type Learning, learningOf } from "../domain/detection/learning.ts";
import type { LiveCalendar, LiveState, NamedPool } from "../domain/detection/live.ts";
import { lookLive } from "../domain/detection/live-look.ts";
import { fineStart } from "../domain/detection/live-window.ts";
import type { FineBucket } from "../domain/detection/spike.ts";
import { type VisibleRise, visibleRise } from "../domain/detection/visible-rise.ts";
import { weeklyBudget } from "../domain/routing/budget.ts";
import type { Store } from "../store/index.ts";
import type { Workspace } from "../store/workspaces.ts";

/** What is asked: one reason's past up to `now`, or that of all contacts of a channel. */
export type AskedSeries = { workspace: Workspace; now: Date } & ({ reason: string } | { channel: string });

/** How a reason or channel stands: still learning, or what it could not hide. */
export type Standing = { kind: "learning"; learning: Learning } | { kind: "watched"; rise: VisibleRise };

/** How it stands at `at`, by a state that knows the hours before. */
export async function standingOf(
  { buckets }: { buckets: Pick<Store["buckets"], "judged"> },
  asked: AskedSeries,
  calendar: LiveCalendar,
  state: LiveState,
  at: number,
): Promise<Standing> {
  const { among, name, index } = seriesIn(state, asked);
  const learning = learningOf(among.pool.series[index]?.steps ?? 0, name);
  if (learning !== undefined) return { kind: "learning", learning };
  const period = { grain: "5m", from: new Date(fineStart(at)), to: new Date(at) } as const;
  const fine = new Map<string, FineBucket[]>();
  for (const bucket of await buckets.judged(asked.workspace.id, period)) {
    const series = "channel" in asked ? bucket.channel : bucket.reason;
    // a channel counts all its contacts, a reason only those that mention it
    if ((bucket.reason === ANY_REASON) === "channel" in asked)
      fine.set(series, [...(fine.get(series) ?? []), bucket]);
  }
  const looks = lookLive(among, calendar, state.nextHourAt, at, fine, !("channel" in asked));
  const look = looks[index];
  if (look === undefined) throw new Error(`a learned series is not looked at: ${name}`);
  const budget = weeklyBudget(asked.workspace.falseAlertsPerMonth);
  return { kind: "watched", rise: visibleRise(state, among, look, budget) };
}

/** Where a state keeps what it knows of it; `index` -1: it knows nothing. */
export function seriesIn(
  { channels, reasons }: LiveState,
  asked: AskedSeries,
): { among: NamedPool; name: string; index: number } {
  const [among, name] = "channel" in asked ? [channels, asked.channel] : [reasons, asked.reason];
  return { among, name, index: among.names.indexOf(name) };
}
