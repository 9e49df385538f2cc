import type { Deps } from "../src/deps.ts";
import type { Payload } from "../src/queue/registry.ts";

/**
 * Counts a workspace's repeats anew by the window that is set, reason by reason, so that drains in between wait for one only.
 * Until it is done some reasons are counted by the window before.
 */
export async function recount(
  { store }: Pick<Deps, "store">,
  { workspaceId }: Payload<"recount">,
): Promise<void> {
  // asked for again while it ran: it is done by now
  if (!(await store.costs.recountDue()).includes(workspaceId)) return;
  const { repeatDays } = await store.costs.get(workspaceId);
  for (const reason of await store.reasonDays.reasons(workspaceId))
    await store.transaction((tx) => tx.reasonDays.recount(workspaceId, reason));
  await store.costs.recounted(workspaceId, repeatDays);
}

/** Asks for the recounts that are due. */
export async function startRecounts({ store, enqueue }: Pick<Deps, "store" | "enqueue">): Promise<void> {
  for (const workspaceId of await store.costs.recountDue()) await enqueue("recount", { workspaceId });
}
