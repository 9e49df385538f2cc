import { outcomes } from "../../../domain/contact.ts";
import { customerSilence, type Heard, REPEAT_DAYS, repeatedReason } from "../../../domain/customer/rhythm.ts";
import type { Breach } from "../../../domain/promise/breach.ts";
import { type FeedbackTrend, feedbackTrends } from "../../../domain/touchpoint/feedback-trend.ts";
import type { Key } from "../../language/catalogue.ts";
import type { Words } from "../../language/words.ts";
import { contactWay } from "../promise/contact-way.ts";
import { promiseLine, type ShownPromise } from "../promise/lines.ts";
import { said } from "../words.ts";

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

const breachKeys = {
  "given-up": "customer.givenUp",
  "moved-silently": "customer.movedSilently",
  "never-kept": "customer.neverKept",
} as const satisfies Record<Breach, Key>;

/** A promise of the customer whose page it stands on, and how it was broken. */
export function customerPromiseLine(
  words: Words,
  promise: ShownPromise,
  now: Date,
  breach: Breach | undefined,
): string {
  const line = promiseLine(words, { ...promise, customerName: null }, now, { withOwner: true });
  return breach === undefined ? line : words.t(breachKeys[breach], { promise: line });
}

/** When, by which way, about what, what came of it, and what was said. */
export function contactLine(words: Words, contact: ShownContact): string {
  const { t, when } = words;
  const about = contact.reasons
    .slice(0, 6)
    .map((reason) => said(reason, 60))
    .join(", ");
  const came = [
    contact.outcome && outcomeWord(words, contact.outcome),
    contact.resolved === null
      ? undefined
      : t(contact.resolved ? "customer.resolved" : "customer.notResolved"),
    contact.agent && t("customer.agent", { agent: said(contact.agent, 40) }),
  ].filter(Boolean);
  const line = t(contact.direction === "outbound" ? "customer.outbound" : "customer.inbound", {
    at: when(contact.occurredAt),
    channel: contactWay(words, contact.channel, 20),
    about: about || t("customer.noReason"),
  });
  const summary =
    contact.summary === null
      ? ""
      : `\n\u2003\u2003${t("common.quoted", { said: said(contact.summary, 160) })}`;
  return `• ${line}${came.length > 0 ? ` (${came.join(", ")})` : ""}${summary}`;
}

/** Of an outcome that is none of ours, its own word. */
function outcomeWord({ t }: Words, outcome: string): string {
  const known = outcomes.find((each) => each === outcome);
  return known === undefined ? said(outcome, 20) : t("customer.outcome", { outcome: known.replace("-", "") });
}

/** What is out of this customer's ordinary: the same reason again and again, or a silence. */
export function noticeableLines(words: Words, heard: readonly Heard[], now: Date): string[] {
  const { t, when } = words;
  const repeated = repeatedReason(heard, now);
  const silence = customerSilence(heard, now);
  return [
    ...(repeated === undefined
      ? []
      : [
          t("customer.repeated", {
            times: repeated.times,
            reason: said(repeated.reason, 60),
            days: REPEAT_DAYS,
          }),
        ]),
    ...(silence === undefined
      ? []
      : [
          t("customer.silent", {
            passed: days(words, now.getTime() - silence.lastAt.getTime()),
            at: when(silence.lastAt, "{date_short_pretty}"),
            usual: days(words, silence.usualGapMs),
          }),
        ]),
  ];
}

const SHOWN_ANSWERS = 5;

/** Each metric over time, then the latest answers. @param feedback newest first */
export function feedbackLines(words: Words, feedback: readonly ShownFeedback[]): string[] {
  return [
    ...feedbackTrends(feedback)
      .slice(0, 3)
      .map((trend) => trendLine(words, trend)),
    ...feedback.slice(0, SHOWN_ANSWERS).map((answer) => answerLine(words, answer)),
  ];
}

const trendKeys = {
  rising: "customer.trendRising",
  falling: "customer.trendFalling",
  "no clear trend": "customer.trendUnclear",
  "too few to tell": "customer.trend",
} as const satisfies Record<FeedbackTrend["trend"], Key>;

function trendLine({ t, when }: Words, { metric, since, scores, trend }: FeedbackTrend): string {
  return t(trendKeys[trend], {
    metric: said(metric.toUpperCase(), 20),
    since: when(since, "{date_short_pretty}"),
    scores: scores.join(" → "),
  });
}

function answerLine({ t, when }: Words, { occurredAt, metric, score, comment }: ShownFeedback): string {
  const quoted = comment === null ? "" : `: ${t("common.quoted", { said: said(comment, 160) })}`;
  return `• ${when(occurredAt, "{date_short_pretty}")} ${said(metric.toUpperCase(), 20)} ${score}${quoted}`;
}

const DAY_MS = 86_400_000;

/** Whole days, or weeks where days are many; hours within two days. */
function days({ t, duration }: Words, ms: number): string {
  const whole = Math.round(ms / DAY_MS);
  if (whole < 2) return duration(ms);
  return whole < 14
    ? t("customer.days", { days: whole })
    : t("customer.weeks", { weeks: Math.round(whole / 7) });
}
