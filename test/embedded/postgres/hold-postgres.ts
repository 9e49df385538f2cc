// A process of its own for the tests: joins the server of the folder given, says so, and leaves on SIGTERM.
import { startPostgres } from "../../../src/embedded/postgres/postgres.ts";

const server = await startPostgres({ dir: process.argv[2] ?? "" });
process.on("SIGTERM", () => void server.stop().then(() => process.exit(0)));
setInterval(() => undefined, 60_000);
console.log(server.url);
