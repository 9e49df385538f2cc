import type { HTTPReceiverOptions, Installation, InstallationQuery, InstallationStore } from "@slack/bolt";
import type { OAuthConfig } from "../../config.ts";
import type { Deps } from "../../deps.ts";
import { messageOf } from "../../errors.ts";
import { deriveSecret } from "../../seal.ts";
import type { Store } from "../../store/index.ts";
import type { Workspace } from "../../store/workspaces.ts";
import { manifestScopes } from "../manifest-scopes.ts";
import { wordsFor } from "../reader.ts";
import { openToken, sealToken } from "./installed-token.ts";
import { clientOptions } from "./web-client.ts";

export const INSTALL_PATH = "/slack/install";
export const REDIRECT_PATH = "/slack/oauth_redirect";

type InstallerDeps = Pick<Deps, "store" | "slackFor" | "now" | "log">;
type Asked = Pick<InstallationQuery<boolean>, "teamId" | "enterpriseId" | "isEnterpriseInstall">;

/** What makes Bolt's receiver install Earshot into any workspace: its pages, its state, and our tables. */
export function installerOptions(
  config: OAuthConfig,
  deps: InstallerDeps,
): Omit<HTTPReceiverOptions, "signingSecret"> {
  const { clientId, clientSecret, sealKeys, publicUrl, apiUrl } = config;
  return {
    clientId,
    clientSecret,
    stateSecret: deriveSecret(sealKeys, "earshot oauth state"),
    scopes: manifestScopes(),
    redirectUri: `${publicUrl}${REDIRECT_PATH}`,
    installationStore: installationStore(config, deps),
    installerOptions: {
      installPath: INSTALL_PATH,
      redirectUriPath: REDIRECT_PATH,
      clientOptions: clientOptions(apiUrl, deps.log),
      ...(apiUrl && { authorizationUrl: new URL("/oauth/v2/authorize", apiUrl).href }),
    },
  };
}

/** The workspace of whoever asks: of an org-wide install the org's. Null: Earshot is not theirs. */
export async function workspaceAsked(
  { workspaces }: Pick<Store, "workspaces">,
  { teamId, enterpriseId, isEnterpriseInstall }: Asked,
): Promise<Workspace | null> {
  const ids = isEnterpriseInstall ? [enterpriseId, teamId] : [teamId];
  for (const id of ids) {
    const workspace = id === undefined ? null : await workspaces.bySlackTeam(id);
    if (workspace !== null) return workspace;
  }
  return null;
}

/** Bolt's view of our tables: one workspace a team, or a whole org; its token sealed for its row. */
function installationStore({ sealKeys }: OAuthConfig, deps: InstallerDeps): InstallationStore {
  const { store, now } = deps;
  return {
    async storeInstallation(installation) {
      const { bot, user, isEnterpriseInstall = false } = installation;
      const owner = isEnterpriseInstall ? installation.enterprise : installation.team;
      if (owner === undefined || bot === undefined)
        throw new Error("Slack gave no bot token for a workspace");
      const workspace = await store.workspaces.ofSlackTeam(owner.id, owner.name ?? owner.id);
      const { id: workspaceId } = workspace;
      await store.installations.save({
        workspaceId,
        teamId: installation.team?.id ?? null,
        enterpriseId: installation.enterprise?.id ?? null,
        isEnterpriseInstall,
        installedBy: user.id,
        botUserId: bot.userId,
        scopes: bot.scopes,
        installedAt: now(),
        token: sealToken(sealKeys, workspaceId, bot.token),
      });
      await welcome(deps, workspace, user.id, owner.id);
    },

    /** A team that has none gets one without a token: the gate tells its people so, in words. */
    async fetchInstallation(query) {
      const none = noInstallation(query);
      const workspace = await workspaceAsked(store, query);
      const sealed = workspace && (await store.installations.token(workspace.id));
      if (!sealed) return none;
      const token = openToken(sealKeys, workspace.id, sealed);
      // The bot's ids and scopes are for nobody here, and each query stands before an acknowledgement.
      return { ...none, bot: { token, userId: "", scopes: [], id: "" } };
    },

    async deleteInstallation(query) {
      const workspace = await workspaceAsked(store, query);
      if (workspace !== null) await store.installations.revoke(workspace.id, now());
    },
  };
}

function noInstallation({ teamId, enterpriseId, isEnterpriseInstall }: Asked): Installation {
  return {
    team: teamId === undefined ? undefined : { id: teamId },
    enterprise: enterpriseId === undefined ? undefined : { id: enterpriseId },
    user: { id: "", token: undefined, scopes: undefined },
    isEnterpriseInstall,
    authVersion: "v2",
  };
}

/** To the one who installed it; that it cannot be said is no reason not to be installed. */
async function welcome(
  { store, slackFor, log }: InstallerDeps,
  workspace: Workspace,
  to: string,
  team: string,
) {
  try {
    const slack = await slackFor(workspace.id);
    if (slack === undefined) return;
    const { t } = await wordsFor({ store, slack }, workspace, to);
    await slack.post(to, { text: t("gate.welcome", { team }) });
  } catch (error) {
    log.warn({ workspaceId: workspace.id, error: messageOf(error) }, "nobody could be welcomed");
  }
}
