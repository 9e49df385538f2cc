import type { CustomerPromise, PromiseStatus } from "./promise.ts";

export const promiseDeeds = [
  "made",
  "moved",
  "kept",
  "withdrawn",
  "tried",
  "handed-over",
  "reopened",
  "given-up",
  "recut",
  "told",
] as const;
/**
 * What can happen to a promise. `tried`: somebody did not get through; `recut`: the team's business hours changed; `told`: the
 * customer knows by then of the time it was moved to.
 */
export type PromiseDeed = (typeof promiseDeeds)[number];

/** One line of a promise's history. `dueAt`: the time promised, when made or moved. */
export type PromiseEntry = {
  promiseId: string;
  at: Date;
  actor: string;
  action: PromiseDeed;
  dueAt: Date | null;
  /** Of a move: whether the customer was told; null when nobody said. */
  told: boolean | null;
  note: string | null;
};

/** What a promise's history comes to. `dueAt` is null while only an end is known. */
export type PromiseLife = { status: PromiseStatus; dueAt: Date | null; keptAt: Date | null };

/** An end is an end: what is said to have happened after it stays in the history and changes nothing. */
const nextStatus: Record<PromiseStatus, Record<PromiseDeed, PromiseStatus>> = {
  open: {
    made: "open",
    moved: "open",
    kept: "kept",
    withdrawn: "withdrawn",
    tried: "open",
    "handed-over": "open",
    reopened: "open",
    "given-up": "broken",
    recut: "open",
    told: "open",
  },
  kept: {
    made: "kept",
    moved: "kept",
    kept: "kept",
    withdrawn: "kept",
    tried: "kept",
    "handed-over": "kept",
    reopened: "open",
    "given-up": "kept",
    recut: "kept",
    told: "kept",
  },
  broken: {
    made: "broken",
    moved: "broken",
    kept: "broken",
    withdrawn: "broken",
    tried: "broken",
    "handed-over": "broken",
    reopened: "open",
    "given-up": "broken",
    recut: "broken",
    told: "broken",
  },
  withdrawn: {
    made: "withdrawn",
    moved: "withdrawn",
    kept: "withdrawn",
    withdrawn: "withdrawn",
    tried: "withdrawn",
    "handed-over": "withdrawn",
    reopened: "open",
    "given-up": "withdrawn",
    recut: "withdrawn",
    told: "withdrawn",
  },
};

/**
 * A promise is what its history says, in the order in which it happened, whatever order it was heard in.
 * It was made before anything else; at the same instant a move comes before an end.
 */
export function lifeOf(entries: readonly Pick<PromiseEntry, "at" | "action" | "dueAt">[]): PromiseLife {
  let life: PromiseLife = { status: "open", dueAt: null, keptAt: null };
  for (const entry of inOrder(entries)) life = after(life, entry);
  return life;
}

/** A history in the order in which it happened; the same instant keeps the order it was heard in. */
export function inOrder<T extends Pick<PromiseEntry, "at" | "action">>(entries: readonly T[]): T[] {
  return [...entries].sort(byTime);
}

/** What a deed makes of a promise in this status. */
export function statusAfter(status: PromiseStatus, deed: PromiseDeed): PromiseStatus {
  return nextStatus[status][deed];
}

/** The entry that gave a promise its present status: what ended it, else what reopened it, else its first. */
export function turnOf<T extends Pick<PromiseEntry, "at" | "action">>(entries: readonly T[]): T | undefined {
  const [first, ...rest] = inOrder(entries);
  if (first === undefined) return undefined;
  let status = nextStatus.open[first.action];
  let turn = first;
  for (const entry of rest) {
    const next = nextStatus[status][entry.action];
    if (next !== status) turn = entry;
    status = next;
  }
  return turn;
}

/** The last entry of its kind, in the order in which things happened. */
export function latest<T extends Pick<PromiseEntry, "at" | "action">>(
  entries: readonly T[],
  isIt: (entry: T) => boolean,
): T | undefined {
  return inOrder(entries).findLast(isIt);
}

const promiseStates = [
  "open",
  "due-soon",
  "overdue",
  "kept-on-time",
  "kept-late",
  "broken",
  "withdrawn",
] as const;
/** What people see of a promise: its status against the clock. */
export type PromiseState = (typeof promiseStates)[number];

/** Overdue is late and still open, kept late is late and done; acknowledged is neither, but a state of the alert. */
export function stateOf(
  { status, dueAt, keptAt }: Pick<CustomerPromise, "status" | "dueAt" | "keptAt">,
  now: Date,
  dueSoonMs: number,
): PromiseState {
  if (status === "kept") return keptAt !== null && keptAt > dueAt ? "kept-late" : "kept-on-time";
  if (status !== "open") return status;
  const leftMs = dueAt.getTime() - now.getTime();
  return leftMs <= 0 ? "overdue" : leftMs <= dueSoonMs ? "due-soon" : "open";
}

/** How late: negative or 0 when kept in time, and for an open one against `now`. */
export function lateByMs(promise: { dueAt: Date; keptAt: Date | null }, now: Date): number {
  return (promise.keptAt ?? now).getTime() - promise.dueAt.getTime();
}

function after(
  life: PromiseLife,
  { action, at, dueAt }: Pick<PromiseEntry, "at" | "action" | "dueAt">,
): PromiseLife {
  const status = nextStatus[life.status][action];
  const keptAt = status === "kept" ? (life.keptAt ?? at) : null;
  // Made twice is made once: only a move, or new business hours, give it another time.
  const moves =
    ((action === "moved" || action === "recut") && life.status === "open") ||
    (action === "made" && life.dueAt === null);
  return { status, keptAt, dueAt: moves ? (dueAt ?? life.dueAt) : life.dueAt };
}

const rank = (action: PromiseDeed): number =>
  action === "made" ? 0 : action === "kept" || action === "withdrawn" || action === "given-up" ? 2 : 1;

function byTime(a: Pick<PromiseEntry, "at" | "action">, b: Pick<PromiseEntry, "at" | "action">): number {
  if ((a.action === "made") !== (b.action === "made")) return rank(a.action) - rank(b.action);
  return a.at.getTime() - b.at.getTime() || rank(a.action) - rank(b.action);
}
