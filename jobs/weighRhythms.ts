import type { Deps } from "../src/deps.ts";
import { rhythmOf } from "../src/domain/customer/rhythm.ts";
import type { Payload } from "../src/queue/registry.ts";

/** Customers at a time: their last contacts are read one by one. */
const BATCH = 1_000;

/** Works out when those customers are silent by their own rhythm who were in touch since it was worked out last. */
export async function weighRhythms(
  { store }: Pick<Deps, "store">,
  { workspaceId }: Payload<"weighRhythms">,
): Promise<void> {
  for (;;) {
    const customers = await store.customerTouches.unweighed(workspaceId, BATCH);
    const weighed = customers.map(({ customerId, contacts, times }) => ({
      ...{ customerId, contacts },
      rhythm: rhythmOf(times) ?? null,
    }));
    await store.customerTouches.weigh(workspaceId, weighed);
    if (customers.length < BATCH) return;
  }
}
