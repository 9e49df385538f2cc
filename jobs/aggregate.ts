import { randomUUID } from "node:crypto";
import type { Deps } from "../src/deps.ts";
import { countBuckets } from "../src/domain/bucket.ts";
import { codesIn } from "../src/domain/codes.ts";
import { countCodingDays } from "../src/domain/coding/day.ts";
import { resolveCustomers } from "../src/domain/customer/customer.ts";
import { type Hearing, hear, namedIn, withCustomers } from "../src/domain/drain.ts";
import { countSourceHours } from "../src/domain/signal/source-hour.ts";
import { enqueueDeliveries, enqueueNotices } from "../src/queue/enqueue.ts";
import type { Payload } from "../src/queue/registry.ts";
import { isConflict } from "../src/store/attempt.ts";
import type { InboxEvent } from "../src/store/inbox.ts";
import type { Transaction } from "../src/store/index.ts";
import { phonesOf } from "../src/store/phone.ts";
import type { Workspace } from "../src/store/workspaces.ts";
import { hearAnswers } from "./aggregate/hearAnswers.ts";
import { keepPromises } from "./aggregate/keepPromises.ts";

/** Events a transaction: enough to share its cost, few enough that a live one waits little behind history. */
const BATCH = 1_000;
/** While a backlog drains, what it changed is judged this often. */
const NUDGE_EVERY_MS = 1_000;

type DrainDeps = Pick<Deps, "store" | "enqueue" | "now" | "log">;
/** What a drain leaves to do: whether contacts were counted, which alerts to bring up to date, and which notices to say. */
type Outcome = {
  processed: number;
  setAside: number;
  counted: number;
  alertIds: string[];
  noticeIds: string[];
};

/** Turns the workspace's waiting events into contacts, buckets, feedback and promises, until none waits. */
export async function aggregate(deps: DrainDeps, { workspaceId }: Payload<"aggregate">): Promise<void> {
  const workspace = await deps.store.workspaces.get(workspaceId);
  if (workspace === null) return;
  let nudgedAt = Number.NEGATIVE_INFINITY;
  let counted = 0;
  for (;;) {
    const batch = await drainBatch(deps, workspace);
    counted += batch.counted;
    await enqueueDeliveries(deps.enqueue, batch.alertIds);
    await enqueueNotices(deps.enqueue, batch.noticeIds);
    const isLast = batch.processed + batch.setAside < BATCH;
    const now = deps.now().getTime();
    if (counted > 0 && (isLast || now - nudgedAt >= NUDGE_EVERY_MS)) {
      await deps.enqueue("detect", { workspaceId });
      nudgedAt = now;
      counted = 0;
    }
    if (isLast) return;
  }
}

/** One transaction: all of the batch or nothing. Meeting another transaction halfway, it starts again. */
async function drainBatch(deps: DrainDeps, workspace: Workspace): Promise<Outcome> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await deps.store.transaction(async (tx) => {
        const events = await tx.inbox.pending(workspace.id, BATCH);
        if (events.length === 0) return nothing;
        // under the drain's lock: it may have changed since the first batch
        const zone = await tx.days.zone(workspace.id);
        return settle(tx, deps, { ...workspace, zone }, events);
      });
    } catch (error) {
      if (attempts === 3 || !isConflict(error)) throw error;
    }
  }
}

/** Takes the events; when they are refused, halves them until the one to blame stands alone, and sets that one aside. */
async function settle(
  tx: Transaction,
  deps: DrainDeps,
  workspace: Workspace,
  events: InboxEvent[],
): Promise<Outcome> {
  const now = deps.now();
  const attempt = await tx.attempt(() => take(tx, workspace, events, now));
  if (attempt.kind === "done") return attempt.value;
  const [event] = events;
  if (events.length === 1 && event !== undefined) {
    await tx.inbox.putAside(event.id, attempt.error.message, now);
    deps.log.warn({ workspaceId: workspace.id, event: event.id, kind: event.kind }, "an event was set aside");
    return { ...nothing, setAside: 1 };
  }
  const half = Math.ceil(events.length / 2);
  const first = await settle(tx, deps, workspace, events.slice(0, half));
  const second = await settle(tx, deps, workspace, events.slice(half));
  return {
    processed: first.processed + second.processed,
    setAside: first.setAside + second.setAside,
    counted: first.counted + second.counted,
    alertIds: [...first.alertIds, ...second.alertIds],
    noticeIds: [...first.noticeIds, ...second.noticeIds],
  };
}

async function take(
  tx: Transaction,
  workspace: Workspace,
  events: InboxEvent[],
  now: Date,
): Promise<Outcome> {
  const heard = await meetCustomers(tx, workspace, hear(events, await tx.reasons.meanings(workspace.id)));

  const contacts = await tx.contacts.insert(workspace.id, heard.contacts);
  await tx.buckets.add(workspace.id, countBuckets(contacts, workspace.zone));
  await tx.reasonDays.add(workspace, contacts);
  await tx.codingDays.add(workspace.id, countCodingDays(contacts, workspace.zone));
  await tx.codings.insert(workspace.id, heard.codings);
  await tx.sourceHours.add(workspace.id, countSourceHours(contacts, now.getTime()));
  await hearAnswers(tx, workspace, contacts, heard);
  await tx.codes.meet(workspace.id, codesIn(heard));
  const { alertIds, noticeIds } = await keepPromises(tx, workspace.id, contacts, heard.promises, now);

  const ids = events.map(({ id }) => id);
  await tx.inbox.markProcessed(ids, now);
  return { processed: ids.length, setAside: 0, counted: contacts.length, alertIds, noticeIds };
}

async function meetCustomers(tx: Transaction, workspace: Workspace, hearing: Hearing): Promise<Hearing> {
  const named = namedIn(hearing, phonesOf(workspace.country));
  const known = await tx.customers.known(
    workspace.id,
    named.flatMap(({ identities }) => identities),
  );
  const resolution = resolveCustomers(named, known, randomUUID);
  await tx.customers.save(workspace.id, resolution);
  return withCustomers(hearing, resolution.customerIds);
}

const nothing: Outcome = { processed: 0, setAside: 0, counted: 0, alertIds: [], noticeIds: [] };
