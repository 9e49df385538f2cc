import type { ActionsBlockElement, KnownBlock } from "@slack/types";
import type { Heard } from "../../../domain/customer/rhythm.ts";
import type { Breach } from "../../../domain/promise/breach.ts";
import type { Words } from "../../language/words.ts";
import { button, context, section } from "../blocks.ts";
import type { ShownPromise } from "../promise/lines.ts";
import { promiseListRow } from "../promise/row.ts";
import { person, said } from "../words.ts";
import {
  contactLine,
  customerPromiseLine,
  feedbackLines,
  noticeableLines,
  type ShownContact,
  type ShownFeedback,
} from "./lines.ts";

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
export function customerReply(
  words: Words,
  customer: CustomerProfile,
  now: Date,
  breaches: Breaches = new Map(),
): Reply {
  const { t } = words;
  const known = customer.identities
    .slice(0, 10)
    .map(({ value }) => said(value, 80))
    .join(" · ");
  const parts = partsOf(words, customer, now, breaches);
  const row = (promise: ShownPromise) => promiseListRow(words, promise, `customer ${customer.id}`);
  const acts = [
    button("promise-for-customer", t("customer.promise"), "primary"),
    button("share-customer", t("customer.share")),
  ];
  return {
    text: inWords(words, parts, known),
    blocks: [
      section([parts.name, ...(known === "" ? [] : [known]), ...parts.noticeable].join("\n")),
      ...promiseBlocks(words, parts, row),
      section(contactsText(words, parts)),
      ...pagesRow(words, customer),
      ...feedbackBlocks(words, parts),
      { type: "actions", block_id: `customer:${customer.id}`, elements: acts },
      context(t("customer.onlyYou")),
    ],
  };
}

/** The same for a channel, when somebody shares it: without phone, e-mail and ids, and with nothing to press but a look of one's own. */
export function sharedCustomer(
  words: Words,
  customer: CustomerProfile,
  now: Date,
  { by, breaches }: { by: string; breaches: Breaches },
): { text: string; blocks: KnownBlock[]; attachments: [] } {
  const { t, when } = words;
  const parts = partsOf(words, customer, now, breaches);
  return {
    text: inWords(words, parts),
    blocks: [
      section([parts.name, ...parts.noticeable].join("\n")),
      ...promiseBlocks(words, parts, () => []),
      section(contactsText(words, parts)),
      ...feedbackBlocks(words, parts),
      {
        type: "actions",
        block_id: `customer:${customer.id}`,
        elements: [button("show-customer", t("customer.open"))],
      },
      context(t("customer.sharedBy", { person: person(by), at: when(now) })),
    ],
    attachments: [],
  };
}

/** Asked before anything is shared: where, and what others will see. */
export function shareQuestion(
  { t }: Words,
  { id, name }: Pick<CustomerProfile, "id" | "name">,
  slackChannel: string,
): Reply {
  const text = t("customer.shareAsk", {
    name: said(name ?? t("customer.noName"), 120),
    channel: `<#${slackChannel}>`,
  });
  const elements = [
    button("share-customer-now", t("customer.shareNow"), "danger"),
    button("share-customer-not", t("customer.shareNot")),
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

function partsOf(words: Words, customer: CustomerProfile, now: Date, breaches: Breaches): Parts {
  const { t, amount } = words;
  const open = customer.promises.filter(({ status }) => status === "open");
  const ended = customer.promises.filter(({ status }) => status !== "open");
  const broken = ended.filter(({ id }) => breaches.has(id));
  const others = ended.filter(({ id }) => !breaches.has(id));
  const lineOf = (promise: ShownPromise) =>
    customerPromiseLine(words, promise, now, breaches.get(promise.id));
  const contacts = customer.contacts.slice(0, SHOWN_CONTACTS);
  return {
    name: `*${said(customer.name ?? t("customer.noName"), 120)}*`,
    summary: t("customer.summary", {
      open: open.length,
      broken: amount(broken.length),
      contacts: customer.contactCount,
    }),
    noticeable: noticeableLines(words, customer.heard, now),
    open: open.slice(0, SHOWN_OPEN).map((promise) => ({
      promise,
      line: t("customer.openLine", { promise: lineOf(promise) }),
    })),
    moreOpen: Math.max(0, open.length - SHOWN_OPEN),
    ended: [...broken.slice(0, SHOWN_BROKEN), ...others.slice(0, SHOWN_ENDED)].map(
      (each) => `• ${lineOf(each)}`,
    ),
    contactsTitle: contactsTitle(words, customer, contacts.length),
    contacts: contacts.map((contact) => contactLine(words, contact)),
    feedback: feedbackLines(words, customer.feedback),
  };
}

/** "Contacts (3 in all)", or "Contacts 9–16 of 42, the newest first". */
function contactsTitle(
  { t, amount }: Words,
  { contactCount, newerContacts }: CustomerProfile,
  shown: number,
): string {
  const count = amount(contactCount);
  const isWhole = shown === 0 || (newerContacts === 0 && shown >= contactCount);
  if (isWhole) return t("customer.contactsInAll", { count });
  const [first, last] = [amount(newerContacts + 1), amount(newerContacts + shown)];
  return t("customer.contactsPage", { first, last, count });
}

function promiseBlocks(
  { t, fitting }: Words,
  parts: Parts,
  rowOf: (promise: ShownPromise) => KnownBlock[],
): KnownBlock[] {
  const title = t("customer.promises");
  return [
    section(parts.open.length === 0 ? `${title}\n${t("customer.nothingPromised")}` : title),
    ...parts.open.flatMap(({ promise, line }) => [section(line), ...rowOf(promise)]),
    ...(parts.moreOpen > 0 ? [context(t("customer.moreOpen", { rest: parts.moreOpen }))] : []),
    ...(parts.ended.length === 0 ? [] : [section(fitting(parts.ended))]),
  ];
}

function contactsText({ t, fitting }: Words, { contactsTitle, contacts }: Parts): string {
  return `${contactsTitle}\n${contacts.length === 0 ? t("customer.noContacts") : fitting(contacts, 2_500)}`;
}

function feedbackBlocks({ t, fitting }: Words, { feedback }: Parts): KnownBlock[] {
  return feedback.length === 0 ? [] : [section(`${t("customer.feedback")}\n${fitting(feedback, 2_700)}`)];
}

/** Newer and older contacts; the value is how many newer ones come before that page. */
function pagesRow(
  { t }: Words,
  { id, contacts, contactCount, newerContacts }: CustomerProfile,
): KnownBlock[] {
  const older = newerContacts + Math.min(contacts.length, SHOWN_CONTACTS);
  const elements: ActionsBlockElement[] = [
    ...(newerContacts > 0
      ? [paging("newer-contacts", t("customer.newer"), Math.max(0, newerContacts - SHOWN_CONTACTS))]
      : []),
    ...(contacts.length > 0 && older < contactCount
      ? [paging("older-contacts", t("customer.older"), older)]
      : []),
  ];
  return elements.length === 0 ? [] : [{ type: "actions", block_id: `customer-page:${id}`, elements }];
}

const paging = (actionId: string, label: string, newer: number) =>
  ({ ...button(actionId, label), value: `${newer}` }) as ActionsBlockElement;

/** Every line as text, for notifications and screen readers. */
function inWords({ t, fitting }: Words, parts: Parts, known = ""): string {
  const lines = [
    `${parts.name}: ${parts.summary}`,
    ...(known === "" ? [] : [known]),
    ...parts.noticeable,
    ...parts.open.map(({ line }) => `• ${line}`),
    ...(parts.moreOpen > 0 ? [t("customer.moreOpen", { rest: parts.moreOpen })] : []),
    ...parts.ended,
    parts.contactsTitle,
    ...parts.contacts,
    ...parts.feedback,
  ];
  return fitting(lines, MOST_TEXT).replaceAll("*", "");
}
