import type { Deps } from "../deps.ts";

/** Under load one nudge serves all that was stored meanwhile. */
const GAP_MS = 50;

/**
 * Asks for the workspace's events to be aggregated, without making anyone wait: at once when it is quiet, else once per
 * `GAP_MS`, and never two requests to the queue at the same time. A nudge that is lost is healed by the sweep.
 */
export function nudger({ enqueue }: Pick<Deps, "enqueue">): (workspaceId: string) => void {
  const busy = new Map<string, "quiet-after" | "again-after">();

  async function ask(workspaceId: string): Promise<void> {
    busy.set(workspaceId, "quiet-after");
    const gap = new Promise<void>((resolve) => setTimeout(resolve, GAP_MS));
    await Promise.all([enqueue("aggregate", { workspaceId }), gap]);
    if (busy.get(workspaceId) === "again-after") return ask(workspaceId);
    busy.delete(workspaceId);
  }

  return (workspaceId) => {
    if (busy.has(workspaceId)) busy.set(workspaceId, "again-after");
    else void ask(workspaceId).catch(() => busy.delete(workspaceId));
  };
}
