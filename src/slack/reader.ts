import type { Workspace } from "../store/workspaces.ts";
import { type Words, wordsIn } from "./language/words.ts";
import type { Slack } from "./slack.ts";

/** Slack is asked who somebody is; an answer in their own language is not worth more of their time. */
const PATIENCE_MS = 300;

/** The words for one person: in their Slack's language if it is spoken here, else in the workspace's. */
export async function wordsFor(
  slack: Pick<Slack, "user">,
  workspace: Pick<Workspace, "language">,
  userId: string | undefined,
): Promise<Words> {
  const user = userId === undefined ? undefined : await soon(slack.user(userId));
  return wordsIn(user?.language ?? workspace.language);
}

/** The words of a message to `to`: a person's own; of a channel, by id or name, the workspace's. */
export async function wordsAt(
  slack: Pick<Slack, "user">,
  workspace: Pick<Workspace, "language">,
  to: string,
): Promise<Words> {
  return wordsFor(slack, workspace, /^[UW][A-Z0-9]{2,}$/.test(to) ? to : undefined);
}

/** Undefined when it takes too long; the late answer is remembered for the next time. */
async function soon<T>(answer: Promise<T | undefined>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
