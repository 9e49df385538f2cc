import type { OpenHours } from "./domain/calendar/calendar.ts";
import { readCalendar } from "./domain/calendar/read.ts";
import { type PromiseRules, promiseRules } from "./domain/promise/rules.ts";
import { hoursOf } from "./holidays.ts";
import type { Store } from "./store/index.ts";
import type { WatchingTeam } from "./store/teams.ts";

/** A team as its promises are watched: by which rules, in which hours. */
export type Watching = { team: WatchingTeam; rules: PromiseRules; hours: OpenHours };

/** A calendar that cannot be read is none: its team's promises are watched around the clock. */
export function watchingBy(team: WatchingTeam): Watching {
  const calendar = team.calendar === null ? undefined : readCalendar(team.calendar);
  const hours = hoursOf(calendar ?? null);
  return { team, rules: promiseRules(team.promiseRules), hours };
}

type Whose = { workspaceId: string; team: string | null };

/** How the teams of these promises or signals watch them; asked by one of them. */
export async function watchingOf<T extends Whose>(
  { watchingTeams }: Pick<Store, "watchingTeams">,
  whose: readonly T[],
): Promise<(one: Whose) => Watching> {
  const teams = await watchingTeams.of(whose);
  const known = new Map(teams.map((team) => [keyOf(team.workspaceId, team.code), watchingBy(team)]));
  return ({ workspaceId, team }) => {
    const watching = known.get(keyOf(workspaceId, team));
    if (watching === undefined) throw new Error("a team's rules were not asked for");
    return watching;
  };
}

const keyOf = (workspaceId: string, team: string | null): string => JSON.stringify([workspaceId, team]);
