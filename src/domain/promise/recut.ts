import { type OpenHours, recut } from "../calendar/calendar.ts";
import { type PromiseNews, woken } from "./deeds.ts";
import type { CustomerPromise } from "./promise.ts";

/** A team's business hours before and after a change of its calendar. */
export type HoursChange = { before: OpenHours; after: OpenHours; by: string; at: Date };

/**
 * What new business hours make of a team's promises: one that was given in business time and is not due yet keeps the time
 * it has used, and what is left counts on the new hours. Only a deadline that moves gets a line of history.
 */
export function recutPromises(
  promises: readonly CustomerPromise[],
  { before, after, by, at }: HoursChange,
): PromiseNews {
  const news: PromiseNews = { promises: [], entries: [] };
  for (const promise of promises) {
    const { businessFrom: from, businessLeftMs: leftMs } = promise;
    if (from === null || leftMs === null || promise.status !== "open" || promise.dueAt <= at) continue;
    const running = recut(before, after, { from, leftMs }, at);
    const { dueAt } = running;
    const moved = { ...promise, dueAt, businessFrom: running.from, businessLeftMs: running.leftMs };
    news.promises.push(woken(promise, moved, at));
    if (dueAt.getTime() === promise.dueAt.getTime()) continue;
    news.entries.push({
      promiseId: promise.id,
      at,
      actor: by,
      action: "recut",
      dueAt,
      told: null,
      note: null,
    });
  }
  return news;
}
