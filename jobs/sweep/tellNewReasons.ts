import type { Deps } from "../../src/deps.ts";
import { dayToTell, newsWorthy } from "../../src/domain/reason/new-reasons.ts";
import { loudFrom } from "../../src/domain/routing/interruption.ts";
import { enqueueNotices } from "../../src/queue/enqueue.ts";
import { within } from "../../src/store/fence.ts";
import type { UntoldWorkspace } from "../../src/store/reasons.ts";

type TellDeps = Pick<Deps, "store" | "enqueue" | "now">;

const DAY_MS = 86_400_000;
/** Contacts of so long tell whether a code is one to ask about. */
const WEIGHED_MS = 28 * DAY_MS;

/** Lays down, at most once a day, that the default channel hears of codes that are not in the catalogue yet. */
export async function tellNewReasons(deps: TellDeps): Promise<void> {
  for (const workspace of await deps.store.reasons.untold(deps.now()))
    await within(workspace.workspaceId, () => tellOf(deps, workspace));
}

async function tellOf(
  { store, enqueue, now }: TellDeps,
  { workspaceId, zone, defaultChannel: slackTo, codes }: UntoldWorkspace,
): Promise<void> {
  const at = now();
  const day = dayToTell(zone, at);
  if (day === undefined) return;
  const [reasons, sums] = await Promise.all([
    store.reasons.list(workspaceId),
    store.buckets.sums(workspaceId, {
      ...{ grain: "1d", from: new Date(at.getTime() - WEIGHED_MS), to: at, reasons: codes },
    }),
  ]);
  const contacts = new Map<string, number>();
  for (const { reason, count } of sums) contacts.set(reason, (contacts.get(reason) ?? 0) + count);
  const told = newsWorthy(reasons, contacts, at);
  if (told.length === 0) return;
  const settings = await store.channels.get(workspaceId, slackTo);
  const facts = { kind: "new-reasons" as const, codes: told };
  const notice = { key: `new-reasons-${day}`, slackTo, subject: day, facts, at: loudFrom(settings, at) };
  const { noticeIds } = await store.transaction(async (tx) => {
    const added = await tx.notices.add(workspaceId, [notice]);
    if (added.noticeIds.length > 0) await tx.reasons.told(workspaceId, told, at);
    return added;
  });
  await enqueueNotices(enqueue, noticeIds);
}
