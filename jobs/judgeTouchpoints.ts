import type { Deps } from "../src/deps.ts";
import { dateIn } from "../src/domain/calendar/date-in.ts";
import { destinationsOf } from "../src/domain/routing/route.ts";
import type { Signal, TouchpointBelowFacts } from "../src/domain/signal/signal.ts";
import { scoreWindow } from "../src/domain/touchpoint/report.ts";
import { judgedTargets, watchTarget } from "../src/domain/touchpoint/watch.ts";
import { touchpointScores } from "../src/figures/touchpoint-page.ts";
import { enqueueDeliveries } from "../src/queue/enqueue.ts";
import type { Payload } from "../src/queue/registry.ts";
import type { Workspace } from "../src/store/workspaces.ts";

type JudgeDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;

/** A day is judged when people come to work, not at midnight. */
const MORNING_MS = 7 * 3_600_000;

/**
 * Judges each target by the whole days before today: a score that surely lies below is a signal, which ends when it has not
 * for some days. Within a day the same answers say the same, however often it runs.
 */
export async function judgeTouchpoints(
  deps: JudgeDeps,
  { workspaceId }: Payload<"judgeTouchpoints">,
): Promise<void> {
  const { store, now } = deps;
  const workspace = await store.workspaces.get(workspaceId);
  if (workspace === null) return;
  const morning = new Date(now().getTime() - MORNING_MS);
  const days = scoreWindow(workspace.zone, morning, workspace.scoreWindowDays);
  const [scores, living] = await Promise.all([
    touchpointScores(deps, workspace, { days }),
    store.signals.living(workspaceId, "touchpoint-below"),
  ]);
  const judged = new Map(scores.flatMap(judgedTargets).map((one) => [one.subject, one]));
  const today = dateIn(workspace.zone, morning).toString();
  for (const subject of new Set([...judged.keys(), ...living.map((signal) => signal.subject)])) {
    const signal = living.find((one) => one.subject === subject);
    const verdict = watchTarget(factsOf(signal), judged.get(subject), today);
    if (verdict.kind === "tell") await tell(deps, workspace, { subject, signal, facts: verdict.facts });
    if (verdict.kind === "end") await end(deps, workspaceId, subject);
  }
}

async function tell(
  { store, enqueue, now, log, metrics }: JudgeDeps,
  { id: workspaceId, defaultChannel }: Workspace,
  { subject, signal, facts }: { subject: string; signal: Signal | undefined; facts: TouchpointBelowFacts },
): Promise<void> {
  if (signal !== undefined) {
    const { alertIds } = await store.signals.updateFacts(workspaceId, signal.id, facts, now());
    return enqueueDeliveries(enqueue, alertIds);
  }
  const routed = { kind: facts.kind, touchpoint: facts.touchpoint, channel: facts.channel } as const;
  const opened = await store.signals.open({
    workspaceId,
    kind: "touchpoint-below",
    subject,
    facts,
    at: now(),
    slackChannels: destinationsOf(routed, await store.routes.list(workspaceId), { defaultChannel }),
  });
  if (opened.isNew) {
    metrics.signals.inc({ kind: "touchpoint-below" });
    log.info(
      { workspaceId, signal: opened.id, answers: facts.answers },
      "a touchpoint fell below its target",
    );
  }
  await enqueueDeliveries(enqueue, opened.alertIds);
}

async function end({ store, enqueue, now }: JudgeDeps, workspaceId: string, subject: string): Promise<void> {
  const ended = { workspaceId, kind: "touchpoint-below", subject, at: now(), by: "earshot" } as const;
  const { alertIds } = await store.signals.end({ ...ended, facts: { endedAt: now().toISOString() } });
  await enqueueDeliveries(enqueue, alertIds);
}

const factsOf = (signal: Signal | undefined): TouchpointBelowFacts | undefined =>
  signal?.facts.kind === "touchpoint-below" ? signal.facts : undefined;
