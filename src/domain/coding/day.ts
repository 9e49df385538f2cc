import { Temporal } from "temporal-polyfill";
import { dayStarts } from "../bucket.ts";
import { ANY_REASON, type Contact } from "../contact.ts";

/**
 * Inbound contacts of one day of the workspace's zone that mention a reason, by touchpoint and agent; the empty text where a
 * contact names none. Reason `*` counts every contact once, `UNCODED` those without a reason. `day`: its date, 2026-11-20.
 */
export type CodingDay = { day: string; touchpoint: string; agent: string; reason: string; contacts: number };

/** In the place of a reason's code: contacts that nobody has coded. */
export const UNCODED = "";

/** What these contacts add to the days of coding. */
export function countCodingDays(
  contacts: readonly Pick<Contact, "occurredAt" | "direction" | "reasons" | "touchpoint" | "agent">[],
  zone: string,
): CodingDay[] {
  const days = new Map<string, CodingDay>();
  const dateOf = datesIn(zone);
  for (const { occurredAt, direction, reasons, touchpoint = "", agent = "" } of contacts) {
    if (direction !== "inbound") continue;
    const day = dateOf(Date.parse(occurredAt));
    for (const reason of [ANY_REASON, ...(reasons.length === 0 ? [UNCODED] : reasons)]) {
      const key = JSON.stringify([day, touchpoint, agent, reason]);
      const known = days.get(key);
      if (known === undefined) days.set(key, { day, touchpoint, agent, reason, contacts: 1 });
      else known.contacts += 1;
    }
  }
  return [...days.values()];
}

/** The date of an instant (epoch ms) in a zone; remembers what it has worked out. */
export function datesIn(zone: string): (at: number) => string {
  const dayStart = dayStarts(zone);
  const dates = new Map<number, string>();
  return (at) => {
    const start = dayStart(at);
    const known = dates.get(start);
    if (known !== undefined) return known;
    const date = Temporal.Instant.fromEpochMilliseconds(start)
      .toZonedDateTimeISO(zone)
      .toPlainDate()
      .toString();
    dates.set(start, date);
    return date;
  };
}
