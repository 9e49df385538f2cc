import { byTheClock, withLife, woken } from "./deeds.ts";
import { latest, type PromiseEntry, turnOf } from "./life.ts";
import type { CustomerPromise } from "./promise.ts";
import { isMovedSilently } from "./report.ts";

/** What a person does to a promise in Slack, with what it takes. */
export type PromiseAct =
  | { deed: "kept" }
  /** Did not get through. */
  | { deed: "tried"; note?: string }
  /** `told`: whether the customer knows of the new time. */
  | { deed: "moved"; dueAt: Date; told: boolean; businessFrom?: Date; businessLeftMs?: number; note?: string }
  /** The customer knows by now of the time it was moved to. */
  | { deed: "told" }
  | { deed: "handed-over"; to: string; team?: string }
  | { deed: "given-up"; note: string }
  | { deed: "withdrawn"; note?: string }
  /** It was not kept by that contact after all, or not given up. */
  | { deed: "reopened"; note?: string };

export type PromiseActName = PromiseAct["deed"];

/** Who somebody is to a promise. `isTeam`: a member of its team; true for everybody when it has neither team nor owner. */
export type PromiseActor = { isOwner: boolean; isTeam: boolean; isLead: boolean };

const leadsOnly: readonly PromiseActName[] = ["given-up"];

/** Owner, team and leads act; only leads give up what nobody may forget. */
export function mayAct({ isOwner, isTeam, isLead }: PromiseActor, deed: PromiseActName): boolean {
  return isLead || (!leadsOnly.includes(deed) && (isOwner || isTeam));
}

/** Which acts a promise offers now: an open one all but reopening, an ended one only that. */
export function actsFor({ status }: Pick<CustomerPromise, "status">): PromiseActName[] {
  return status === "open"
    ? ["kept", "tried", "moved", "told", "handed-over", "given-up", "withdrawn"]
    : ["reopened"];
}

/** An act with who does it and when. */
export type PromiseActBy = PromiseAct & { by: string; at: Date };

/** What an act comes to: the promise as it is then with its new line of history, or who did the same before. */
export type ActVerdict =
  | { kind: "change"; promise: CustomerPromise; entry: PromiseEntry }
  | { kind: "already"; by: string; at: Date };

/** First act wins: the same again, or one on a promise that has ended meanwhile, changes nothing. */
export function judgeAct(
  promise: CustomerPromise,
  entries: readonly PromiseEntry[],
  asked: PromiseActBy,
): ActVerdict {
  const act = asMeant(promise, asked);
  const first = whoWasFirst(promise, entries, act);
  if (first !== undefined) return { kind: "already", ...first };
  const entry = entryOf(promise, entries, act);
  const changed = withLife(carried(promise, act), [...entries, entry]);
  const next = woken(promise, changed, act.at);
  // Who moves it knows the new time: a reminder that would have come before this is no news.
  return { kind: "change", promise: act.deed === "moved" ? { ...next, warnedAt: act.at } : next, entry };
}

/** Who moves it to the time it has, the customer being told, says that they know of it. */
function asMeant({ dueAt }: CustomerPromise, act: PromiseActBy): PromiseActBy {
  if (act.deed !== "moved" || !act.told || act.dueAt.getTime() !== dueAt.getTime()) return act;
  return { deed: "told", by: act.by, at: act.at };
}

/** Pressed twice in so short a time, one attempt was meant. */
const SAME_TRY_MS = 60_000;

/** Who was first, when there is nothing left to do. */
function whoWasFirst(
  promise: CustomerPromise,
  entries: readonly PromiseEntry[],
  act: PromiseActBy,
): { by: string; at: Date } | undefined {
  const turn = turnOf(entries);
  const byWhom = (entry: PromiseEntry | undefined) => ({
    by: entry?.actor ?? "earshot",
    at: entry?.at ?? promise.madeAt,
  });
  if (!actsFor(promise).includes(act.deed)) return byWhom(turn);
  const isSameTime = act.deed === "moved" && act.dueAt.getTime() === promise.dueAt.getTime();
  if (isSameTime || (act.deed === "told" && !isMovedSilently(entries)))
    return byWhom(
      latest(
        entries,
        ({ action, dueAt }) => action === "told" || dueAt?.getTime() === promise.dueAt.getTime(),
      ) ?? turn,
    );
  if (act.deed === "handed-over" && act.to === promise.owner && (act.team ?? promise.team) === promise.team)
    return byWhom(latest(entries, ({ action }) => action === "handed-over") ?? turn);
  if (act.deed !== "tried") return undefined;
  const last = latest(entries, ({ action, actor }) => action === "tried" && actor === act.by);
  const isSame =
    last !== undefined &&
    last.note === (act.note ?? null) &&
    act.at.getTime() - last.at.getTime() < SAME_TRY_MS;
  return isSame ? byWhom(last) : undefined;
}

function entryOf(
  promise: CustomerPromise,
  entries: readonly PromiseEntry[],
  act: PromiseActBy,
): PromiseEntry {
  // People act on what they see, so theirs is the last line: also after a source whose clock is ahead, or at its instant.
  const at = new Date(Math.max(act.at.getTime(), ...entries.map((entry) => entry.at.getTime() + 1)));
  return {
    promiseId: promise.id,
    at,
    actor: act.by,
    action: act.deed,
    dueAt: act.deed === "moved" ? act.dueAt : null,
    told: act.deed === "moved" ? act.told : act.deed === "told" ? true : null,
    note: act.deed === "handed-over" ? act.to : "note" in act ? (act.note ?? null) : null,
  };
}

/** What an act changes of a promise besides its life. */
function carried(promise: CustomerPromise, act: PromiseAct): CustomerPromise {
  switch (act.deed) {
    case "moved": {
      const { businessFrom = null, businessLeftMs = null } = act;
      return { ...promise, businessFrom, businessLeftMs };
    }
    case "handed-over": {
      const team = act.team ?? promise.team;
      return { ...promise, owner: act.to, team, ...(team !== promise.team && byTheClock) };
    }
    case "reopened":
      return { ...promise, keptByContactId: null };
    default:
      return promise;
  }
}
