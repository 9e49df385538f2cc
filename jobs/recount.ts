import type { Deps } from "../src/deps.ts";
import { enqueueNotices } from "../src/queue/enqueue.ts";
import type { Payload } from "../src/queue/registry.ts";

type RecountDeps = Pick<Deps, "store" | "enqueue" | "now">;

/** Counts anew what was counted by other settings: days by another zone's midnights, repeats by another window. */
export async function recount(deps: RecountDeps, { workspaceId }: Payload<"recount">): Promise<void> {
  await cutDays(deps, workspaceId);
  await recountRepeats(deps, workspaceId);
}

/** Cuts days at the midnights of the workspace's zone, in slices that drains wait for one of, and tells when it is done. */
async function cutDays({ store, enqueue, now }: RecountDeps, workspaceId: string): Promise<void> {
  if (!(await store.days.isDue(workspaceId))) return;
  for (;;) {
    const done = await store.transaction((tx) => tx.days.cut(workspaceId));
    if (done === undefined) continue;
    const workspace = await store.workspaces.get(workspaceId);
    if (!done.hadDays || !workspace?.defaultChannel) return;
    const { zone } = done;
    const notice = {
      key: `days-cut-${now().toISOString()}`,
      slackTo: workspace.defaultChannel,
      subject: zone,
    };
    const facts = { kind: "days-cut", zone } as const;
    const { noticeIds } = await store.notices.add(workspaceId, [{ ...notice, facts, at: now() }]);
    return enqueueNotices(enqueue, noticeIds);
  }
}

/** Reason by reason, so that drains in between wait for one only; until it is done some are counted by the window before. */
async function recountRepeats({ store }: RecountDeps, workspaceId: string): Promise<void> {
  // asked for again while it ran: it is done by now
  if (!(await store.costs.recountDue()).includes(workspaceId)) return;
  const { repeatDays } = await store.costs.get(workspaceId);
  for (const reason of await store.reasonDays.reasons(workspaceId))
    await store.transaction((tx) => tx.reasonDays.recount(workspaceId, reason));
  await store.costs.recounted(workspaceId, repeatDays);
}

/** Asks for the recounts that are due. */
export async function startRecounts({ store, enqueue }: Pick<Deps, "store" | "enqueue">): Promise<void> {
  const due = new Set([...(await store.days.due()), ...(await store.costs.recountDue())]);
  for (const workspaceId of due) await enqueue("recount", { workspaceId });
}
