import { randomUUID } from "node:crypto";
import { deedInContact, deedOf, type HeardPromise, type StoredContact } from "../../src/domain/drain.ts";
import { type HeardDeed, hearDeeds, type PromiseHistory } from "../../src/domain/promise/deeds.ts";
import { standardDue } from "../../src/domain/promise/due.ts";
import type { Transaction } from "../../src/store/index.ts";
import { watchingOf } from "../../src/watching.ts";
import { tellSignals } from "./tellSignals.ts";
import { weighContacts } from "./weighContacts.ts";

/**
 * Makes, moves, withdraws and keeps promises: by what sources say of them, and by contacts that reached the customer.
 * An overdue signal whose promise is no longer overdue ends in the same transaction.
 * @returns the alerts to bring up to date, and the notices to say
 */
export async function keepPromises(
  tx: Transaction,
  workspaceId: string,
  contacts: readonly StoredContact[],
  promises: readonly HeardPromise[],
  now: Date,
): Promise<{ alertIds: string[]; noticeIds: string[] }> {
  const deeds = [...contacts.flatMap(deedInContact), ...promises.map(deedOf)];
  const known = await tx.promises.histories(workspaceId, deeds);
  const said = hearDeeds(known, await withStandards(tx, workspaceId, deeds, known), randomUUID, now);
  await tx.promises.save(workspaceId, said);

  const { weighed, kept, evidence, noticeIds } = await weighContacts(
    tx,
    workspaceId,
    contacts,
    said,
    known,
    now,
  );
  const news = {
    before: [...weighed, ...known.map(({ promise }) => promise)],
    after: [...said.promises, ...kept],
    entries: [...said.entries, ...evidence],
  };
  return { alertIds: await tellSignals(tx, workspaceId, news, now), noticeIds };
}

/** Made without a time, a promise is due by its team's standard. */
async function withStandards(
  tx: Transaction,
  workspaceId: string,
  deeds: readonly HeardDeed[],
  known: readonly PromiseHistory[],
): Promise<HeardDeed[]> {
  const isVague = ({ action, dueAt }: HeardDeed) => action === "made" && dueAt === null;
  const teamOf = ({ sourceId, externalId, team }: HeardDeed) =>
    team ??
    known.find(({ promise }) => promise.sourceId === sourceId && promise.externalId === externalId)?.promise
      .team ??
    null;
  const teams = deeds.filter(isVague).map((deed) => ({ workspaceId, team: teamOf(deed) }));
  if (teams.length === 0) return [...deeds];
  const watchingFor = await watchingOf(tx, teams);
  return deeds.map((deed) => {
    if (!isVague(deed)) return deed;
    const { rules, hours } = watchingFor({ workspaceId, team: teamOf(deed) });
    const { dueAt, business } = standardDue(rules, hours, deed.at);
    return { ...deed, dueAt, businessFrom: business?.from ?? null, businessLeftMs: business?.leftMs ?? null };
  });
}
