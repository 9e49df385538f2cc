import { silentTotal } from "../../domain/customer/silent.ts";
import type { Notice } from "../../domain/routing/notice.ts";
import { silentListsNow } from "../../figures/silent-lists.ts";
import { silentMessage } from "../messages/customer/silent.ts";
import type { NoticeDeps, Word } from "./notice-word.ts";

/** A team's silent customers as they are now; a week without one says nothing. */
export async function aboutSilent(
  deps: Pick<NoticeDeps, "store" | "now">,
  { workspaceId, subject, slackTo }: Notice,
): Promise<Word> {
  const team = subject === "" ? null : subject;
  const list = (await silentListsNow(deps, workspaceId, deps.now())).get(team);
  if (list === undefined || silentTotal(list) === 0) return { kind: "drop", why: "nobody is silent" };
  const label = team === null ? null : ((await deps.store.teams.get(workspaceId, team))?.label ?? team);
  return { kind: "say", to: slackTo, message: (words) => silentMessage(words, list, label) };
}
