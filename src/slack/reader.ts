import type { Language } from "../domain/language.ts";
import type { Store } from "../store/index.ts";
import type { Workspace } from "../store/workspaces.ts";
import type { Slack } from "./connection/slack.ts";
import { type Words, wordsIn } from "./language/words.ts";

/** Slack is asked who somebody is; an answer in their own language is not worth more of their time. */
const PATIENCE_MS = 500;
/** By user id, what each was answered in last: where Slack is slow today, they read on in their language. */
const lastKnown = new WeakMap<object, Map<string, Language>>();

type ReaderDeps = { store: { readers: Pick<Store["readers"], "language"> }; slack: Pick<Slack, "user"> };

/** The words for one person: what they chose, else their Slack's language if it is spoken here, else the workspace's. */
export async function wordsFor(
  { store, slack }: ReaderDeps,
  workspace: Pick<Workspace, "id" | "language">,
  userId: string | undefined,
): Promise<Words> {
  if (userId === undefined) return wordsIn(workspace.language);
  const chosen = await store.readers.language(workspace.id, userId);
  if (chosen !== undefined) return wordsIn(chosen);
  const known = lastKnown.get(slack) ?? new Map<string, Language>();
  lastKnown.set(slack, known);
  const user = await soon(slack.user(userId));
  const language = user === undefined ? known.get(userId) : user.language;
  if (user?.language !== undefined) known.set(userId, user.language);
  return wordsIn(language ?? workspace.language);
}

/** The words of a message to `to`: a person's own; of a channel, by id or name, the workspace's. */
export async function wordsAt(
  deps: ReaderDeps,
  workspace: Pick<Workspace, "id" | "language">,
  to: string,
): Promise<Words> {
  return wordsFor(deps, workspace, /^[UW][A-Z0-9]{2,}$/.test(to) ? to : undefined);
}

/** Undefined when it takes too long; the late answer is remembered for the next time. */
async function soon<T>(answer: Promise<T | undefined>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
