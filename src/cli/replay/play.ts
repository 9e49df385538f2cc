import { setTimeout as sleep } from "node:timers/promises";
import type { Played } from "./mapping.ts";
import type { Place } from "./place.ts";
import { type Sent, sum } from "./send.ts";

/** Contacts in one request. */
const BATCH = 200;

type Options = {
  /** How many times faster than it happened; Infinity: as fast as the server answers. */
  speed: number;
  start: Place;
  send: (batch: Played[]) => Promise<Sent>;
  /** After each answer: what a later run may go on from. */
  onPlace: (place: Place) => Promise<void>;
};

/** Sends contacts in the order of their times, at their own pace times `speed`; answers where it ended. */
export async function play(contacts: Played[], { speed, start, send, onPlace }: Options): Promise<Place> {
  let place = start;
  const firstAt = contacts[place.played]?.at ?? 0;
  const startedAt = Date.now();
  const dueIn = (contact: Played) => (contact.at - firstAt) / speed - (Date.now() - startedAt);
  while (place.played < contacts.length) {
    const next = contacts.slice(place.played, place.played + BATCH);
    const early = next.findIndex((contact) => dueIn(contact) > 0);
    const due = early === -1 ? next : next.slice(0, early);
    if (due.length === 0 && next[0] !== undefined) {
      await sleep(Math.min(dueIn(next[0]), 60_000));
      continue;
    }
    const sent = await send(due.map((contact) => timed(contact, place.shiftMs)));
    place = { ...place, played: place.played + due.length, sent: sum(place.sent, sent) };
    await onPlace(place);
  }
  return place;
}

function timed(played: Played, shiftMs: number): Played {
  const occurredAt = new Date(played.at + shiftMs).toISOString();
  return { ...played, contact: { ...played.contact, occurredAt } };
}
