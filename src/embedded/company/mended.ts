import { firstLook, localDate } from "../../figures/mend-watch.ts";
import type { Store } from "../../store/index.ts";
import { ZONE } from "./telecom.ts";

const DAY_MS = 86_400_000;

/** What the sample company has mended: so many days ago, when contacts were so many times as many. */
export const mendings = [
  {
    reason: "router-setup",
    daysAgo: 30,
    before: 1.7,
    by: "noor",
    note: "the password is printed on the router",
  },
  {
    reason: "refund-missing",
    daysAgo: 11,
    before: 1.3,
    by: "otto",
    note: "refunds leave every night, not on Fridays",
  },
] as const;

/** How many times as many contacts of a reason there were at an instant as now. */
export function timesBefore(code: string, at: number, now: Date): number {
  const mending = mendings.find(({ reason }) => reason === code);
  return mending !== undefined && at < now.getTime() - mending.daysAgo * DAY_MS ? mending.before : 1;
}

/** Marks them, once their history is in. */
export async function markMended(
  store: Store,
  workspaceId: string,
  users: Readonly<Record<"noor" | "otto", { id: string }>>,
  now: Date,
): Promise<void> {
  for (const { reason, daysAgo, by, note } of mendings) {
    const at = new Date(now.getTime() - daysAgo * DAY_MS);
    const mendedOn = localDate(ZONE, at);
    const lookAt = firstLook(ZONE, mendedOn);
    await store.transaction((tx) =>
      tx.mends.mark(workspaceId, { reason, mendedOn, by: users[by].id, at, note, lookAt }),
    );
  }
}
