import type { CustomerRef } from "../contact.ts";

/** Each metric's scale, both ends included. */
export const scales = {
  nps: { min: 0, max: 10 },
  csat: { min: 1, max: 5 },
  ces: { min: 1, max: 7 },
} as const;
export type Metric = keyof typeof scales;

/** One answer of one customer on one metric; instants are ISO 8601 in UTC. */
export type Feedback = {
  id: string;
  occurredAt: string;
  metric: Metric;
  score: number;
  touchpoint?: string;
  customer?: CustomerRef;
  /** The sender's id of the contact it is about. */
  contactId?: string;
  /** The sender's id of the survey it answers. */
  surveyId?: string;
  comment?: string;
};
