import type { CustomerPromise } from "./promise.ts";
import { lifeOf, type PromiseEntry } from "./promise-life.ts";

/** What a source says happened to a promise, `externalId` being the source's own id of it. */
export type HeardDeed = Pick<
  CustomerPromise,
  "sourceId" | "externalId" | "customerId" | "contactId" | "text" | "owner" | "team" | "channel"
> &
  Pick<PromiseEntry, "at" | "actor" | "dueAt"> & { action: "made" | "kept" | "moved" | "withdrawn" };

export type PromiseHistory = { promise: CustomerPromise; entries: PromiseEntry[] };

/** Promises as they are now, with only the lines of history that are new. */
export type PromiseNews = { promises: CustomerPromise[]; entries: PromiseEntry[] };

/** What these deeds make of the promises known so far and of those first heard of. */
export function hearDeeds(
  known: readonly PromiseHistory[],
  deeds: readonly HeardDeed[],
  newId: () => string,
): PromiseNews {
  const histories = new Map(known.map((history) => [keyOf(history.promise), history]));
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
      told: null,
      note: null,
    };
    const isNewest = history.entries.every(({ at }) => at <= deed.at);
    const promise = isNewest
      ? told(history.promise, history.promise, deed)
      : told(history.promise, deed, history.promise);
    const entries = [...history.entries, entry];
    histories.set(keyOf(deed), { promise: withLife(promise, entries), entries });
    news.push(entry);
    touched.add(keyOf(deed));
  }
  const promises = [...touched].flatMap((key) => histories.get(key)?.promise ?? []);
  return { promises, entries: news };
}

/** A promise in the state its history comes to. The sweep wakes it at the time promised, unless that was told already. */
export function withLife(promise: CustomerPromise, entries: readonly PromiseEntry[]): CustomerPromise {
  const life = lifeOf(entries);
  const dueAt = life.dueAt ?? promise.dueAt;
  const begins = entries.filter(({ action }) => action === "made");
  const madeAt = new Date(Math.min(...(begins.length > 0 ? begins : entries).map(({ at }) => at.getTime())));
  const isSame = promise.status === "open" && dueAt.getTime() === promise.dueAt.getTime();
  const wakeAt = life.status !== "open" ? null : isSame ? promise.wakeAt : dueAt;
  return { ...promise, madeAt, dueAt, status: life.status, keptAt: life.keptAt, wakeAt };
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
    concrete: true,
    businessFrom: null,
    businessLeftMs: null,
    status: "open",
    keptAt: null,
    keptByContactId: null,
    warnedAt: null,
    wakeAt: dueAt,
  };
}

const keyOf = ({ sourceId, externalId }: Pick<CustomerPromise, "sourceId" | "externalId">): string =>
  JSON.stringify([sourceId, externalId]);
