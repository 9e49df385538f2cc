import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openCluster, removeCluster } from "../../../src/embedded/postgres/cluster.ts";
import { explain } from "../../../src/embedded/postgres/explain.ts";
import {
  discardPostgres,
  type EmbeddedPostgres,
  startPostgres,
} from "../../../src/embedded/postgres/postgres.ts";
import { SetupError } from "../../../src/errors.ts";

let made: string;
beforeAll(async () => {
  made = await reachable("earshot-pg-made-");
  await openCluster(made);
});
afterAll(async () => {
  await removeCluster(made);
  await rm(made, { recursive: true, force: true });
});

let dir: string;
beforeEach(async () => {
  dir = await reachable("earshot-pg-");
});
afterEach(async () => {
  await removeCluster(dir);
  await rm(dir, { recursive: true, force: true });
});

describe("the first start of the embedded PostgreSQL", () => {
  it("makes what keeps its data from one start to the next", async () => {
    const first = await startPostgres({ dir });
    await query(first, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.stop();
    const second = await start();
    expect(await query(second, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
    expect(second.url).toBe(first.url);
  });

  it("is shared by all who start it at once, and stops with the last", async () => {
    const servers = await Promise.all([
      startPostgres({ dir }),
      startPostgres({ dir }),
      startPostgres({ dir }),
    ]);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
    const [a, b, c] = servers;
    await a?.stop();
    await c?.stop();
    expect(await query(servers[0], "SELECT 1 AS up")).toEqual([{ up: 1 }]);
    await b?.stop();
    await expect(query(servers[0], "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("leaves what a crash half-way through the first start left behind", async () => {
    await mkdir(join(dir, "postgres-new-crashed", "data"), { recursive: true });
    const server = await start();
    expect(await query(server, "SELECT 1 AS up")).toEqual([{ up: 1 }]);
  });
});

describe("the embedded PostgreSQL", () => {
  beforeEach(moveIn);

  it("is UTF-8, open to this machine only, and takes 200 connections", async () => {
    const server = await start();
    const [settings] = await query(
      server,
      `SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS listens,
         current_setting('max_connections') AS connections, (SELECT datcollate FROM pg_database WHERE datname = 'postgres') AS collation`,
    );
    expect(settings).toEqual({ encoding: "UTF8", listens: "127.0.0.1", connections: "200", collation: "C" });
  });

  it("asks for the password, which only its owner may read", async () => {
    const server = await start();
    const wrong = new pg.Client({ connectionString: server.url.replace(/:[^:@]+@/, ":guess@") });
    await expect(wrong.connect()).rejects.toThrow(/password authentication failed/);
    expect((await stat(join(dir, "postgres", "earshot.json"))).mode & 0o777).toBe(0o600);
  });

  it("outlives a process that was killed, and is stopped by the next one that leaves", async () => {
    const other = await holdInOtherProcess();
    other.child.kill("SIGKILL");
    await once(other.child, "exit");
    const server = await startPostgres({ dir });
    expect(server.url).toBe(other.url);
    await server.stop();
    await expect(query(server, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("is joined by a second process, which may leave first", async () => {
    const other = await holdInOtherProcess();
    const server = await start();
    expect(server.url).toBe(other.url);
    other.child.kill("SIGTERM");
    await once(other.child, "exit");
    expect(await query(server, "SELECT 1 AS up")).toEqual([{ up: 1 }]);
  });

  it("starts again after it was killed, with everything that was committed", async () => {
    const killed = await startPostgres({ dir });
    await query(killed, "CREATE TABLE kept AS SELECT 42 AS answer");
    process.kill(await serverPid(), "SIGKILL");
    const server = await start();
    expect(await query(server, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
    await killed.stop();
  });

  it("does not mistake another program for itself when process numbers come round again", async () => {
    const first = await startPostgres({ dir });
    const pidFile = await readFile(join(dir, "postgres", "postmaster.pid"), "utf8");
    await first.stop();
    await writeFile(join(dir, "postgres", "postmaster.pid"), pidFile.replace(/^\d+/, String(process.pid)));
    const server = await start();
    expect(await query(server, "SELECT 1 AS up")).toEqual([{ up: 1 }]);
  });

  it("takes another port when its own is taken, and says so when that port was asked for", async () => {
    const first = await startPostgres({ dir });
    await first.stop();
    const port = Number(new URL(first.url).port);
    const squatter = createServer().listen(port, "127.0.0.1");
    await once(squatter, "listening");
    onTestFinished(() => void squatter.close());
    await expect(startPostgres({ dir, port })).rejects.toThrow(
      `Port ${port} for the embedded database is taken`,
    );
    const server = await start();
    expect(Number(new URL(server.url).port)).not.toBe(port);
  });
});

describe("a fresh start", () => {
  beforeEach(moveIn);

  it("discards the data, also when a crash left the server running", async () => {
    const crashed = await holdInOtherProcess();
    await query(crashed, "CREATE TABLE kept AS SELECT 42 AS answer");
    crashed.child.kill("SIGKILL");
    await once(crashed.child, "exit");
    await discardPostgres(dir);
    const server = await start();
    expect(await query(server, "SELECT to_regclass('kept') AS kept")).toEqual([{ kept: null }]);
  });

  it("spares a database that another process uses, and discards a broken one", async () => {
    const server = await startPostgres({ dir });
    await expectOneLine(discardPostgres(dir), /Another Earshot runs on/);
    await server.stop();
    await writeFile(join(dir, "postgres", "earshot.json"), "{");
    await discardPostgres(dir);
    expect(await query(await start(), "SELECT 1 AS up")).toEqual([{ up: 1 }]);
  });
});

describe("what a person must mend is said in one line", () => {
  it("when a file is in the way", async () => {
    await writeFile(join(dir, "taken"), "");
    await expectOneLine(startPostgres({ dir: join(dir, "taken") }), /must be a folder.*remove it/);
  });

  it("when the data is damaged", async () => {
    await moveIn();
    const first = await startPostgres({ dir });
    await first.stop();
    await writeFile(join(dir, "postgres", "PG_VERSION"), "9.6\n");
    await expectOneLine(startPostgres({ dir }), /cannot start \(.*incompatible.*mv .*\/postgres /);
    await writeFile(join(dir, "postgres", "earshot.json"), "{");
    await expectOneLine(startPostgres({ dir }), /cannot start.*mv .*\/postgres /);
  });

  it.each([
    ["ENOSPC: no space left on device, mkdir '/x'", /disk .* is full: free at least/],
    [
      'FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device',
      /disk .* is full: free at least/,
    ],
    ["EACCES: permission denied, mkdir '/x'", /Cannot write to .*chown/],
    ['FATAL:  data directory "/x" has wrong ownership', /Cannot write to .*chown/],
    [
      "initdb: error while loading shared libraries: libssl.so.1.1",
      /does not run on this system.*DATABASE_URL/,
    ],
  ])("when the system says %s", (said, line) => {
    const told = explain(new Error(said), "/srv/earshot");
    expect(told).toBeInstanceOf(SetupError);
    expect(told.message).toMatch(line);
    expect(told.message).not.toContain("\n");
  });
});

/** A folder that the account of PostgreSQL may enter. */
async function reachable(prefix: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await chmod(folder, 0o755);
  return folder;
}

/** A copy of an empty cluster: to make one takes a second. */
async function moveIn(): Promise<void> {
  await promisify(execFile)("cp", ["-a", join(made, "postgres"), dir]);
}

async function start(): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dir });
  onTestFinished(() => server.stop());
  return server;
}

async function query(server: { url: string } | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server?.url });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function holdInOtherProcess(): Promise<{ child: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, "hold-postgres.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, dir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = await once(child.stdout, "data");
  return { child, url: String(line).trim() };
}

async function serverPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dir, "postgres", "postmaster.pid"), "utf8"), 10);
}

async function expectOneLine(attempt: Promise<unknown>, line: RegExp): Promise<void> {
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SetupError);
  expect((error as SetupError).message).toMatch(line);
  expect((error as SetupError).message).not.toContain("\n");
}
