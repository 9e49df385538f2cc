import type { PromiseEntry } from "./life.ts";
import { deadlinesOf, type ReportedPromise } from "./report.ts";

/** How the word given to a customer was broken. `never-kept`: withdrawn when it was late already. */
export type Breach = "given-up" | "moved-silently" | "never-kept";

/** Null while it may still be kept, and when it was. A move of which nobody said that the customer was told is a silent one. */
export function breachOf(
  promise: ReportedPromise["promise"],
  entries: readonly PromiseEntry[],
): Breach | null {
  const deadlines = deadlinesOf({ promise, entries });
  const ends = deadlines.map(({ end }) => end);
  if (ends.includes("broken")) return "given-up";
  if (ends.includes("moved-silently")) return "moved-silently";
  const isLate = deadlines.some(
    ({ end, endedAt, dueAt }) => end === "withdrawn" && endedAt !== null && endedAt > dueAt,
  );
  return isLate ? "never-kept" : null;
}
