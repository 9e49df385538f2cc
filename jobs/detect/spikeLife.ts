import type { Deps } from "../../src/deps.ts";
import { sameCauseAs } from "../../src/domain/signal/same-cause.ts";
import type { Signal, SpikeFacts } from "../../src/domain/signal/signal.ts";
import { enqueueDeliveries } from "../../src/queue/enqueue.ts";
import type { Transaction } from "../../src/store/index.ts";
import type { SignalOpening } from "../../src/store/signals.ts";
import { tellOpened } from "./openSpike.ts";

type SpikeDeps = Pick<Deps, "store" | "enqueue" | "log" | "metrics">;

/** Opens a spike: told by the message of one of the `living` that has the same cause, else by messages of its own. */
export async function beginSpike(
  deps: SpikeDeps,
  opening: SignalOpening,
  living: readonly Signal[],
): Promise<Signal | undefined> {
  const { workspaceId, facts, at } = opening;
  const leader = facts.kind === "spike" ? sameCauseAs(facts, at, living) : undefined;
  const opened = await (leader === undefined
    ? deps.store.signals.open(opening)
    : deps.store.transaction((tx) => openBeside(tx, opening, leader)));
  await tellOpened(deps, opening, opened);
  return deps.store.signals.get(workspaceId, opened.id);
}

async function openBeside(tx: Transaction, opening: SignalOpening, leader: Signal) {
  const { workspaceId, facts, at, slackChannels } = opening;
  const names = slackChannels.map((to) => (typeof to === "string" ? to : to.slackChannel));
  await tx.spikeGroups.lock(workspaceId, leader.id);
  if (!(await tx.spikeGroups.mayLead(workspaceId, leader.id, names, at))) return tx.signals.open(opening);
  const opened = await tx.signals.open({ ...opening, slackChannels: [] });
  const { alertIds } = await tx.spikeGroups.join(workspaceId, leader.id, {
    id: opened.id,
    label: labelOf(facts),
    at,
  });
  return { ...opened, alertIds };
}

/** Newer numbers, on its own message or its leader's. */
export async function goOnSpike(
  { store, enqueue }: SpikeDeps,
  { workspaceId, id }: Signal,
  facts: SpikeFacts,
  at: Date,
): Promise<void> {
  const alertIds = await store.transaction(async (tx) => {
    const own = await tx.signals.updateFacts(workspaceId, id, facts, at);
    const leaders = await tx.spikeGroups.goesOn(workspaceId, { id, at });
    return [...own.alertIds, ...leaders.alertIds];
  });
  await enqueueDeliveries(enqueue, alertIds);
}

/** Ends a spike; what was told by its message and goes on gets one of its own. */
export async function endSpike({ store, enqueue }: SpikeDeps, signal: Signal, at: Date): Promise<void> {
  const { workspaceId, subject } = signal;
  const { alertIds } = await store.transaction((tx) => tx.spikeGroups.end(workspaceId, subject, at));
  await enqueueDeliveries(enqueue, alertIds);
}

const labelOf = (facts: Signal["facts"]): string => (facts.kind === "spike" ? facts.reasonLabel : "");
