import { readConfig } from "../config.ts";
import { startPostgres } from "../embedded/postgres.ts";
import { closeDatabase, openDatabase } from "../store/database.ts";
import { createStore, type Store } from "../store/index.ts";
import { migrate } from "../store/migrate.ts";
import type { Workspace } from "../store/workspaces.ts";

/**
 * For commands that need the store and nothing else: opens the configured database, or joins (or starts) the
 * embedded one, migrates it, and closes all that afterwards.
 */
export async function withStore<T>(work: (store: Store, workspace: Workspace) => Promise<T>): Promise<T> {
  return withDatabaseUrl(async (url) => {
    await migrate(url);
    const db = openDatabase(url, { max: 4 });
    try {
      const store = createStore(db);
      return await work(store, await store.workspaces.sole());
    } finally {
      await closeDatabase(db);
    }
  });
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
