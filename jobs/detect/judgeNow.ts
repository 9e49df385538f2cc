import type { Deps } from "../../src/deps.ts";
import { fineStart } from "../../src/domain/detection/live-window.ts";
import { judgeSpikes, type SpikeVerdict } from "../../src/domain/detection/spike.ts";
import type { Signal } from "../../src/domain/signal/signal.ts";
import { calendarOf } from "../../src/holidays.ts";
import type { Workspace } from "../../src/store/workspaces.ts";
import { caughtUpState } from "./detectorState.ts";
import { spikeOpening } from "./openSpike.ts";
import { gatherFacts } from "./spikeFacts.ts";
import { beginSpike, endSpike, goOnSpike } from "./spikeLife.ts";

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
  const [rows, all, moving] = await Promise.all([
    store.buckets.between(workspaceId, fine),
    store.signals.living(workspaceId, "spike"),
    store.recodings.moving(workspaceId),
  ]);
  // a reason whose contacts just come or go is judged when they are all there
  const living = all.filter(({ subject }) => !moving.has(subject));

  const buckets = rows.map(({ startAt, ...row }) => ({ ...row, at: startAt.getTime() }));
  const open = new Map(living.map((signal) => [signal.subject, signal]));
  const verdicts = judgeSpikes(state, calendar, at, buckets, new Set(open.keys()), weeklyBudget);

  const risen = new Set<string>();
  const begun: Signal[] = [];
  for (const verdict of verdicts) {
    if (verdict.kind !== "spike" || moving.has(verdict.subject.key)) continue;
    const { subject } = verdict;
    const signal = open.get(subject.key);
    risen.add(subject.key);
    const before = signal?.facts.kind === "spike" ? signal.facts : undefined;
    const facts = () => gatherFacts(store, workspaceId, state, verdict, at, before);
    if (!signal) {
      const opening = await spikeOpening(deps, workspace, subject, await facts(), deps.now());
      const opened = await beginSpike(deps, opening, [...all, ...begun]);
      if (opened !== undefined) begun.push(opened);
    } else if (isWorthTelling(signal, verdict, at)) await goOnSpike(deps, signal, await facts(), deps.now());
  }
  // what nothing is known of any more cannot go on; members before their leaders, whom they would outlive
  const over = [...open.values()].filter(({ subject }) => !risen.has(subject));
  for (const signal of over.filter(({ groupId }) => groupId !== null))
    await endSpike(deps, signal, new Date(at));
  for (const signal of over.filter(({ groupId }) => groupId === null))
    await endSpike(deps, signal, new Date(at));
}

/** Another count than the one shown, and not told a moment ago. */
function isWorthTelling({ facts }: Signal, { look }: Spike, at: number): boolean {
  if (facts.kind !== "spike" || facts.observed === look.window.observed) return false;
  return Math.abs(at - Date.parse(facts.windowEndAt)) >= REFRESH_MS;
}
