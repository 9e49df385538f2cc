import type { Signal, SignalKind, SignalStatus } from "./signal.ts";

const signalActions = ["acknowledge", "snooze", "resolve"] as const;
export type SignalAction = (typeof signalActions)[number];

export type Who = "anyone" | "lead";
export type Actor = { slackUserId: string; isLead: boolean };

type Rule = { from: readonly SignalStatus[]; to: SignalStatus; who: Who };

const untilResolved = ["open", "acknowledged", "snoozed"] as const;

/** What Earshot has noticed itself, for whoever takes it. */
const watched: Partial<Record<SignalAction, Rule>> = {
  acknowledge: { from: ["open", "snoozed"], to: "acknowledged", who: "anyone" },
  snooze: { from: untilResolved, to: "snoozed", who: "anyone" },
  resolve: { from: untilResolved, to: "resolved", who: "anyone" },
};

/**
 * The whole life of a signal as people steer it: kind x action -> from where, to where, by whom. What they do to the promise
 * behind it is the promise's own table.
 */
const rules: Record<SignalKind, Partial<Record<SignalAction, Rule>>> = {
  spike: watched,
  "source-silent": watched,
  "touchpoint-below": watched,
  "rising-term": watched,
  "overdue-promise": {
    acknowledge: { from: ["open"], to: "acknowledged", who: "lead" },
  },
  // All of its promises at once.
  "overdue-promises": {
    acknowledge: { from: ["open"], to: "acknowledged", who: "lead" },
  },
};

export type ClickVerdict =
  | { kind: "change"; from: SignalStatus; to: SignalStatus }
  | { kind: "not-for-this-kind" }
  /** Somebody, or Earshot, was first. */
  | { kind: "too-late"; status: SignalStatus; by: string; at: Date }
  | { kind: "not-allowed"; who: Exclude<Who, "anyone"> };

/** Which actions this signal offers now; the message has a button for each. */
export function actionsFor({ kind, status }: Pick<Signal, "kind" | "status">): SignalAction[] {
  return signalActions.filter((action) => rules[kind][action]?.from.includes(status));
}

/** What a click does. First click wins: whoever comes after learns who that was. */
export function judgeClick(signal: Signal, action: SignalAction, actor: Actor): ClickVerdict {
  const rule = rules[signal.kind][action];
  if (rule === undefined) return { kind: "not-for-this-kind" };
  if (!rule.from.includes(signal.status)) return { kind: "too-late", ...lastChange(signal) };
  if (rule.who === "lead" && !actor.isLead) return { kind: "not-allowed", who: rule.who };
  return { kind: "change", from: signal.status, to: rule.to };
}

function lastChange(signal: Signal): { status: SignalStatus; by: string; at: Date } {
  const { status, openedAt } = signal;
  if (status === "resolved") {
    return { status, by: signal.resolvedBy ?? "earshot", at: signal.resolvedAt ?? openedAt };
  }
  return { status, by: signal.acknowledgedBy ?? "earshot", at: signal.acknowledgedAt ?? openedAt };
}
