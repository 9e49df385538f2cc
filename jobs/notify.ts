import type { Deps } from "../src/deps.ts";
import type { Payload } from "../src/queue/registry.ts";
import { sendNotice } from "../src/slack/delivery/send-notice.ts";

/** Says one word in Slack. While its workspace has no Slack it waits in the store. */
export async function notify(
  { store, enqueue, slackFor, now, log }: Pick<Deps, "store" | "enqueue" | "slackFor" | "now" | "log">,
  { noticeId }: Payload<"notify">,
): Promise<void> {
  const workspaceId = await store.notices.workspaceOf(noticeId);
  const slack = workspaceId && (await slackFor(workspaceId));
  if (!slack) return;
  await sendNotice({ store, enqueue, slack, now, log }, noticeId);
}
