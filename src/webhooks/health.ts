import type { ServerResponse } from "node:http";
import type { Deps } from "../deps.ts";
import { messageOf } from "../errors.ts";
import { answerJson } from "./answer.ts";

const CHECK_MS = 2_000;

/** By name, what resolves when that part of Earshot answers: database, queue, Slack. */
export type Checks = Record<string, () => Promise<void>>;

/** 200 when every part answers within two seconds, else 503 and which does not. */
export async function answerReady(
  res: ServerResponse,
  checks: Checks,
  draining: boolean,
  log: Deps["log"],
): Promise<void> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await outcome(name, check, log)] as const),
  );
  const ready = !draining && results.every(([, result]) => result === "ok");
  const status = draining ? "stopping" : ready ? "ready" : "not ready";
  answerJson(res, ready ? 200 : 503, { status, checks: Object.fromEntries(results) });
}

/** In Prometheus's text format. What the database counts is left as it was while the database is away. */
export async function answerMetrics(
  res: ServerResponse,
  { store, metrics }: Pick<Deps, "store" | "metrics">,
): Promise<void> {
  await store.events.backlog().then(
    ({ waiting, setAside }) => {
      metrics.waiting.set(waiting);
      metrics.setAside.set(setAside);
    },
    () => undefined,
  );
  const text = await metrics.registry.metrics();
  res.writeHead(200, { "content-type": metrics.registry.contentType });
  res.end(text);
}

async function outcome(name: string, check: () => Promise<void>, log: Deps["log"]): Promise<"ok" | "failed"> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${CHECK_MS} ms`)), CHECK_MS);
  });
  try {
    await Promise.race([check(), tooSlow]);
    return "ok";
  } catch (error) {
    log.warn({ check: name, error: messageOf(error) }, "a readiness check failed");
    return "failed";
  } finally {
    clearTimeout(timer);
  }
}
