import type { Deps } from "../src/deps.ts";
import { BUCKET_MS } from "../src/domain/detection/live-window.ts";
import { weeklyBudget } from "../src/domain/routing/budget.ts";
import type { Payload } from "../src/queue/registry.ts";
import { judgeNow } from "./detect/judgeNow.ts";
import { judgePast } from "./detect/judgePast.ts";
import { judgeSources } from "./detect/silence.ts";

type DetectDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;

/** Contacts that all are older than this are a history that is played: it is judged as it went, not by the clock. */
const PAST_MS = 24 * 3_600_000;

/**
 * Judges the workspace's reasons and channels: by the clock, or, while all its contacts are long past, step by step
 * through what has come in. Once judged by the clock it stays so: an outage's backfill alerts nobody. Twice is once.
 */
export async function detect(deps: DetectDeps, { workspaceId }: Payload<"detect">): Promise<void> {
  const { store } = deps;
  const [workspace, span, judged] = await Promise.all([
    store.workspaces.get(workspaceId),
    store.buckets.span(workspaceId),
    store.baselines.judged(workspaceId),
  ]);
  if (workspace === null || span === null) return;
  const budget = weeklyBudget(workspace.falseAlertsPerMonth);
  const now = deps.now();
  const isPast = now.getTime() - (span.lastAt.getTime() + BUCKET_MS) > PAST_MS;
  if (isPast && !judged?.live) {
    // whoever moves contacts to another reason asks again when they are there
    if ((await store.recodings.moving(workspaceId)).size > 0) return;
    await judgePast(deps, workspace, span, judged?.throughAt ?? null, budget);
    return;
  }
  const listeningSince = await store.baselines.judgedLive(workspaceId, now);
  await judgeNow(deps, workspace, span.firstAt, budget);
  await judgeSources(deps, workspace, listeningSince);
}
