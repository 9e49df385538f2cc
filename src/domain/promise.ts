import type { CustomerRef } from "./contact.ts";

export const promiseActions = ["made", "kept", "moved", "withdrawn"] as const;

/** What a sender says happened to a promise; instants are ISO 8601 in UTC. */
export type PromiseEvent = {
  id: string;
  promiseId: string;
  action: (typeof promiseActions)[number];
  occurredAt: string;
  customer?: CustomerRef;
  /** Required when made or moved. */
  dueAt?: string;
  /** Required when made. */
  text?: string;
  owner?: string;
  team?: string;
  channel?: string;
};
