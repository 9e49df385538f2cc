import type { ListenerDeps } from "./deps.ts";
import type { ShownTally } from "./messages/settings/settings-form.ts";

const TALLY_MS = 90 * 86_400_000;

/** What people said of the spikes of the last 90 days. */
export function tallyOf(
  { store, now }: Pick<ListenerDeps, "store" | "now">,
  workspaceId: string,
): Promise<ShownTally> {
  return store.marks.spikesSince(workspaceId, new Date(now().getTime() - TALLY_MS));
}
