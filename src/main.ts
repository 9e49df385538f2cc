import { startWork } from "../jobs/main.ts";
import type { Config } from "./config.ts";
import type { Deps } from "./deps.ts";
import { startPostgres } from "./embedded/postgres/postgres.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { connectQueue } from "./queue/connection.ts";
import { openQueues } from "./queue/enqueue.ts";
import type { Route } from "./route.ts";
import { createSlackApp } from "./slack/app.ts";
import { INSTALL_PATH } from "./slack/connection/installer.ts";
import { openSlacks } from "./slack/connection/slack-for.ts";
import { closeDatabase, openDatabase } from "./store/database.ts";
import { createStore } from "./store/index.ts";
import { migrate } from "./store/migrate.ts";
import { notFoundRoute, webhookRoutes } from "./webhooks/routes.ts";

export type Role = "web" | "worker";

export type Earshot = {
  /** Where it listens; undefined for a worker alone. */
  port: number | undefined;
  /** Lines for the person who started it: what is not set up yet, and how to. */
  hints: string[];
  deps: Deps;
  /** Stops taking in, finishes what was taken, closes in order. Nothing acknowledged is lost. */
  stop(): Promise<void>;
};

/**
 * The composition root: config -> clients -> roles, by default both in one process.
 * @param options.routes more routes for the web server (the demo's page)
 * @param options.now another clock than the machine's (the demo's, which can be put forward)
 * @throws SetupError with one line that names the fix
 */
export async function startEarshot(
  config: Config,
  options: { roles?: Role[]; routes?: Route[]; now?: () => Date } = {},
): Promise<Earshot> {
  const roles = options.roles ?? ["web", "worker"];
  const closers: (() => Promise<void>)[] = [];
  const stop = () => closeInOrder(closers);
  try {
    const now = options.now ?? (() => new Date());
    const { deps, connection, queues, checks } = await openDeps(config, now, closers);
    if (roles.includes("worker")) closers.unshift((await startWork(deps, connection, queues)).stop);
    const port = roles.includes("web")
      ? await startWeb(deps, config, checks, options.routes ?? [], closers)
      : undefined;
    return { port, hints: hintsFor(config), deps, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Opens every client; puts what closes it in front of `closers`, so that the last opened closes first. */
async function openDeps(config: Config, now: () => Date, closers: (() => Promise<void>)[]) {
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  const databaseUrl = config.databaseUrl ?? (await startEmbedded(config.dir, closers));
  await migrate(databaseUrl);
  const db = openDatabase(databaseUrl, { max: 20 });
  closers.unshift(() => closeDatabase(db));
  const store = createStore(db);
  const connection = await connectQueue({ databaseUrl, redisUrl: config.redisUrl });
  closers.unshift(connection.close);
  const queues = openQueues(connection, log);
  closers.unshift(queues.close);
  const slacks = await openSlacks(config, { store, log, metrics });
  const deps: Deps = { store, enqueue: queues.enqueue, slackFor: slacks.slackFor, now, log, metrics };
  const checks = {
    database: store.ping,
    queue: connection.ping,
    ...(slacks.ping && { slack: slacks.ping }),
  };
  return { deps, connection, queues, checks };
}

async function startEmbedded(dir: string, closers: (() => Promise<void>)[]): Promise<string> {
  const postgres = await startPostgres({ dir });
  closers.unshift(postgres.stop);
  return postgres.url;
}

async function startWeb(
  deps: Deps,
  config: Config,
  checks: Record<string, () => Promise<void>>,
  routes: Route[],
  closers: (() => Promise<void>)[],
): Promise<number> {
  const webhooks = webhookRoutes(deps, checks, { publicUrl: config.publicUrl });
  const app = createSlackApp(deps, config, { routes: [...webhooks.routes, ...routes, notFoundRoute] });
  const port = await app.start(config.port);
  // First no new requests, then the ones under way are stored and answered.
  closers.unshift(app.stop);
  closers.unshift(webhooks.drain);
  return port;
}

function hintsFor(config: Config): string[] {
  const hints: string[] = [];
  if (config.oauth !== undefined) {
    hints.push(`Install Earshot into a Slack workspace: ${config.oauth.publicUrl}${INSTALL_PATH}`);
  } else if (config.slack === undefined) {
    hints.push(
      "No Slack is connected: signals wait until SLACK_BOT_TOKEN is set (see README, Connect Slack).",
    );
  } else if (config.slack.defaultChannel === undefined) {
    hints.push("SLACK_DEFAULT_CHANNEL is not set: alerts that no team or reason owns have nowhere to go.");
  }
  return hints;
}

/** Each is closed, also when one before it failed; the first failure is told at the end. */
async function closeInOrder(closers: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.splice(0)) await close().catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
