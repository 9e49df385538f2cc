import { setImmediate as othersTurn } from "node:timers/promises";
import type { Deps } from "../../src/deps.ts";
import { fineStart } from "../../src/domain/detection/live-window.ts";
import { type FineBucket, judgeSpikes } from "../../src/domain/detection/spike.ts";
import { calendarOf } from "../../src/holidays.ts";
import { enqueueDeliveries } from "../../src/queue/enqueue.ts";
import type { Workspace } from "../../src/store/workspaces.ts";
import { walkState } from "./detectorState.ts";
import { spikeEnding, tellOpened } from "./openSpike.ts";
import { type PastChange, pastEpisodes } from "./pastEpisodes.ts";

type PastDeps = Pick<Deps, "store" | "enqueue" | "log" | "metrics">;
type Span = { firstAt: Date; lastAt: Date };
/** `judged`: how far it was judged before (null: not at all); left out while the stretch is still filling. */
type Stretch = { firstAt: Date; from: number; to: number; judged?: Date | null };

/** Looks are as far apart as the shortest window is long. */
const STEP_MS = 15 * 60_000;
/** So much of the past is judged, and remembered as judged, in one transaction. */
const STRETCH_MS = 24 * 3_600_000;
/** A run ends after so many stretches; the next one goes on. */
const STRETCHES = 7;

/**
 * Judges contacts that are long past as a live run would have, at every quarter of an hour since `judged` that later
 * contacts show to be complete: however fast they come in, the same spikes begin and end at the same instants.
 * The quarter of an hour that is still filling may begin a spike, but never ends one.
 */
export async function judgePast(
  deps: PastDeps,
  workspace: Workspace,
  { firstAt, lastAt }: Span,
  judged: Date | null,
  weeklyBudget: number,
): Promise<void> {
  const until = floorStep(lastAt);
  let stretch = { firstAt, from: judged?.getTime() ?? floorStep(firstAt), to: until, judged };
  for (let done = 0; done < STRETCHES && stretch.from < until; done += 1) {
    const to = Math.min(until, stretch.from + STRETCH_MS);
    if (!(await judgeStretch(deps, workspace, { ...stretch, to }, weeklyBudget))) return;
    stretch = { firstAt, from: to, to: until, judged: new Date(to) };
  }
  if (stretch.from < until) return deps.enqueue("detect", { workspaceId: workspace.id });
  const filling = { firstAt, from: stretch.from, to: stretch.from + STEP_MS };
  await judgeStretch(deps, workspace, filling, weeklyBudget);
}

/** False when another run has judged it. */
async function judgeStretch(
  deps: PastDeps,
  workspace: Workspace,
  stretch: Stretch,
  weeklyBudget: number,
): Promise<boolean> {
  const { store } = deps;
  const { firstAt, from, to } = stretch;
  const fine = { grain: "5m", from: new Date(fineStart(from)), to: new Date(to) } as const;
  const [rows, living] = await Promise.all([
    store.buckets.between(workspace.id, fine),
    store.signals.living(workspace.id, "spike"),
  ]);
  const buckets = rows.map(({ startAt, ...row }) => ({ ...row, at: startAt.getTime() }));
  const calendar = calendarOf(workspace, firstAt, to);
  const episodes = pastEpisodes(deps, workspace, living);
  await walkState(store, workspace, calendar, stretch, async (state, learnTo) => {
    for (const { at, recent } of looks(buckets, from, to)) {
      await othersTurn();
      learnTo(at);
      const verdicts = judgeSpikes(state, calendar, at, recent, episodes.open(), weeklyBudget);
      await episodes.look(verdicts, state, at, stretch.judged !== undefined);
    }
  });
  return carryOut(deps, workspace.id, episodes.changes, stretch);
}

/** Every instant of `(from, to]` that is looked at, with the buckets that it needs; `buckets` oldest first. */
function* looks(buckets: readonly FineBucket[], from: number, to: number) {
  let first = 0;
  let end = 0;
  for (let at = from + STEP_MS; at <= to; at += STEP_MS) {
    const since = fineStart(at);
    while ((buckets[first]?.at ?? at) < since) first += 1;
    while ((buckets[end]?.at ?? at) < at) end += 1;
    yield { at, recent: buckets.slice(first, end) };
  }
}

/** The signals and how far it is judged change together: a run that dies halfway is done again, and tells nothing twice. */
async function carryOut(
  deps: PastDeps,
  workspaceId: string,
  changes: readonly PastChange[],
  { judged, to }: Stretch,
): Promise<boolean> {
  const outcomes = await deps.store.transaction(async (tx) => {
    const isOurs = judged === undefined || (await tx.baselines.judgedPast(workspaceId, judged, new Date(to)));
    if (!isOurs) return null;
    const opened = [];
    const alertIds: string[] = [];
    for (const change of changes) {
      if (change.kind === "begin") {
        opened.push({ opening: change.opening, result: await tx.signals.open(change.opening) });
        continue;
      }
      const changed =
        change.kind === "go-on"
          ? await tx.signals.updateFacts(workspaceId, change.signalId, change.facts, change.at)
          : await tx.signals.end(spikeEnding(workspaceId, change.subject, change.at));
      alertIds.push(...changed.alertIds);
    }
    return { opened, alertIds };
  });
  if (outcomes === null) return false;
  for (const { opening, result } of outcomes.opened) await tellOpened(deps, opening, result);
  await enqueueDeliveries(deps.enqueue, outcomes.alertIds);
  return true;
}

function floorStep(at: Date): number {
  return Math.floor(at.getTime() / STEP_MS) * STEP_MS;
}
