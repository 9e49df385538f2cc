import { UnrecoverableError } from "bullmq";
import type { Deps } from "../src/deps.ts";
import { messageOf, PermanentError } from "../src/errors.ts";
import type { JobWorker, QueueConnection, QueuedJob } from "../src/queue/connection.ts";
import { type JobName, jobs, type Payload } from "../src/queue/registry.ts";
import { within } from "../src/store/fence.ts";
import { handlers } from "./handlers.ts";

const jobNames = Object.keys(jobs) as JobName[];

/** One BullMQ worker a job. A job whose worker died runs again within 15 s (BullMQ's default is a minute). */
export function startWorkers(deps: Deps, connection: QueueConnection): JobWorker[] {
  return jobNames.map((name) =>
    connection.worker(name, (job) => runJob(deps, name, job), {
      concurrency: jobs[name].concurrency,
      lockDuration: 5_000,
      stalledInterval: 5_000,
    }),
  );
}

/** Parses the payload, runs the handler within its workspace, counts it; an error that no retry can mend is said so to BullMQ. */
async function runJob<N extends JobName>(deps: Deps, name: N, job: QueuedJob): Promise<void> {
  const end = deps.metrics.jobSeconds.startTimer({ job: name });
  try {
    const payload = parsePayload(name, job.data);
    await within(workspaceIn(payload), () => handlers[name](deps, payload));
    deps.metrics.jobs.inc({ job: name, outcome: "done" });
  } catch (error) {
    deps.metrics.jobs.inc({ job: name, outcome: "failed" });
    deps.log.error({ job: name, error: messageOf(error) }, "a job failed");
    throw error instanceof PermanentError ? new UnrecoverableError(error.message) : error;
  } finally {
    end();
  }
}

/** Undefined of jobs that are of all workspaces, or find their own by what they are about. */
function workspaceIn(payload: Payload<JobName>): string | undefined {
  return "workspaceId" in payload ? payload.workspaceId : undefined;
}

function parsePayload<N extends JobName>(name: N, payload: unknown): Payload<N> {
  const read = jobs[name].payload.safeParse(payload);
  if (!read.success) throw new PermanentError(`the payload of ${name} is wrong: ${read.error.message}`);
  return read.data as Payload<N>;
}
