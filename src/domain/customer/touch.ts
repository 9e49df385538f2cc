import type { HeardContact } from "../drain.ts";

/** A customer who was in touch by themselves. */
export type CustomerTouch = { customerId: string; lastContactAt: string; contacts: number };

/** What these contacts say of each customer; those that we made do not count. */
export function countTouches(
  contacts: readonly Pick<HeardContact, "customerId" | "direction" | "occurredAt">[],
): CustomerTouch[] {
  const touches = new Map<string, CustomerTouch>();
  for (const { customerId, direction, occurredAt } of contacts) {
    if (customerId === null || direction !== "inbound") continue;
    const touch = touches.get(customerId);
    if (touch === undefined) touches.set(customerId, { customerId, lastContactAt: occurredAt, contacts: 1 });
    else {
      touch.contacts += 1;
      if (occurredAt > touch.lastContactAt) touch.lastContactAt = occurredAt;
    }
  }
  return [...touches.values()];
}
