import {
  type ConnectionOptions,
  createPostgresBackend,
  type PostgresConnectionOptions,
  Queue,
  runMigrations,
  Worker,
  type WorkerOptions,
  withBackend,
} from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import type { Config } from "../config.ts";
import { messageOf, SetupError } from "../errors.ts";

/** How this process reaches the queue: Redis when `redisUrl` is set, else BullMQ's tables in the same PostgreSQL. */
export type QueueConnection = {
  kind: "redis" | "postgres";
  queue(name: string): JobQueue;
  worker(name: string, run: (job: QueuedJob) => Promise<void>, options: WorkOptions): JobWorker;
  /** Resolves when the queue answers; rejects when it does not. */
  ping(): Promise<void>;
  close(): Promise<void>;
};

export type JobQueue = Pick<
  Queue,
  "add" | "upsertJobScheduler" | "getJobCounts" | "getJobs" | "obliterate" | "close"
>;
export type JobWorker = Pick<Worker, "close" | "waitUntilReady">;
export type QueuedJob = { data: unknown };
export type WorkOptions = Pick<
  WorkerOptions,
  "concurrency" | "lockDuration" | "stalledInterval" | "drainDelay"
>;

type Urls = Pick<Config, "redisUrl"> & { databaseUrl: string };

/** @throws SetupError when the queue cannot be reached at start */
export async function connectQueue(urls: Urls): Promise<QueueConnection> {
  return urls.redisUrl === undefined ? connectPostgres(urls.databaseUrl) : connectRedis(urls.redisUrl);
}

// A producer fails fast when Redis is away: the event is stored already, and the sweep nudges later.
const producer = { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 1_000 };
const consumer = { maxRetriesPerRequest: null };

async function connectRedis(url: string): Promise<QueueConnection> {
  const redis = new Redis(url, { ...producer, lazyConnect: true });
  // ioredis reconnects by itself; without a listener every attempt would be an unhandled error.
  redis.on("error", () => undefined);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    throw new SetupError(
      `Cannot reach Redis: ${messageOf(error)}. Check REDIS_URL, or unset it to queue in PostgreSQL.`,
    );
  }
  const workers = new Redis(url, consumer);
  workers.on("error", () => undefined);
  return {
    kind: "redis",
    queue: (name) => quiet(new Queue(name, { connection: asConnection(redis) })),
    worker: (name, run, options) =>
      quiet(new Worker(name, run, { ...options, connection: asConnection(workers) })),
    ping: async () => {
      await redis.ping();
    },
    close: async () => {
      redis.disconnect();
      workers.disconnect();
    },
  };
}

/** BullMQ's types are of ioredis 5; it takes a 6 all the same. */
function asConnection(redis: Redis): ConnectionOptions {
  return redis as unknown as ConnectionOptions;
}

/** A lost connection is retried by BullMQ; without a listener the error would end the process. */
function quiet<T extends { on(event: "error", listener: () => void): unknown }>(emitter: T): T {
  emitter.on("error", () => undefined);
  return emitter;
}

async function connectPostgres(url: string): Promise<QueueConnection> {
  await migrateQueueTables(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 20,
    connectionTimeoutMillis: 5_000,
    application_name: "earshot queue",
    // BullMQ sets this on pools it makes itself; its functions live in a schema of their own.
    options: "-c search_path=bullmq",
  });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  // Every queue and worker listens to the one pool: ten are no leak.
  pool.setMaxListeners(0);
  const { Queue, Worker } = withBackend(createPostgresBackend);
  // BullMQ's own type of a pool is narrower than pg's.
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    kind: "postgres",
    queue: (name) => quiet(new Queue(name, { connection })) as JobQueue,
    worker: (name, run, options) => quiet(new Worker(name, run, { ...options, connection })),
    ping: async () => {
      await pool.query("SELECT 1");
    },
    close: () => pool.end(),
  };
}

async function migrateQueueTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
