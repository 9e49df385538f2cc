import { countTouches } from "../../src/domain/customer/touch.ts";
import type { Hearing, StoredContact } from "../../src/domain/drain.ts";
import type { Transaction } from "../../src/store/index.ts";
import type { Workspace } from "../../src/store/workspaces.ts";

/** Keeps answers and the surveys they belong to, counted by day, and when each customer was in touch. */
export async function hearAnswers(
  tx: Transaction,
  { id: workspaceId, zone }: Workspace,
  contacts: readonly StoredContact[],
  { feedback, surveys }: Pick<Hearing, "feedback" | "surveys">,
): Promise<void> {
  const feedbackIds = await tx.feedback.insert(workspaceId, feedback);
  const surveyIds = await tx.surveys.insert(workspaceId, surveys);
  await tx.scoreDays.add(workspaceId, zone, { feedbackIds, contacts });
  await tx.surveys.settle(workspaceId, zone, { surveyIds, feedbackIds });
  await tx.customerTouches.add(workspaceId, countTouches(contacts));
}
