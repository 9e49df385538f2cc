import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { messageOf, StoreUnavailableError } from "../errors.ts";
import { fenced } from "./fence.ts";
import { PrismaClient } from "./generated/client.ts";

/** What raw SQL runs on: the pool, or one connection inside a transaction. */
export type Sql = Pick<pg.PoolClient, "query">;

/** `ingest` is a small pool of its own: workers that hold every other connection cannot make a sender wait. */
export type Database = { pool: pg.Pool; ingest: pg.Pool; prisma: PrismaClient };

/**
 * One pool for raw SQL and for Prisma, fenced, and one for ingest, which stores for all workspaces at once. Nothing waits for ever: 5 s for a connection, 30 s for a
 * statement (5 s at ingest, whose senders try again).
 * @param url a postgres:// address
 */
export function openDatabase(url: string, options: { max?: number } = {}): Database {
  const pool = fenced(openPool(url, { max: options.max ?? 10, statement_timeout: 30_000 }));
  const ingest = openPool(url, { max: 2, statement_timeout: 5_000, query_timeout: 6_000 });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
  return { pool, ingest, prisma };
}

export async function closeDatabase({ pool, ingest, prisma }: Database): Promise<void> {
  await prisma.$disconnect();
  await Promise.all([pool.end(), ingest.end()]);
}

/** Connections open when they are first needed. */
function openPool(url: string, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    application_name: "earshot",
    ...options,
  });
  // A connection that breaks must not end the process, idle (the pool's event) or at work (its own): the query under way
  // fails, and the next one opens another.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Runs `work` on one connection between BEGIN and COMMIT; what it throws rolls back and goes on. */
export async function inTransaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await connect(pool);
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw new StoreUnavailableError(`The database cannot be reached: ${messageOf(error)}`, { cause: error });
  }
}
