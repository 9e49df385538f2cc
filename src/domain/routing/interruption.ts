import { type Calendar, openHours } from "../calendar/calendar.ts";
import { dateIn, startOf } from "../calendar/date-in.ts";
import { openingFrom } from "../calendar/opening.ts";
import { type Fault, fault } from "../fault.ts";
import type { SignalFacts, SignalKind } from "../signal/signal.ts";
import { scoreScales } from "../touchpoint/score.ts";

export const digests = ["off", "daily", "weekly"] as const;
export type Digest = (typeof digests)[number];

/** How much a Slack channel is interrupted. */
export type ChannelSettings = {
  /** IANA zone of its hours and days. */
  zone: string;
  /** When it may be interrupted; all other hours are quiet. Null: always. */
  week: Calendar["week"] | null;
  /** New messages a local day, after which all but promises wait for the digest. Null: without end. */
  budget: number | null;
  /** Whether an alert's history is told in its thread. */
  threads: boolean;
  digest: Digest;
  /** Of the local day, when the digest comes; a weekly one on this weekday (Monday is 1). */
  digestMinute: number;
  digestWeekday: number;
  /** Whether the workspace's report of the past week comes, on Mondays at the digest's time. */
  report: boolean;
};

/** What nobody has changed: interrupted at any time, by everything, history in threads, no digest. */
export function usualSettings(zone: string): ChannelSettings {
  return {
    zone,
    week: null,
    budget: null,
    threads: true,
    digest: "off",
    digestMinute: 8 * 60,
    digestWeekday: 1,
    report: false,
  };
}

/** What is wrong with settings that are each right; undefined when nothing is. */
export function settingsFault({ budget, digest }: ChannelSettings): Fault | undefined {
  return budget !== null && digest === "off" ? fault("budgetWithoutDigest") : undefined;
}

/** A new alert that would interrupt its channel now. */
export type NewAlert = {
  kind: SignalKind;
  /** It was let through before, and its post did not come to pass: its place in the budget is taken. */
  isCounted: boolean;
  /** The end of the longest mute of its reason in this channel. */
  mutedUntil: Date | null;
};

/** What the channel has had since its local midnight, and how many that wait like this one are ahead of it. */
export type ChannelLoad = { posted: number; ahead: number };

export type Interruption =
  | { kind: "post" }
  | { kind: "wait"; why: "muted" | "quiet-hours"; until: Date }
  /** The budget is spent. */
  | { kind: "digest" };

/**
 * Whether a new alert is posted now, waits, or is left to the digest. Overdue promises take of the budget but are never held
 * by it. What waited is judged again when its wait is over.
 */
export function judgeInterruption(
  { kind, isCounted, mutedUntil }: NewAlert,
  settings: ChannelSettings,
  { posted, ahead }: ChannelLoad,
  now: Date,
): Interruption {
  if (mutedUntil !== null && mutedUntil > now) return { kind: "wait", why: "muted", until: mutedUntil };
  const opensAt = loudFrom(settings, now);
  if (opensAt > now) return { kind: "wait", why: "quiet-hours", until: opensAt };
  if (isCounted || settings.budget === null || !isHeldByBudget(kind)) return { kind: "post" };
  return posted + ahead < settings.budget ? { kind: "post" } : { kind: "digest" };
}

/** What can wait for a digest. */
export const budgetKinds: readonly SignalKind[] = [
  "spike",
  "source-silent",
  "touchpoint-below",
  "rising-term",
];
const isHeldByBudget = (kind: SignalKind): boolean => budgetKinds.includes(kind);

/** When the channel may be interrupted next: `at` itself outside of its quiet hours, and where there is nothing else. */
export function loudFrom({ zone, week }: Pick<ChannelSettings, "zone" | "week">, at: Date): Date {
  if (week === null) return at;
  return openingFrom(
    openHours({ zone, week, holidays: null, dates: {} }, () => false),
    at,
  );
}

/** The midnight with which the zone's day of `at` began: budgets are counted from it. */
export function dayStart(zone: string, at: Date): Date {
  return startOf(zone, dateIn(zone, at));
}

/** A digest has told it; its surplus since then, if it is this many times as large, is news. */
const WORSENED = 2;

/** Whether what a digest told with `toldWeight` is to be told once more, by a message of its own. */
export const hasWorsened = (facts: SignalFacts, toldWeight: number): boolean =>
  weightOf(facts) > 0 && weightOf(facts) >= WORSENED * toldWeight;

/**
 * How much a held alert is worth a look, for an order: contacts in excess of what was expected (of a silent source, those that
 * are missing; of a score below its target, the answers by which it falls short), each at a cost of one.
 */
export function weightOf(facts: SignalFacts): number {
  if (facts.kind === "spike" || facts.kind === "rising-term")
    return Math.max(0, facts.observed - facts.expected);
  if (facts.kind === "source-silent") return (facts.usualLower + facts.usualUpper) / 2;
  if (facts.kind !== "touchpoint-below") return 0;
  const { min, max } = scoreScales[facts.metric];
  return facts.answers * Math.max(0, (facts.target - facts.score) / (max - min));
}
