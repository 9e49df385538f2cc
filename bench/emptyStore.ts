import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../src/embedded/postgres/postgres.ts";
import { closeDatabase, openDatabase } from "../src/store/database.ts";
import { createStore } from "../src/store/index.ts";
import { migrate } from "../src/store/migrate.ts";

/** A database of the bench's own with nothing in it but its workspace; `close` removes it. */
export async function emptyStore() {
  const dir = await mkdtemp(join(tmpdir(), "earshot-bench-"));
  const postgres = await startPostgres({ dir });
  await migrate(postgres.url);
  const db = openDatabase(postgres.url);
  const store = createStore(db);
  const { id: workspaceId } = await store.workspaces.sole();
  return {
    db,
    store,
    workspaceId,
    async close() {
      await closeDatabase(db);
      await postgres.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
