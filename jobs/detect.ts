import type { Deps } from "../src/deps.ts";
import { DEFAULT_WEEKLY_BUDGET } from "../src/domain/detection/decision.ts";
import { BUCKET_MS, fineStart } from "../src/domain/detection/live-look.ts";
import { judgeSpikes, type SpikeVerdict } from "../src/domain/detection/spike.ts";
import { channelsFor } from "../src/domain/routing.ts";
import type { Signal, SpikeFacts } from "../src/domain/signal.ts";
import { enqueueDeliveries } from "../src/queue/enqueue.ts";
import type { Payload } from "../src/queue/registry.ts";
import type { Workspace } from "../src/store/workspaces.ts";
import { calendarOf, caughtUpState } from "./detectorState.ts";
import { gatherFacts } from "./spikeFacts.ts";

type DetectDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;
type Spike = Extract<SpikeVerdict, { kind: "spike" }>;

/** Weeks of a month, for a budget that people give by the month. */
const WEEKS_PER_MONTH = 365.25 / 12 / 7;
/** Without a contact for so long the data is old (a replay): it is judged at its own end, not by the clock. */
const STALE_MS = 24 * 3_600_000;
/** An alert that goes on is brought up to date this often. */
const REFRESH_MS = 2_000;

/** Judges the workspace's reasons and channels as of now: spikes begin, go on, end. Twice is once. */
export async function detect(deps: DetectDeps, { workspaceId }: Payload<"detect">): Promise<void> {
  const { store } = deps;
  const [workspace, span] = await Promise.all([
    store.workspaces.get(workspaceId),
    store.buckets.span(workspaceId),
  ]);
  if (workspace === null || span === null) return;
  const at = judgedAt(deps.now().getTime(), span.lastAt.getTime());
  const calendar = calendarOf(workspace, span.firstAt, at);
  const state = await caughtUpState(store, workspace, calendar, span.firstAt, at);
  const fine = { grain: "5m", from: new Date(fineStart(at)), to: new Date(at) } as const;
  const [rows, living] = await Promise.all([
    store.buckets.between(workspaceId, fine),
    store.signals.living(workspaceId, "spike"),
  ]);

  const buckets = rows.map(({ startAt, ...row }) => ({ ...row, at: startAt.getTime() }));
  const open = new Map(living.map((signal) => [signal.subject, signal]));
  const budget = weeklyBudget(workspace);
  const verdicts = judgeSpikes(state, calendar, at, buckets, new Set(open.keys()), budget);

  for (const verdict of verdicts) {
    const signal = open.get(verdict.subject.key);
    open.delete(verdict.subject.key);
    if (verdict.kind === "spike") {
      const facts = () => gatherFacts(store, workspaceId, state, verdict, at);
      if (!signal) await begin(deps, workspace, verdict, await facts());
      else if (isWorthTelling(signal, verdict, at)) await goOn(deps, signal, await facts());
    } else if (signal) await end(deps, signal, at);
  }
  // what nothing is known of any more cannot go on
  for (const signal of open.values()) await end(deps, signal, at);
}

/** The end of the newest bucket when the data is old or runs ahead of the clock, else now. */
function judgedAt(now: number, lastBucketAt: number): number {
  const dataEnd = lastBucketAt + BUCKET_MS;
  return now - dataEnd > STALE_MS ? dataEnd : now;
}

function weeklyBudget({ falseAlertsPerMonth }: Workspace): number {
  return falseAlertsPerMonth > 0 ? falseAlertsPerMonth / WEEKS_PER_MONTH : DEFAULT_WEEKLY_BUDGET;
}

async function begin(
  deps: DetectDeps,
  workspace: Workspace,
  { subject }: Spike,
  facts: SpikeFacts,
): Promise<void> {
  const reason =
    subject.channel === undefined ? await deps.store.reasons.get(workspace.id, subject.reason) : null;
  const opened = await deps.store.signals.open({
    workspaceId: workspace.id,
    kind: "spike",
    subject: subject.key,
    facts,
    at: deps.now(),
    slackChannels: channelsFor({
      kind: "spike",
      reasonChannel: reason?.slackChannel,
      defaultChannel: workspace.defaultChannel,
    }),
  });
  if (opened.isNew) {
    deps.metrics.signals.inc({ kind: "spike" });
    deps.log.info(
      { workspaceId: workspace.id, signal: opened.id, observed: facts.observed },
      "a spike began",
    );
  }
  await enqueueDeliveries(deps.enqueue, opened.alertIds);
}

/** Another count than the one shown, and not told a moment ago. */
function isWorthTelling({ facts }: Signal, { look }: Spike, at: number): boolean {
  if (facts.kind !== "spike" || facts.observed === look.window.observed) return false;
  return Math.abs(at - Date.parse(facts.windowEndAt)) >= REFRESH_MS;
}

async function goOn(deps: DetectDeps, signal: Signal, facts: SpikeFacts): Promise<void> {
  const { alertIds } = await deps.store.signals.updateFacts(signal.workspaceId, signal.id, facts, deps.now());
  await enqueueDeliveries(deps.enqueue, alertIds);
}

async function end(deps: DetectDeps, { workspaceId, subject }: Signal, at: number): Promise<void> {
  const facts = { endedAt: new Date(at).toISOString() };
  const { alertIds } = await deps.store.signals.end({
    workspaceId,
    kind: "spike",
    subject,
    at: deps.now(),
    by: "earshot",
    facts,
  });
  await enqueueDeliveries(deps.enqueue, alertIds);
}
