import type { ActionsBlockElement, KnownBlock } from "@slack/types";
import type { Heard } from "../../domain/customer-rhythm.ts";
import type { Breach } from "../../domain/promise-breach.ts";
import { button, context, section } from "./blocks.ts";
import {
  contactLine,
  customerPromiseLine,
  feedbackLines,
  noticeableLines,
  type ShownContact,
  type ShownFeedback,
} from "./customer-lines.ts";
import type { ShownPromise } from "./promise-lines.ts";
import { promiseListRow } from "./promise-row.ts";
import { amount, counted, fitting, person, said, when } from "./words.ts";

/** Newest first, except open promises: those by due time. Of contacts one page, after the `newerContacts`. */
export type CustomerProfile = {
  id: string;
  name: string | null;
  identities: { value: string }[];
  promises: ShownPromise[];
  contacts: ShownContact[];
  contactCount: number;
  newerContacts: number;
  heard: Heard[];
  feedback: ShownFeedback[];
};

export type Reply = { text: string; blocks?: KnownBlock[] };

/** So many contacts a page. */
export const SHOWN_CONTACTS = 8;
const SHOWN_OPEN = 5;
const SHOWN_BROKEN = 5;
const SHOWN_ENDED = 3;
/** Every number of it in words, however long the words of others are. */
const MOST_TEXT = 12_000;

type Breaches = ReadonlyMap<string, Breach>;

/** All that is known of a customer, for the one person who asked: open promises first, then those that were broken. */
export function customerReply(customer: CustomerProfile, now: Date, breaches: Breaches = new Map()): Reply {
  const known = customer.identities
    .slice(0, 10)
    .map(({ value }) => said(value, 80))
    .join(" · ");
  const parts = partsOf(customer, now, breaches);
  const row = (promise: ShownPromise) => promiseListRow(promise, `customer ${customer.id}`);
  const acts = [
    button("promise-for-customer", "Promise a call-back", "primary"),
    button("share-customer", "Share…"),
  ];
  return {
    text: inWords(parts, known),
    blocks: [
      section([parts.name, ...(known === "" ? [] : [known]), ...parts.noticeable].join("\n")),
      ...promiseBlocks(parts, row),
      section(contactsText(parts)),
      ...pagesRow(customer),
      ...(parts.feedback.length === 0 ? [] : [section(feedbackText(parts))]),
      { type: "actions", block_id: `customer:${customer.id}`, elements: acts },
      context("Only you see this. That you looked is in the audit trail."),
    ],
  };
}

/** The same for a channel, when somebody shares it: without phone, e-mail and ids, and with nothing to press but a look of one's own. */
export function sharedCustomer(
  customer: CustomerProfile,
  now: Date,
  { by, breaches }: { by: string; breaches: Breaches },
): { text: string; blocks: KnownBlock[]; attachments: [] } {
  const parts = partsOf(customer, now, breaches);
  return {
    text: inWords(parts),
    blocks: [
      section([parts.name, ...parts.noticeable].join("\n")),
      ...promiseBlocks(parts, () => []),
      section(contactsText(parts)),
      ...(parts.feedback.length === 0 ? [] : [section(feedbackText(parts))]),
      {
        type: "actions",
        block_id: `customer:${customer.id}`,
        elements: [button("show-customer", "Open the customer")],
      },
      context(
        `Shared by ${person(by)}, as of ${when(now)}. Opening it is for you alone, and is in the audit trail.`,
      ),
    ],
    attachments: [],
  };
}

/** Asked before anything is shared: where, and what others will see. */
export function shareQuestion(
  { id, name }: Pick<CustomerProfile, "id" | "name">,
  slackChannel: string,
): Reply {
  const text = `Share *${said(name ?? "No name", 120)}* in <#${slackChannel}>? Everybody there, guests too, will see customer data: the name, promises, contacts and feedback, and what was said in them. Phone, e-mail and ids are left out. That you share it is in the audit trail.`;
  const elements = [
    button("share-customer-now", "Share it there", "danger"),
    button("share-customer-not", "Do not share"),
  ];
  return { text, blocks: [section(text), { type: "actions", block_id: `customer:${id}`, elements }] };
}

type Parts = {
  name: string;
  summary: string;
  noticeable: string[];
  open: { promise: ShownPromise; line: string }[];
  moreOpen: number;
  ended: string[];
  contactsTitle: string;
  contacts: string[];
  feedback: string[];
};

function partsOf(customer: CustomerProfile, now: Date, breaches: Breaches): Parts {
  const open = customer.promises.filter(({ status }) => status === "open");
  const ended = customer.promises.filter(({ status }) => status !== "open");
  const broken = ended.filter(({ id }) => breaches.has(id));
  const others = ended.filter(({ id }) => !breaches.has(id));
  const lineOf = (promise: ShownPromise) => customerPromiseLine(promise, now, breaches.get(promise.id));
  const contacts = customer.contacts.slice(0, SHOWN_CONTACTS);
  return {
    name: `*${said(customer.name ?? "No name", 120)}*`,
    summary: `${counted(open.length, "open promise")}, ${broken.length} broken, ${counted(customer.contactCount, "contact")}`,
    noticeable: noticeableLines(customer.heard, now),
    open: open.slice(0, SHOWN_OPEN).map((promise) => ({ promise, line: `*Open*: ${lineOf(promise)}` })),
    moreOpen: Math.max(0, open.length - SHOWN_OPEN),
    ended: [...broken.slice(0, SHOWN_BROKEN), ...others.slice(0, SHOWN_ENDED)].map(
      (each) => `• ${lineOf(each)}`,
    ),
    contactsTitle: `*Contacts* ${pageWords(customer, contacts.length)}`,
    contacts: contacts.map(contactLine),
    feedback: feedbackLines(customer.feedback),
  };
}

/** "(3 in all)", or "9–16 of 42, the newest first". */
function pageWords({ contactCount, newerContacts }: CustomerProfile, shown: number): string {
  const isWhole = shown === 0 || (newerContacts === 0 && shown >= contactCount);
  if (isWhole) return `(${amount(contactCount)} in all)`;
  return `${amount(newerContacts + 1)}–${amount(newerContacts + shown)} of ${amount(contactCount)}, the newest first`;
}

function promiseBlocks(parts: Parts, rowOf: (promise: ShownPromise) => KnownBlock[]): KnownBlock[] {
  return [
    section(`*Promises*${parts.open.length === 0 ? "\nNothing is promised now." : ""}`),
    ...parts.open.flatMap(({ promise, line }) => [section(line), ...rowOf(promise)]),
    ...(parts.moreOpen > 0 ? [context(`and ${parts.moreOpen} more open`)] : []),
    ...(parts.ended.length === 0 ? [] : [section(fitting(parts.ended))]),
  ];
}

const contactsText = ({ contactsTitle, contacts }: Parts): string =>
  `${contactsTitle}\n${contacts.length === 0 ? "None yet." : fitting(contacts, 2_500)}`;

const feedbackText = ({ feedback }: Parts): string => `*Feedback*\n${fitting(feedback, 2_700)}`;

/** Newer and older contacts; the value is how many newer ones come before that page. */
function pagesRow({ id, contacts, contactCount, newerContacts }: CustomerProfile): KnownBlock[] {
  const older = newerContacts + Math.min(contacts.length, SHOWN_CONTACTS);
  const elements: ActionsBlockElement[] = [
    ...(newerContacts > 0
      ? [paging("newer-contacts", "Newer contacts", Math.max(0, newerContacts - SHOWN_CONTACTS))]
      : []),
    ...(contacts.length > 0 && older < contactCount
      ? [paging("older-contacts", "Older contacts", older)]
      : []),
  ];
  return elements.length === 0 ? [] : [{ type: "actions", block_id: `customer-page:${id}`, elements }];
}

const paging = (actionId: string, label: string, newer: number) =>
  ({ ...button(actionId, label), value: `${newer}` }) as ActionsBlockElement;

/** Every line as text, for notifications and screen readers. */
function inWords(parts: Parts, known = ""): string {
  const lines = [
    `${parts.name}: ${parts.summary}`,
    ...(known === "" ? [] : [known]),
    ...parts.noticeable,
    ...parts.open.map(({ line }) => `• ${line}`),
    ...(parts.moreOpen > 0 ? [`and ${parts.moreOpen} more open`] : []),
    ...parts.ended,
    parts.contactsTitle,
    ...parts.contacts,
    ...parts.feedback,
  ];
  return fitting(lines, MOST_TEXT).replaceAll("*", "");
}
