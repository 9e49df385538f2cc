import type { Deps } from "../../src/deps.ts";
import { loudFrom } from "../../src/domain/routing/interruption.ts";
import type { NewNotice } from "../../src/domain/routing/notice.ts";
import { enqueueDeliveries, enqueueNotices } from "../../src/queue/enqueue.ts";
import type { Transaction } from "../../src/store/index.ts";
import type { MutedSpikes } from "../../src/store/mutes.ts";

/** Ends mutes whose time has come: each channel hears in one line what it was spared, and what goes on is told there. */
export async function endMutes({
  store,
  enqueue,
  now,
}: Pick<Deps, "store" | "enqueue" | "now">): Promise<void> {
  const { alertIds, noticeIds } = await store.transaction((tx) => endDue(tx, now()));
  await enqueueNotices(enqueue, noticeIds);
  await enqueueDeliveries(enqueue, alertIds);
}

async function endDue(tx: Transaction, now: Date): Promise<{ alertIds: string[]; noticeIds: string[] }> {
  const { alertIds, kept } = await tx.mutes.end(now);
  const noticeIds: string[] = [];
  for (const spikes of kept) {
    const settings = await tx.channels.get(spikes.workspaceId, spikes.slackChannel);
    const added = await tx.notices.add(spikes.workspaceId, [noticeOf(spikes, loudFrom(settings, now))]);
    noticeIds.push(...added.noticeIds);
  }
  return { alertIds, noticeIds };
}

function noticeOf({ reason, label, slackChannel, until, ...spikes }: MutedSpikes, at: Date): NewNotice {
  const { mutedAt, goingOn, observed, expected } = spikes;
  return {
    key: `mute-${slackChannel}-${until.toISOString()}-${reason}`,
    slackTo: slackChannel,
    subject: reason,
    facts: {
      kind: "mute-ended",
      reason: label,
      mutedAt: mutedAt.toISOString(),
      spikes: spikes.spikes,
      goingOn,
      observed,
      expected,
    },
    at,
  };
}
