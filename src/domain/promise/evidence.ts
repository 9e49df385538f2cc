import { type Contact, outcomes } from "../contact.ts";
import type { PromiseEntry } from "./life.ts";
import type { CustomerPromise } from "./promise.ts";

/** An outbound contact: somebody tried to reach the customer, and `outcome` says whether they did. */
export type Attempt = {
  contactId: string;
  customerId: string;
  at: Date;
  channel: string;
  team: string | null;
  agent: string | null;
  outcome: NonNullable<Contact["outcome"]> | null;
};

/** What an attempt means for the promise it fits best. */
export type Evidence = PromiseEntry & {
  action: "kept" | "tried";
  contactId: string;
  channel: string;
  /** How many other promises it could have been about. */
  others: number;
};

/**
 * Which promises these attempts keep. Each attempt speaks of one promise: of those made to the customer before it, the one
 * of the same owner, team and channel, else the one due first. Reaching the customer keeps it, at the attempt's own time;
 * an attempt in vain is noted. A promise that somebody called kept after the attempt was kept by it: the call may be heard
 * of later than the click, and must not be spent on another promise.
 * @param promises open ones, and kept ones for which no contact is known
 * @param isNews whether a pair has not been looked at before; what was is never weighed again
 */
export function weighEvidence(
  promises: readonly CustomerPromise[],
  attempts: readonly Attempt[],
  isNews: (promise: CustomerPromise, attempt: Attempt) => boolean,
): Evidence[] {
  const kept = new Set<string>();
  const evidence: Evidence[] = [];
  for (const attempt of [...attempts].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const candidates = promises.filter(
      (promise) =>
        !kept.has(promise.id) &&
        promise.customerId === attempt.customerId &&
        promise.madeAt < attempt.at &&
        promise.contactId !== attempt.contactId &&
        (promise.status === "open" || isKeptSince(promise, attempt)) &&
        isNews(promise, attempt),
    );
    const promise = bestFit(candidates, attempt);
    if (promise === undefined) continue;
    const keeps = reaches(attempt) && isFitting(promise, attempt);
    if (keeps) kept.add(promise.id);
    evidence.push({
      promiseId: promise.id,
      contactId: attempt.contactId,
      channel: attempt.channel,
      others: candidates.length - 1,
      at: attempt.at,
      actor: attempt.agent ?? "earshot",
      action: keeps ? "kept" : "tried",
      dueAt: null,
      told: null,
      note: noteOf(attempt, keeps, candidates.length),
    });
  }
  return evidence;
}

/** A contact that keeps a promise is said to its owner only so soon; of one long past they know. */
const NEWS_MS = 24 * 3_600_000;

/**
 * Whether the owner hears that this contact kept their promise, so that they can undo it: not when they reached the customer
 * themselves and no other promise could have been meant.
 */
export function isNewsToOwner({ action, at, others }: Evidence, isOwnContact: boolean, now: Date): boolean {
  return action === "kept" && (others > 0 || !isOwnContact) && now.getTime() - at.getTime() < NEWS_MS;
}

/** An outbound contact that says nothing of its outcome did reach the customer. */
const reaches = ({ outcome }: Attempt): boolean => outcome === null || outcome === "reached";

/** Somebody said that it was kept, and this attempt may be how. */
const isKeptSince = (promise: CustomerPromise, attempt: Attempt): boolean =>
  promise.keptAt !== null && attempt.at <= promise.keptAt && reaches(attempt) && isFitting(promise, attempt);

const spoken = ["phone", "store"];

/** Whom we promised to call, we have not called by writing: an automatic e-mail must not silence a forgotten call-back. */
function isFitting(promise: CustomerPromise, attempt: Pick<Attempt, "channel">): boolean {
  return promise.channel === null || !spoken.includes(promise.channel) || spoken.includes(attempt.channel);
}

function bestFit(candidates: readonly CustomerPromise[], attempt: Attempt): CustomerPromise | undefined {
  const [best] = [...candidates].sort(
    (a, b) =>
      closeness(b, attempt) - closeness(a, attempt) ||
      a.dueAt.getTime() - b.dueAt.getTime() ||
      (a.id < b.id ? -1 : 1),
  );
  return best;
}

function closeness(promise: CustomerPromise, { agent, team, channel }: Attempt): number {
  const same = (a: string | null, b: string | null) => Number(a !== null && a === b);
  return (
    16 * Number(promise.status === "kept") +
    8 * Number(isFitting(promise, { channel })) +
    4 * same(promise.owner, agent) +
    2 * same(promise.team, team) +
    same(promise.channel, channel)
  );
}

function noteOf({ channel, outcome }: Attempt, keeps: boolean, among: number): string {
  if (!keeps)
    return outcome === null || outcome === "reached" ? `only wrote (${channel})` : `${channel}: ${outcome}`;
  return among > 1 ? `reached by ${channel}; fits best of ${among} open promises` : `reached by ${channel}`;
}

/** What the note of an attempt says; `among` how many open promises it was the best fit, 1 or more. */
export type EvidenceNote =
  | { kind: "reached"; channel: string; among: number }
  | { kind: "only-wrote"; channel: string }
  | { kind: "in-vain"; channel: string; outcome: NonNullable<Contact["outcome"]> };

/** Reads back the note that an attempt left in a promise's history; undefined for anything else, such as people's words. */
export function readEvidenceNote(note: string): EvidenceNote | undefined {
  const [, reachedBy, among] = REACHED.exec(note) ?? [];
  if (reachedBy !== undefined) return { kind: "reached", channel: reachedBy, among: Number(among ?? 1) };
  const [, wroteBy] = ONLY_WROTE.exec(note) ?? [];
  if (wroteBy !== undefined) return { kind: "only-wrote", channel: wroteBy };
  const [, channel, ended] = IN_VAIN.exec(note) ?? [];
  const outcome = outcomes.find((each) => each === ended);
  return channel === undefined || outcome === undefined ? undefined : { kind: "in-vain", channel, outcome };
}

const REACHED = /^reached by (\S+)(?:; fits best of (\d+) open promises)?$/;
const ONLY_WROTE = /^only wrote \((\S+)\)$/;
const IN_VAIN = /^(\S+): (\S+)$/;
