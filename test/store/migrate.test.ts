import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrate, migrationState } from "../../src/store/migrate.ts";
import { schemaSql } from "../support/schemaSql.ts";

const server = inject("postgresUrl");
const urlOf = (name: string) => server.replace(/\/[^/?]*(\?|$)/, `/${name}$1`);
const names = ["migrated_by_many", "migrated", "from_schema", "edited", "bare", "told_apart"];

async function query<T extends pg.QueryResultRow>(
  database: string,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function stateOf(database: string) {
  const pool = new pg.Pool({ connectionString: urlOf(database) });
  try {
    return await migrationState(pool);
  } finally {
    await pool.end();
  }
}

beforeAll(async () => {
  for (const name of names) await query("postgres", `CREATE DATABASE ${name}`);
});

afterAll(async () => {
  for (const name of names) await query("postgres", `DROP DATABASE ${name} WITH (FORCE)`);
});

describe("migrate", () => {
  it("applies each migration once when eight processes start at the same time", async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, () => migrate(urlOf("migrated_by_many"))));
    const ledger = await query<{ migration_name: string; applied_steps_count: number }>(
      "migrated_by_many",
      "SELECT migration_name, applied_steps_count FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1",
    );
    expect(ledger.length).toBeGreaterThan(0);
    expect(runs.flat().sort()).toEqual(ledger.map((row) => row.migration_name));
    expect(ledger.every((row) => row.applied_steps_count === 1)).toBe(true);
  });

  it("leaves nothing missing, and a database before it lacks everything", async () => {
    const states = await Promise.all(
      ["bare", "migrated"].map(async (name) => {
        if (name === "migrated") await migrate(urlOf(name));
        return stateOf(name);
      }),
    );
    const [bare, migrated] = states;
    expect(bare?.applied).toEqual([]);
    expect(bare?.missing.length).toBeGreaterThan(0);
    expect(migrated).toEqual({ applied: bare?.missing, missing: [], failed: [], edited: [], unknown: [] });
  });

  it("that others began, edited or added are told apart", async () => {
    const [first, second, third] = await migrate(urlOf("told_apart"));
    await query("told_apart", `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1`, [
      first,
    ]);
    await query("told_apart", `UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name = $1`, [
      second,
    ]);
    await query("told_apart", `DELETE FROM _prisma_migrations WHERE migration_name = $1`, [third]);
    await query(
      "told_apart",
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('n', 'x', '29990101_newer', now())`,
    );
    expect(await stateOf("told_apart")).toMatchObject({
      failed: [first],
      edited: [second],
      missing: [third],
      unknown: ["29990101_newer"],
    });
  });

  it("refuses a migration that was edited after it was applied, and names it", async () => {
    const [first] = await migrate(urlOf("edited"));
    await query("edited", "UPDATE _prisma_migrations SET checksum = 'other'");
    await expect(migrate(urlOf("edited"))).rejects.toThrow(
      `Migration ${first} was changed after it had been applied`,
    );
  });

  it("names the fix when there is no database", async () => {
    await expect(migrate("postgres://nobody@127.0.0.1:1/none")).rejects.toThrow(
      /Cannot reach the database.*DATABASE_URL/,
    );
  });
});

describe("schema.prisma and the migrations", () => {
  it("make the same columns, indexes and constraints", async () => {
    await migrate(urlOf("migrated"));
    // What schema.prisma cannot say.
    await query("from_schema", "CREATE EXTENSION pg_trgm");
    await query("from_schema", await schemaSql(urlOf("from_schema")));
    expect(await catalogOf("migrated")).toEqual(await catalogOf("from_schema"));
  });
});

/** Every column, index and constraint of the public schema, as PostgreSQL spells it. */
async function catalogOf(database: string) {
  const columns = await query(
    database,
    `SELECT table_name, column_name, data_type, datetime_precision, numeric_precision, numeric_scale, is_nullable, column_default
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1, 2`,
  );
  const indexes = await query(
    database,
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
  );
  const constraints = await query(
    database,
    `SELECT conrelid::regclass::text AS on_table, conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations' ORDER BY 1, 2`,
  );
  return { columns, indexes, constraints };
}
