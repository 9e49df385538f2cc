import { Redis } from "ioredis";
import type { Config } from "../config.ts";
import { connectQueue, type QueueConnection } from "./connection.ts";
import { type JobName, jobs } from "./registry.ts";

/** What Redis says of itself; undefined where it does not say. */
export type RedisFacts = {
  version: string | undefined;
  maxmemoryPolicy: string | undefined;
  isAppendOnly: boolean;
  /** The last write to its disk failed: it takes no more jobs. */
  isDiskFailing: boolean;
};

export type JobFacts = {
  kind: QueueConnection["kind"];
  waiting: number;
  failed: number;
  /** When the job that has waited longest should have begun; undefined when none waits. */
  oldestDueAt: Date | undefined;
};

/** Asks Redis about itself. @throws when it does not answer within 3 s, or refuses us */
export async function examineRedis(url: string): Promise<RedisFacts> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
    retryStrategy: () => null,
  });
  // What is wrong is what `connect` rejects with, except that it hides why the connection broke.
  let why: Error | undefined;
  redis.on("error", (error: Error) => {
    why = error;
  });
  try {
    await redis.connect();
    const said = await redis.info();
    const of = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(said)?.[1];
    return {
      version: of("redis_version"),
      maxmemoryPolicy: of("maxmemory_policy"),
      isAppendOnly: of("aof_enabled") === "1",
      isDiskFailing: of("rdb_last_bgsave_status") === "err" || of("aof_last_write_status") === "err",
    };
  } catch (error) {
    throw why ?? error;
  } finally {
    redis.disconnect();
  }
}

/** Counts the jobs and looks for the one that has waited longest. */
export async function examineJobs(
  urls: Pick<Config, "redisUrl"> & { databaseUrl: string },
): Promise<JobFacts> {
  const connection = await connectQueue(urls);
  const names = Object.keys(jobs) as JobName[];
  const queues = names.map((name) => connection.queue(name));
  try {
    const counts = await Promise.all(queues.map((queue) => queue.getJobCounts("wait", "failed")));
    // A job delayed until a time that has passed waits too: with no worker at work nobody moves it on.
    const oldest = await Promise.all(
      queues.flatMap((queue) => [queue.getJobs("wait", 0, 0, true), queue.getJobs("delayed", 0, 0, true)]),
    );
    const dueAt = oldest.flat().map(({ timestamp, delay }) => timestamp + delay);
    return {
      kind: connection.kind,
      waiting: counts.reduce((sum, { wait = 0 }) => sum + wait, 0),
      failed: counts.reduce((sum, { failed = 0 }) => sum + failed, 0),
      oldestDueAt: dueAt.length === 0 ? undefined : new Date(Math.min(...dueAt)),
    };
  } finally {
    await Promise.all(queues.map((queue) => queue.close()));
    await connection.close();
  }
}
