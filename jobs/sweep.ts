import { setTimeout as wait } from "node:timers/promises";
import type { Deps } from "../src/deps.ts";
import { messageOf } from "../src/errors.ts";
import { enqueueDeliveries, enqueueNotices } from "../src/queue/enqueue.ts";
import type { Payload } from "../src/queue/registry.ts";
import type { Store } from "../src/store/index.ts";
import { startRecodings } from "./recode.ts";
import { startRecounts } from "./recount.ts";
import { endMutes } from "./sweep/endMutes.ts";
import { endAcknowledgements, escalateUntaken } from "./sweep/escalate.ts";
import { tellDigests } from "./sweep/tellDigests.ts";
import { tellNewReasons } from "./sweep/tellNewReasons.ts";
import { tellReports } from "./sweep/tellReports.ts";
import { tellSilent } from "./sweep/tellSilent.ts";
import { tellWeeks } from "./sweep/tellWeeks.ts";
import { watchMends } from "./sweep/watchMends.ts";
import { watchPromises } from "./sweep/watchPromises.ts";

/** An event that nobody has drained for so long has lost its nudge. */
const NUDGE_LOST_MS = 1_000;
/** Workspaces are judged this often without a contact too: episodes end, and quiet is news. */
const JUDGE_EVERY_MS = 60_000;
/** A team's week and a channel's digest are told within so long of their time. */
const TELL_EVERY_MS = 60_000;
/** A touchpoint is judged by whole days: soon after one is over. */
const JUDGE_TOUCHPOINTS_EVERY_MS = 30 * 60_000;
/** Merges and splits that nobody nudged are looked for this often; what failed has its own time. */
const RECODE_EVERY_MS = 10_000;
/** What contacts say is listened to this often. */
const LISTEN_EVERY_MS = 600_000;
/** Who is silent is told weekly: rhythms may be minutes behind. */
const WEIGH_EVERY_MS = 60_000;
/** A workspace without a contact for so long has nothing left that could end. */
const ACTIVE_MS = 8 * 24 * 3_600_000;

type SweepDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;

/**
 * Finds what nobody nudged: promises whose time has come, what nobody has taken, events, alerts and words that wait. One
 * process sweeps at a time.
 * A part that fails does not stop the others; the first failure is thrown after all had their turn.
 */
export async function sweep(deps: SweepDeps, _payload: Payload<"sweep"> = {}): Promise<void> {
  const failures: unknown[] = [];
  await deps.store.alone("earshot sweep", async () => {
    for (const part of parts) {
      await part(deps).catch((error: unknown) => failures.push(error));
    }
  });
  if (failures.length > 0) throw failures[0];
}

/** In this order: what is overdue and untaken is laid down before it is delivered and said. */
const parts = [
  watchPromises,
  endAcknowledgements,
  escalateUntaken,
  settleGroups,
  nudgeDrains,
  atMostEvery(RECODE_EVERY_MS, startRecodings),
  wakeSnoozed,
  endMutes,
  deliverDue,
  sayDue,
  atMostEvery(TELL_EVERY_MS, tellWeeks),
  atMostEvery(TELL_EVERY_MS, watchMends),
  atMostEvery(TELL_EVERY_MS, tellSilent),
  atMostEvery(TELL_EVERY_MS, tellDigests),
  atMostEvery(TELL_EVERY_MS, tellReports),
  atMostEvery(TELL_EVERY_MS, tellNewReasons),
  atMostEvery(JUDGE_EVERY_MS, startRecounts),
  atMostEvery(JUDGE_EVERY_MS, judgeAll),
  atMostEvery(JUDGE_TOUCHPOINTS_EVERY_MS, judgeAllTouchpoints),
  atMostEvery(WEIGH_EVERY_MS, weighAllRhythms),
  atMostEvery(LISTEN_EVERY_MS, listenToWords),
];

/** Sweeps now and then every `everyMs`, one sweep after the other, whatever happens to them. `stop` waits for the one under way. */
export function startSweeping(deps: SweepDeps, everyMs: number): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const swept = (async () => {
    while (!stopping.signal.aborted) {
      await sweep(deps).catch((error: unknown) => {
        deps.log.error({ error: messageOf(error) }, "a sweep failed; the next one follows");
      });
      await wait(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await swept;
    },
  };
}

async function settleGroups({ store, enqueue, now }: SweepDeps): Promise<void> {
  const { alertIds } = await store.transaction((tx) => tx.signalGroups.settle(now()));
  await enqueueDeliveries(enqueue, alertIds);
}

async function nudgeDrains({ store, enqueue, now }: SweepDeps): Promise<void> {
  const before = new Date(now().getTime() - NUDGE_LOST_MS);
  for (const workspaceId of await store.inbox.workspacesWaiting(before)) {
    await enqueue("aggregate", { workspaceId });
  }
}

async function wakeSnoozed({ store, enqueue, now }: SweepDeps): Promise<void> {
  const { alertIds } = await store.signals.endSnoozes(now());
  await enqueueDeliveries(enqueue, alertIds);
}

async function deliverDue({ store, enqueue, now }: SweepDeps): Promise<void> {
  await enqueueDeliveries(enqueue, await store.alerts.due(now()));
}

async function sayDue({ store, enqueue, now }: SweepDeps): Promise<void> {
  await enqueueNotices(enqueue, await store.notices.due(now()));
}

async function judgeAll({ store, enqueue, now }: SweepDeps): Promise<void> {
  const since = new Date(now().getTime() - ACTIVE_MS);
  for (const workspaceId of await store.buckets.activeWorkspaces(since)) {
    await enqueue("detect", { workspaceId });
  }
}

async function listenToWords({ store, enqueue, now }: SweepDeps): Promise<void> {
  const since = new Date(now().getTime() - ACTIVE_MS);
  for (const workspaceId of await store.buckets.activeWorkspaces(since)) {
    await enqueue("hearTerms", { workspaceId });
    await enqueue("learnCoding", { workspaceId });
  }
}

async function judgeAllTouchpoints({ store, enqueue }: SweepDeps): Promise<void> {
  for (const workspaceId of await store.touchpoints.workspacesToJudge()) {
    await enqueue("judgeTouchpoints", { workspaceId });
  }
}

async function weighAllRhythms({ store, enqueue }: SweepDeps): Promise<void> {
  for (const workspaceId of await store.customerTouches.workspacesUnweighed()) {
    await enqueue("weighRhythms", { workspaceId });
  }
}

type Part = (deps: SweepDeps) => Promise<void>;

/** The same part, but not again within `everyMs` on the same store by this process. */
function atMostEvery(everyMs: number, part: Part): Part {
  const doneAt = new WeakMap<Store, number>();
  return async (deps) => {
    const at = deps.now().getTime();
    if (Math.abs(at - (doneAt.get(deps.store) ?? Number.NEGATIVE_INFINITY)) < everyMs) return;
    doneAt.set(deps.store, at);
    await part(deps);
  };
}
