import type { PromiseFigures } from "../promise/report.ts";
import type { MendStanding } from "../reason/mended.ts";
import type {
  Signal,
  SignalFacts,
  SignalKind,
  SignalStatus,
  TouchpointBelowFacts,
} from "../signal/signal.ts";
import type { Movement, Movements } from "./digest-movement.ts";
import type { DigestPace } from "./digest-time.ts";
import { weightOf } from "./interruption.ts";

/** A signal as a digest tells it: its numbers stay as of then, its state changes when somebody presses its line's buttons. */
export type DigestLine = {
  signalId: string;
  kind: SignalKind;
  about: LineSubject;
  openedAt: string;
  state: LineState;
};

export type LineSubject =
  | {
      kind: "spike";
      /** A reason's code, or `*`; older digests do not say, nor of which channel. */
      reason?: string;
      label: string;
      channel?: string;
      observed: number;
      expected: number;
      windowMinutes: number;
    }
  | { kind: "source-silent"; name: string; sinceAt: string }
  | ({ kind: "touchpoint-below" } & Pick<TouchpointBelowFacts, "metric" | "channel" | "score" | "target"> & {
        label: string;
      })
  | { kind: "rising-term"; term: string; observed: number; expected: number; windowMinutes: number }
  | { kind: "overdue-promise"; text: string; dueAt: string }
  | { kind: "overdue-promises"; overdue: number };

/** `by`: who acknowledged it. `until`: the end of its snooze. */
export type LineState = { status: SignalStatus; by: string | null; until: string | null };

/** One whose alert was kept from the channel, and the surplus that it is told with. */
export type HeldLine = DigestLine & { alertId: string; why: "digest" | "quiet-hours"; weight: number };

/** `cost`: of the contacts beyond the usual (below zero: of those that did not come), where a contact of it has a cost. */
export type NamedMovement = Movement & { label: string; cost?: { amount: number; currency: string } };

/** A mended reason as a digest tells of it. */
export type DigestMend = { label: string; mendedOn: string; standing: MendStanding };

/** What a contact that mentions a reason costs. */
export type CostsEach = { currency: string; each: ReadonlyMap<string, number> };

/** All that one digest of one Slack channel tells, as of `composedAt`. */
export type DigestContent = {
  pace: DigestPace;
  /** Its first and last day, `2026-11-19`. */
  firstDate: string;
  lastDate: string;
  composedAt: string;
  movements:
    | Extract<Movements, { kind: "learning" }>
    | { kind: "judged"; lookedAt: number; rose: NamedMovement[]; fell: NamedMovement[] };
  /** Largest surplus first; where contacts have a cost, the dearest. */
  held: HeldLine[];
  /** Reasons that are watched since they were mended; older digests do not say. */
  mends?: DigestMend[];
  /** Of the channel's teams. */
  promises: { team: string; figures: PromiseFigures }[];
  /** What is told in the channel and not over, the latest first; and how many more. */
  waiting: DigestLine[];
  moreWaiting: number;
};

/** An alert that was not told in its channel. */
export type HeldAlert = { alertId: string; hold: "digest" | "quiet-hours"; signal: Signal };

/** So many fit one message, with a row of buttons for the first of them. */
const MOST_HELD = 30;
const MOST_WAITING = 10;
const MOST_MOVED = 10;

/** Puts together what a digest tells, in its order. What does not fit of the held alerts waits for the next one. */
export function digestOf({
  movements,
  labels,
  costs,
  held,
  waiting,
  ...rest
}: Pick<DigestContent, "pace" | "firstDate" | "lastDate" | "composedAt" | "promises" | "mends"> & {
  movements: Movements;
  /** What reasons are called, by their codes. */
  labels: ReadonlyMap<string, string>;
  costs: CostsEach;
  held: readonly HeldAlert[];
  waiting: readonly Signal[];
}): DigestContent {
  const worth = worthBy(costs);
  const named = (moved: readonly Movement[]): NamedMovement[] =>
    byWorth(moved, (each) => worth(Math.abs(each.observed - each.expected), costs.each.get(each.reason)))
      .slice(0, MOST_MOVED)
      .map((movement) => namedMovement(movement, labels, costs));
  return {
    ...rest,
    movements:
      movements.kind === "learning"
        ? movements
        : { ...movements, rose: named(movements.rose), fell: named(movements.fell) },
    held: byWorth(held, ({ signal: { facts } }) => worth(weightOf(facts), eachOf(facts)))
      .map(({ alertId, hold, signal }) => ({
        ...lineOf(signal),
        alertId,
        why: hold,
        weight: weightOf(signal.facts),
      }))
      .slice(0, MOST_HELD),
    waiting: waiting.slice(0, MOST_WAITING).map(lineOf),
    moreWaiting: Math.max(0, waiting.length - MOST_WAITING),
  };
}

/** Whether there is nothing that anybody had to know: no movement, nothing held, nothing open, no promise missed. */
export function isQuiet({ movements, held, promises, waiting }: DigestContent): boolean {
  const isStill = movements.kind === "learning" || movements.rose.length + movements.fell.length === 0;
  const isKept = promises.every(({ figures }) => figures.keptLate + figures.overdue + figures.broken === 0);
  return isStill && held.length === 0 && waiting.length === 0 && isKept;
}

/** How a signal stands now. */
export function lineState(signal: Signal): LineState {
  const { status, acknowledgedBy, snoozedUntil } = signal;
  return { status, by: acknowledgedBy, until: snoozedUntil?.toISOString() ?? null };
}

function lineOf(signal: Signal): DigestLine {
  const { id, kind, facts, openedAt } = signal;
  return {
    signalId: id,
    kind,
    about: subjectOf(facts),
    openedAt: openedAt.toISOString(),
    state: lineState(signal),
  };
}

/** An excess by its cost; one of unknown cost by the mean of those known, and where none is by its contacts. */
function worthBy({ each }: CostsEach): (excess: number, cost: number | undefined) => number {
  const known = [...each.values()];
  const mean = known.length === 0 ? 1 : known.reduce((sum, cost) => sum + cost, 0) / known.length;
  return (excess, cost) => excess * (known.length === 0 ? 1 : (cost ?? mean));
}

function byWorth<T>(things: readonly T[], worthOf: (thing: T) => number): T[] {
  return [...things].sort((a, b) => worthOf(b) - worthOf(a));
}

function eachOf(facts: SignalFacts): number | undefined {
  return facts.kind === "spike" ? facts.cost?.each : undefined;
}

/** A movement with what its reason is called and its excess cost. */
export function namedMovement(
  movement: Movement,
  labels: ReadonlyMap<string, string>,
  { currency, each }: CostsEach,
): NamedMovement {
  const { reason, observed, expected } = movement;
  const cost = each.get(reason);
  return {
    ...movement,
    label: labels.get(reason) ?? reason,
    ...(cost !== undefined && { cost: { amount: (observed - expected) * cost, currency } }),
  };
}

function subjectOf(facts: SignalFacts): LineSubject {
  switch (facts.kind) {
    case "spike": {
      const { kind, reason, reasonLabel: label, channel, observed, expected, windowMinutes } = facts;
      return { kind, reason, label, ...(channel && { channel }), observed, expected, windowMinutes };
    }
    case "source-silent":
      return { kind: facts.kind, name: facts.sourceName, sinceAt: facts.sinceAt };
    case "touchpoint-below": {
      const { kind, touchpointLabel: label, metric, channel, score, target } = facts;
      return { kind, label, metric, score, target, ...(channel !== undefined && { channel }) };
    }
    case "rising-term": {
      const { kind, term, observed, expected, windowMinutes } = facts;
      return { kind, term, observed, expected, windowMinutes };
    }
    case "overdue-promise":
      return { kind: facts.kind, text: facts.text, dueAt: facts.dueAt };
    case "overdue-promises":
      return { kind: facts.kind, overdue: facts.overdue };
  }
}
