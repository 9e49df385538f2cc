import type { OverduePromiseFacts } from "../signal/signal.ts";
import type { CustomerPromise } from "./promise.ts";

/** What the alert of an overdue promise is made of; who the customer is stays out of it. */
export function overdueFacts(promise: CustomerPromise, ownerSlackId: string | null): OverduePromiseFacts {
  const { id, text, madeAt, dueAt, owner, team, channel } = promise;
  return {
    kind: "overdue-promise",
    promiseId: id,
    text,
    madeAt: madeAt.toISOString(),
    dueAt: dueAt.toISOString(),
    ...(owner !== null && { owner }),
    ...(ownerSlackId !== null && { ownerSlackId }),
    ...(team !== null && { team }),
    ...(channel !== null && { channel }),
  };
}
