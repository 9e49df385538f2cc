import { codingTrust } from "../../../figures/coding-trust.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import type { Message } from "../../messages/blocks.ts";
import { trustReply } from "../../messages/reason/trust.ts";
import { teamsLedBy } from "../../people.ts";

/** Answers `/signals trust` to one person: where one codes otherwise is told to whoever leads that team, a name to nobody. */
export async function answerTrust(
  deps: Pick<ListenerDeps, "store" | "slack" | "now" | "words">,
  workspace: Workspace,
  by: string,
): Promise<Message | { text: string }> {
  const [trust, led] = await Promise.all([
    codingTrust(deps.store, workspace, { now: deps.now() }),
    teamsLedBy(deps, workspace.id, by),
  ]);
  if (trust === null) return { text: deps.words.t("trust.none") };
  return trustReply(deps.words, trust, new Set(led.map(({ code }) => code)));
}
