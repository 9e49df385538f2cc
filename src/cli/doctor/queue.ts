import { messageOf } from "../../errors.ts";
import { examineJobs, examineRedis, type JobFacts, type RedisFacts } from "../../queue/examine.ts";
import { amount, counted, duration } from "../words.ts";
import { type Finding, mend, note, ok } from "./finding.ts";

const LATE_MS = 60_000;
const OLDEST_REDIS = 6.2;

/** The queue in Redis, and whether somebody works on it. */
export async function examineRedisQueue(redisUrl: string): Promise<Finding[]> {
  const findings = await aboutRedis(redisUrl);
  if (findings.some(({ state }) => state === "mend")) return findings;
  return [...findings, ...workers(await examineJobs({ redisUrl, databaseUrl: "" }), Date.now())];
}

/** The queue in PostgreSQL: it is as well as its database, which answers here; so does anybody work on it? */
export async function examinePostgresQueue(databaseUrl: string): Promise<Finding[]> {
  const facts = await examineJobs({ redisUrl: undefined, databaseUrl });
  return [ok("queue", "in PostgreSQL"), ...workers(facts, Date.now())];
}

async function aboutRedis(url: string): Promise<Finding[]> {
  try {
    return redisFindings(await examineRedis(url));
  } catch (error) {
    const how =
      "Start it, or check REDIS_URL; unset, the queue lives in PostgreSQL. What came in is stored and waits.";
    return [mend("queue", `Redis does not answer: ${messageOf(error)}`, how)];
  }
}

export function redisFindings({
  version,
  maxmemoryPolicy,
  isAppendOnly,
  isDiskFailing,
}: RedisFacts): Finding[] {
  const findings: Finding[] = [];
  if (isDiskFailing) {
    const how =
      "Free the disk that Redis writes to, and look into its log: while it cannot save, it refuses jobs.";
    findings.push(mend("queue", "Redis could not save to its disk", how));
  }
  if (maxmemoryPolicy !== undefined && maxmemoryPolicy !== "noeviction") {
    const how = "redis-cli config set maxmemory-policy noeviction, and the same in redis.conf.";
    findings.push(mend("queue", `Redis may throw jobs away: maxmemory-policy is ${maxmemoryPolicy}`, how));
  }
  if (version !== undefined && Number.parseFloat(version) < OLDEST_REDIS) {
    findings.push(mend("queue", `Redis ${version} is too old`, `Upgrade it to ${OLDEST_REDIS} or newer.`));
  }
  if (findings.length > 0) return findings;
  const says = `Redis ${version ?? ""}`.trim();
  if (isAppendOnly) return [ok("queue", `${says}, noeviction, append-only file`)];
  const how =
    "appendonly yes in redis.conf. Without it nothing is lost either: the work is found again in PostgreSQL.";
  return [note("queue", `${says} forgets its jobs in a crash`, how)];
}

export function workers({ waiting, failed, oldestDueAt }: JobFacts, nowMs: number): Finding[] {
  const lateMs = oldestDueAt === undefined ? 0 : nowMs - oldestDueAt.getTime();
  const findings: Finding[] = [];
  if (lateMs > LATE_MS) {
    const says = `jobs have waited for ${duration(lateMs)}${waiting > 0 ? ` (${amount(waiting)} wait)` : ""}`;
    findings.push(
      mend(
        "workers",
        says,
        "No worker is at work, or too few: earshot start (or earshot start --role worker).",
      ),
    );
  }
  if (failed > 0) {
    const how = "Their reasons are in the worker's log; the work itself is found again by the sweep.";
    findings.push(note("workers", `${counted(failed, "job")} failed in the last day`, how));
  }
  if (findings.length > 0) return findings;
  return [ok("workers", waiting === 0 ? "no job waits" : `${counted(waiting, "job")} waiting, none late`)];
}
