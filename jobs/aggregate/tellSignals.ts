import { latest, type PromiseEntry } from "../../src/domain/promise/life.ts";
import type { CustomerPromise } from "../../src/domain/promise/promise.ts";
import type { OverduePromiseFacts } from "../../src/domain/signal/signal.ts";
import type { Transaction } from "../../src/store/index.ts";

/** What a drain has made of promises: the later of two states counts. `entries`: the new lines of their histories. */
type News = {
  before: readonly CustomerPromise[];
  after: readonly CustomerPromise[];
  entries: readonly PromiseEntry[];
};

type Outcome = NonNullable<OverduePromiseFacts["outcome"]>;

/**
 * Ends the overdue signals of promises that are late no more, tells the others what was tried in vain, and those ended by a
 * move that the customer knows of it by now.
 * @returns the alerts to bring up to date
 */
export async function tellSignals(
  tx: Transaction,
  workspaceId: string,
  { before, after, entries }: News,
  now: Date,
): Promise<string[]> {
  const earlier = new Map(before.map((promise) => [promise.id, promise]));
  const ends = [...new Map(after.map((promise) => [promise.id, promise])).values()].flatMap((promise) => {
    const outcome = outcomeOf(earlier.get(promise.id), promise);
    return outcome === undefined ? [] : [{ promise, outcome }];
  });
  const tried = entries.filter(({ action }) => action === "tried");
  const ids = [...tried.map(({ promiseId }) => promiseId), ...ends.map(({ promise }) => promise.id)];
  const overdue = await tx.promises.withOverdueSignal(workspaceId, ids);

  const alertIds: string[] = [];
  for (const entry of tried) {
    if (overdue.has(entry.promiseId))
      alertIds.push(...(await tx.promises.tellTried(workspaceId, entry, now)));
  }
  for (const { promise, outcome } of ends) {
    if (!overdue.has(promise.id)) continue;
    const facts = endFacts(promise, outcome, entries, now);
    const ended = { kind: "overdue-promise", subject: promise.id, at: now, by: "earshot", facts } as const;
    alertIds.push(...(await tx.signals.end({ workspaceId, ...ended })).alertIds);
  }
  const moved = new Set(ends.filter(({ outcome }) => outcome === "moved").map(({ promise }) => promise.id));
  for (const entry of entries) {
    if (entry.action === "moved" && entry.told === true && !moved.has(entry.promiseId))
      alertIds.push(...(await tx.promises.tellTold(workspaceId, entry, now)));
  }
  return alertIds;
}

/** How a promise stopped being overdue; undefined when it still is, or cannot have been. */
function outcomeOf(before: CustomerPromise | undefined, after: CustomerPromise): Outcome | undefined {
  if (before?.status !== "open") return undefined;
  if (after.status !== "open") return after.status;
  return before.dueAt.getTime() === after.dueAt.getTime() ? undefined : "moved";
}

/** By which contact it was kept, or to when it was moved and whether the customer knows. */
function endFacts(
  promise: CustomerPromise,
  outcome: Outcome,
  entries: readonly PromiseEntry[],
  now: Date,
): Partial<OverduePromiseFacts> {
  const last = latest(entries, ({ promiseId, action }) => promiseId === promise.id && action === outcome);
  return {
    outcome,
    endedAt: (promise.keptAt ?? now).toISOString(),
    ...(outcome === "kept" && last?.note && { note: last.note }),
    ...(outcome === "moved" && { movedTo: promise.dueAt.toISOString() }),
    ...(outcome === "moved" && typeof last?.told === "boolean" && { told: last.told }),
  };
}
