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
  const { workspace, me } = asker;
  const teams = await deps.store.teams.list(workspace.id);
  if (named === "") {
    const own = new Set((await deps.store.teams.staffOf(workspace.id, me)).map(({ teamCode }) => teamCode));
    const led = new Set((await teamsLedBy(deps, workspace.id, me)).map(({ code }) => code));
    return teams.filter(({ code }) => own.has(code) || led.has(code));
  }
  const words = named.toLowerCase();
  const found = teams.find(
    ({ code, label }) => code.toLowerCase() === words || label.toLowerCase() === words,
  );
  return found === undefined
    ? { text: `There is no team “${said(named, 60)}”. ${await teamsToName(deps, asker)}` }
    : [found];
}

/** Which team codes there are, as a sentence. */
export async function teamsToName({ store }: ListenerDeps, { workspace }: Asker): Promise<string> {
  const codes = (await store.teams.list(workspace.id)).slice(0, 20).map(({ code }) => said(code, 40));
  return codes.length === 0 ? "No team is set up yet." : `Teams: ${codes.join(", ")}.`;
}
