import type { Deps } from "../src/deps.ts";
import { rhythmOf } from "../src/domain/customer-rhythm.ts";

/** Customers at a time, and how many times a run, so that nobody else's turn comes late. */
const BATCH = 1_000;
const BATCHES = 20;

/** Works out when those customers are silent by their own rhythm who were in touch since the last run. */
export async function weighRhythms({ store }: Pick<Deps, "store">): Promise<void> {
  let left = BATCHES;
  for (const workspaceId of await store.customerTouches.workspacesUnweighed()) {
    for (; left > 0; left -= 1) {
      const customers = await store.customerTouches.unweighed(workspaceId, BATCH);
      const weighed = customers.map(({ customerId, contacts, times }) => ({
        ...{ customerId, contacts },
        rhythm: rhythmOf(times) ?? null,
      }));
      await store.customerTouches.weigh(workspaceId, weighed);
      if (customers.length < BATCH) break;
    }
  }
}
