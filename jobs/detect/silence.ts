import type { Deps } from "../../src/deps.ts";
import { destinationsOf } from "../../src/domain/routing/route.ts";
import type { Signal, SourceSilentFacts } from "../../src/domain/signal/signal.ts";
import { judgeSilence, LEAST_SILENCE_MS, USUAL_WEEKS, usualCounts } from "../../src/domain/signal/silence.ts";
import { calendarOf } from "../../src/holidays.ts";
import { enqueueDeliveries } from "../../src/queue/enqueue.ts";
import type { HeardSource } from "../../src/store/sourceHours.ts";
import type { Workspace } from "../../src/store/workspaces.ts";

type SilenceDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;

const DAY_MS = 24 * 3_600_000;
/** A source is watched that in this time has sent most contacts soon after they occurred, not in batches. */
const LATELY_MS = 14 * DAY_MS;
const PROMPT_SHARE = 0.6;
/** After a week of silence its length says nothing new. */
const LONGEST_MS = 7 * DAY_MS;
/** An alert that goes on counts its hours. */
const REFRESH_MS = 3_600_000;

/**
 * Judges the workspace's sources by the clock: silence where contacts are usual is a signal of its own, which ends when
 * the source is heard again. Silence before `listeningSince` may have been our own.
 */
export async function judgeSources(
  deps: SilenceDeps,
  workspace: Workspace,
  listeningSince: Date,
): Promise<void> {
  const { store } = deps;
  const at = deps.now().getTime();
  const [sources, living] = await Promise.all([
    store.sourceHours.heardSince(workspace.id, new Date(at - LATELY_MS)),
    store.signals.living(workspace.id, "source-silent"),
  ]);
  const silent = new Map(living.map((signal) => [signal.subject, signal]));
  for (const source of sources) {
    const signal = silent.get(source.id);
    if (signal !== undefined && isOver(signal, source)) await end(deps, signal, source);
    else {
      const facts = await silenceOf(deps, workspace, source, listeningSince.getTime(), at);
      if (facts !== undefined) await tell(deps, workspace, signal, facts);
    }
  }
}

function isOver({ facts }: Signal, { heardAt, disabled }: HeardSource): boolean {
  return (
    disabled || (facts.kind === "source-silent" && (heardAt?.getTime() ?? 0) > Date.parse(facts.sinceAt))
  );
}

/** Undefined while it speaks, or nothing can be said. */
async function silenceOf(
  { store }: SilenceDeps,
  workspace: Workspace,
  source: HeardSource,
  listeningSince: number,
  now: number,
): Promise<SourceSilentFacts | undefined> {
  const { id, name, disabled, heardAt, contacts, prompt } = source;
  if (disabled || heardAt === null || prompt < PROMPT_SHARE * contacts) return undefined;
  const from = Math.max(heardAt.getTime(), listeningSince);
  const to = Math.min(now, from + LONGEST_MS);
  if (to - from < LEAST_SILENCE_MS) return undefined;
  const period = { from: new Date(from - USUAL_WEEKS * 7 * DAY_MS - DAY_MS), to: new Date(to) };
  const rows = await store.sourceHours.between(workspace.id, id, period);
  const hours = new Map(rows.map((row) => [row.startAt.getTime(), row.contacts]));
  const usual = usualCounts(hours, from, to, calendarOf(workspace, period.from, to));
  const verdict = judgeSilence(from, to, usual);
  if (verdict.kind !== "silent") return undefined;
  return {
    kind: "source-silent",
    sourceId: id,
    sourceName: name,
    sinceAt: new Date(verdict.sinceAt).toISOString(),
    asOf: new Date(to).toISOString(),
    usualLower: verdict.usualLower,
    usualUpper: verdict.usualUpper,
  };
}

async function tell(
  deps: SilenceDeps,
  { id: workspaceId, defaultChannel }: Workspace,
  signal: Signal | undefined,
  facts: SourceSilentFacts,
): Promise<void> {
  const { store, enqueue, metrics, log } = deps;
  if (signal === undefined) {
    const opened = await store.signals.open({
      workspaceId,
      kind: "source-silent",
      subject: facts.sourceId,
      facts,
      at: deps.now(),
      slackChannels: destinationsOf({ kind: "source-silent" }, await store.routes.list(workspaceId), {
        defaultChannel,
      }),
    });
    if (opened.isNew) {
      metrics.signals.inc({ kind: "source-silent" });
      log.info({ workspaceId, signal: opened.id, source: facts.sourceId }, "a source fell silent");
    }
    await enqueueDeliveries(enqueue, opened.alertIds);
  } else if (isWorthTelling(signal, facts)) {
    const { alertIds } = await store.signals.updateFacts(workspaceId, signal.id, facts, deps.now());
    await enqueueDeliveries(enqueue, alertIds);
  }
}

/** The silence it was opened for, an hour longer. */
function isWorthTelling({ facts: shown }: Signal, facts: SourceSilentFacts): boolean {
  return (
    shown.kind === "source-silent" &&
    shown.sinceAt === facts.sinceAt &&
    Date.parse(facts.asOf) - Date.parse(shown.asOf) >= REFRESH_MS
  );
}

async function end({ store, enqueue, now }: SilenceDeps, signal: Signal, source: HeardSource): Promise<void> {
  const { alertIds } = await store.signals.end({
    workspaceId: signal.workspaceId,
    kind: "source-silent",
    subject: source.id,
    at: now(),
    by: "earshot",
    facts: { endedAt: (source.heardAt ?? now()).toISOString() },
  });
  await enqueueDeliveries(enqueue, alertIds);
}
