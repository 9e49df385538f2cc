import { closeDatabase, openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/index.ts";
import { serve } from "./server.ts";

/** A server process of its own, to be killed: prints its port, ends in order on SIGTERM. */
const [, , url = ""] = process.argv;
const db = openDatabase(url);
const server = await serve(createStore(db));
process.stdout.write(`${server.port}\n`);
process.once("SIGTERM", async () => {
  await server.drain();
  await server.close();
  await closeDatabase(db);
});
