import type { Coding } from "./coding/coding.ts";
import type { Contact, CustomerRef } from "./contact.ts";
import { identitiesOf, type NamedCustomer, type ToE164 } from "./customer/customer.ts";
import type { HeardDeed } from "./promise/deeds.ts";
import type { PromiseEvent } from "./promise/promise.ts";
import type { Feedback } from "./touchpoint/feedback.ts";
import type { Survey } from "./touchpoint/survey.ts";

/** An event as it waits: its body is what `kind` says, by the promise of whoever stored it. */
export type WaitingEvent = { sourceId: string; kind: string; body: unknown };

type Heard<T> = T & { sourceId: string; customerId: string | null };
/** `codes`: as they were sent, for each of `reasons`; undefined where that is the reason's own code alone. */
export type HeardContact = Heard<Contact> & { codes?: (string[] | undefined)[] };
/** `contactId`: our own id of it. */
export type StoredContact = HeardContact & { contactId: string };
export type HeardFeedback = Heard<Feedback>;
export type HeardPromise = Heard<PromiseEvent>;
export type HeardSurvey = Heard<Survey>;
export type HeardCoding = Coding & { sourceId: string };
export type Hearing = {
  contacts: HeardContact[];
  feedback: HeardFeedback[];
  promises: HeardPromise[];
  surveys: HeardSurvey[];
  codings: HeardCoding[];
};

/**
 * Sorts events by what they are, with reasons in the workspace's own codes; nobody is known yet.
 * @param meanings other codes of reasons, each with the reason that it means
 * @throws RangeError for a kind that is none of ours
 */
export function hear(events: readonly WaitingEvent[], meanings: ReadonlyMap<string, string>): Hearing {
  const hearing: Hearing = { contacts: [], feedback: [], promises: [], surveys: [], codings: [] };
  for (const { sourceId, kind, body } of events) {
    const from = { sourceId, customerId: null };
    if (kind === "contact") {
      const contact = body as Contact;
      hearing.contacts.push({ ...contact, ...from, ...understood(contact.reasons, meanings) });
    } else if (kind === "feedback") hearing.feedback.push({ ...(body as Feedback), ...from });
    else if (kind === "promise") hearing.promises.push({ ...(body as PromiseEvent), ...from });
    else if (kind === "survey") hearing.surveys.push({ ...(body as Survey), ...from });
    else if (kind === "coding") hearing.codings.push({ ...(body as Coding), sourceId });
    else throw new RangeError(`nothing is known of events of kind ${kind}`);
  }
  return hearing;
}

/** The reasons that codes mean, each once, with the codes that led there. */
function understood(
  sent: readonly string[],
  meanings: ReadonlyMap<string, string>,
): Pick<HeardContact, "reasons" | "codes"> {
  if (!sent.some((code) => meanings.has(code))) return { reasons: [...new Set(sent)] };
  const codesOf = new Map<string, string[]>();
  for (const code of new Set(sent)) {
    const reason = meanings.get(code) ?? code;
    codesOf.set(reason, [...(codesOf.get(reason) ?? []), code]);
  }
  const isOwn = ([reason, codes]: [string, string[]]) => codes.length === 1 && codes[0] === reason;
  return {
    reasons: [...codesOf.keys()],
    codes: [...codesOf].map((each) => (isOwn(each) ? undefined : each[1])),
  };
}

/** Whom the events name: contacts first, then feedback, promises and surveys, each in order. */
export function namedIn({ contacts, feedback, promises, surveys }: Hearing, toE164: ToE164): NamedCustomer[] {
  return [...contacts, ...feedback, ...promises, ...surveys].map(({ sourceId, customer }) => ({
    sourceId,
    identities: identitiesOf(customer, toE164),
    name: nameOf(customer),
  }));
}

/** The same events with their customers; `ids` in the order of `namedIn`. */
export function withCustomers(hearing: Hearing, ids: readonly (string | undefined)[]): Hearing {
  let next = 0;
  const known = <T>(heard: T): T => ({ ...heard, customerId: ids[next++] ?? null });
  return {
    contacts: hearing.contacts.map(known),
    feedback: hearing.feedback.map(known),
    promises: hearing.promises.map(known),
    surveys: hearing.surveys.map(known),
    codings: hearing.codings,
  };
}

/** The promise made inside a contact, known by the contact's own id. */
export function deedInContact(contact: StoredContact): HeardDeed[] {
  const { promise, sourceId, id, customerId, contactId, occurredAt, channel } = contact;
  if (promise === undefined) return [];
  return [
    {
      sourceId,
      externalId: id,
      customerId,
      contactId,
      action: "made",
      at: new Date(occurredAt),
      actor: contact.agent ?? sourceId,
      dueAt: promise.dueAt === undefined ? null : new Date(promise.dueAt),
      text: promise.text,
      owner: promise.owner ?? contact.agent ?? null,
      team: contact.team ?? null,
      channel,
      ...byTheClock(promise),
      told: null,
    },
  ];
}

export function deedOf(event: HeardPromise): HeardDeed {
  return {
    sourceId: event.sourceId,
    externalId: event.promiseId,
    customerId: event.customerId,
    contactId: null,
    action: event.action,
    at: new Date(event.occurredAt),
    actor: event.sourceId,
    dueAt: event.dueAt === undefined ? null : new Date(event.dueAt),
    text: event.text ?? "",
    owner: event.owner ?? null,
    team: event.team ?? null,
    channel: event.channel ?? null,
    ...byTheClock(event),
    told: event.customerTold ?? null,
  };
}

/** A time named is a time by the clock. */
function byTheClock({ dueAt }: { dueAt?: string }) {
  return { concrete: dueAt !== undefined, businessFrom: null, businessLeftMs: null };
}

function nameOf(customer: CustomerRef | undefined): string | undefined {
  const name = customer?.name?.trim();
  return name === "" ? undefined : name;
}
