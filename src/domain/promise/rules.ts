import { type Fault, fault } from "../fault.ts";

/** How a team's promises are watched. Minutes count in the team's business hours, except `standardMinutes` where it says so. */
export type PromiseRules = {
  /** What a promise without a time becomes: within 24 hours. */
  standardMinutes: number;
  /** Whether the standard counts business time only. */
  standardInBusiness: boolean;
  /** The owner is reminded so long before the deadline. */
  warnMinutes: number[];
  /** An overdue promise that nobody acknowledged: the leads hear of it, then the next level. */
  leadsAfterMinutes: number;
  nextAfterMinutes: number;
  /** An acknowledgement holds so long; then the promise is open again. */
  acknowledgedForMinutes: number;
  /** Slack ids of users, user groups or channels above the leads. */
  nextLevel: string[];
};

export const usualPromiseRules: PromiseRules = {
  standardMinutes: 24 * 60,
  standardInBusiness: false,
  warnMinutes: [30, 10],
  leadsAfterMinutes: 15,
  nextAfterMinutes: 60,
  acknowledgedForMinutes: 60,
  nextLevel: [],
};

/** Only what differs: a team follows the usual rules where it has said nothing else. */
export function unusualRules(rules: PromiseRules): Partial<PromiseRules> {
  const usual: Record<string, unknown> = usualPromiseRules;
  return Object.fromEntries(
    Object.entries(rules).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name])),
  );
}

/** What is wrong with rules that are each right; undefined when nothing is. */
export function rulesFault({ leadsAfterMinutes, nextAfterMinutes }: PromiseRules): Fault | undefined {
  return nextAfterMinutes < leadsAfterMinutes
    ? fault("beforeLeads", { minutes: leadsAfterMinutes })
    : undefined;
}

/** A team's rules: what it has set, over the usual ones. */
export function promiseRules(set: Partial<PromiseRules> | null | undefined): PromiseRules {
  return { ...usualPromiseRules, ...set };
}
