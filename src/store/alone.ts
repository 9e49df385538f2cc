import type pg from "pg";

/**
 * Does `work` while nobody else does anything under this name, in any process; skips it when somebody is at it.
 * @returns whether it was done
 */
export async function alone(pool: pg.Pool, name: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS mine", [
      name,
    ]);
    if (!rows[0].mine) return false;
    try {
      await work();
    } finally {
      // A connection that cannot give the lock back is thrown away, and the lock with it.
      await client
        .query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", [name])
        .catch((error: Error) => {
          broken = error;
        });
    }
    return true;
  } finally {
    client.release(broken);
  }
}
