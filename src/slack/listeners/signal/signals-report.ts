import { lastMonth, lastWeek } from "../../../domain/report/span.ts";
import { composeReport } from "../../../report/compose.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import type { Message } from "../../messages/blocks.ts";
import { reportMessage } from "../../messages/digest/report.ts";

/** Answers `/signals report [week|month]`: the report of the last whole one. */
export async function answerReport(
  deps: Pick<ListenerDeps, "store" | "now" | "words">,
  workspace: Workspace,
  period: "week" | "month",
): Promise<Message> {
  const span = (period === "week" ? lastWeek : lastMonth)(workspace.zone, deps.now());
  return reportMessage(deps.words, await composeReport(deps, workspace, span));
}
