import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  symlink,
  writeFile,
} from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { explain } from "./explain.ts";
import { type Account, findPrograms, type Programs, SHARED_HOME, unprivilegedAccount } from "./programs.ts";

/** A database cluster on disk, its programs, and what is needed to connect to it. */
export type Cluster = {
  dir: string;
  home: string;
  programs: Programs;
  account: Account;
  password: string;
  port: number;
};

/** An empty cluster takes 40 MB; initdb on a disk that fills up half-way fails in words nobody would understand. */
const NEW_CLUSTER_BYTES = 100 * 1024 * 1024;
const run = promisify(execFile);

/** Finds the cluster under `<dir>/postgres`, or makes it. Safe when several processes do so at once: one cluster wins. */
export async function openCluster(dir: string): Promise<Cluster> {
  const root = resolve(dir);
  try {
    await makeFolder(root);
    const account = unprivilegedAccount();
    const programs = await findPrograms(root, account);
    const link = join(root, "postgres");
    if ((await entries(link)).length === 0) await createCluster(root, link, programs, account);
    return await readCluster(root, programs, account);
  } catch (error) {
    throw explain(error, root);
  }
}

/** The cluster under `<dir>/postgres`; undefined when there is none. Rejects when it is broken. */
export async function findCluster(dir: string): Promise<Cluster | undefined> {
  const root = resolve(dir);
  if ((await entries(join(root, "postgres"))).length === 0) return undefined;
  const account = unprivilegedAccount();
  return await readCluster(root, await findPrograms(root, account), account);
}

/** Like `mkdir -p`; Node's own loops for ever where folders cannot be made, as in /proc. */
async function makeFolder(path: string): Promise<void> {
  const made = await stat(path).catch(() => undefined);
  if (made?.isDirectory()) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST" || made !== undefined) throw error;
  });
}

async function readCluster(dir: string, programs: Programs, account: Account): Promise<Cluster> {
  const home = await realpath(join(dir, "postgres"));
  return { dir, home, programs, account, ...(await readSettings(home)) };
}

/** Deletes the cluster of this folder, wherever it is kept. The server must be stopped. */
export async function removeCluster(dir: string): Promise<void> {
  const link = join(resolve(dir), "postgres");
  const home = await realpath(link).catch(() => link);
  // Orphans of a killed server may still write for a moment: rm comes back when a folder has filled again.
  const thoroughly = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  await rm(home.startsWith(SHARED_HOME) ? dirname(home) : home, thoroughly);
  await rm(link, thoroughly);
}

/** Remembers the port, so that the next start listens where people's psql expects it. */
export async function rememberPort(cluster: Cluster, port: number): Promise<void> {
  cluster.port = port;
  await writeSettings(cluster.home, { password: cluster.password, port });
}

/** Builds the cluster aside and moves it into place in one step, so that a crash half-way leaves nothing in the way. */
async function createCluster(dir: string, link: string, programs: Programs, account: Account): Promise<void> {
  await removeLeftovers(dir);
  const { bavail, bsize } = await statfs(dir);
  if (bavail * bsize < NEW_CLUSTER_BYTES) throw new Error("ENOSPC: less than an empty database needs");
  const aside = await makeReachable(dir, account);
  try {
    const home = join(aside, "data");
    const password = randomBytes(24).toString("base64url");
    const passwordFile = join(aside, "password");
    await writeFile(passwordFile, password, { mode: 0o600 });
    await own(passwordFile, account);
    await run(
      programs.initdb,
      [
        "-D",
        home,
        "-U",
        "earshot",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--locale=C",
        "--encoding=UTF8",
      ],
      { ...account, cwd: "/" },
    );
    await rm(passwordFile);
    await writeSettings(home, { password, port: 0 });
    if (dirname(aside) === dir) await rename(home, link);
    else {
      await writeFile(join(aside, "link"), link);
      await symlink(home, link);
    }
  } catch (error) {
    if ((await entries(link)).length > 0) return; // another process was first
    throw error;
  } finally {
    const kept = await realpath(link).catch(() => "");
    if (dirname(kept) !== aside) await rm(aside, { recursive: true, force: true });
  }
}

/** A new empty folder in `dir` that the account can write in, or else one in the shared home. */
async function makeReachable(dir: string, account: Account): Promise<string> {
  const near = await mkdtemp(join(dir, "postgres-new-"));
  await own(near, account);
  if (!account.uid || spawnSync("test", ["-w", near], { ...account, cwd: "/" }).status === 0) return near;
  await rm(near, { recursive: true });
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 });
  void removeUnlinked().catch(() => undefined); // nobody waits for it
  const far = await mkdtemp(join(SHARED_HOME, "cluster-"));
  await own(far, account);
  return far;
}

/** Others may be building their clusters right now: that takes seconds, a leftover is older than minutes. */
const LEFTOVER_MS = 300_000;

async function removeLeftovers(dir: string): Promise<void> {
  for (const name of await entries(dir)) {
    const path = join(dir, name);
    if (name.startsWith("postgres-new-") && (await isOld(path)))
      await rm(path, { recursive: true, force: true });
  }
}

/** Clusters in the shared home whose folder somebody deleted: nobody will find them again. */
async function removeUnlinked(): Promise<void> {
  for (const name of await entries(SHARED_HOME)) {
    const aside = join(SHARED_HOME, name);
    if (!name.startsWith("cluster-") || !(await isOld(aside))) continue;
    const link = await readFile(join(aside, "link"), "utf8").catch(() => "");
    const used = (await realpath(link).catch(() => "")) === join(aside, "data");
    const running = (await entries(join(aside, "data"))).includes("postmaster.pid");
    if (!used && !running) await rm(aside, { recursive: true, force: true });
  }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtimeMs < Date.now() - LEFTOVER_MS;
}

async function readSettings(home: string): Promise<{ password: string; port: number }> {
  const { password, port } = JSON.parse(await readFile(join(home, "earshot.json"), "utf8"));
  return { password: String(password), port: Number(port) };
}

async function writeSettings(home: string, settings: { password: string; port: number }): Promise<void> {
  const partial = join(home, `earshot.json.${process.pid}`);
  await writeFile(partial, JSON.stringify(settings), { mode: 0o600 });
  await rename(partial, join(home, "earshot.json"));
}

async function own(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

async function entries(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}
