import type { Config } from "../../config.ts";
import { createLog } from "../../log.ts";
import { openToken } from "../../slack/connection/installed-token.ts";
import type { Failure } from "../../slack/connection/outcome.ts";
import { type SlackAccess, slackDirectory } from "../../slack/directory.ts";
import type { Store } from "../../store/index.ts";
import type { Directory, DirectoryName } from "./names.ts";

export const NO_DIRECTORY: Directory = { channels: undefined, people: undefined, groups: undefined };

/** The bot's token in a workspace: the environment's, or the one it was installed with. */
export async function accessOf(
  { slack, oauth }: Pick<Config, "slack" | "oauth">,
  { installations }: Pick<Store, "installations">,
  workspaceId: string,
): Promise<SlackAccess | undefined> {
  if (oauth === undefined) return slack;
  const sealed = await installations.token(workspaceId);
  return sealed && { botToken: openToken(oauth.sealKeys, workspaceId, sealed), apiUrl: oauth.apiUrl };
}

/** These lists of Slack's, or why they are not known; without a Slack none is. */
export async function loadDirectory(
  access: SlackAccess | undefined,
  wanted: Iterable<DirectoryName>,
): Promise<Directory> {
  const directory = { ...NO_DIRECTORY };
  if (access === undefined) return directory;
  const lists = slackDirectory(access, createLog("silent"));
  for (const list of wanted) {
    const outcome = await lists[list]();
    directory[list] = outcome.kind === "ok" ? outcome.value : whyNot(outcome);
  }
  return directory;
}

function whyNot(failure: Failure): string {
  if (failure.kind === "rate-limited")
    return `Slack asks to wait ${Math.ceil(failure.retryAfterMs / 1000)} seconds`;
  return failure.kind === "ambiguous" ? "Slack does not answer now" : `Slack refuses (${failure.error})`;
}
