import { setTimeout as wait } from "node:timers/promises";
import type { Deps } from "../src/deps.ts";
import { overdueFacts } from "../src/domain/promise-overdue.ts";
import { channelsFor } from "../src/domain/routing.ts";
import { messageOf } from "../src/errors.ts";
import { enqueueDeliveries } from "../src/queue/enqueue.ts";
import type { Payload } from "../src/queue/registry.ts";
import type { Store, Transaction } from "../src/store/index.ts";
import type { DuePromise } from "../src/store/promise-drain.ts";

/** An event that nobody has drained for so long has lost its nudge. */
const NUDGE_LOST_MS = 1_000;
const PROMISES_AT_ONCE = 100;
/** An overdue promise that no channel could take is looked at again after this. */
const NO_CHANNEL_MS = 60_000;
/** Workspaces are judged this often without a contact too: episodes end, and quiet is news. */
const JUDGE_EVERY_MS = 60_000;
/** A workspace without a contact for so long has nothing left that could end. */
const ACTIVE_MS = 8 * 24 * 3_600_000;

type SweepDeps = Pick<Deps, "store" | "enqueue" | "now" | "log" | "metrics">;

/**
 * Finds what nobody nudged: promises whose time has come, events, alerts and snoozes that wait. One process sweeps at a time.
 * A part that fails does not stop the others; the first failure is thrown after all had their turn.
 */
export async function sweep(deps: SweepDeps, _payload: Payload<"sweep"> = {}): Promise<void> {
  const failures: unknown[] = [];
  await deps.store.alone("earshot sweep", async () => {
    for (const part of [openOverdue, nudgeDrains, wakeSnoozed, deliverDue, judgeAll]) {
      await part(deps).catch((error: unknown) => failures.push(error));
    }
  });
  if (failures.length > 0) throw failures[0];
}

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

async function openOverdue({ store, enqueue, now, metrics }: SweepDeps): Promise<void> {
  for (;;) {
    const opened = await store.transaction(async (tx) => {
      const due = await tx.promises.takeDue(now(), PROMISES_AT_ONCE);
      const signals = [];
      for (const promise of due) signals.push(await openSignal(tx, promise, now()));
      return signals;
    });
    metrics.signals.inc({ kind: "overdue-promise" }, opened.filter(({ isNew }) => isNew).length);
    await enqueueDeliveries(
      enqueue,
      opened.flatMap(({ alertIds }) => alertIds),
    );
    if (opened.length < PROMISES_AT_ONCE) return;
  }
}

async function openSignal(tx: Transaction, promise: DuePromise, now: Date) {
  const { workspaceId, id, team, teamChannel, defaultChannel, ownerSlackId } = promise;
  const slackChannels = channelsFor({ kind: "overdue-promise", teamChannel, defaultChannel });
  if (slackChannels.length === 0) {
    await tx.promises.wake(workspaceId, id, new Date(now.getTime() + NO_CHANNEL_MS));
  }
  return tx.signals.open({
    workspaceId,
    kind: "overdue-promise",
    subject: id,
    team,
    facts: overdueFacts(promise, ownerSlackId),
    at: now,
    slackChannels,
  });
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

/** When each store's workspaces were last judged by this process: about once a minute is all that is asked. */
const judgedAt = new WeakMap<Store, number>();

async function judgeAll({ store, enqueue, now }: SweepDeps): Promise<void> {
  const at = now().getTime();
  if (at - (judgedAt.get(store) ?? Number.NEGATIVE_INFINITY) < JUDGE_EVERY_MS) return;
  judgedAt.set(store, at);
  for (const workspaceId of await store.buckets.activeWorkspaces(new Date(at - ACTIVE_MS))) {
    await enqueue("detect", { workspaceId });
  }
}
