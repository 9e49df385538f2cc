import type { Deps } from "../../src/deps.ts";
import { openingFrom } from "../../src/domain/calendar/opening.ts";
import { escalationAfter, firstEscalation } from "../../src/domain/promise/watch.ts";
import type { NewNotice } from "../../src/domain/routing/notice.ts";
import { enqueueDeliveries, enqueueNotices } from "../../src/queue/enqueue.ts";
import type { Transaction } from "../../src/store/index.ts";
import type { DueEscalation, EndedAcknowledgement } from "../../src/store/signal-escalations.ts";
import { WITH_GROUP } from "../../src/store/signals.ts";
import { type Watching, watchingOf } from "../../src/watching.ts";

const SIGNALS_AT_ONCE = 100;

type EscalateDeps = Pick<Deps, "store" | "enqueue" | "now">;

/** Overdue promises that nobody acknowledged are told one level higher; who that is, is asked when it is said. */
export async function escalateUntaken({ store, enqueue, now }: EscalateDeps): Promise<void> {
  for (;;) {
    const { due, noticeIds } = await store.transaction((tx) => escalateDue(tx, now()));
    await enqueueNotices(enqueue, noticeIds);
    if (due < SIGNALS_AT_ONCE) return;
  }
}

/** Acknowledgements that have run out: open again, with a word to whoever had it, and the leads hear of it anew. */
export async function endAcknowledgements({ store, enqueue, now }: EscalateDeps): Promise<void> {
  const { alertIds, noticeIds } = await store.transaction((tx) => reopenDue(tx, now()));
  await enqueueDeliveries(enqueue, alertIds);
  await enqueueNotices(enqueue, noticeIds);
}

async function escalateDue(tx: Transaction, now: Date): Promise<{ due: number; noticeIds: string[] }> {
  const due = await tx.signalEscalations.dueEscalations(now, SIGNALS_AT_ONCE);
  const watchingFor = await watchingOf(tx, due);
  const noticeIds: string[] = [];
  for (const signal of due) {
    const { rules, hours } = watchingFor(signal);
    const opensAt = openingFrom(hours, now);
    const isNow = signal.needsSomebody && opensAt <= now;
    const level = signal.escalation + (isNow ? 1 : 0);
    const later = signal.needsSomebody ? opensAt : null;
    const escalateAt = isNow ? escalationAfter(level, rules, hours, now) : later;
    await tx.signalEscalations.escalate(signal, { level, escalateAt });
    if (!isNow) continue;
    const added = await tx.notices.add(signal.workspaceId, [escalationOf(signal, level, now)]);
    noticeIds.push(...added.noticeIds);
  }
  return { due: due.length, noticeIds };
}

function escalationOf({ id, escalateAt }: DueEscalation, level: number, at: Date): NewNotice {
  return {
    key: `escalation-${id}-${escalateAt.toISOString()}-${level}`,
    slackTo: "",
    subject: id,
    facts: { kind: "escalation", level },
    at,
  };
}

async function reopenDue(tx: Transaction, now: Date) {
  const ended = await tx.signalEscalations.endedAcknowledgements(now);
  const watchingFor = await watchingOf(tx, ended);
  const groups = new Set(ended.filter(({ kind }) => kind === "overdue-promises").map(({ id }) => id));
  const alertIds: string[] = [];
  const noticeIds: string[] = [];
  for (const signal of ended) {
    const watching = watchingFor(signal);
    const opensAt = openingFrom(watching.hours, now);
    if (opensAt > now) {
      await tx.signalEscalations.acknowledgedUntil(signal, opensAt);
      continue;
    }
    const isToldByGroup = signal.groupId !== null && groups.has(signal.groupId);
    const reopened = await reopen(tx, signal, watching, now, isToldByGroup);
    alertIds.push(...reopened.alertIds);
    noticeIds.push(...reopened.noticeIds);
  }
  return { alertIds, noticeIds };
}

async function reopen(
  tx: Transaction,
  signal: EndedAcknowledgement,
  { rules, hours }: Watching,
  now: Date,
  isToldByGroup: boolean,
): Promise<{ alertIds: string[]; noticeIds: string[] }> {
  const escalateAt = firstEscalation(rules, hours, now);
  const note = isToldByGroup ? WITH_GROUP : signal.acknowledgedBy;
  const { alertIds } = await tx.signalEscalations.reopen(signal, { at: now, escalateAt, note });
  if (isToldByGroup) return { alertIds, noticeIds: [] };
  const notice: NewNotice = {
    key: `acknowledgement-${signal.id}-${signal.acknowledgedUntil.toISOString()}`,
    slackTo: signal.acknowledgedBy,
    subject: signal.id,
    facts: { kind: "acknowledgement-expired" },
    at: now,
  };
  return { alertIds, ...(await tx.notices.add(signal.workspaceId, [notice])) };
}
