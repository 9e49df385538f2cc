import type { Channel, CustomerRef } from "../contact.ts";
import type { Metric } from "./feedback.ts";

/** A survey was sent to a customer; instants are ISO 8601 in UTC. */
export type Survey = {
  id: string;
  /** When it was sent. */
  occurredAt: string;
  touchpoint: string;
  customer?: CustomerRef;
  /** How it was sent. */
  channel?: Channel;
  /** The sender's id of the contact it is about. */
  contactId?: string;
  /** What it asks for, when it is one thing. */
  metric?: Metric;
};

/** An answer that names neither survey nor contact belongs to the customer's latest survey of so many days. */
export const ANSWER_DAYS = 30;
