import type { KnownBlock } from "@slack/types";
import type { CustomerPromise } from "../../domain/promise.ts";
import { button, context, section } from "./blocks.ts";
import { duration, fitting, person, plain, said, when } from "./words.ts";

/** A customer found, with what they are known by. */
export type CustomerHit = {
  id: string;
  name: string | null;
  identities: { value: string }[];
  lastContactAt: Date | null;
};

/** Newest first, except open promises: those by due time. */
export type CustomerProfile = CustomerHit & {
  promises: CustomerPromise[];
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
const SHOWN_PROMISES = 8;
const SHOWN_FEEDBACK = 5;

/** All that is known of a customer, for the one person who asked: open promises first. */
export function customerReply(customer: CustomerProfile, now: Date): Reply {
  const name = said(customer.name ?? "No name", 120);
  const open = customer.promises.filter((promise) => promise.status === "open").slice(0, SHOWN_PROMISES);
  const ended = customer.promises.filter((promise) => promise.status !== "open").slice(0, 3);
  const promises = [...open.map((promise) => openLine(promise, now)), ...ended.map(endedLine)];
  const contacts = customer.contacts.slice(0, SHOWN_CONTACTS).map(contactLine);
  const feedback = customer.feedback.slice(0, SHOWN_FEEDBACK).map(feedbackLine);
  const known = customer.identities
    .slice(0, 10)
    .map(({ value }) => said(value, 80))
    .join(" · ");
  const repeated = repeatedReason(customer, now);
  return {
    text: `${name}: ${open.length} open promises, ${customer.contactCount} contacts`,
    blocks: [
      section(`*${name}*${known === "" ? "" : `\n${known}`}`),
      section(`*Promises*\n${promises.length === 0 ? "Nothing is promised." : fitting(promises)}`),
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

function openLine(promise: CustomerPromise, now: Date): string {
  const lateMs = now.getTime() - promise.dueAt.getTime();
  const late = lateMs > 0 ? ` *late by ${duration(lateMs)}*` : "";
  return `• Open: ${said(promise.text, 200)}, due ${when(promise.dueAt)}${ownerOf(promise)}${late}`;
}

function endedLine(promise: CustomerPromise): string {
  const { status, keptAt, dueAt } = promise;
  const end = status === "kept" ? (keptAt !== null && keptAt > dueAt ? "Kept late" : "Kept") : "Withdrawn";
  return `• ${end}: ${said(promise.text, 200)}${keptAt === null ? "" : `, ${when(keptAt)}`}`;
}

function ownerOf({ owner, team }: CustomerPromise): string {
  const by = owner ?? team;
  return by === null ? "" : `, by ${person(by)}`;
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
  const words = contact.summary === null ? "" : `\n      “${said(contact.summary, 160)}”`;
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
