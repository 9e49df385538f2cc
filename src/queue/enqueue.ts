import { ErrorCode } from "bullmq";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { JobQueue, QueueConnection } from "./connection.ts";
import { type JobName, jobs, type Payload, schedules } from "./registry.ts";

/**
 * Asks for a job to run. The same payload is the same work: while one waits, another is not added; while one runs,
 * one more will follow it. Never throws: PostgreSQL is the truth and the sweep asks again.
 */
export type Enqueue = <N extends JobName>(name: N, payload: Payload<N>) => Promise<void>;

export type Queues = {
  enqueue: Enqueue;
  /** Waiting, delayed and failed jobs by name. */
  counts(): Promise<Record<JobName, { waiting: number; delayed: number; failed: number }>>;
  /** Writes the schedules into the queue; may be called by every process at every start. */
  schedule(): Promise<void>;
  close(): Promise<void>;
};

const jobNames = Object.keys(jobs) as JobName[];

export function openQueues(connection: QueueConnection, log: Log): Queues {
  const queues = Object.fromEntries(jobNames.map((name) => [name, connection.queue(name)])) as Record<
    JobName,
    JobQueue
  >;
  return {
    async enqueue(name, payload) {
      try {
        await queues[name].add(name, payload, jobOptions(name, payload));
      } catch (error) {
        log.warn(
          { job: name, error: messageOf(error) },
          "the queue did not take a job; the sweep will ask again",
        );
      }
    },
    async counts() {
      const counted = await Promise.all(
        jobNames.map(async (name) => [name, await countsOf(queues[name])] as const),
      );
      return Object.fromEntries(counted) as Awaited<ReturnType<Queues["counts"]>>;
    },
    async schedule() {
      for (const { name, everyMs, payload } of schedules) {
        const job = { name, data: payload, opts: kept };
        await throughDeadlocks(() => queues[name].upsertJobScheduler(name, { every: everyMs }, job));
      }
    },
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}

// A finished job tells nothing that PostgreSQL does not; a failed one is kept a while for the one who looks.
const kept = { removeOnComplete: true, removeOnFail: { age: 24 * 3600, count: 1_000 } };

function jobOptions(name: JobName, payload: object) {
  return {
    ...kept,
    attempts: jobs[name].attempts,
    backoff: { type: "exponential", delay: 500 },
    deduplication: { id: [name, ...Object.values(payload)].join("-"), keepLastIfActive: true },
  };
}

/** Asks that Slack be made to agree with these alerts. */
export async function enqueueDeliveries(enqueue: Enqueue, alertIds: Iterable<string>): Promise<void> {
  for (const alertId of new Set(alertIds)) await enqueue("deliver", { alertId });
}

/** Asks that these words be said. */
export async function enqueueNotices(enqueue: Enqueue, noticeIds: Iterable<string>): Promise<void> {
  for (const noticeId of noticeIds) await enqueue("notify", { noticeId });
}

const MOST_DEADLOCKS = 10;

/**
 * Processes that write one schedule at once can meet in BullMQ's tables: PostgreSQL turns one away, which writes it then.
 * One that comes so late that this time and the next have their jobs already has nothing to write.
 */
async function throughDeadlocks(write: () => Promise<unknown>): Promise<void> {
  for (let met = 0; ; met += 1) {
    try {
      await write();
      return;
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === ErrorCode.SchedulerJobSlotsBusy) return;
      if (code !== "40P01" || met === MOST_DEADLOCKS) throw error;
    }
  }
}

async function countsOf(queue: JobQueue) {
  const counts = await queue.getJobCounts("wait", "delayed", "failed");
  return { waiting: counts.wait ?? 0, delayed: counts.delayed ?? 0, failed: counts.failed ?? 0 };
}
