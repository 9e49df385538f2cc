import type { Contact } from "../contact.ts";

/** Contacts of one source that occurred in one hour; instants in epoch ms. */
export type SourceHour = {
  sourceId: string;
  startAt: number;
  contacts: number;
  /** Those that were heard soon after they occurred; the others came in a batch, a backfill or a loaded history. */
  prompt: number;
  /** When the last of them was heard. */
  heardAt: number;
};

const HOUR_MS = 3_600_000;
const PROMPT_MS = 30 * 60_000;

/** What these contacts, heard at `heardAt`, add to their sources' hours. */
export function countSourceHours(
  contacts: readonly (Pick<Contact, "occurredAt"> & { sourceId: string })[],
  heardAt: number,
): SourceHour[] {
  const hours = new Map<string, SourceHour>();
  for (const { sourceId, occurredAt } of contacts) {
    const at = Date.parse(occurredAt);
    const startAt = Math.floor(at / HOUR_MS) * HOUR_MS;
    const key = `${startAt} ${sourceId}`;
    const hour = hours.get(key) ?? { sourceId, startAt, contacts: 0, prompt: 0, heardAt };
    hours.set(key, hour);
    hour.contacts += 1;
    if (heardAt - at < PROMPT_MS) hour.prompt += 1;
  }
  return [...hours.values()];
}
