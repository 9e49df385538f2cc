import { lifeOf, type PromiseEntry } from "./life.ts";
import type { CustomerPromise } from "./promise.ts";

/** What a source says happened to a promise, `externalId` being the source's own id of it. */
export type HeardDeed = Pick<
  CustomerPromise,
  | "sourceId"
  | "externalId"
  | "customerId"
  | "contactId"
  | "text"
  | "owner"
  | "team"
  | "channel"
  | "concrete"
  | "businessFrom"
  | "businessLeftMs"
> &
  Pick<PromiseEntry, "at" | "actor" | "dueAt" | "told"> & { action: "made" | "kept" | "moved" | "withdrawn" };

export type PromiseHistory = { promise: CustomerPromise; entries: PromiseEntry[] };

/** Promises as they are now, with only the lines of history that are new. */
export type PromiseNews = { promises: CustomerPromise[]; entries: PromiseEntry[] };

/** What these deeds make of the promises known so far and of those first heard of. */
export function hearDeeds(
  known: readonly PromiseHistory[],
  deeds: readonly HeardDeed[],
  newId: () => string,
  now: Date,
): PromiseNews {
  const histories = new Map(known.map((history) => [keyOf(history.promise), history]));
  const earlier = new Map(known.map(({ promise }) => [promise.id, promise]));
  const news: PromiseEntry[] = [];
  const touched = new Set<string>();
  for (const deed of deeds) {
    const history = histories.get(keyOf(deed)) ?? { promise: firstHeard(deed, newId()), entries: [] };
    const entry: PromiseEntry = {
      promiseId: history.promise.id,
      at: deed.at,
      actor: deed.actor,
      action: deed.action,
      dueAt: deed.dueAt,
      told: deed.told,
      note: null,
    };
    histories.set(keyOf(deed), {
      promise: heard(history, deed, entry),
      entries: [...history.entries, entry],
    });
    news.push(entry);
    touched.add(keyOf(deed));
  }
  const promises = [...touched].flatMap((key) => histories.get(key)?.promise ?? []);
  return { promises: promises.map((promise) => woken(earlier.get(promise.id), promise, now)), entries: news };
}

/** The promise after one more deed, wherever in its history that belongs. */
function heard({ promise, entries }: PromiseHistory, deed: HeardDeed, entry: PromiseEntry): CustomerPromise {
  const isNewest = entries.every(({ at }) => at <= deed.at);
  const isFirstMade =
    deed.action === "made" && !entries.some(({ action, at }) => action === "made" && at <= deed.at);
  const known = isNewest ? told(promise, promise, deed) : told(promise, deed, promise);
  const after = withLife({ ...known, concrete: isFirstMade ? deed.concrete : promise.concrete }, [
    ...entries,
    entry,
  ]);
  const isSameDeadline =
    entries.length > 0 && after.dueAt.getTime() === promise.dueAt.getTime() && after.team === promise.team;
  const isDeeds = after.dueAt.getTime() === deed.dueAt?.getTime() && (deed.team ?? after.team) === after.team;
  const { businessFrom, businessLeftMs } = isSameDeadline ? promise : isDeeds ? deed : byTheClock;
  return { ...after, businessFrom, businessLeftMs };
}

/** A deadline that no team's business hours move: named by the clock, or given in another team's hours. */
export const byTheClock = { businessFrom: null, businessLeftMs: null };

/** A promise in the state its history comes to. */
export function withLife(promise: CustomerPromise, entries: readonly PromiseEntry[]): CustomerPromise {
  const life = lifeOf(entries);
  const begins = entries.filter(({ action }) => action === "made");
  const madeAt = new Date(Math.min(...(begins.length > 0 ? begins : entries).map(({ at }) => at.getTime())));
  return { ...promise, madeAt, dueAt: life.dueAt ?? promise.dueAt, status: life.status, keptAt: life.keptAt };
}

/**
 * The promise with its next look by the sweep: what changes its deadline, owner, team or status wakes it now, so that the
 * sweep alone decides what comes next; an end lets it sleep. A new deadline has its own reminders.
 */
export function woken(
  before: CustomerPromise | undefined,
  after: CustomerPromise,
  now: Date,
): CustomerPromise {
  const isSameDeadline = before?.dueAt.getTime() === after.dueAt.getTime();
  const isSame =
    isSameDeadline &&
    before?.status === after.status &&
    before.owner === after.owner &&
    before.team === after.team;
  const wakeAt = after.status !== "open" ? null : isSame ? (before?.wakeAt ?? null) : now;
  return { ...after, wakeAt, warnedAt: isSameDeadline ? after.warnedAt : null };
}

type Told = Pick<HeardDeed, "customerId" | "contactId" | "text" | "owner" | "team" | "channel">;

/** The promise with what was told of it: `newer` speaks over `older` where it says something. */
function told(promise: CustomerPromise, older: Told, newer: Told): CustomerPromise {
  return {
    ...promise,
    customerId: newer.customerId ?? older.customerId,
    contactId: newer.contactId ?? older.contactId,
    text: newer.text === "" ? older.text : newer.text,
    owner: newer.owner ?? older.owner,
    team: newer.team ?? older.team,
    channel: newer.channel ?? older.channel,
  };
}

function firstHeard(deed: HeardDeed, id: string): CustomerPromise {
  const { sourceId, externalId, customerId, contactId, text, owner, team, channel, at } = deed;
  const dueAt = deed.dueAt ?? at;
  return {
    id,
    sourceId,
    externalId,
    customerId,
    contactId,
    text,
    madeAt: at,
    dueAt,
    owner,
    team,
    channel,
    concrete: deed.concrete,
    businessFrom: deed.businessFrom,
    businessLeftMs: deed.businessLeftMs,
    status: "open",
    keptAt: null,
    keptByContactId: null,
    warnedAt: null,
    wakeAt: null,
  };
}

const keyOf = ({ sourceId, externalId }: Pick<CustomerPromise, "sourceId" | "externalId">): string =>
  JSON.stringify([sourceId, externalId]);
