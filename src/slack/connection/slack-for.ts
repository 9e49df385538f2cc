import type { Config, OAuthConfig, SlackConfig } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { messageOf } from "../../errors.ts";
import { connectSlack } from "./bind.ts";
import { openToken, sealToken } from "./installed-token.ts";
import { type Slack, type SlackFor, slackOf } from "./slack.ts";
import { createWebClient } from "./web-client.ts";

type OpenDeps = Pick<Deps, "store" | "log" | "metrics">;

/** Opens Slack for one workspace, for many, or for none, as it is configured. @throws SetupError that names the fix */
export async function openSlacks(
  { slack, oauth }: Pick<Config, "slack" | "oauth">,
  deps: OpenDeps,
): Promise<{ slackFor: SlackFor; ping?: Slack["ping"] }> {
  if (oauth !== undefined) {
    await sealAnew(oauth, deps);
    return { slackFor: installedSlacks(oauth, deps) };
  }
  return slack === undefined ? { slackFor: async () => undefined } : oneSlack(slack, deps);
}

/** The token is the sole workspace's: rows of any other in the database are never sent with it. */
async function oneSlack(config: SlackConfig, deps: OpenDeps) {
  const slack = await connectSlack(config, deps);
  const { id } = await deps.store.workspaces.sole();
  const slackFor: SlackFor = async (workspaceId) => (workspaceId === id ? slack : undefined);
  return { slackFor, ping: slack.ping };
}

/**
 * The Slacks of all that installed Earshot. Whether one still has it is asked each time, for other processes hear of it too;
 * while its token stays so does its client, with its pace and what it has cached.
 */
function installedSlacks({ sealKeys, apiUrl }: OAuthConfig, { store, log, metrics }: OpenDeps): SlackFor {
  const known = new Map<string, { sealed: Buffer; slack: Slack }>();
  return async (workspaceId) => {
    const sealed = await store.installations.token(workspaceId);
    if (sealed === undefined) {
      known.delete(workspaceId);
      return undefined;
    }
    const held = known.get(workspaceId);
    if (held?.sealed.equals(sealed.bytes)) return held.slack;
    const botToken = openToken(sealKeys, workspaceId, sealed);
    const slack = slackOf(createWebClient({ botToken, apiUrl }, log), metrics);
    known.set(workspaceId, { sealed: sealed.bytes, slack });
    return slack;
  };
}

/** After a change of keys: what an older one sealed is sealed with the newest. */
async function sealAnew({ sealKeys }: OAuthConfig, { store, log }: OpenDeps): Promise<void> {
  for (const { workspaceId, ...before } of await store.installations.sealedOtherwise(sealKeys[0]?.id ?? "")) {
    try {
      const token = openToken(sealKeys, workspaceId, before);
      await store.installations.reseal(workspaceId, before, sealToken(sealKeys, workspaceId, token));
    } catch (error) {
      log.error({ workspaceId, error: messageOf(error) }, "a workspace's token cannot be opened");
    }
  }
}
