import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "../../src/store/database.ts";
import { fenceFault, within } from "../../src/store/fence.ts";
import { createStore } from "../../src/store/index.ts";
import { migrate } from "../../src/store/migrate.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { rowsOf, type Tenant, tenant } from "../support/tenant.ts";
import { byIdAlone, ofOneWorkspace } from "../support/tenantVerbs.ts";

/** The second lock: PostgreSQL itself shows one workspace's rows, whatever a statement forgot. */
let database: TestDatabase;
let [a, b]: [Tenant, Tenant] = [] as never;

beforeAll(async () => {
  database = await testDatabase();
  a = await tenant(database, "alphaword");
  b = await tenant(database, "betaword");
});
afterAll(() => database.close());

/** Who asks, as PostgreSQL sees it. */
async function asker(): Promise<{ role: string; workspace: string | null }> {
  const { rows } = await database.db.pool.query(
    "SELECT current_user AS role, nullif(current_setting('earshot.workspace', true), '') AS workspace",
  );
  return rows[0];
}

const fencedIn = ({ workspaceId }: Tenant) => ({ role: "earshot_fenced", workspace: workspaceId });
const REFUSED = /row-level security policy/;

test("every table with rows of workspaces has its fence: a new one gets it when it is migrated", async () => {
  const { pool } = database.db;
  expect(await fenceFault(pool)).toBeUndefined();
  await pool.query("CREATE TABLE forgotten (id bigserial, workspace_id uuid NOT NULL)");
  expect(await fenceFault(pool)).toEqual({ says: "no policy on forgotten", mend: "SELECT earshot_fence();" });
  await expect(within(a.workspaceId, () => pool.query("TABLE forgotten"))).rejects.toThrow(
    /permission denied/,
  );
  await pool.query("SELECT earshot_fence()");
  expect(await fenceFault(pool)).toBeUndefined();
  await within(a.workspaceId, () =>
    pool.query("INSERT INTO forgotten (workspace_id) VALUES ($1)", [a.workspaceId]),
  );
  await pool.query("DROP TABLE forgotten");
});

describe("a statement that forgets the workspace", () => {
  test("reads only the rows of the fence it stands in", async () => {
    const { rows: tables } = await database.db.pool.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'workspace_id' ORDER BY 1`,
    );
    expect(tables.length).toBeGreaterThan(35);
    for (const { name } of tables) {
      const { rows } = await within(b.workspaceId, () =>
        database.db.pool.query(`SELECT DISTINCT workspace_id AS id FROM ${name}`),
      );
      expect([name, rows]).toEqual([name, [{ id: b.workspaceId }]]);
    }
    expect(await within(b.workspaceId, () => database.store.workspaces.list())).toMatchObject([
      { id: b.workspaceId },
    ]);
  });

  test("changes, moves and deletes no other's, and writes none for another", async () => {
    const { pool } = database.db;
    const before = await rowsOf(database, a.workspaceId);
    const asB = (statement: string, values: unknown[] = []) =>
      within(b.workspaceId, () => pool.query(statement, values));
    await asB("UPDATE reason SET label = label || ' changed'");
    await asB("DELETE FROM mute");
    await asB("DELETE FROM workspace WHERE id = $1", [a.workspaceId]);
    await expect(asB("UPDATE reason SET workspace_id = $1", [a.workspaceId])).rejects.toThrow(REFUSED);
    const insert =
      "INSERT INTO audit_entry (workspace_id, at, actor, action, subject) VALUES ($1, now(), '', '', '')";
    await expect(asB(insert, [a.workspaceId])).rejects.toThrow(REFUSED);
    expect(await rowsOf(database, a.workspaceId)).toEqual(before);
  });

  test("finds no other's customers by name, though names are looked up from outside of the fence", async () => {
    const named = (fence: Tenant, workspaceId: string) =>
      within(fence.workspaceId, () =>
        database.db.pool.query("SELECT customers_named($1, '{%alpha%,%word%}', 10, 10) AS id", [workspaceId]),
      ).then(({ rows }) => rows);
    expect(await named(b, a.workspaceId)).toEqual([]);
    expect(await named(a, a.workspaceId)).toEqual([{ id: a.customerId }]);
  });
});

/** What a verb gave back, or why it could not. */
async function said(work: () => PromiseLike<unknown>): Promise<string> {
  const words = (value: unknown) =>
    JSON.stringify(value, (_, each) =>
      each instanceof Map || each instanceof Set ? [...each] : typeof each === "bigint" ? `${each}` : each,
    ) ?? "";
  return within(b.workspaceId, work).then(words, (error: Error) => error.message);
}

describe("within the fence of another workspace, called with the very ids of its own", () => {
  // Ingest takes in for all workspaces at once, outside of any fence.
  const ingest = ["events.add", "sources.byId", "sources.byToken"];
  const verbs = Object.entries({ ...ofOneWorkspace, ...byIdAlone }).filter(
    ([verb]) => !ingest.includes(verb),
  );
  test.each(verbs)("%s shows and changes nothing", async (_, call) => {
    const { store } = database;
    const before = await rowsOf(database, a.workspaceId);
    const answer = await said(() =>
      store.transaction(async (tx) => call({ store, tx, own: a.workspaceId, a })),
    );
    for (const secret of a.secrets.filter((each) => each !== a.workspaceId))
      expect(answer).not.toContain(secret);
    expect(await rowsOf(database, a.workspaceId)).toEqual(before);
  });
});

describe("a connection", () => {
  test("is fenced as whoever takes it is, by pg and by Prisma, side by side", async () => {
    const { prisma } = database.db;
    const byPrisma = () => prisma.$queryRaw<{ role: string }[]>`SELECT current_user AS role`;
    const turns = Array.from({ length: 40 }, (_, n) => [a, b, undefined][n % 3]);
    const answers = await Promise.all(
      turns.map((turn) =>
        within(turn?.workspaceId, async () => [
          await asker(),
          ...(await byPrisma()),
          await database.store.workspaces.list(),
        ]),
      ),
    );
    turns.forEach((turn, n) => {
      const [who, prismas, workspaces] = answers[n] as [object, object, { id: string }[]];
      expect(who).toEqual(turn ? fencedIn(turn) : { role: "earshot", workspace: null });
      expect(prismas).toEqual({ role: turn ? "earshot_fenced" : "earshot" });
      expect(workspaces.map(({ id }) => id)).toEqual(
        turn ? [turn.workspaceId] : expect.arrayContaining([a.workspaceId, b.workspaceId]),
      );
    });
  });

  test("answers two workspaces that ask the same at the same time each for itself", async () => {
    const [first, second] = await Promise.all(
      [a, b].map(({ workspaceId }) => within(workspaceId, () => database.store.workspaces.get(workspaceId))),
    );
    expect([first?.id, second?.id]).toEqual([a.workspaceId, b.workspaceId]);
    // Prisma gathers what is asked by findUnique in one moment into one statement, of whichever fence.
    const store = new URL("../../src/store/", import.meta.url);
    const gathering = readdirSync(store).filter(
      (file) => file.endsWith(".ts") && readFileSync(new URL(file, store), "utf8").includes("findUnique"),
    );
    expect(gathering).toEqual([]);
  });

  test("keeps its fence through a failed transaction, and the next one in the queue gets its own", async () => {
    const { pool } = database.db;
    const held = await Promise.all(
      Array.from({ length: 10 }, () => within(a.workspaceId, () => pool.connect())),
    );
    const waiting = within(b.workspaceId, asker);
    const last = within(undefined, asker);
    for (const client of held) {
      await client.query("BEGIN");
      await expect(client.query("SELECT 1 / 0")).rejects.toThrow(/zero/);
      await client.query("ROLLBACK");
      client.release();
    }
    expect([await waiting, await last]).toEqual([fencedIn(b), { role: "earshot", workspace: null }]);
    expect(await within(a.workspaceId, asker)).toEqual(fencedIn(a));
  });

  test("that is given back in the middle of a transaction is thrown away", async () => {
    const { pool } = database.db;
    const client = await within(a.workspaceId, () => pool.connect());
    const { rows } = await client.query("SELECT pg_backend_pid() AS id");
    await client.query("BEGIN");
    client.release();
    const next = await within(b.workspaceId, () => pool.query("SELECT pg_backend_pid() AS id"));
    expect(next.rows).not.toEqual(rows);
  });
});

describe("a login of few privileges", () => {
  const name = `poor_${randomUUID().replaceAll("-", "")}`;
  let url = "";
  beforeAll(async () => {
    const { pool } = database.db;
    await pool.query(`CREATE ROLE ${name} LOGIN PASSWORD 'poor'`);
    await pool.query(`CREATE DATABASE ${name} OWNER ${name}`);
    url = Object.assign(new URL(database.url), { username: name, password: "poor", pathname: name }).href;
  });
  afterAll(async () => {
    await database.db.pool.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await database.db.pool.query(`DROP ROLE ${name}`);
  });

  test("goes on without the fence until it is given the role, and never asks unfenced once it has it", async () => {
    await migrate(url);
    const before = openDatabase(url);
    const { id } = await createStore(before).workspaces.sole();
    const fault = { says: `${name} may not become earshot_fenced`, mend: `GRANT earshot_fenced TO ${name};` };
    expect(await fenceFault(before.pool)).toEqual(fault);
    const role = (pool: pg.Pool) => within(id, () => pool.query("SELECT current_user AS role"));
    expect((await role(before.pool)).rows).toEqual([{ role: name }]);
    await closeDatabase(before);

    await database.db.pool.query(fault.mend);
    await migrate(url);
    const after = openDatabase(url);
    expect(await fenceFault(after.pool)).toBeUndefined();
    expect((await role(after.pool)).rows).toEqual([{ role: "earshot_fenced" }]);
    expect((await after.pool.query("SELECT current_user AS role")).rows).toEqual([{ role: name }]);

    await database.db.pool.query(`REVOKE earshot_fenced FROM ${name}`);
    await expect(role(after.pool)).rejects.toThrow(/permission denied to set role/);
    expect(after.pool.totalCount).toBe(0);
    await closeDatabase(after);
  });
});
