import { touchpointPage, touchpointScores } from "../../../figures/touchpoint-page.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import type { ListReply } from "../../messages/promise/lists.ts";
import { touchpointReply, touchpointsReply } from "../../messages/touchpoint/touchpoint.ts";
import { touchpointNamed } from "../../touchpoint-named.ts";

/** `/signals touchpoints`: every touchpoint in a line. */
export async function answerTouchpoints(deps: ListenerDeps, workspace: Workspace): Promise<ListReply> {
  return touchpointsReply(deps.words, await touchpointScores(deps, workspace));
}

/** `/signals touchpoint invoice`: one touchpoint's page. */
export async function answerTouchpoint(
  deps: ListenerDeps,
  workspace: Workspace,
  asked: string,
): Promise<ListReply | { text: string }> {
  if (asked === "") return answerTouchpoints(deps, workspace);
  const named = await touchpointNamed(deps, workspace.id, asked);
  if ("text" in named) return named;
  const page = await touchpointPage(deps, workspace, named.touchpoint.code);
  return page === undefined ? answerTouchpoints(deps, workspace) : touchpointReply(deps.words, page);
}
