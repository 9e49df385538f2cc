import { dayStarts } from "../bucket.ts";
import { ANY_REASON, type Contact } from "../contact.ts";

/**
 * Inbound contacts of one day of the workspace's zone that mention a reason, by touchpoint and agent; the empty text where a
 * contact names none. Reason `*` counts every contact once, `UNCODED` those without a reason. `day`: its start, epoch ms.
 */
export type CodingDay = { day: number; touchpoint: string; agent: string; reason: string; contacts: number };

/** In the place of a reason's code: contacts that nobody has coded. */
export const UNCODED = "";

/** What these contacts add to the days of coding. */
export function countCodingDays(
  contacts: readonly Pick<Contact, "occurredAt" | "direction" | "reasons" | "touchpoint" | "agent">[],
  zone: string,
): CodingDay[] {
  const days = new Map<string, CodingDay>();
  const dayStart = dayStarts(zone);
  for (const { occurredAt, direction, reasons, touchpoint = "", agent = "" } of contacts) {
    if (direction !== "inbound") continue;
    const day = dayStart(Date.parse(occurredAt));
    for (const reason of [ANY_REASON, ...(reasons.length === 0 ? [UNCODED] : reasons)]) {
      const key = JSON.stringify([day, touchpoint, agent, reason]);
      const known = days.get(key);
      if (known === undefined) days.set(key, { day, touchpoint, agent, reason, contacts: 1 });
      else known.contacts += 1;
    }
  }
  return [...days.values()];
}
