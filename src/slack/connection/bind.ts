import type { SlackConfig } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { messageOf, SetupError } from "../../errors.ts";
import { type Slack, slackOf } from "./slack.ts";
import { createWebClient } from "./web-client.ts";

/**
 * Opens Slack for the jobs and binds the sole workspace to the token's team.
 * A Slack that is away is no reason not to start: alerts wait, and binding is tried every `retryMs`.
 * @throws SetupError when Slack refuses the token, or the database belongs to another team
 */
export async function connectSlack(
  config: SlackConfig,
  deps: Pick<Deps, "store" | "log" | "metrics">,
  { retryMs = 10_000 } = {},
): Promise<Slack> {
  const slack = slackOf(createWebClient(config, deps.log), deps.metrics);
  const bind = () => bindWorkspace(slack, config, deps);
  if (await bind()) return slack;
  const retry = setInterval(() => {
    bind().then(
      (isBound) => isBound && clearInterval(retry),
      (error) => deps.log.error({ error: messageOf(error) }, "Slack is not connected"),
    );
  }, retryMs);
  retry.unref();
  return slack;
}

/**
 * Ties the sole workspace to the token's Slack team, and its default channel to SLACK_DEFAULT_CHANNEL.
 * @returns whether Slack answered
 * @throws SetupError when Slack refuses the token, or the database belongs to another team
 */
async function bindWorkspace(
  slack: Pick<Slack, "auth" | "channelId">,
  config: SlackConfig,
  { store, log }: Pick<Deps, "store" | "log">,
): Promise<boolean> {
  const auth = await slack.auth();
  if (auth.kind === "unauthorized" || auth.kind === "refused") {
    throw new SetupError(
      `Slack refuses SLACK_BOT_TOKEN (${auth.error}). Copy the "Bot User OAuth Token" again from your app's page.`,
    );
  }
  if (auth.kind !== "ok") {
    log.warn({ outcome: auth.kind }, "Slack does not answer; alerts wait until it does");
    return false;
  }
  const { teamId, teamName } = auth.value;
  const workspace = await store.workspaces.sole();
  if (workspace.slackTeamId !== null && workspace.slackTeamId !== teamId) {
    throw new SetupError(
      `This database belongs to Slack team ${workspace.slackTeamId}, but SLACK_BOT_TOKEN is of ${teamId}. Use that team's token, or another DATABASE_URL (or EARSHOT_DIR).`,
    );
  }
  const wanted = config.defaultChannel;
  const defaultChannel = wanted && ((await slack.channelId(wanted)) ?? wanted);
  await store.workspaces.update(workspace.id, {
    slackTeamId: teamId,
    name: teamName || workspace.name,
    ...(defaultChannel && { defaultChannel }),
  });
  return true;
}
