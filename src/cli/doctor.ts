import { Command } from "commander";
import { type Config, readConfig } from "../config.ts";
import { messageOf, SetupError } from "../errors.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics.ts";
import { connectQueue } from "../queue/connection.ts";
import { openQueues } from "../queue/enqueue.ts";
import { connectSlack } from "../slack/slack.ts";
import { closeDatabase, openDatabase } from "../store/database.ts";
import { createStore, type Store } from "../store/index.ts";
import { missingMigrations } from "../store/migrate.ts";
import { withDatabaseUrl, withStore } from "./store.ts";

/** One line of the doctor's answer; `mend` says what to do when it is not ok. */
type Finding = { check: string; ok: boolean; says: string; mend?: string };

type Check = () => Promise<Omit<Finding, "check">>;

const LAG_MS = 60_000;
const CLOCK_MS = 5_000;

export function doctorCommand(): Command {
  return new Command("doctor")
    .description("look at the database, the queue, Slack and what could not be processed; say how to mend it")
    .option("--json", "print the findings as JSON")
    .option("--retry", "first let what was set aside be tried again")
    .action(async ({ json, retry }: { json?: boolean; retry?: boolean }) => {
      if (retry) await withStore((store, workspace) => store.inbox.retrySetAside(workspace.id));
      const findings = await withDatabaseUrl((url) => examine(readConfig(), url));
      console.log(json ? JSON.stringify({ findings }, null, 2) : findings.map(line).join("\n"));
      const bad = findings.filter((finding) => !finding.ok).length;
      if (bad > 0) throw new SetupError(`${bad} of ${findings.length} checks found something to mend.`);
    });
}

async function examine(config: Config, databaseUrl: string): Promise<Finding[]> {
  const db = openDatabase(databaseUrl, { max: 2 });
  const store = createStore(db);
  try {
    const missing = await run("migrations", async () => migrations(await missingMigrations(db.pool)));
    const findings = [await run("database", () => database(config, store)), missing];
    if (missing.ok) findings.push(...(await examineInbox(store)));
    findings.push(await run("queue", () => queue(config, databaseUrl)));
    findings.push(await run("slack", () => slack(config, store)));
    return findings;
  } finally {
    await closeDatabase(db);
  }
}

async function run(check: string, examineIt: Check): Promise<Finding> {
  try {
    return { check, ...(await examineIt()) };
  } catch (error) {
    return { check, ok: false, says: messageOf(error) };
  }
}

function line({ check, ok, says, mend }: Finding): string {
  const head = `${ok ? "ok  " : "MEND"} ${check.padEnd(11)} ${says}`;
  return ok || mend === undefined ? head : `${head}\n     ${" ".repeat(11)} ${mend}`;
}

async function database(config: Config, store: Store): ReturnType<Check> {
  const { version, now } = await store.about();
  const skewMs = Math.abs(now.getTime() - Date.now());
  const where = config.databaseUrl === undefined ? `embedded, in ${config.dir}` : "DATABASE_URL";
  if (skewMs > CLOCK_MS) {
    return {
      ok: false,
      says: `this machine's clock and the database's differ by ${Math.round(skewMs / 1000)} s`,
      mend: "Set both by NTP: signatures and due times depend on them.",
    };
  }
  return { ok: true, says: `PostgreSQL ${version} (${where})` };
}

function migrations(missing: string[]): Omit<Finding, "check"> {
  if (missing.length === 0) return { ok: true, says: "all applied" };
  return { ok: false, says: `missing: ${missing.join(", ")}`, mend: "Run: earshot migrate" };
}

async function examineInbox(store: Store): Promise<Finding[]> {
  const workspace = await store.workspaces.sole();
  return [
    await run("sources", async () => {
      const sources = await store.sources.list(workspace.id);
      if (sources.length > 0) return { ok: true, says: sources.map((source) => source.name).join(", ") };
      return { ok: false, says: "none", mend: "Run: earshot source add generic --name desk" };
    }),
    await run("inbox", async () => {
      const { waiting, oldestWaitingAt, lastReceivedAt } = await store.inbox.counts(workspace.id);
      const lagMs = oldestWaitingAt === null ? 0 : Date.now() - oldestWaitingAt.getTime();
      const last =
        lastReceivedAt === null ? "nothing received yet" : `last event ${lastReceivedAt.toISOString()}`;
      const says = `${waiting} waiting, ${last}`;
      if (lagMs <= LAG_MS) return { ok: true, says };
      const mend = `The oldest has waited ${Math.round(lagMs / 1000)} s. Is a worker running? (earshot start --role worker)`;
      return { ok: false, says, mend };
    }),
    await run("set aside", async () => {
      const { setAside } = await store.inbox.counts(workspace.id);
      if (setAside === 0) return { ok: true, says: "no event was set aside" };
      const events = await store.inbox.setAside(workspace.id, 10);
      const lines = events.map(
        (event) => `${event.kind} ${event.externalId} of ${event.sourceId}: ${event.error}`,
      );
      const mend = `${lines.join("\n                 ")}\n                 Their bodies are kept in the event table; when the cause is mended: earshot doctor --retry`;
      return { ok: false, says: `${setAside} events could not be processed`, mend };
    }),
  ];
}

async function queue(config: Config, databaseUrl: string): ReturnType<Check> {
  const connection = await connectQueue({ databaseUrl, redisUrl: config.redisUrl });
  const queues = openQueues(connection, createLog("silent"));
  try {
    const counts = Object.values(await queues.counts());
    const total = (of: "waiting" | "failed") => counts.reduce((sum, count) => sum + count[of], 0);
    const where = connection.kind === "redis" ? "Redis" : "PostgreSQL";
    return {
      ok: true,
      says: `${where}: ${total("waiting")} jobs waiting, ${total("failed")} failed in the last day`,
    };
  } finally {
    await queues.close();
    await connection.close();
  }
}

async function slack(config: Config, store: Store): ReturnType<Check> {
  if (config.slack === undefined) {
    return {
      ok: false,
      says: "not connected",
      mend: "Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET (README, Connect Slack).",
    };
  }
  const client = await connectSlack(config.slack, {
    store,
    log: createLog("silent"),
    metrics: createMetrics(),
  });
  await client.ping();
  if (config.slack.defaultChannel !== undefined) return { ok: true, says: "the token works" };
  return {
    ok: false,
    says: "the token works, but there is no default channel",
    mend: "Set SLACK_DEFAULT_CHANNEL.",
  };
}
