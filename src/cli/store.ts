import { Option } from "commander";
import { readConfig } from "../config.ts";
import { startPostgres } from "../embedded/postgres/postgres.ts";
import { SetupError } from "../errors.ts";
import { closeDatabase, openDatabase } from "../store/database.ts";
import { within } from "../store/fence.ts";
import { createStore, type Store } from "../store/index.ts";
import { migrate } from "../store/migrate.ts";
import type { Workspace } from "../store/workspaces.ts";

/** Which workspace a command is for, where there are several. */
export const workspaceOption = () =>
  new Option(
    "--workspace <team>",
    "the Slack team's id (T...) or the org's (E...), where several have installed it",
  );

/**
 * For commands that need the store and nothing else: opens the configured database, or joins (or starts) the
 * embedded one, migrates it, works within that workspace, and closes all that afterwards.
 * @param slackId of which workspace; undefined: the only one
 * @throws SetupError when it is not there, or there are several and none is named
 */
export async function withStore<T>(
  work: (store: Store, workspace: Workspace) => Promise<T>,
  slackId?: string,
): Promise<T> {
  return withDatabaseUrl(async (url) => {
    await migrate(url);
    const db = openDatabase(url, { max: 4 });
    try {
      const store = createStore(db);
      const workspace = await workspaceMeant(store, slackId);
      return await within(workspace.id, () => work(store, workspace));
    } finally {
      await closeDatabase(db);
    }
  });
}

async function workspaceMeant({ workspaces }: Store, slackId: string | undefined): Promise<Workspace> {
  const { oauth } = readConfig();
  const installed = (await workspaces.list()).filter(({ slackTeamId }) => slackTeamId !== null);
  const [first, ...others] = slackId
    ? installed.filter(({ slackTeamId }) => slackTeamId === slackId)
    : installed;
  const names = installed.slice(0, 5).map(({ slackTeamId, name }) => `${slackTeamId} (${name})`);
  const known = `${names.join(", ")}${installed.length > 5 ? ` and ${installed.length - 5} more` : ""}`;
  if (others.length > 0)
    throw new SetupError(`Several have installed Earshot: say which by --workspace: ${known}.`);
  if (first === undefined && slackId !== undefined) {
    throw new SetupError(
      `There is no workspace ${slackId}. ${known === "" ? "There is none yet" : `There is ${known}`}.`,
    );
  }
  if (first === undefined && oauth !== undefined) {
    throw new SetupError(`Nobody has installed Earshot yet: open ${oauth.publicUrl}/slack/install.`);
  }
  return first ?? workspaces.sole();
}

/** The configured database's address, or the embedded one's while `work` runs. */
export async function withDatabaseUrl<T>(work: (url: string) => Promise<T>): Promise<T> {
  const config = readConfig();
  if (config.databaseUrl !== undefined) return work(config.databaseUrl);
  const postgres = await startPostgres({ dir: config.dir });
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}
