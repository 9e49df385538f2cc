import type { Sql } from "./database.ts";

/**
 * Runs `work` within a transaction so that data it cannot take undo its own changes and nothing else.
 * @throws what is not the data's fault: a lost connection, a deadlock, a missing table
 */
export async function attempt<T>(
  sql: Sql,
  work: () => Promise<T>,
): Promise<{ kind: "done"; value: T } | { kind: "refused"; error: Error }> {
  await sql.query("SAVEPOINT attempt");
  try {
    const value = await work();
    await sql.query("RELEASE SAVEPOINT attempt");
    return { kind: "done", value };
  } catch (error) {
    if (!isDataError(error)) throw error;
    await sql.query("ROLLBACK TO SAVEPOINT attempt");
    return { kind: "refused", error };
  }
}

/** Whether the same transaction may succeed when run again at once: it met another one. */
export function isConflict(error: unknown): boolean {
  return ["40001", "40P01"].includes(codeOf(error));
}

/** PostgreSQL's classes 22 (data), 23 (constraints) and 54 (limits), and what JavaScript throws at a value it cannot read. */
function isDataError(error: unknown): error is Error {
  return error instanceof TypeError || error instanceof RangeError || /^(22|23|54)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
