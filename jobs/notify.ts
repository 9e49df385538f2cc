import type { Deps } from "../src/deps.ts";
import type { Payload } from "../src/queue/registry.ts";
import { sendNotice } from "../src/slack/delivery/send-notice.ts";
import { within } from "../src/store/fence.ts";

/** Says one word in Slack. While its workspace has no Slack it waits in the store. */
export async function notify(
  { store, enqueue, slackFor, now, log }: Pick<Deps, "store" | "enqueue" | "slackFor" | "now" | "log">,
  { noticeId }: Payload<"notify">,
): Promise<void> {
  const workspaceId = await store.notices.workspaceOf(noticeId);
  if (!workspaceId) return;
  await within(workspaceId, async () => {
    const slack = await slackFor(workspaceId);
    if (slack) await sendNotice({ store, enqueue, slack, now, log }, noticeId);
  });
}
