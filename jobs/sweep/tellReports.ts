import type { Deps } from "../../src/deps.ts";
import { dateIn, startOf } from "../../src/domain/calendar/date-in.ts";
import { latestDigest } from "../../src/domain/routing/digest-time.ts";
import { enqueueNotices } from "../../src/queue/enqueue.ts";
import { within } from "../../src/store/fence.ts";

/** A report that nobody could lay down for so long (Earshot was away) is no news any more. */
const NEWS_MS = 24 * 3_600_000;

/**
 * Lays down the report of the past week for each channel that wants it, once a week, when its Monday's time has come and the
 * week is over in the workspace's zone too.
 */
export async function tellReports({
  store,
  enqueue,
  now,
}: Pick<Deps, "store" | "enqueue" | "now">): Promise<void> {
  const at = now();
  for (const { workspaceId, slackChannel, workspaceZone, ...time } of await store.digests.reportChannels()) {
    const due = latestDigest(time, at);
    if (due === undefined) continue;
    const monday = startOf(workspaceZone, dateIn(time.zone, due.at));
    const tellAt = due.at > monday ? due.at : monday;
    if (tellAt > at || at.getTime() - tellAt.getTime() >= NEWS_MS) continue;
    const facts = { kind: "report" as const, at: tellAt.toISOString() };
    const key = `report-${slackChannel}-${due.key}`;
    const notice = { key, slackTo: slackChannel, subject: slackChannel, facts, at };
    const { noticeIds } = await within(workspaceId, () => store.notices.add(workspaceId, [notice]));
    await enqueueNotices(enqueue, noticeIds);
  }
}
