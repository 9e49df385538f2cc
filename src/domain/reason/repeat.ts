import { ANY_REASON } from "../contact.ts";
import type { RepeatChange } from "./day.ts";

/** A stored inbound contact of a known customer; `id` grows with arrival, `at` in epoch ms. */
export type CustomerContact = {
  id: number;
  customerId: string;
  at: number;
  channel: string;
  reasons: readonly string[];
};

export const USUAL_REPEAT_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * What changes by contacts that were `added`: a contact repeats a reason (`*`: any) when its customer mentioned it within
 * `days` before. One that comes late may so make a repeat of the next one, which was none; the order of arrival changes nothing.
 * @param contacts of the customers of the added, with these, from `days` before the first to `days` after the last of them
 */
export function repeatChanges(
  contacts: readonly CustomerContact[],
  added: ReadonlySet<number>,
  days: number,
): RepeatChange[] {
  const before = new Map<string, { all?: CustomerContact; old?: CustomerContact }>();
  const changes: RepeatChange[] = [];
  const inOrder = [...contacts].sort((a, b) => a.at - b.at || a.id - b.id);
  for (const contact of inOrder) {
    const { id, customerId, at, channel } = contact;
    const isNew = added.has(id);
    for (const reason of [ANY_REASON, ...contact.reasons]) {
      const key = `${customerId} ${reason}`;
      const last = before.get(key);
      const isWithin = (other: CustomerContact | undefined) =>
        other !== undefined && at - other.at <= days * DAY_MS;
      const change = Number(isWithin(last?.all)) - Number(!isNew && isWithin(last?.old));
      if (change !== 0) changes.push({ at, channel, reason, change });
      const old = isNew ? last?.old : contact;
      before.set(key, { all: contact, ...(old && { old }) });
    }
  }
  return changes;
}
