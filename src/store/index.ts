import { type Database, inTransaction } from "./database.ts";
import { workspacesStore } from "./workspaces.ts";

/** Every verb the rest of the house may say to PostgreSQL. Each takes the workspace it is about. */
export function createStore(db: Database) {
  return {
    workspaces: workspacesStore(db),
    /** Verbs that must happen together or not at all. */
    transaction: <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
      inTransaction(db.pool, (sql) => work(transactionVerbs(sql))),
    /** Resolves when the database answers. */
    ping: async () => {
      await db.pool.query("SELECT 1");
    },
  };
}

export type Store = ReturnType<typeof createStore>;
export type Transaction = ReturnType<typeof transactionVerbs>;

/** The verbs of a drain: raw SQL over whole batches. */
function transactionVerbs(_sql: import("./database.ts").Sql) {
  return {};
}
