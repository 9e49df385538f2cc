import type { Deps } from "../../src/deps.ts";
import { overdueFacts } from "../../src/domain/promise/overdue.ts";
import { firstEscalation, type Watch, watchPromise } from "../../src/domain/promise/watch.ts";
import type { NewNotice } from "../../src/domain/routing/notice.ts";
import { type Destination, destinationsOf } from "../../src/domain/routing/route.ts";
import { enqueueDeliveries, enqueueNotices } from "../../src/queue/enqueue.ts";
import type { Transaction } from "../../src/store/index.ts";
import type { DuePromise } from "../../src/store/promise-drain.ts";
import { placeName } from "../../src/store/signal-groups.ts";
import { type Watching, watchingOf } from "../../src/watching.ts";

const PROMISES_AT_ONCE = 500;
/** An overdue promise that no channel could take is looked at again after this. */
const NO_CHANNEL_MS = 60_000;
/** So many that become overdue at once in one channel are one message. */
const MANY = 4;

type Looked = { promise: DuePromise; watch: Watch; watching: Watching; told: Destination[] };
type Done = { looked: number; opened: number; alertIds: string[]; noticeIds: string[] };

/**
 * Looks at every promise that asked for it by now: reminds its owner, or opens its overdue signal, and lays down when to look
 * next. One transaction each time, so that whatever ends this process, each word is said once.
 */
export async function watchPromises({
  store,
  enqueue,
  now,
  metrics,
}: Pick<Deps, "store" | "enqueue" | "now" | "metrics">): Promise<void> {
  for (;;) {
    const at = now();
    const done = await store.transaction((tx) => lookAtDue(tx, at));
    metrics.signals.inc({ kind: "overdue-promise" }, done.opened);
    await enqueueDeliveries(enqueue, done.alertIds);
    await enqueueNotices(enqueue, done.noticeIds);
    if (done.looked < PROMISES_AT_ONCE) return;
  }
}

async function lookAtDue(tx: Transaction, now: Date): Promise<Done> {
  const due = await tx.promises.takeDue(now, PROMISES_AT_ONCE);
  if (due.length === 0) return { looked: 0, opened: 0, alertIds: [], noticeIds: [] };
  const watchingFor = await watchingOf(tx, due);
  const routes = await tx.routes.of([...new Set(due.map(({ workspaceId }) => workspaceId))]);
  const looked = due.map((promise): Looked => {
    const watching = watchingFor(promise);
    const routed = {
      kind: "overdue-promise",
      channel: promise.channel ?? undefined,
      team: promise.team,
    } as const;
    const told = destinationsOf(routed, routes.get(promise.workspaceId) ?? [], promise);
    return { promise, told, watching, watch: watchPromise(promise, watching.rules, watching.hours, now) };
  });
  const { opened, alertIds } = await tellOverdue(
    tx,
    looked.filter(({ watch }) => watch.kind === "overdue"),
    now,
  );
  const noticeIds = await remindOwners(tx, looked, now);
  await tx.promises.looked(
    looked.map((one) => ({ id: one.promise.id, wakeAt: wakeAfter(one, now), warnedAt: warnedBy(one, now) })),
  );
  return { looked: due.length, opened, alertIds, noticeIds };
}

function wakeAfter({ told, watch }: Looked, now: Date): Date | null {
  const isUntold = watch.kind === "overdue" && told.length === 0;
  return isUntold ? new Date(now.getTime() + NO_CHANNEL_MS) : watch.nextLook;
}

const warnedBy = ({ promise, watch }: Looked, now: Date): Date | null =>
  watch.kind === "remind" ? now : promise.warnedAt;

/** Opens their signals; those told already get the newer facts. Many new ones for the same channels share one message. */
async function tellOverdue(tx: Transaction, overdue: Looked[], now: Date) {
  if (overdue.length === 0) return { opened: 0, alertIds: [] };
  const told = await stillTold(tx, overdue, now);
  const workspaceIds = new Set(overdue.map(({ promise }) => promise.workspaceId));
  const bursts = await tx.signalGroups.bursting([...workspaceIds], now);
  const bursting = new Set(bursts.map(({ workspaceId, slackChannel }) => `${workspaceId} ${slackChannel}`));
  let opened = 0;
  const alertIds: string[] = [];
  const placeOfNew = (one: Looked) => (told.has(one.promise.id) ? undefined : placeOf(one));
  // Those told first, by their ids: whoever acknowledges a group locks its promises so before it, as we do.
  const toldOnes = overdue.filter((one) => !placeOfNew(one)).sort(byId);
  const inOrder = [...toldOnes, ...overdue.filter(placeOfNew)];
  for (const [place, here] of grouped(inOrder, placeOfNew)) {
    const isMany = place !== undefined && (here.length >= MANY || bursting.has(place));
    const signals = [];
    for (const one of here) signals.push(await openSignal(tx, one, now, isMany));
    opened += signals.filter(({ isNew }) => isNew).length;
    alertIds.push(...signals.flatMap((signal) => signal.alertIds));
    if (isMany) await gather(tx, here, { memberIds: signals.map(({ id }) => id), at: now });
  }
  alertIds.push(...(await tx.signalGroups.settle(now)).alertIds);
  return { opened, alertIds };
}

/**
 * Those that have a message where they are to be told. One of a group whose team tells elsewhere by now (it was handed over)
 * leaves the group, and is told as if it were new.
 */
async function stillTold(tx: Transaction, overdue: Looked[], now: Date): Promise<Set<string>> {
  const known = await tx.signalGroups.told(overdue.map(({ promise }) => promise.id));
  const told = new Map(known.map((one) => [one.promiseId, one]));
  const elsewhere = overdue.filter((one) => {
    const place = told.get(one.promise.id)?.place ?? null;
    return place !== null && one.told.length > 0 && place !== placeName(one.told);
  });
  // The group's thread tells of the hand-over first.
  if (elsewhere.length > 0) await tx.signalGroups.settle(now);
  for (const { promise, watching } of elsewhere) {
    const one = told.get(promise.id);
    if (one === undefined) continue;
    await tx.signalGroups.leave(one, { escalateAt: firstEscalation(watching.rules, watching.hours, now) });
    told.delete(promise.id);
  }
  return new Set(told.keys());
}

const byId = (a: Looked, b: Looked): number => (a.promise.id < b.promise.id ? -1 : 1);

/** The channels of a workspace; undefined while none is known. */
function placeOf({ promise, told }: Looked): string | undefined {
  return told.length === 0 ? undefined : `${promise.workspaceId} ${placeName(told)}`;
}

function openSignal(tx: Transaction, { promise, watching, told }: Looked, now: Date, isGrouped: boolean) {
  const { workspaceId, id, team, ownerSlackId } = promise;
  return tx.signals.open({
    workspaceId,
    kind: "overdue-promise",
    subject: id,
    team,
    facts: overdueFacts(promise, ownerSlackId),
    at: now,
    slackChannels: isGrouped ? [] : told,
    escalateAt: firstEscalation(watching.rules, watching.hours, now),
  });
}

async function gather(
  tx: Transaction,
  here: Looked[],
  { memberIds, at }: { memberIds: string[]; at: Date },
): Promise<void> {
  const [first] = here;
  if (first === undefined) return;
  const { workspaceId, team } = first.promise;
  await tx.signalGroups.gather({
    workspaceId,
    slackChannels: first.told,
    team: here.every(({ promise }) => promise.team === team) ? team : null,
    memberIds,
    at,
    escalateAt: firstEscalation(first.watching.rules, first.watching.hours, at),
  });
}

/** To the owner; whether they are there to read it is asked when it is said. */
async function remindOwners(tx: Transaction, looked: Looked[], now: Date): Promise<string[]> {
  const reminded = looked.filter(({ watch }) => watch.kind === "remind");
  const noticeIds: string[] = [];
  for (const [workspaceId, reminders] of grouped(reminded, ({ promise }) => promise.workspaceId)) {
    const added = await tx.notices.add(
      workspaceId,
      reminders.map((one) => reminderOf(one, now)),
    );
    noticeIds.push(...added.noticeIds);
  }
  return noticeIds;
}

function reminderOf({ promise, watch, told }: Looked, at: Date): NewNotice {
  const dueAt = promise.dueAt.toISOString();
  const minutes = watch.kind === "remind" ? watch.minutes : 0;
  return {
    key: `reminder-${promise.id}-${dueAt}-${minutes}`,
    slackTo: promise.ownerSlackId ?? told[0]?.slackChannel ?? "",
    subject: promise.id,
    facts: { kind: "reminder", dueAt },
    at,
  };
}

function grouped<T, K>(all: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one)) ?? [];
    groups.set(keyOf(one), group);
    group.push(one);
  }
  return groups;
}
