import type { Deps } from "../src/deps.ts";
import type { Payload } from "../src/queue/registry.ts";
import { deliverAlert } from "../src/slack/delivery/deliver-alert.ts";
import { within } from "../src/store/fence.ts";

/** Makes one Slack message agree with its signal. While its workspace has no Slack the alert waits in the store. */
export async function deliver(
  { store, slackFor, now, log }: Pick<Deps, "store" | "slackFor" | "now" | "log">,
  { alertId }: Payload<"deliver">,
): Promise<void> {
  const workspaceId = await store.alerts.workspaceOf(alertId);
  if (!workspaceId) return;
  await within(workspaceId, async () => {
    const slack = await slackFor(workspaceId);
    if (slack) await deliverAlert({ store, slack, now, log }, alertId);
  });
}
