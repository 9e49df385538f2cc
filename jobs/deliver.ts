import type { Deps } from "../src/deps.ts";
import type { Payload } from "../src/queue/registry.ts";
import { deliverAlert } from "../src/slack/delivery/deliver-alert.ts";

/** Makes one Slack message agree with its signal. While its workspace has no Slack the alert waits in the store. */
export async function deliver(
  { store, slackFor, now, log }: Pick<Deps, "store" | "slackFor" | "now" | "log">,
  { alertId }: Payload<"deliver">,
): Promise<void> {
  const workspaceId = await store.alerts.workspaceOf(alertId);
  const slack = workspaceId && (await slackFor(workspaceId));
  if (!slack) return;
  await deliverAlert({ store, slack, now, log }, alertId);
}
