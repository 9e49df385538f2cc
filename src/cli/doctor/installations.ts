import type { OAuthConfig, SlackConfig } from "../../config.ts";
import { messageOf } from "../../errors.ts";
import { openToken } from "../../slack/connection/installed-token.ts";
import { INSTALL_PATH } from "../../slack/connection/installer.ts";
import type { Store } from "../../store/index.ts";
import type { Workspace } from "../../store/workspaces.ts";
import { counted } from "../words.ts";
import { type Finding, listed, mend, note, ok } from "./finding.ts";
import type { House } from "./house.ts";

const CHECK = "installed";

/** Who has installed Earshot by OAuth and who has no more, and what the keys say to the tokens. */
export async function examineInstallations(
  { sealKeys, publicUrl }: OAuthConfig,
  { installations }: Store,
  workspaces: readonly Workspace[],
): Promise<Finding[]> {
  const page = `${publicUrl}${INSTALL_PATH}`;
  const [newest] = sealKeys;
  const [all, old] = await Promise.all([
    installations.list(),
    installations.sealedOtherwise(newest?.id ?? ""),
  ]);
  const known = new Set(sealKeys.map(({ id }) => id));
  const named = (some: readonly { workspaceId: string }[]) =>
    listed(some.map(({ workspaceId }) => nameOf(workspaces.find(({ id }) => id === workspaceId))));
  const here = all.filter(({ revokedAt }) => revokedAt === null);
  const gone = all.filter(({ revokedAt }) => revokedAt !== null);
  const shut = old.filter(({ keyId }) => !known.has(keyId));
  const findings: Finding[] = [
    here.length === 0
      ? note(CHECK, "in no workspace", `Open ${page} and choose one.`)
      : ok(CHECK, `in ${counted(here.length, "workspace")}: ${named(here)}`),
  ];
  if (gone.length > 0) {
    const says = `uninstalled, or its token revoked: ${named(gone)}; alerts wait there`;
    findings.push(note(CHECK, says, `Nothing, or install it there again: ${page}.`));
  }
  if (shut.length > 0) {
    const says = `TOKEN_ENCRYPTION_KEY lacks the key of ${counted(shut.length, "token")}: ${named(shut)}`;
    findings.push(
      mend(
        "keys",
        says,
        `Put the old key behind the newest again and restart, or install it there again: ${page}.`,
      ),
    );
  } else if (old.length > 0) {
    findings.push(
      note(
        "keys",
        `${counted(old.length, "token")} sealed with an older key`,
        "Restart earshot: start seals them anew.",
      ),
    );
  }
  return findings;
}

/** What its Slack is reached with; undefined where it is not installed, a finding where the token does not open. */
export async function installedSlack(
  { sealKeys, signingSecret, apiUrl }: OAuthConfig,
  { store, workspace }: House,
): Promise<SlackConfig | Finding | undefined> {
  const token = await store.installations.token(workspace.id);
  if (token === undefined) return undefined;
  try {
    const botToken = openToken(sealKeys, workspace.id, token);
    return { botToken, signingSecret, appToken: undefined, defaultChannel: undefined, apiUrl };
  } catch (error) {
    const how = "Put its key back into TOKEN_ENCRYPTION_KEY, or install Earshot there again.";
    return mend("slack", `the token of ${nameOf(workspace)} does not open: ${messageOf(error)}`, how);
  }
}

const nameOf = (workspace: Workspace | undefined): string =>
  workspace === undefined ? "one without a workspace" : `${workspace.name} (${workspace.slackTeamId})`;
