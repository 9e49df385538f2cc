import { promiseRules } from "../../domain/promise/rules.ts";
import type { Notice } from "../../domain/routing/notice.ts";
import type { Signal } from "../../domain/signal/signal.ts";
import { enqueueDeliveries, enqueueNotices } from "../../queue/enqueue.ts";
import { leadsFor } from "../people.ts";
import type { NoticeDeps } from "./notice-word.ts";

/**
 * Turns the word that one level is to hear into one notice for each person or channel of that level, and tells the alert's
 * thread who they are. @throws when Slack does not say who is in a user group
 */
export async function tellLevel(deps: NoticeDeps, notice: Notice, level: number): Promise<void> {
  const { store, enqueue, now } = deps;
  const signal = await store.signals.get(notice.workspaceId, notice.subject);
  if (signal?.status !== "open") {
    await store.notices.drop(notice.id, "it is acknowledged or over");
    return;
  }
  const people = level === 1 ? await leadsFor(deps, signal) : await nextLevelOf(deps, signal);
  const fallback =
    people.length > 0 ? null : (await store.workspaces.get(signal.workspaceId))?.defaultChannel;
  const heard = people.length > 0 ? people : fallback ? [fallback] : [];
  const told = await store.transaction(async (tx) => {
    if (!(await tx.notices.drop(notice.id, "told each"))) return undefined;
    const { noticeIds } = await tx.notices.add(
      signal.workspaceId,
      heard.map((slackTo) => ({
        key: `${notice.key}-${slackTo}`,
        slackTo,
        subject: signal.id,
        facts: { kind: "escalation", level, ...(people.length === 0 && { noLead: true }) },
        at: now(),
      })),
    );
    const note = people.length === 0 ? "nobody" : `${level === 1 ? "leads" : "next"}: ${people.join(" ")}`;
    return {
      noticeIds,
      ...(await tx.signalEscalations.note(signal, { at: now(), action: "escalated", note })),
    };
  });
  await enqueueNotices(enqueue, told?.noticeIds ?? []);
  await enqueueDeliveries(enqueue, told?.alertIds ?? []);
}

/** Users and channels as they are; of user groups, their members. */
async function nextLevelOf({ store, slack }: NoticeDeps, { workspaceId, team }: Signal): Promise<string[]> {
  const [watching] = await store.watchingTeams.of([{ workspaceId, team }]);
  const heard: string[] = [];
  for (const id of promiseRules(watching?.promiseRules).nextLevel) {
    if (!id.startsWith("S")) {
      heard.push(id);
      continue;
    }
    const members = await slack.groupMembers(id);
    if (members.kind === "ok") heard.push(...members.value);
    else if (members.kind !== "refused")
      throw new Error(`a user group could not be read from Slack: ${members.kind}`);
  }
  return [...new Set(heard)];
}
