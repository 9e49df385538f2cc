import type { CustomerPromise } from "../../src/domain/promise/promise.ts";

/** An open promise to Ann, made at 9 and due at 14 on 20 November 2026 (UTC). */
export function promised(given: Partial<CustomerPromise> & { id: string }): CustomerPromise {
  const dueAt = new Date("2026-11-20T14:00:00Z");
  return {
    sourceId: "desk",
    externalId: given.id,
    customerId: "ann",
    contactId: null,
    text: "call back",
    madeAt: new Date("2026-11-20T09:00:00Z"),
    dueAt,
    owner: null,
    team: null,
    channel: null,
    concrete: true,
    businessFrom: null,
    businessLeftMs: null,
    status: "open",
    keptAt: null,
    keptByContactId: null,
    warnedAt: null,
    wakeAt: dueAt,
    ...given,
  };
}
