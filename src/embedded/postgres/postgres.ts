import { execFile, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { SetupError } from "../../errors.ts";
import { type Cluster, findCluster, openCluster, rememberPort, removeCluster } from "./cluster.ts";
import { explain } from "./explain.ts";

export type EmbeddedPostgres = { url: string; stop(): Promise<void> };

/**
 * Starts PostgreSQL with its data in `<dir>/postgres`, or joins the server that another process already runs there.
 * `stop` leaves; the last one to leave stops the server. Throws SetupError with one line that names the fix.
 */
export async function startPostgres({
  dir,
  port,
}: {
  dir: string;
  port?: number;
}): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(dir);
  const lease = await leaseServer(cluster, port);
  let leaving: Promise<void> | undefined;
  return {
    url: urlOf(cluster, lease.port),
    stop: () => {
      leaving ??= leave(cluster, lease).then(() => undefined);
      return leaving;
    },
  };
}

/**
 * Deletes the cluster of this folder, so that the next start begins with an empty one. A server left by a crash is
 * stopped first. @throws SetupError when another process uses it
 */
export async function discardPostgres(dir: string): Promise<void> {
  const cluster = await findCluster(dir).catch(() => undefined); // a broken one is in nobody's use
  const found = cluster && (await findServer(cluster));
  if (cluster && found?.kind === "running" && !(await leave(cluster, found.lease))) {
    throw new SetupError(`Another Earshot runs on ${dir}: stop it, or set EARSHOT_DIR to another folder.`);
  }
  await removeCluster(dir);
}

// Every process that uses the server holds one connection with this advisory lock, shared. A process that dies loses
// it with its connection. Who can take it alone is the last one and stops the server; a process that arrives in that
// moment waits for the lock, is cut off by the stop, and starts anew. So no lock file can be left behind.
const LEASE = 4_027_315;
const PATIENCE_MS = 60_000;
// Statements and details are kept out of the log: they hold customers' words.
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  jit: "off",
};

type Found = { kind: "running"; lease: pg.Client } | { kind: "busy" } | { kind: "absent"; stalePid: boolean };

async function leaseServer(cluster: Cluster, wantedPort: number | undefined): Promise<pg.Client> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  let launched: Launch | undefined;
  while (!patience.aborted) {
    const found = await findServer(cluster);
    if (found.kind === "running") return found.lease;
    if (launched?.exited()) await judgeFailure(cluster, launched, wantedPort);
    if (found.kind === "absent" && (!launched || launched.exited())) {
      if (found.stalePid) await rm(join(cluster.home, "postmaster.pid"), { force: true });
      launched = await launch(cluster, wantedPort);
    }
    await delay(10);
  }
  throw explain(new Error(`no answer after ${PATIENCE_MS / 1000} s, see ${logFile(cluster)}`), cluster.dir);
}

async function findServer(cluster: Cluster): Promise<Found> {
  const file = await readFile(join(cluster.home, "postmaster.pid"), "utf8").catch(() => "");
  const [pid, , , port] = file.split("\n").map(Number);
  if (!pid || !port) return { kind: "absent", stalePid: false };
  const lease = new pg.Client({ connectionString: urlOf(cluster, port), application_name: "earshot lease" });
  lease.on("error", () => undefined); // the server went away: everybody's own pool says so
  try {
    await lease.connect();
    const { rows } = await lease.query(
      "SELECT pg_advisory_lock_shared($1), current_setting('data_directory') AS home",
      [LEASE],
    );
    if (rows[0]?.home === cluster.home) return { kind: "running", lease };
  } catch {
    // not ready yet, on its way out, or another program on that port: the process list tells
  }
  await lease.end().catch(() => undefined);
  return (await isOurServer(pid, cluster.home)) ? { kind: "busy" } : { kind: "absent", stalePid: true };
}

/** After a crash the process number in postmaster.pid may belong to any program; only its command line tells. */
async function isOurServer(pid: number, home: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(async () => {
    const ps = await promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]).catch(
      () => undefined,
    );
    return ps?.stdout ?? "";
  });
  return command.includes(home);
}

type Launch = { exited(): boolean; said(): string };

async function launch(cluster: Cluster, wantedPort: number | undefined): Promise<Launch> {
  const port = await freePort(wantedPort ?? cluster.port, wantedPort !== undefined);
  if (port !== cluster.port) await rememberPort(cluster, port);
  const options = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(logFile(cluster), "a", 0o600);
  const from = statSync(logFile(cluster)).size;
  // Detached: Ctrl-C in the terminal must reach us alone, the database is stopped after the last query.
  const server = spawn(cluster.programs.postgres, ["-D", cluster.home, "-p", String(port), ...options], {
    ...cluster.account,
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let ended: string | undefined;
  server.on("exit", (code, signal) => {
    ended = `postgres ended with ${signal ?? `code ${code}`}`;
  });
  server.on("error", (error) => {
    ended = error.message;
  });
  server.unref();
  return {
    exited: () => ended !== undefined,
    said: () => `${ended}\n${readFileSync(logFile(cluster)).subarray(from).toString()}`,
  };
}

/** Returns when the launch is worth repeating, throws what a person must mend. */
async function judgeFailure(
  cluster: Cluster,
  launched: Launch,
  wantedPort: number | undefined,
): Promise<void> {
  const said = launched.said();
  if (/postmaster\.pid" already exists/.test(said)) return; // another process was faster, or the file is stale
  if (/pre-existing shared memory|is still in use/.test(said)) return await delay(100); // a killed server's children still leave
  if (/could not bind|Address already in use/.test(said) && wantedPort === undefined) return;
  throw explain(new Error(said), cluster.dir);
}

/** Gives the lease back and, as the last one, stops the server. Returns whether nobody else uses it. */
async function leave(cluster: Cluster, lease: pg.Client): Promise<boolean> {
  try {
    await lease.query("SELECT pg_advisory_unlock_shared($1)", [LEASE]);
    const { rows } = await lease.query("SELECT pg_try_advisory_lock($1) AS alone", [LEASE]);
    if (!rows[0]?.alone) return false;
    await promisify(execFile)(cluster.programs.pgCtl, ["stop", "-D", cluster.home, "-m", "fast", "-w"], {
      ...cluster.account,
      cwd: "/",
    });
  } catch {
    // the server is gone already: nothing is left to stop
  } finally {
    await lease.end().catch(() => undefined);
  }
  return true;
}

/** `preferred` when it is free, otherwise any free port of this machine. */
async function freePort(preferred: number, insist: boolean): Promise<number> {
  const listen = (port: number): Promise<number | undefined> =>
    new Promise((resolve) => {
      const probe = createServer();
      probe.once("error", () => resolve(undefined));
      probe.listen(port, "127.0.0.1", () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === "object" ? address?.port : undefined));
      });
    });
  const port = (await listen(preferred)) ?? (insist ? undefined : await listen(0));
  if (port === undefined)
    throw new SetupError(`Port ${preferred} for the embedded database is taken: choose another one.`);
  return port;
}

const urlOf = (cluster: Cluster, port: number): string =>
  `postgresql://earshot:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/postgres`;

const logFile = (cluster: Cluster): string => join(cluster.dir, "postgres.log");
