import { AsyncLocalStorage } from "node:async_hooks";
import type pg from "pg";

/** A PostgreSQL role that sees one workspace: prisma/migrations/20261122030000_fence. */
const ROLE = "earshot_fenced";

const asking = new AsyncLocalStorage<string | undefined>();

/**
 * Whatever `work` asks of the store sees and changes rows of this workspace only, also where a statement forgets to say so.
 * @param workspaceId undefined: of all workspaces, also where it is called from within one
 */
export function within<T>(workspaceId: string | undefined, work: () => PromiseLike<T>): Promise<T> {
  // Awaited in here: what Prisma gives back asks only when somebody waits for it.
  return asking.run(workspaceId, async () => await work());
}

/**
 * The same pool, whose connections are each fenced as whoever takes them is. A connection remembers its fence, so that only
 * a change costs a round trip; one that cannot be fenced is thrown away. Where the database has no fence there is none.
 */
export function fenced(pool: pg.Pool): pg.Pool {
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  const fences = new WeakMap<pg.PoolClient, string>();
  let stands: boolean | undefined;

  async function take(workspaceId: string | undefined): Promise<pg.PoolClient> {
    const client = await connect();
    // Given back in the middle of a transaction: a rollback would take the fence back too.
    if (client.getTransactionStatus() !== "I") {
      client.release(true);
      return take(workspaceId);
    }
    try {
      await fence(client, workspaceId);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async function fence(client: pg.PoolClient, workspaceId: string | undefined): Promise<void> {
    if (fences.get(client) === workspaceId) return;
    if (workspaceId === undefined) {
      await client.query(`RESET ROLE; RESET "earshot.workspace"`);
      fences.delete(client);
      return;
    }
    stands ??= await canFence(client);
    if (!stands) return;
    await client.query("SELECT set_config('role', $1, false), set_config('earshot.workspace', $2, false)", [
      ROLE,
      workspaceId,
    ]);
    fences.set(client, workspaceId);
  }

  // pg's own query and Prisma's adapter come through here too, by callback or by promise.
  pool.connect = ((done?: (error: unknown, client?: pg.PoolClient, release?: () => void) => void) => {
    const taken = take(asking.getStore());
    if (done === undefined) return taken;
    taken.then(
      (client) => done(undefined, client, client.release),
      (error: unknown) => done(error, undefined, () => undefined),
    );
  }) as pg.Pool["connect"];
  return pool;
}

/** What the fence lacks in this database, and the SQL that mends it. */
export type FenceFault = { says: string; mend: string };

/** Undefined where all workspaces' rows are fenced. */
export async function fenceFault(sql: Pick<pg.Pool, "query">): Promise<FenceFault | undefined> {
  const { login, hasRole, isMember, unfenced } = await stateOf(sql);
  if (!hasRole)
    return { says: `there is no role ${ROLE}`, mend: `CREATE ROLE ${ROLE} NOLOGIN ROLE ${login};` };
  if (!isMember) return { says: `${login} may not become ${ROLE}`, mend: `GRANT ${ROLE} TO ${login};` };
  if (unfenced.length > 0)
    return { says: `no policy on ${unfenced.join(", ")}`, mend: "SELECT earshot_fence();" };
  return undefined;
}

/** A table that is forgotten later does not open the fence: the role may not touch it. */
async function canFence(sql: Pick<pg.Pool, "query">): Promise<boolean> {
  const { isMember, unfenced } = await stateOf(sql);
  return isMember && !unfenced.includes("workspace");
}

type FenceState = { login: string; hasRole: boolean; isMember: boolean; unfenced: string[] };

async function stateOf(sql: Pick<pg.Pool, "query">): Promise<FenceState> {
  const { rows } = await sql.query<FenceState>(
    `SELECT quote_ident(session_user) AS login, to_regrole($1) IS NOT NULL AS "hasRole",
       coalesce(pg_has_role(session_user, to_regrole($1),
         CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END), false) AS "isMember",
       ARRAY(SELECT earshot_unfenced()::text ORDER BY 1) AS unfenced`,
    [ROLE],
  );
  const [state] = rows;
  if (state === undefined) throw new Error("PostgreSQL does not say who asks");
  return state;
}
