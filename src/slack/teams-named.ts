import type { Team } from "../store/teams.ts";
import type { Workspace } from "../store/workspaces.ts";
import type { ListenerDeps } from "./deps.ts";
import { said } from "./messages/words.ts";
import { teamsLedBy } from "./people.ts";

/** Who asks, by Slack id, and where. */
export type Asker = { workspace: Workspace; me: string };

/** The team of that code or name; without one those the asker belongs to or leads. */
export async function teamsNamed(
  deps: ListenerDeps,
  asker: Asker,
  named: string,
): Promise<Pick<Team, "code" | "label">[] | { text: string }> {
  if (named === "") return ownTeams(deps, asker);
  const teams = await deps.store.teams.list(asker.workspace.id);
  const words = named.toLowerCase();
  const found = teams.find(
    ({ code, label }) => code.toLowerCase() === words || label.toLowerCase() === words,
  );
  if (found !== undefined) return [found];
  const known = { typed: said(named, 60), teams: await teamsToName(deps, asker) };
  return { text: deps.words.t("promiseList.noSuchTeam", known) };
}

/** The teams somebody belongs to or leads. */
export async function ownTeams(
  deps: Pick<ListenerDeps, "store" | "slack">,
  { workspace, me }: Asker,
): Promise<Team[]> {
  const [teams, staff, led] = await Promise.all([
    deps.store.teams.list(workspace.id),
    deps.store.teams.staffOf(workspace.id, me),
    teamsLedBy(deps, workspace.id, me),
  ]);
  const codes = new Set([...staff.map(({ teamCode }) => teamCode), ...led.map(({ code }) => code)]);
  return teams.filter(({ code }) => codes.has(code));
}

/** Which team codes there are, as a sentence. */
export async function teamsToName({ store, words }: ListenerDeps, { workspace }: Asker): Promise<string> {
  const codes = (await store.teams.list(workspace.id)).slice(0, 20).map(({ code }) => said(code, 40));
  return codes.length === 0
    ? words.t("promiseList.noTeams")
    : words.t("promiseList.teams", { codes: codes.join(", ") });
}
