import type { Deps } from "../src/deps.ts";
import { messageOf } from "../src/errors.ts";
import type { QueueConnection } from "../src/queue/connection.ts";
import type { Queues } from "../src/queue/enqueue.ts";
import { startWorkers } from "./run.ts";
import { startSweeping } from "./sweep.ts";

const SWEEP_EVERY_MS = 2_000;

/**
 * Starts the workers, the schedules and this process's own sweep, which goes on when the queue is empty or away.
 * `stop` finishes the jobs that run and takes no more.
 */
export async function startWork(
  deps: Deps,
  connection: QueueConnection,
  queues: Queues,
): Promise<{ stop(): Promise<void> }> {
  const workers = startWorkers(deps, connection);
  const sweeping = startSweeping(deps, SWEEP_EVERY_MS);
  await queues.schedule().catch((error) => {
    deps.log.warn(
      { error: messageOf(error) },
      "the queue's schedules were not written; this process sweeps by itself",
    );
  });
  return {
    stop: async () => {
      await sweeping.stop();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}
