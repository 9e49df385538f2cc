import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { closeDatabase, type Database, openDatabase } from "../../src/store/database.ts";
import { createStore, type Store } from "../../src/store/index.ts";

export type TestDatabase = {
  url: string;
  db: Database;
  store: Store;
  /** The sole workspace's id. */
  workspaceId: string;
  close(): Promise<void>;
};

/** A migrated, empty database of the test file's own on the run's PostgreSQL. Call `close` in afterAll. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE template_earshot`);
  const url = server.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
  const db = openDatabase(url);
  const store = createStore(db);
  const workspace = await store.workspaces.sole();
  return {
    url,
    db,
    store,
    workspaceId: workspace.id,
    close: async () => {
      await closeDatabase(db);
      await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
