import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../src/embedded/postgres/postgres.ts";
import { migrate } from "../../src/store/migrate.ts";
import { startRedis } from "./redis.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A real PostgreSQL server's `postgres` database; it also holds `template_earshot`, migrated and empty. */
    postgresUrl: string;
    /** A real Redis server, or undefined where `redis-server` is not installed. */
    redisUrl: string | undefined;
  }
}

/** One PostgreSQL and one Redis for the whole run; each test file takes a database and a key prefix of its own. */
export default async function setup(project: TestProject) {
  const dir = await mkdtemp(join(tmpdir(), "earshot-test-"));
  const postgres = await startPostgres({ dir });
  await makeReady(postgres.url);
  project.provide("postgresUrl", postgres.url);
  const redis = await startRedis(dir);
  project.provide("redisUrl", redis?.url);
  return async () => {
    await redis?.stop();
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  };
}

// Nothing of a run outlives it, so nobody waits for the disk.
const HASTE = ["fsync", "synchronous_commit", "full_page_writes"].map(
  (name) => `ALTER SYSTEM SET ${name} = off`,
);

async function makeReady(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of [...HASTE, "SELECT pg_reload_conf()", "CREATE DATABASE template_earshot"]) {
    await client.query(statement);
  }
  await client.end();
  await migrate(url.replace(/\/[^/?]*(\?|$)/, "/template_earshot$1"));
}
