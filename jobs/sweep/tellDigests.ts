import type { Deps } from "../../src/deps.ts";
import { latestDigest } from "../../src/domain/routing/digest-time.ts";
import { enqueueNotices } from "../../src/queue/enqueue.ts";
import { within } from "../../src/store/fence.ts";

/** A digest that nobody could lay down for so long (Earshot was away) is no news any more. */
const NEWS_MS = 12 * 3_600_000;

/** Lays down each channel's digest, once a day or week, when its local time has come. */
export async function tellDigests({
  store,
  enqueue,
  now,
}: Pick<Deps, "store" | "enqueue" | "now">): Promise<void> {
  const at = now();
  for (const { workspaceId, slackChannel, ...settings } of await store.digests.channels()) {
    const due = latestDigest(settings, at);
    if (due === undefined || at.getTime() - due.at.getTime() >= NEWS_MS) continue;
    const facts = { kind: "digest" as const, pace: due.pace, at: due.at.toISOString() };
    const key = `digest-${slackChannel}-${due.key}`;
    const notice = { key, slackTo: slackChannel, subject: slackChannel, facts, at };
    const { noticeIds } = await within(workspaceId, () => store.notices.add(workspaceId, [notice]));
    await enqueueNotices(enqueue, noticeIds);
  }
}
