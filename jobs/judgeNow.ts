import type { Deps } from "../src/deps.ts";
import { fineStart } from "../src/domain/detection/live-look.ts";
import { judgeSpikes, type SpikeVerdict } from "../src/domain/detection/spike.ts";
import type { Signal, SpikeFacts } from "../src/domain/signal.ts";
import { calendarOf } from "../src/holidays.ts";
import { enqueueDeliveries } from "../src/queue/enqueue.ts";
import type { Workspace } from "../src/store/workspaces.ts";
import { caughtUpState } from "./detectorState.ts";
import { spikeEnding, spikeOpening, tellOpened } from "./openSpike.ts";
import { gatherFacts } from "./spikeFacts.ts";

type DetectDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;
type Spike = Extract<SpikeVerdict, { kind: "spike" }>;

/** An alert that goes on is brought up to date this often. */
const REFRESH_MS = 2_000;

/** Judges the workspace by the clock: spikes begin, go on, end. What is past is learned, and alerts nobody. */
export async function judgeNow(
  deps: DetectDeps,
  workspace: Workspace,
  firstAt: Date,
  weeklyBudget: number,
): Promise<void> {
  const { store } = deps;
  const workspaceId = workspace.id;
  const at = deps.now().getTime();
  const calendar = calendarOf(workspace, firstAt, at);
  const state = await caughtUpState(store, workspace, calendar, firstAt, at);
  const fine = { grain: "5m", from: new Date(fineStart(at)), to: new Date(at) } as const;
  const [rows, living] = await Promise.all([
    store.buckets.between(workspaceId, fine),
    store.signals.living(workspaceId, "spike"),
  ]);

  const buckets = rows.map(({ startAt, ...row }) => ({ ...row, at: startAt.getTime() }));
  const open = new Map(living.map((signal) => [signal.subject, signal]));
  const verdicts = judgeSpikes(state, calendar, at, buckets, new Set(open.keys()), weeklyBudget);

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

async function begin(
  deps: DetectDeps,
  workspace: Workspace,
  { subject }: Spike,
  facts: SpikeFacts,
): Promise<void> {
  const opening = await spikeOpening(deps, workspace, subject, facts, deps.now());
  await tellOpened(deps, opening, await deps.store.signals.open(opening));
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
  const { alertIds } = await deps.store.signals.end(spikeEnding(workspaceId, subject, new Date(at)));
  await enqueueDeliveries(deps.enqueue, alertIds);
}
