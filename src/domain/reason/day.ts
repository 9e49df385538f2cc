import { dayStarts } from "../bucket.ts";
import { ANY_REASON, type Contact } from "../contact.ts";

/**
 * What a day's inbound contacts of a channel add to a reason (`*`: to any). `startAt` is the day's midnight in epoch ms.
 * A contact with k reasons is 1/k of each: `share` sums these parts, `handled` those whose handle time is known, and
 * `handleSeconds` these parts of the times. `contacts` and `repeats` count whole ones.
 */
export type ReasonDayCount = {
  reason: string;
  channel: string;
  startAt: number;
  contacts: number;
  share: number;
  handled: number;
  handleSeconds: number;
  repeats: number;
};

/** Contacts more, or fewer, that repeat one before. `at` in epoch ms. */
export type RepeatChange = { at: number; channel: string; reason: string; change: number };

type Counted = Pick<
  Contact,
  "occurredAt" | "channel" | "direction" | "reasons" | "handleSeconds" | "outcome"
>;

/** What these contacts add to the days of a zone, each day, reason and channel once. */
export function countReasonDays(
  contacts: readonly Counted[],
  repeats: readonly RepeatChange[],
  zone: string,
): ReasonDayCount[] {
  const dayStart = dayStarts(zone);
  const days = new Map<string, ReasonDayCount>();
  const dayOf = (at: number, channel: string, reason: string): ReasonDayCount => {
    const startAt = dayStart(at);
    const key = `${startAt} ${channel} ${reason}`;
    const known = days.get(key);
    if (known !== undefined) return known;
    const none = { contacts: 0, share: 0, handled: 0, handleSeconds: 0, repeats: 0 };
    const day = { reason, channel, startAt, ...none };
    days.set(key, day);
    return day;
  };
  for (const contact of contacts) {
    if (contact.direction !== "inbound") continue;
    const seconds = secondsOf(contact);
    const reasons = new Set(contact.reasons);
    for (const reason of [ANY_REASON, ...reasons]) {
      const share = reason === ANY_REASON ? 1 : 1 / reasons.size;
      const day = dayOf(Date.parse(contact.occurredAt), contact.channel, reason);
      day.contacts += 1;
      day.share += share;
      if (seconds === undefined) continue;
      day.handled += share;
      day.handleSeconds += share * seconds;
    }
  }
  for (const { at, channel, reason, change } of repeats) dayOf(at, channel, reason).repeats += change;
  return [...days.values()];
}

/** Nobody handles a contact that was abandoned: it takes no time, unless somebody says it did. */
function secondsOf({ handleSeconds, outcome }: Counted): number | undefined {
  return handleSeconds ?? (outcome === "abandoned" ? 0 : undefined);
}
