import { aggregate } from "../../jobs/aggregate.ts";
import { startSweeping } from "../../jobs/sweep.ts";
import { createLog } from "../../src/log.ts";
import { createMetrics } from "../../src/metrics.ts";
import { connectQueue } from "../../src/queue/connection.ts";
import { openQueues } from "../../src/queue/enqueue.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/index.ts";

// A worker process to be killed: drains and sweeps until then. Arguments: database, Redis (or nothing), workspace.
const [databaseUrl = "", redisUrl, workspaceId = ""] = process.argv.slice(2);
const log = createLog("error");
const connection = await connectQueue({ databaseUrl, redisUrl: redisUrl === "" ? undefined : redisUrl });
const { enqueue } = openQueues(connection, log);
const store = createStore(openDatabase(databaseUrl));
const deps = { store, enqueue, now: () => new Date(), log, metrics: createMetrics() };
const worker = connection.worker("aggregate", () => aggregate(deps, { workspaceId }), {
  concurrency: 4,
  lockDuration: 5_000,
  stalledInterval: 5_000,
});
await worker.waitUntilReady();
startSweeping(deps, 2_000);
process.send?.("ready");
// The test that started it is gone.
process.on("disconnect", () => process.exit());
