import type { Deps } from "../src/deps.ts";
import type { Payload } from "../src/queue/registry.ts";
import { sendNotice } from "../src/slack/send-notice.ts";

/** Says one word in Slack. Without a Slack it waits in the store. */
export async function notify(
  { store, enqueue, slack, now, log }: Pick<Deps, "store" | "enqueue" | "slack" | "now" | "log">,
  { noticeId }: Payload<"notify">,
): Promise<void> {
  if (slack === undefined) return;
  await sendNotice({ store, enqueue, slack, now, log }, noticeId);
}
