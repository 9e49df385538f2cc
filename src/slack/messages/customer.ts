import type { KnownBlock } from "@slack/types";
import type { Breach } from "../../domain/promise-breach.ts";
import { button, context, section } from "./blocks.ts";
import { promiseLine, type ShownPromise } from "./promise-lines.ts";
import { promiseListRow } from "./promise-row.ts";
import { counted, fitting, plain, said, when } from "./words.ts";

/** A customer found, with what they are known by. */
export type CustomerHit = {
  id: string;
  name: string | null;
  identities: { value: string }[];
  lastContactAt: Date | null;
};

/** Newest first, except open promises: those by due time. */
export type CustomerProfile = CustomerHit & {
  promises: ShownPromise[];
  contacts: {
    occurredAt: Date;
    channel: string;
    direction: string;
    reasons: string[];
    agent: string | null;
    summary: string | null;
    resolved: boolean | null;
    outcome: string | null;
  }[];
  contactCount: number;
  feedback: { occurredAt: Date; metric: string; score: number; comment: string | null }[];
};

export type Reply = { text: string; blocks?: KnownBlock[] };

const SHOWN_CONTACTS = 8;
const SHOWN_OPEN = 5;
const SHOWN_BROKEN = 5;
const SHOWN_ENDED = 3;
const SHOWN_FEEDBACK = 5;

/** All that is known of a customer, for the one person who asked: open promises first, then those that were broken. */
export function customerReply(
  customer: CustomerProfile,
  now: Date,
  breaches: ReadonlyMap<string, Breach> = new Map(),
): Reply {
  const name = said(customer.name ?? "No name", 120);
  const open = customer.promises.filter(({ status }) => status === "open");
  const ended = customer.promises.filter(({ status }) => status !== "open");
  const broken = ended.filter(({ id }) => breaches.has(id));
  const others = ended.filter(({ id }) => !breaches.has(id));
  const lineOf = (promise: ShownPromise) => promiseLineOf(promise, now, breaches.get(promise.id));
  const past = [...broken.slice(0, SHOWN_BROKEN), ...others.slice(0, SHOWN_ENDED)].map(
    (promise) => `• ${lineOf(promise)}`,
  );
  const contacts = customer.contacts.slice(0, SHOWN_CONTACTS).map(contactLine);
  const feedback = customer.feedback.slice(0, SHOWN_FEEDBACK).map(feedbackLine);
  const known = customer.identities
    .slice(0, 10)
    .map(({ value }) => said(value, 80))
    .join(" · ");
  const repeated = repeatedReason(customer, now);
  return {
    text: `${name}: ${counted(open.length, "open promise")}, ${broken.length} broken, ${counted(customer.contactCount, "contact")}`,
    blocks: [
      section(`*${name}*${known === "" ? "" : `\n${known}`}`),
      section(`*Promises*${open.length === 0 ? "\nNothing is promised now." : ""}`),
      ...open
        .slice(0, SHOWN_OPEN)
        .flatMap((promise) => [
          section(`*Open*: ${lineOf(promise)}`),
          ...promiseListRow(promise, `customer ${customer.id}`),
        ]),
      ...(open.length > SHOWN_OPEN ? [context(`and ${open.length - SHOWN_OPEN} more open`)] : []),
      ...(past.length === 0 ? [] : [section(fitting(past))]),
      section(
        `*Contacts* (${customer.contactCount} in all)${repeated}\n${contacts.length === 0 ? "None yet." : fitting(contacts, 2_500)}`,
      ),
      ...(feedback.length === 0 ? [] : [section(`*Feedback*\n${fitting(feedback)}`)]),
      {
        type: "actions",
        block_id: `customer:${customer.id}`,
        elements: [button("promise-for-customer", "Promise a call-back", "primary")],
      },
      context("Only you see this. That you looked is in the audit trail."),
    ],
  };
}

/** Several customers fit: choose one. */
export function customerChoices(hits: CustomerHit[]): Reply {
  const rows = hits.slice(0, 10).map((hit): KnownBlock => {
    const known = hit.identities
      .slice(0, 5)
      .map(({ value }) => said(value, 60))
      .join(" · ");
    const last = hit.lastContactAt === null ? "" : `, last contact ${when(hit.lastContactAt)}`;
    return {
      type: "section",
      block_id: `customer:${hit.id}`,
      text: {
        type: "mrkdwn",
        text: `*${said(hit.name ?? "No name", 120)}* ${known}${last}`,
        verbatim: true,
      },
      accessory: {
        type: "button",
        action_id: "show-customer",
        text: { type: "plain_text", text: plain("Show", 75) },
      },
    };
  });
  const text = `${hits.length} customers fit; choose one.`;
  return { text, blocks: [section(text), ...rows] };
}

const breachWords: Record<Breach, string> = {
  "given-up": "Broken",
  "moved-silently": "Broken, moved without telling the customer",
  "never-kept": "Broken, late and never kept",
};

function promiseLineOf(promise: ShownPromise, now: Date, breach: Breach | undefined): string {
  const line = promiseLine({ ...promise, customerName: null }, now, { withOwner: true });
  return breach === undefined ? line : `*${breachWords[breach]}*: ${line}`;
}

function contactLine(contact: CustomerProfile["contacts"][number]): string {
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

function feedbackLine({ occurredAt, metric, score, comment }: CustomerProfile["feedback"][number]): string {
  const words = comment === null ? "" : `: “${said(comment, 160)}”`;
  return `• ${when(occurredAt, "{date_short_pretty}")} ${said(metric.toUpperCase(), 20)} ${score}${words}`;
}

/** "third time about late-delivery in 10 days": what a customer says again and again. */
function repeatedReason({ contacts }: CustomerProfile, now: Date): string {
  const since = now.getTime() - 10 * 86_400_000;
  const counts = new Map<string, number>();
  for (const contact of contacts) {
    if (contact.direction !== "inbound" || contact.occurredAt.getTime() < since) continue;
    for (const reason of contact.reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most === undefined || most[1] < 3
    ? ""
    : `\n:warning: ${most[1]} times about ${said(most[0], 60)} in 10 days`;
}
