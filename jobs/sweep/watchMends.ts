import type { Deps } from "../../src/deps.ts";
import type { MendNumbers, MendStanding } from "../../src/domain/reason/mended.ts";
import type { NewNotice } from "../../src/domain/routing/notice.ts";
import { nextLook, standingOf } from "../../src/figures/mend-watch.ts";
import { enqueueNotices } from "../../src/queue/enqueue.ts";
import { within } from "../../src/store/fence.ts";
import type { Mend } from "../../src/store/mends.ts";
import type { Workspace } from "../../src/store/workspaces.ts";

type WatchDeps = Pick<Deps, "store" | "enqueue" | "now">;

/** Looks at mended reasons once a week each, and tells the reason's channel once of each verdict. One that fails stops no other. */
export async function watchMends(deps: WatchDeps): Promise<void> {
  const failures: unknown[] = [];
  for (const mend of await deps.store.mends.due(deps.now())) {
    await within(mend.workspaceId, () => lookAt(deps, mend)).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

async function lookAt({ store, enqueue, now }: WatchDeps, mend: Mend): Promise<void> {
  const at = now();
  const workspace = await store.workspaces.get(mend.workspaceId);
  if (workspace === null) return;
  const standing = await standingOf(store, workspace, mend, at);
  const reason = await store.reasons.get(workspace.id, mend.reason);
  const slackTo = reason?.slackChannel ?? workspace.defaultChannel;
  const next = look(workspace, mend, standing, at);
  const notices = slackTo === null || !isNews(mend, standing) ? [] : [noticeOf(mend, standing, slackTo, at)];
  const { noticeIds } = await store.transaction(async (tx) => {
    const isWatched = await tx.mends.looked(mend, { ...next, at });
    return tx.notices.add(workspace.id, isWatched ? notices : []);
  });
  await enqueueNotices(enqueue, noticeIds);
}

/** What came back is watched no more: it is not mended. */
function look({ zone }: Workspace, mend: Mend, standing: MendStanding, at: Date) {
  const verdict = "weeks" in standing ? standing.kind : mend.verdict;
  return { verdict, lookAt: verdict === "came-back" ? null : nextLook(zone, mend.mendedOn, at) };
}

const isNews = (mend: Mend, standing: MendStanding): standing is MendNumbers =>
  "weeks" in standing && standing.kind !== mend.verdict && standing.kind !== "watching";

function noticeOf(
  { id, reason, mendedOn }: Mend,
  standing: MendNumbers,
  slackTo: string,
  at: Date,
): NewNotice {
  const facts = { kind: "mend" as const, mendedOn, standing };
  return { key: `mend-${id}-${standing.kind}`, slackTo, subject: reason, facts, at };
}
