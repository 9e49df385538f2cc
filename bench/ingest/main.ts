import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HTTPReceiver } from "@slack/bolt";
import { startPostgres } from "../../src/embedded/postgres/postgres.ts";
import { createLog } from "../../src/log.ts";
import { createMetrics } from "../../src/metrics.ts";
import { closeDatabase, type Database, openDatabase } from "../../src/store/database.ts";
import type { NewEvents, Taken } from "../../src/store/events.ts";
import { createStore, type Store } from "../../src/store/index.ts";
import { migrate } from "../../src/store/migrate.ts";
import { webhookRoutes } from "../../src/webhooks/routes.ts";
import type { Load, Measured } from "./load.ts";

const quick = process.argv.includes("--quick");
const SECONDS = quick ? 3 : 10;
const ROUNDS = quick ? 1 : 3;
const CONNECTIONS = 64;

type Way = { name: string; add: (db: Database, store: Store) => Store["events"]["add"] };

/** The same server and the same checks before each of them; only what happens to the parsed events differs. */
const ways: Way[] = [
  {
    name: "ceiling: stores nothing",
    add:
      () =>
      async ({ events }) =>
        taken(events.length),
  },
  { name: "earshot: group commit", add: (_db, store) => store.events.add },
  { name: "prisma.event.create", add: (db) => (request) => createEach(db, request) },
];

const dir = await mkdtemp(join(tmpdir(), "earshot-bench-"));
const postgres = await startPostgres({ dir });
await migrate(postgres.url);
const db = openDatabase(postgres.url);
const store = createStore(db);
const workspace = await store.workspaces.sole();
const source = await store.sources.add(workspace.id, { kind: "generic", name: "bench" });
const generator = fork(new URL("load.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
let runs = 0;

try {
  console.log(
    `Signed POSTs of one contact, ${CONNECTIONS} connections, ${ROUNDS} x ${SECONDS} s each, in turns`,
  );
  // The first of all also pays for the compiler: it does not count.
  for (const way of ways) await run(way, { seconds: 2 });
  console.log();
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const rates: number[] = [];
    for (const way of ways) rates.push((await run(way, {})).perSecond);
    rounds.push(rates);
  }
  const [ceiling = 0, earshot = 0, create = 0] = ways.map((_, at) =>
    median(rounds.map((rates) => rates[at] ?? 0)),
  );
  console.log(`earshot / ceiling = ${(earshot / ceiling).toFixed(2)} (aim 0.7)`);
  console.log(`earshot / create  = ${(earshot / create).toFixed(1)} (aim 5)`);
  const [, groupCommit] = ways;
  if (groupCommit === undefined) throw new Error("there is no way called earshot");
  console.log("\nOpen loop, 1,000 requests a second (aim: p99 under 100 ms)");
  await run(groupCommit, { rate: 1_000 });
  const twice = Math.round(earshot * 2);
  console.log(
    `\nOpen loop at twice what it can take, ${twice} a second (aim: p99 of the accepted under 250 ms)`,
  );
  await run(groupCommit, { rate: twice, connections: 1_000 });
  console.log(`Resident memory ${(process.memoryUsage.rss() / 1024 / 1024).toFixed(0)} MB (aim: under 300)`);
} finally {
  generator.disconnect();
  await closeDatabase(db);
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
}

async function run(
  way: Way,
  pace: Partial<Pick<Load, "rate" | "connections" | "seconds">>,
): Promise<Measured> {
  const own = { ...store, events: { ...store.events, add: way.add(db, store) } };
  const log = createLog("error");
  const deps = {
    store: own,
    enqueue: async () => undefined,
    now: () => new Date(),
    log,
    metrics: createMetrics(),
  };
  const { routes, drain } = webhookRoutes(deps, {});
  const receiver = new HTTPReceiver({ signingSecret: "unused", customRoutes: routes });
  const server = await receiver.start(0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const cpu = process.cpuUsage();
  const measured = await ask(generator, {
    port,
    path: `/v1/contacts?source=${source.id}`,
    secret: source.secret,
    seconds: SECONDS,
    connections: CONNECTIONS,
    run: `${runs++}`,
    ...pace,
  });
  const { user, system } = process.cpuUsage(cpu);
  server.closeAllConnections();
  await receiver.stop();
  await drain();
  await db.pool.query("TRUNCATE event");
  print(way.name, measured, user + system);
  return measured;
}

async function createEach(
  { prisma }: Database,
  { workspaceId, sourceId, kind, events }: NewEvents,
): Promise<Taken> {
  for (const { externalId, body } of events) {
    await prisma.event.create({ data: { workspaceId, sourceId, kind, externalId, body: JSON.parse(body) } });
  }
  return taken(events.length);
}

function taken(accepted: number): Taken {
  return { accepted, duplicates: 0 };
}

function ask(child: ChildProcess, load: Load): Promise<Measured> {
  return new Promise((resolve, reject) => {
    child.once("message", (measured) => resolve(measured as Measured));
    child.once("exit", () => reject(new Error("the load generator ended")));
    child.send(load);
  });
}

/** `cpu`: microseconds that this process worked, which other work on the machine disturbs least. */
function print(name: string, { perSecond, p50, p99, max, statuses }: Measured, cpu: number): void {
  const requests = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const counted = Object.entries(statuses).map(([status, count]) => `${count} x ${status}`);
  const times = Object.entries({ p50, p99, max }).map(([of, ms]) => `${of} ${ms.toFixed(1)} ms`);
  console.log(
    [
      name.padEnd(24),
      `${perSecond.toFixed(0).padStart(6)}/s`,
      ...times,
      `cpu ${(cpu / requests).toFixed(0)} us`,
      ...counted,
    ].join("  "),
  );
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
