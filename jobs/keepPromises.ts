import { randomUUID } from "node:crypto";
import { deedInContact, deedOf, type HeardContact, type HeardPromise } from "../src/domain/drain.ts";
import type { CustomerPromise } from "../src/domain/promise.ts";
import { hearDeeds, type PromiseHistory, type PromiseNews } from "../src/domain/promise-deeds.ts";
import { type Attempt, weighEvidence } from "../src/domain/promise-evidence.ts";
import type { Transaction } from "../src/store/index.ts";

type StoredContact = HeardContact & { contactId: string };

/**
 * Makes, moves, withdraws and keeps promises: by what sources say of them, and by contacts that reached the customer.
 * An overdue signal whose promise is no longer overdue ends in the same transaction.
 * @returns the alerts to bring up to date
 */
export async function keepPromises(
  tx: Transaction,
  workspaceId: string,
  contacts: readonly StoredContact[],
  promises: readonly HeardPromise[],
  now: Date,
): Promise<string[]> {
  const deeds = [...contacts.flatMap(deedInContact), ...promises.map(deedOf)];
  const known = await tx.promises.histories(workspaceId, deeds);
  const said = hearDeeds(known, deeds, randomUUID, now);
  await tx.promises.save(workspaceId, said);

  const { weighed, ...shown } = await weighContacts(tx, workspaceId, contacts, said, known);
  await tx.promises.save(workspaceId, shown);

  const before = new Map(
    [...weighed, ...known.map(({ promise }) => promise)].map((promise) => [promise.id, promise]),
  );
  const after = new Map([...said.promises, ...shown.promises].map((promise) => [promise.id, promise]));
  return endSignals(tx, workspaceId, before, after, now);
}

/** What outbound contacts say of promises; also contacts that were here before their promise was heard of. */
async function weighContacts(
  tx: Transaction,
  workspaceId: string,
  contacts: readonly StoredContact[],
  said: PromiseNews,
  known: readonly PromiseHistory[],
): Promise<PromiseNews & { weighed: CustomerPromise[] }> {
  const attempts = new Map(contacts.flatMap(attemptOf).map((attempt) => [attempt.contactId, attempt]));
  const newAttempts = new Set(attempts.keys());
  const newPromises = newlyMade(said, known);
  for (const attempt of await earlierAttempts(tx, workspaceId, newPromises)) {
    if (!newAttempts.has(attempt.contactId)) attempts.set(attempt.contactId, attempt);
  }
  if (attempts.size === 0) return { weighed: [], promises: [], entries: [] };

  const customers = new Set([...attempts.values()].map(({ customerId }) => customerId));
  const since = new Date(Math.min(...[...attempts.values()].map(({ at }) => at.getTime())));
  const unproven = await tx.promises.unproven(workspaceId, [...customers], since);
  const isNew = new Set(newPromises.map(({ id }) => id));
  const evidence = weighEvidence(
    unproven,
    [...attempts.values()],
    (promise, attempt) => isNew.has(promise.id) || newAttempts.has(attempt.contactId),
  );
  const keptBy = new Map(
    evidence.filter(({ action }) => action === "kept").map((one) => [one.promiseId, one]),
  );
  const kept = unproven.flatMap((promise): CustomerPromise[] => {
    const by = keptBy.get(promise.id);
    if (by === undefined) return [];
    return [{ ...promise, status: "kept", keptAt: by.at, keptByContactId: by.contactId, wakeAt: null }];
  });
  return { weighed: unproven, promises: kept, entries: evidence };
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

/** Ends the overdue signals of those that are late no more. */
async function endSignals(
  tx: Transaction,
  workspaceId: string,
  before: ReadonlyMap<string, CustomerPromise>,
  after: ReadonlyMap<string, CustomerPromise>,
  now: Date,
): Promise<string[]> {
  const ends = [...after].flatMap(([id, promise]) => {
    const outcome = outcomeOf(before.get(id), promise);
    return outcome === undefined ? [] : [{ id, outcome, endedAt: (promise.keptAt ?? now).toISOString() }];
  });
  const overdue = new Set(
    await tx.promises.withOverdueSignal(
      workspaceId,
      ends.map(({ id }) => id),
    ),
  );
  const alertIds: string[] = [];
  for (const { id, ...facts } of ends.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!overdue.has(id)) continue;
    const ending = {
      workspaceId,
      kind: "overdue-promise",
      subject: id,
      at: now,
      by: "earshot",
      facts,
    } as const;
    alertIds.push(...(await tx.signals.end(ending)).alertIds);
  }
  return alertIds;
}

/** How a promise stopped being overdue; undefined when it still is, or cannot have been. */
function outcomeOf(
  before: CustomerPromise | undefined,
  after: CustomerPromise,
): "kept" | "moved" | "broken" | "withdrawn" | undefined {
  if (before?.status !== "open") return undefined;
  if (after.status !== "open") return after.status;
  return before.dueAt.getTime() === after.dueAt.getTime() ? undefined : "moved";
}

const isMade = ({ action }: { action: string }): boolean => action === "made";
