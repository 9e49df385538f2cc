import type { SlackConfig } from "../../config.ts";
import { createLog } from "../../log.ts";
import { slackDirectory } from "../../slack/directory.ts";
import type { Failure } from "../../slack/outcome.ts";
import type { Directory, DirectoryName } from "./names.ts";

export const NO_DIRECTORY: Directory = { channels: undefined, people: undefined, groups: undefined };

/** These lists of Slack's, or why they are not known; without a Slack none is. */
export async function loadDirectory(
  slack: SlackConfig | undefined,
  wanted: Iterable<DirectoryName>,
): Promise<Directory> {
  const directory = { ...NO_DIRECTORY };
  if (slack === undefined) return directory;
  const lists = slackDirectory(slack, createLog("silent"));
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
