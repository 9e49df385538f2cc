import type { Config } from "../../config.ts";
import { findCluster } from "../../embedded/postgres/cluster.ts";
import { startPostgres } from "../../embedded/postgres/postgres.ts";
import { messageOf } from "../../errors.ts";
import { closeDatabase, type Database, openDatabase } from "../../store/database.ts";
import { type FenceFault, fenceFault } from "../../store/fence.ts";
import { createStore } from "../../store/index.ts";
import { type MigrationState, migrationState } from "../../store/migrate.ts";
import { duration } from "../words.ts";
import { type Finding, listed, mend, note, ok, within } from "./finding.ts";
import type { House } from "./house.ts";
import { examineInstallations } from "./installations.ts";
import { NO_SOURCE } from "./sources.ts";

export type DatabaseVisit = {
  findings: Finding[];
  /** Undefined when there is none, it does not answer, or it lacks tables. */
  url: string | undefined;
  /** Undefined then, and while nothing was ever set up in it. */
  house: House | undefined;
  close(): Promise<void>;
};

const LIMIT_MS = 10_000;
const SKEW_MS = 5_000;
const OLDEST_VERSION = 14;

/** Opens the database, or joins the embedded one where it was made already; changes nothing in it. */
export async function visitDatabase(config: Config, slackId?: string): Promise<DatabaseVisit> {
  const closers: (() => Promise<void>)[] = [];
  const found: Pick<DatabaseVisit, "url" | "house"> = { url: undefined, house: undefined };
  const findings = await within(
    "database",
    LIMIT_MS * (config.databaseUrl === undefined ? 3 : 1),
    async () => {
      const url = await addressOf(config, closers);
      if (typeof url !== "string") return [url];
      const db = openDatabase(url, { max: 4 });
      closers.unshift(() => closeDatabase(db));
      const { findings, hasTables, house } = await examine(config, db, slackId);
      found.url = hasTables ? url : undefined;
      found.house = house;
      return findings;
    },
  );
  const close = async () => {
    for (const closer of closers) await closer();
  };
  return { ...found, findings, close };
}

async function addressOf(
  { databaseUrl, dir }: Config,
  closers: (() => Promise<void>)[],
): Promise<string | Finding> {
  if (databaseUrl !== undefined) return databaseUrl;
  try {
    if ((await findCluster(dir)) === undefined) {
      return note("database", `none yet in ${dir}`, "earshot start makes it, or set DATABASE_URL.");
    }
    const postgres = await startPostgres({ dir });
    closers.unshift(postgres.stop);
    return postgres.url;
  } catch (error) {
    // A SetupError's one line says what is wrong and how to mend it.
    return mend("database", `the embedded one in ${dir} does not start`, messageOf(error));
  }
}

async function examine(
  { databaseUrl, dir, oauth }: Config,
  db: Database,
  slackId: string | undefined,
): Promise<{ findings: Finding[]; hasTables: boolean; house: House | undefined }> {
  const store = createStore(db);
  const where = databaseUrl === undefined ? `embedded, in ${dir}` : "DATABASE_URL";
  const about = await store.about().catch((error: unknown) => messageOf(error));
  if (typeof about === "string") {
    const how =
      databaseUrl === undefined
        ? `Its log is in ${dir}; a restart of Earshot starts it again.`
        : "Start it, or check DATABASE_URL (host, port, user, password, database); unset, Earshot runs its own.";
    return {
      findings: [mend("database", `does not answer: ${about}`, how)],
      hasTables: false,
      house: undefined,
    };
  }
  const skew = skewOf(Date.now() - about.now.getTime(), "the database");
  const state = await migrationState(db.pool);
  const findings = [versionOf(about.version, where), ...migrations(state), ...(skew ? [skew] : [])];
  const hasTables = state.missing.length + state.failed.length === 0;
  if (hasTables) findings.push(fence(await fenceFault(db.pool)));
  const all = hasTables ? await store.workspaces.list() : [];
  if (oauth !== undefined && hasTables) findings.push(...(await examineInstallations(oauth, store, all)));
  const workspace = all.find(({ slackTeamId }) =>
    slackId === undefined ? oauth === undefined || slackTeamId !== null : slackTeamId === slackId,
  );
  if (slackId !== undefined && hasTables && workspace === undefined) {
    findings.push(
      mend("workspace", `there is no ${slackId}`, "earshot doctor without --workspace lists them."),
    );
  } else if (hasTables && workspace === undefined && oauth === undefined) findings.push(NO_SOURCE);
  return { findings, hasTables, house: workspace && { store, workspace } };
}

/** Without it each query's own condition still keeps workspaces apart. */
export function fence(fault: FenceFault | undefined): Finding {
  if (fault === undefined) return ok("fence", "PostgreSQL too keeps workspaces apart");
  const how = `As an administrator of the database: ${fault.mend} Then start Earshot again.`;
  return note("fence", `PostgreSQL's own lock between workspaces is off: ${fault.says}`, how);
}

/** `aheadMs`: how far this machine's clock is ahead of the other one. */
export function skewOf(aheadMs: number, other: string, mostMs = SKEW_MS): Finding | undefined {
  if (Math.abs(aheadMs) <= mostMs) return undefined;
  const by =
    Math.abs(aheadMs) < 60_000 ? `${Math.round(Math.abs(aheadMs) / 1000)} s` : duration(Math.abs(aheadMs));
  return mend(
    "clock",
    `this machine's is ${by} ${aheadMs > 0 ? "ahead of" : "behind"} that of ${other}`,
    "Set both by NTP (timedatectl set-ntp true): signatures and due times depend on them.",
  );
}

function versionOf(version: string, where: string): Finding {
  const says = `PostgreSQL ${version.split(" ")[0]} (${where})`;
  if (Number.parseInt(version, 10) >= OLDEST_VERSION) return ok("database", says);
  return note("database", says, `Earshot is made for PostgreSQL ${OLDEST_VERSION} and newer: upgrade it.`);
}

export function migrations({ applied, missing, failed, edited, unknown }: MigrationState): Finding[] {
  const findings: Finding[] = [];
  if (failed.length > 0) {
    const how = `See its error in the table _prisma_migrations; then npx prisma migrate resolve --rolled-back ${failed[0]}, and earshot migrate.`;
    findings.push(mend("migrations", `begun and not finished: ${listed(failed)}`, how));
  }
  if (edited.length > 0) {
    const how = "Restore those files and put the change into a new migration: earshot start refuses to run.";
    findings.push(mend("migrations", `changed after they had been applied: ${listed(edited)}`, how));
  }
  if (missing.length > 0) {
    const says =
      applied.length === 0 ? "none applied yet: the database is empty" : `missing: ${listed(missing)}`;
    findings.push(mend("migrations", says, "earshot migrate (earshot start does it too)"));
  }
  if (unknown.length > 0) {
    const how = "Install that newer Earshot, or expect surprises.";
    findings.push(note("migrations", `a newer Earshot has changed the database: ${listed(unknown)}`, how));
  }
  return findings.length > 0 ? findings : [ok("migrations", `all ${applied.length} applied`)];
}
