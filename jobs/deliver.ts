import type { Deps } from "../src/deps.ts";
import type { Payload } from "../src/queue/registry.ts";
import { deliverAlert } from "../src/slack/deliver-alert.ts";

/** Makes one Slack message agree with its signal. Without a Slack the alert waits in the store. */
export async function deliver(
  { store, slack, now, log }: Pick<Deps, "store" | "slack" | "now" | "log">,
  { alertId }: Payload<"deliver">,
): Promise<void> {
  if (slack === undefined) return;
  await deliverAlert({ store, slack, now, log }, alertId);
}
