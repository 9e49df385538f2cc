import type { CustomerRef } from "../contact.ts";

export const promiseActions = ["made", "kept", "moved", "withdrawn"] as const;

/** What a sender says happened to a promise; instants are ISO 8601 in UTC. */
export type PromiseEvent = {
  id: string;
  promiseId: string;
  action: (typeof promiseActions)[number];
  occurredAt: string;
  customer?: CustomerRef;
  /** Required when moved; made without it, the promise is held to its team's standard. */
  dueAt?: string;
  /** Of a move: whether the customer knows of the new time. */
  customerTold?: boolean;
  /** Required when made. */
  text?: string;
  owner?: string;
  team?: string;
  channel?: string;
};

/** Late is not a status: it is the time promised against the clock, or against when it was kept. */
export const promiseStatuses = ["open", "kept", "broken", "withdrawn"] as const;
export type PromiseStatus = (typeof promiseStatuses)[number];

/** Somebody told a customer "we will be in touch by T". */
export type CustomerPromise = {
  id: string;
  /** The source and its id for it, `slack` when made there. */
  sourceId: string;
  externalId: string;
  customerId: string | null;
  /** The contact in which it was made. */
  contactId: string | null;
  /** Empty while only a move or an end of it has been heard. */
  text: string;
  madeAt: Date;
  dueAt: Date;
  /** The agent's code or a Slack user id. */
  owner: string | null;
  team: string | null;
  channel: string | null;
  /** False when it was made without a time: its first deadline is the team's standard. */
  concrete: boolean;
  /** Given in business time: `businessLeftMs` of it was left at `businessFrom`. Both null when given by the clock. */
  businessFrom: Date | null;
  businessLeftMs: number | null;
  status: PromiseStatus;
  /** When the customer was reached, by the customer's clock. */
  keptAt: Date | null;
  keptByContactId: string | null;
  /** When its owner was last reminded of the present deadline, or moved it there. */
  warnedAt: Date | null;
  /** When the sweep must look at it; null when there is nothing to wait for, also once its lateness was told. */
  wakeAt: Date | null;
};
