import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import pg from "pg";
import { messageOf, SetupError } from "../errors.ts";

/** Any number of processes may migrate at once: one works, the others wait for it ("EARS" in ASCII). */
const LOCK = 0x45415253;

// Prisma's own table, to the letter, so that `prisma migrate deploy` and `status` agree with us.
const LEDGER = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

type Migration = { name: string; sql: string; checksum: string };

/**
 * Applies what is missing of prisma/migrations, each in a transaction of its own, without Prisma's engine, and fences the
 * workspaces' tables where it may.
 * @returns the names it applied, in order
 * @throws SetupError when an applied migration was edited afterwards, or one fails
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "earshot migrate",
    connectionTimeoutMillis: 10_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new SetupError(
      `Cannot reach the database: ${messageOf(error)}. Check DATABASE_URL, or unset it for the embedded one.`,
    );
  }
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    await client.query(LEDGER);
    const applied = await applyMissing(client, await readMigrations());
    await client.query("SELECT earshot_fence()");
    return applied;
  } finally {
    await client.end();
  }
}

/** How the database's tables stand against prisma/migrations; names in order. */
export type MigrationState = {
  applied: string[];
  missing: string[];
  /** Begun (by `prisma migrate deploy`) and neither finished nor rolled back. */
  failed: string[];
  /** Their files were changed after they had been applied. */
  edited: string[];
  /** The database has them and this Earshot does not: it is older than its database. */
  unknown: string[];
};

export async function migrationState(sql: Pick<pg.Pool, "query">): Promise<MigrationState> {
  const ours = await readMigrations();
  const { rows: ledger } = await sql.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  const applied = ledger[0].exists ? await appliedChecksums(sql) : new Map<string, string>();
  const failed = ledger[0].exists ? await failedMigrations(sql) : [];
  const names = ours.map(({ name }) => name);
  return {
    applied: names.filter((name) => applied.has(name)),
    missing: names.filter((name) => !applied.has(name) && !failed.includes(name)),
    failed,
    edited: ours
      .filter(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum)
      .map(({ name }) => name),
    unknown: [...applied.keys()].filter((name) => !names.includes(name)).sort(),
  };
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  const applied = await appliedChecksums(client);
  const done: string[] = [];
  for (const migration of migrations) {
    const known = applied.get(migration.name);
    if (known !== undefined && known !== migration.checksum) {
      throw new SetupError(
        `Migration ${migration.name} was changed after it had been applied. Restore its file and put the change into a new migration.`,
      );
    }
    if (known !== undefined) continue;
    await apply(client, migration);
    done.push(migration.name);
  }
  return done;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw new SetupError(`Migration ${name} failed and was rolled back: ${messageOf(error)}`);
  }
}

async function appliedChecksums(sql: Pick<pg.Pool, "query">): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ migration_name: string; checksum: string }>(
    "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return new Map(rows.map((row) => [row.migration_name, row.checksum]));
}

async function failedMigrations(sql: Pick<pg.Pool, "query">): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations one WHERE finished_at IS NULL AND rolled_back_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM _prisma_migrations done
                       WHERE done.migration_name = one.migration_name AND done.finished_at IS NOT NULL)
     ORDER BY migration_name`,
  );
  return rows.map((row) => row.name);
}

async function readMigrations(): Promise<Migration[]> {
  const folder = migrationsFolder();
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, folder), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** Two folders up in a checkout (src/store), three from the build (dist/src/store). */
function migrationsFolder(): URL {
  const candidates = ["../../prisma/migrations/", "../../../prisma/migrations/"].map(
    (path) => new URL(path, import.meta.url),
  );
  const folder = candidates.find((candidate) => existsSync(candidate));
  if (folder === undefined) throw new SetupError("prisma/migrations is missing: install Earshot again.");
  return folder;
}
