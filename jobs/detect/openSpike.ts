import type { Deps } from "../../src/deps.ts";
import type { SpikeSubject } from "../../src/domain/detection/spike.ts";
import { destinationsOf, routedSpike } from "../../src/domain/routing/route.ts";
import type { SpikeFacts } from "../../src/domain/signal/signal.ts";
import { enqueueDeliveries } from "../../src/queue/enqueue.ts";
import type { SignalOpening } from "../../src/store/signals.ts";
import type { Workspace } from "../../src/store/workspaces.ts";

type Opened = { id: string; isNew: boolean; alertIds: string[] };

/** The signal of a spike that begins at `at`, with the Slack channels that take it. */
export async function spikeOpening(
  { store }: Pick<Deps, "store">,
  workspace: Workspace,
  subject: SpikeSubject,
  facts: SpikeFacts,
  at: Date,
): Promise<SignalOpening> {
  const [reason, routes] = await Promise.all([
    subject.channel === undefined ? store.reasons.get(workspace.id, subject.reason) : null,
    store.routes.list(workspace.id),
  ]);
  return {
    workspaceId: workspace.id,
    kind: "spike",
    subject: subject.key,
    facts,
    at,
    slackChannels: destinationsOf({ ...routedSpike(facts), aliases: reason?.aliases }, routes, {
      reasonChannel: reason?.slackChannel,
      defaultChannel: workspace.defaultChannel,
    }),
  };
}

/** Counts a spike that was opened, and asks for its alerts. */
export async function tellOpened(
  deps: Pick<Deps, "enqueue" | "log" | "metrics">,
  { workspaceId, facts }: SignalOpening,
  { id, isNew, alertIds }: Opened,
): Promise<void> {
  if (isNew && facts.kind === "spike") {
    deps.metrics.signals.inc({ kind: "spike" });
    deps.log.info({ workspaceId, signal: id, observed: facts.observed }, "a spike began");
  }
  await enqueueDeliveries(deps.enqueue, alertIds);
}

/** What ends a spike: Earshot itself, as of `at`. */
export function spikeEnding(workspaceId: string, subject: string, at: Date) {
  const facts = { endedAt: at.toISOString() };
  return { workspaceId, kind: "spike", subject, at, by: "earshot", facts } as const;
}
