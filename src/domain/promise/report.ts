import { share as estimatedShare, Z95 } from "../estimate.ts";
import { inOrder, type PromiseEntry, statusAfter } from "./life.ts";
import type { CustomerPromise } from "./promise.ts";

/** A promise with what its report needs: where on the journey it was made, when a contact says so. */
export type ReportedPromise = {
  promise: Pick<CustomerPromise, "concrete" | "channel">;
  touchpoint: string | null;
  entries: readonly Pick<PromiseEntry, "at" | "action" | "dueAt" | "told">[];
};

/** `count` of `of`, with the 95 % interval of the rate behind it: 0 to 1 when there is nothing to count. */
export type Share = { count: number; of: number; lower: number; upper: number };

/** What became of the deadlines that fell due. A promise moved twice has three; new business hours make none. */
export type DeadlineFigures = {
  /** All of them. */
  due: number;
  /** Released by the customer before they fell due: moved and told, or withdrawn. They are neither kept nor missed. */
  released: number;
  /** Of those not released. */
  keptOnTime: Share;
  /** Those with a time named, not the team's standard. */
  concrete: Share;
  keptLate: number;
  /** Late and still open. */
  overdue: number;
  /** Given up, or moved without telling the customer. */
  broken: number;
  /** Moved with the customer told, in time or late. */
  movedTold: number;
  /** Moved without a word to the customer: broken, too. */
  movedSilently: number;
  /** How late the late ones are, in ms: by when the customer was reached or released, open ones by now. Null: none is late. */
  medianLateMs: number | null;
};

/** The figures of a period: of all deadlines, and by where they were. Null is unknown; most deadlines first. */
export type PromiseFigures = DeadlineFigures & {
  byChannel: (DeadlineFigures & { channel: string | null })[];
  byTouchpoint: (DeadlineFigures & { touchpoint: string | null })[];
};

/** `[from, to)`, as it stands `now`: what is not due by then is left out. */
export type ReportPeriod = { from: Date; to: Date; now: Date };

/** A time promised and how it ended; `endedAt` is null while it runs. */
export type Deadline = {
  dueAt: Date;
  isConcrete: boolean;
  end: "open" | "kept" | "moved-told" | "moved-silently" | "broken" | "withdrawn";
  endedAt: Date | null;
};

/** How a period's deadlines were kept. */
export function promiseFigures(promises: readonly ReportedPromise[], period: ReportPeriod): PromiseFigures {
  return figuresByPlace(fallenIn(promises, period), period.now);
}

/** The same of all, and under each team that has any of the promises, but not by place; null is no team. */
export function teamFigures(
  promises: readonly (ReportedPromise & Pick<CustomerPromise, "team">)[],
  period: ReportPeriod,
): { all: DeadlineFigures; teams: Map<string | null, DeadlineFigures> } {
  const fallen = fallenIn(promises, period);
  const own = new Map(by(fallen, ({ reported }) => reported.team));
  const codes = new Set(promises.map(({ team }) => team));
  return {
    all: figuresOf(fallen, period.now),
    teams: new Map([...codes].map((code) => [code, figuresOf(own.get(code) ?? [], period.now)])),
  };
}

/** The times a promise was given, one after the other; an ended one that was reopened runs on. */
export function deadlinesOf({ promise, entries }: Pick<ReportedPromise, "promise" | "entries">): Deadline[] {
  const past: Deadline[] = [];
  let running: Deadline | undefined;
  let status: CustomerPromise["status"] = "open";
  for (const { action, at, dueAt, told } of inOrder(entries)) {
    const wasOpen = status === "open";
    status = statusAfter(status, action);
    if (running === undefined) {
      if (dueAt !== null && wasOpen)
        running = { dueAt, isConcrete: action !== "made" || promise.concrete, end: "open", endedAt: null };
      continue;
    }
    if (status !== "open") {
      if (wasOpen) running = { ...running, end: status, endedAt: at };
    } else if (!wasOpen) running = { ...running, end: "open", endedAt: null };
    else if (dueAt === null || dueAt.getTime() === running.dueAt.getTime()) {
      if (told === true) past.push(...past.splice(firstSilent(past)).map((one) => toldLater(one, at)));
    } else if (action === "recut") running = { ...running, dueAt };
    else if (action === "moved") {
      past.push({ ...running, end: told === true ? "moved-told" : "moved-silently", endedAt: at });
      running = { dueAt, isConcrete: true, end: "open", endedAt: null };
    }
  }
  return running === undefined ? [] : [...past, running];
}

/** Whether it was moved to the time it has without a word to the customer, and nobody said since that they know. */
export function isMovedSilently(entries: readonly PromiseEntry[]): boolean {
  const deadlines = deadlinesOf({ promise: { concrete: true, channel: null }, entries });
  return deadlines.at(-2)?.end === "moved-silently";
}

/** A share with its 95 % interval. */
export function share(count: number, of: number): Share {
  const { lower, upper } = estimatedShare(count, of, Z95) ?? { lower: 0, upper: 1 };
  return { count, of, lower, upper };
}

/** Where the silent moves begin that led to the present time. */
const firstSilent = (past: readonly Deadline[]): number =>
  past.findLastIndex(({ end }) => end !== "moved-silently") + 1;

/** The customer was told after the move: until then they waited for the earlier time. */
const toldLater = (deadline: Deadline, at: Date): Deadline => ({
  ...deadline,
  end: "moved-told",
  endedAt: at,
});

type Fallen<P> = Deadline & { reported: P };

/** The deadlines that fell due in a period, each with its promise. */
function fallenIn<P extends ReportedPromise>(
  promises: readonly P[],
  { from, to, now }: ReportPeriod,
): Fallen<P>[] {
  const fallen: Fallen<P>[] = [];
  for (const reported of promises)
    for (const deadline of deadlinesOf(reported))
      if (deadline.dueAt >= from && deadline.dueAt < to && deadline.dueAt <= now)
        fallen.push({ ...deadline, reported });
  return fallen;
}

function figuresByPlace(fallen: readonly Fallen<ReportedPromise>[], now: Date): PromiseFigures {
  return {
    ...figuresOf(fallen, now),
    byChannel: by(fallen, ({ reported }) => reported.promise.channel).map(([channel, of]) => ({
      ...{ channel, ...figuresOf(of, now) },
    })),
    byTouchpoint: by(fallen, ({ reported }) => reported.touchpoint).map(([touchpoint, of]) => ({
      ...{ touchpoint, ...figuresOf(of, now) },
    })),
  };
}

function figuresOf(deadlines: readonly Deadline[], now: Date): DeadlineFigures {
  const ended = { open: 0, kept: 0, "moved-told": 0, "moved-silently": 0, broken: 0, withdrawn: 0 };
  const late: number[] = [];
  let [released, keptLate, concrete] = [0, 0, 0];
  for (const deadline of deadlines) {
    const { end, isConcrete } = deadline;
    const ms = lateMs(deadline, now);
    ended[end] += 1;
    if (isConcrete) concrete += 1;
    if (ms !== undefined) late.push(ms);
    if (end === "kept" && ms !== undefined) keptLate += 1;
    if ((end === "moved-told" || end === "withdrawn") && ms === undefined) released += 1;
  }
  return {
    due: deadlines.length,
    released,
    keptOnTime: share(ended.kept - keptLate, deadlines.length - released),
    concrete: share(concrete, deadlines.length),
    keptLate,
    overdue: ended.open,
    broken: ended.broken + ended["moved-silently"],
    movedTold: ended["moved-told"],
    movedSilently: ended["moved-silently"],
    medianLateMs: median(late),
  };
}

/** Undefined for one that is not late, or broken: nobody has told the customer since. */
function lateMs({ end, endedAt, dueAt }: Deadline, now: Date): number | undefined {
  if (end === "broken" || end === "moved-silently") return undefined;
  const ms = (endedAt ?? now).getTime() - dueAt.getTime();
  return ms > 0 ? ms : undefined;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

function by<T>(all: readonly T[], key: (one: T) => string | null): [string | null, T[]][] {
  const groups = new Map<string | null, T[]>();
  for (const one of all) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  const name = (group: string | null) => group ?? "\uffff";
  return [...groups].sort(([a, as], [b, bs]) => bs.length - as.length || (name(a) < name(b) ? -1 : 1));
}
