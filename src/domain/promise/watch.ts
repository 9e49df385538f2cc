import type { OpenHours } from "../calendar/calendar.ts";
import { minutesLater, openingFrom } from "../calendar/opening.ts";
import type { CustomerPromise } from "./promise.ts";
import type { PromiseRules } from "./rules.ts";

export type Watched = Pick<CustomerPromise, "status" | "madeAt" | "dueAt" | "warnedAt">;

/** What to do for a promise now, and when to look again; `nextLook` null: when somebody changes it. */
export type Watch =
  | { kind: "wait"; nextLook: Date | null }
  /** Its owner is told that it is due in about `minutes`. */
  | { kind: "remind"; minutes: number; nextLook: Date }
  | { kind: "overdue"; nextLook: null };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A word so soon after the last one, or after the promise was made, says nothing new. */
const SAME_WORD_MS = 5 * MINUTE_MS;
/** Reminders are not counted back over a closure longer than this. */
const MOST_CLOSED_DAYS = 731;

/**
 * Decides for a look at `now`: a reminder before the deadline, its overdue alert once it has passed, both only while the
 * team is open. What was missed while nobody looked is one reminder, never one after the deadline.
 */
export function watchPromise(promise: Watched, rules: PromiseRules, hours: OpenHours, now: Date): Watch {
  if (promise.status !== "open") return { kind: "wait", nextLook: null };
  const opensAt = openingFrom(hours, now);
  const isOpenNow = opensAt <= now;
  if (now >= promise.dueAt) {
    return isOpenNow ? { kind: "overdue", nextLook: null } : { kind: "wait", nextLook: opensAt };
  }
  const overdueAt = openingFrom(hours, promise.dueAt);
  const reminders = remindersOf(promise, rules, hours);
  const missed = reminders.filter(({ at }) => at <= now);
  const [next] = reminders.filter(({ at }) => at > now);
  if (missed.length === 0) return { kind: "wait", nextLook: next?.at ?? overdueAt };
  if (!isOpenNow) return { kind: "wait", nextLook: earlier(opensAt, overdueAt) };
  const minutes = Math.min(...missed.map((one) => one.minutes));
  return { kind: "remind", minutes, nextLook: next?.at ?? overdueAt };
}

/** When level 1 (the leads) hears of an overdue promise that nobody acknowledged since `openedAt`. */
export function firstEscalation(rules: PromiseRules, hours: OpenHours, openedAt: Date): Date {
  return openingFrom(hours, minutesLater(hours, openedAt, rules.leadsAfterMinutes));
}

/** When the level after `level`, which was due at `at`, hears of it; null after the last. */
export function escalationAfter(level: number, rules: PromiseRules, hours: OpenHours, at: Date): Date | null {
  if (level !== 1 || rules.nextLevel.length === 0) return null;
  const minutes = Math.max(0, rules.nextAfterMinutes - rules.leadsAfterMinutes);
  return openingFrom(hours, minutesLater(hours, at, minutes));
}

/** When an acknowledgement given at `at` runs out. */
export function acknowledgementEnd(rules: PromiseRules, hours: OpenHours, at: Date): Date {
  return openingFrom(hours, minutesLater(hours, at, rules.acknowledgedForMinutes));
}

type Reminder = { minutes: number; at: Date };

/** Those still to be said, the first one first. */
function remindersOf(
  { madeAt, dueAt, warnedAt }: Watched,
  rules: PromiseRules,
  hours: OpenHours,
): Reminder[] {
  const since = Math.max(madeAt.getTime(), warnedAt?.getTime() ?? 0) + SAME_WORD_MS;
  return rules.warnMinutes
    .flatMap((minutes) => {
      const at = countedBack(hours, dueAt, minutes * MINUTE_MS, since);
      return at === undefined ? [] : [{ minutes, at }];
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The open instant after which `ms` of open time are left until `to`; undefined when that is not after `since`. */
function countedBack(hours: OpenHours, to: Date, ms: number, since: number): Date | undefined {
  let left = ms;
  // the local date is at most one day away from the one in UTC
  const last = Math.floor(to.getTime() / DAY_MS) + 1;
  const first = Math.max(Math.floor(since / DAY_MS) - 1, last - MOST_CLOSED_DAYS);
  for (let day = last; day >= first; day -= 1) {
    for (const { opensAt, closesAt } of [...hours.spansOn(day)].reverse()) {
      const openMs = Math.min(closesAt, to.getTime()) - opensAt;
      if (openMs <= 0) continue;
      if (left <= openMs) {
        const at = opensAt + openMs - left;
        return at > since && at < to.getTime() ? new Date(at) : undefined;
      }
      left -= openMs;
    }
  }
  return undefined;
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
