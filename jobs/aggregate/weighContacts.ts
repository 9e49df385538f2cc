import type { StoredContact } from "../../src/domain/drain.ts";
import { type PromiseHistory, type PromiseNews, withLife, woken } from "../../src/domain/promise/deeds.ts";
import {
  type Attempt,
  type Evidence,
  isNewsToOwner,
  weighEvidence,
} from "../../src/domain/promise/evidence.ts";
import { latest } from "../../src/domain/promise/life.ts";
import type { CustomerPromise } from "../../src/domain/promise/promise.ts";
import type { NewNotice } from "../../src/domain/routing/notice.ts";
import type { Transaction } from "../../src/store/index.ts";

type Weighing = {
  /** The promises as they were before. */
  weighed: CustomerPromise[];
  kept: CustomerPromise[];
  evidence: Evidence[];
  noticeIds: string[];
};

/**
 * What outbound contacts say of promises; also contacts that were here before their promise was heard of. Their owners hear
 * what was taken for kept, when they may want to undo it.
 */
export async function weighContacts(
  tx: Transaction,
  workspaceId: string,
  contacts: readonly StoredContact[],
  said: PromiseNews,
  known: readonly PromiseHistory[],
  now: Date,
): Promise<Weighing> {
  const attempts = new Map(contacts.flatMap(attemptOf).map((attempt) => [attempt.contactId, attempt]));
  const newAttempts = new Set(attempts.keys());
  const newPromises = newlyMade(said, known);
  for (const attempt of await earlierAttempts(tx, workspaceId, newPromises)) {
    if (!newAttempts.has(attempt.contactId)) attempts.set(attempt.contactId, attempt);
  }
  if (attempts.size === 0) return { weighed: [], kept: [], evidence: [], noticeIds: [] };

  const customers = new Set([...attempts.values()].map(({ customerId }) => customerId));
  const since = new Date(Math.min(...[...attempts.values()].map(({ at }) => at.getTime())));
  const histories = await tx.promises.unproven(workspaceId, [...customers], since);
  const isNew = new Set(newPromises.map(({ id }) => id));
  const reopenedAt = new Map(histories.map(({ promise, entries }) => [promise.id, lastReopened(entries)]));
  const evidence = weighEvidence(
    histories.map(({ promise }) => promise),
    [...attempts.values()],
    (promise, attempt) =>
      (isNew.has(promise.id) || newAttempts.has(attempt.contactId)) &&
      attempt.at.getTime() > (reopenedAt.get(promise.id) ?? 0),
  );
  const kept = histories.flatMap((history) => keptBy(history, evidence, now));
  await tx.promises.save(workspaceId, { promises: kept, entries: evidence });

  const weighed = histories.map(({ promise }) => promise);
  const noticeIds = await tellOwners(tx, workspaceId, weighed, evidence, now);
  return { weighed, kept, evidence, noticeIds };
}

/** Somebody said then that it was not kept after all: no contact before that keeps it. */
function lastReopened(entries: PromiseHistory["entries"]): number {
  return latest(entries, ({ action }) => action === "reopened")?.at.getTime() ?? 0;
}

function keptBy(
  { promise, entries }: PromiseHistory,
  evidence: readonly Evidence[],
  now: Date,
): CustomerPromise[] {
  const by = evidence.find(({ action, promiseId }) => action === "kept" && promiseId === promise.id);
  if (by === undefined) return [];
  return [woken(promise, withLife({ ...promise, keptByContactId: by.contactId }, [...entries, by]), now)];
}

function newlyMade(said: PromiseNews, known: readonly PromiseHistory[]): CustomerPromise[] {
  const knew = new Set(known.filter(({ entries }) => entries.some(isMade)).map(({ promise }) => promise.id));
  const made = new Set(said.entries.filter(isMade).map(({ promiseId }) => promiseId));
  return said.promises.filter(({ id, status }) => status === "open" && made.has(id) && !knew.has(id));
}

async function earlierAttempts(
  tx: Transaction,
  workspaceId: string,
  promises: readonly CustomerPromise[],
): Promise<Attempt[]> {
  const customers = promises.flatMap(({ customerId }) => customerId ?? []);
  if (customers.length === 0) return [];
  const from = new Date(Math.min(...promises.map(({ madeAt }) => madeAt.getTime())));
  return tx.contacts.attemptsSince(workspaceId, [...new Set(customers)], from);
}

function attemptOf(contact: StoredContact): Attempt[] {
  const { contactId, customerId, channel, team = null, agent = null, outcome = null } = contact;
  if (contact.direction !== "outbound" || customerId === null) return [];
  return [{ contactId, customerId, at: new Date(contact.occurredAt), channel, team, agent, outcome }];
}

async function tellOwners(
  tx: Transaction,
  workspaceId: string,
  weighed: readonly CustomerPromise[],
  evidence: readonly Evidence[],
  now: Date,
): Promise<string[]> {
  const wasOpen = new Set(weighed.filter(({ status }) => status === "open").map(({ id }) => id));
  const keeping = evidence.filter((one) => wasOpen.has(one.promiseId) && isNewsToOwner(one, false, now));
  const owners = await tx.promises.owners(
    workspaceId,
    keeping.map(({ promiseId, actor }) => ({ promiseId, agent: actor })),
  );
  const notices = keeping.flatMap((one): NewNotice[] => {
    const owner = owners.find(({ promiseId }) => promiseId === one.promiseId);
    if (!owner?.ownerSlackId || !isNewsToOwner(one, owner.isOwnContact, now)) return [];
    const { promiseId, contactId, channel, at, others } = one;
    const facts = {
      kind: "kept-by-evidence",
      contactId,
      channel,
      reachedAt: at.toISOString(),
      others,
    } as const;
    const key = `kept-by-evidence-${promiseId}-${contactId}`;
    return [{ key, slackTo: owner.ownerSlackId, subject: promiseId, facts, at: now }];
  });
  return (await tx.notices.add(workspaceId, notices)).noticeIds;
}

const isMade = ({ action }: { action: string }): boolean => action === "made";
