import { customerSilence, type Heard, REPEAT_DAYS, repeatedReason } from "../../domain/customer-rhythm.ts";
import { type FeedbackTrend, feedbackTrends } from "../../domain/feedback-trend.ts";
import type { Breach } from "../../domain/promise-breach.ts";
import { promiseLine, type ShownPromise } from "./promise-lines.ts";
import { duration, said, when } from "./words.ts";

/** One contact as a customer's page shows it. */
export type ShownContact = {
  occurredAt: Date;
  channel: string;
  direction: string;
  reasons: string[];
  agent: string | null;
  summary: string | null;
  resolved: boolean | null;
  outcome: string | null;
};

export type ShownFeedback = { occurredAt: Date; metric: string; score: number; comment: string | null };

const breachWords: Record<Breach, string> = {
  "given-up": "Broken",
  "moved-silently": "Broken, moved without telling the customer",
  "never-kept": "Broken, late and never kept",
};

/** A promise of the customer whose page it stands on, and how it was broken. */
export function customerPromiseLine(promise: ShownPromise, now: Date, breach: Breach | undefined): string {
  const line = promiseLine({ ...promise, customerName: null }, now, { withOwner: true });
  return breach === undefined ? line : `*${breachWords[breach]}*: ${line}`;
}

/** When, by which way, about what, what came of it, and the words. */
export function contactLine(contact: ShownContact): string {
  const about = contact.reasons
    .slice(0, 6)
    .map((reason) => said(reason, 60))
    .join(", ");
  const came = [
    contact.outcome && said(contact.outcome, 20),
    contact.resolved === null ? undefined : contact.resolved ? "resolved" : "not resolved",
    contact.agent && `by ${said(contact.agent, 40)}`,
  ].filter(Boolean);
  const direction = contact.direction === "outbound" ? "we reached out by" : "by";
  const words = contact.summary === null ? "" : `\n\u2003\u2003“${said(contact.summary, 160)}”`;
  return `• ${when(contact.occurredAt)} ${direction} ${said(contact.channel, 20)}: ${about}${came.length > 0 ? ` (${came.join(", ")})` : ""}${words}`;
}

/** What is out of this customer's ordinary: the same reason again and again, or a silence. */
export function noticeableLines(heard: readonly Heard[], now: Date): string[] {
  const repeated = repeatedReason(heard, now);
  const silence = customerSilence(heard, now);
  return [
    ...(repeated === undefined
      ? []
      : [`:warning: ${repeated.times} times about ${said(repeated.reason, 60)} in ${REPEAT_DAYS} days`]),
    ...(silence === undefined
      ? []
      : [
          `:mute: Last heard ${days(now.getTime() - silence.lastAt.getTime())} ago (${when(silence.lastAt, "{date_short_pretty}")}), usually every ${days(silence.usualGapMs)}`,
        ]),
  ];
}

const SHOWN_ANSWERS = 5;

/** Each metric over time, then the latest answers. @param feedback newest first */
export function feedbackLines(feedback: readonly ShownFeedback[]): string[] {
  return [
    ...feedbackTrends(feedback).slice(0, 3).map(trendLine),
    ...feedback.slice(0, SHOWN_ANSWERS).map(answerLine),
  ];
}

function trendLine({ metric, since, scores, trend }: FeedbackTrend): string {
  const words = trend === "too few to tell" ? "" : `, *${trend}*`;
  return `*${said(metric.toUpperCase(), 20)}* since ${when(since, "{date_short_pretty}")}: ${scores.join(" → ")}${words}`;
}

function answerLine({ occurredAt, metric, score, comment }: ShownFeedback): string {
  const words = comment === null ? "" : `: “${said(comment, 160)}”`;
  return `• ${when(occurredAt, "{date_short_pretty}")} ${said(metric.toUpperCase(), 20)} ${score}${words}`;
}

const DAY_MS = 86_400_000;

/** Whole days, or weeks where days are many; hours within two days. */
function days(ms: number): string {
  const whole = Math.round(ms / DAY_MS);
  if (whole < 2) return duration(ms);
  return whole < 14 ? `${whole} days` : `${Math.round(whole / 7)} weeks`;
}
