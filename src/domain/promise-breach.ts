import type { CustomerPromise } from "./promise.ts";
import { type PromiseEntry, turnOf } from "./promise-life.ts";

/** How the word given to a customer was broken. `never-kept`: withdrawn when it was late already. */
export type Breach = "given-up" | "moved-silently" | "never-kept";

/** Null while it may still be kept, and when it was. A move of which nobody said that the customer was told is a silent one. */
export function breachOf(
  { status, dueAt }: Pick<CustomerPromise, "status" | "dueAt">,
  entries: readonly PromiseEntry[],
): Breach | null {
  const endedAt = status === "open" ? undefined : turnOf(entries)?.at;
  if (status === "broken") return "given-up";
  if (status === "withdrawn" && endedAt !== undefined && endedAt > dueAt) return "never-kept";
  const isSilent = entries.some(
    ({ action, told, at }) => action === "moved" && told !== true && (endedAt === undefined || at <= endedAt),
  );
  return isSilent ? "moved-silently" : null;
}
