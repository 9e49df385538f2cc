import { weekToTell } from "../../../domain/promise/week.ts";
import type { Team } from "../../../store/teams.ts";
import { watchingBy } from "../../../watching.ts";
import type { ListenerDeps } from "../../deps.ts";
import { promiseWeek } from "../../messages/promise/week.ts";
import { type Asker, teamsNamed } from "../../teams-named.ts";

/** Each has two lines. */
const MOST_WEEKS = 8;

/** The last whole week of each team, and the running one so far. */
export async function teamWeeks(deps: ListenerDeps, asker: Asker, named: string): Promise<string> {
  const teams = await teamsNamed(deps, asker, named);
  if ("text" in teams) return teams.text;
  const { store, words } = deps;
  const shown = teams.length === 0 ? await store.teams.list(asker.workspace.id) : teams;
  if (shown.length === 0) return words.t("week.noTeams");
  const lines = (
    await Promise.all(shown.slice(0, MOST_WEEKS).map((team) => weeksOf(deps, asker, team)))
  ).flat();
  const rest = shown.length - MOST_WEEKS;
  return words.fitting([...lines, ...(rest > 0 ? [words.t("week.moreTeams", { rest })] : [])]);
}

async function weeksOf(
  { store, now, words }: ListenerDeps,
  { workspace }: Asker,
  { code, label }: Pick<Team, "code" | "label">,
): Promise<string[]> {
  const at = now();
  const [watched] = await store.watchingTeams.of([{ workspaceId: workspace.id, team: code }]);
  if (watched === undefined) return [];
  const { hours } = watchingBy(watched);
  const last = weekToTell(watched.calendar?.zone ?? workspace.zone, hours, at);
  const figures = (period: { from: Date; to: Date }) =>
    store.promises.week(workspace.id, { team: code, now: at, ...period });
  const [before, running] = await Promise.all([figures(last), figures({ from: last.to, to: at })]);
  return [
    `• ${promiseWeek(words, before, { team: label, week: last.week })}`,
    `• ${promiseWeek(words, running, { team: label, week: words.t("week.soFar") })}`,
  ];
}
