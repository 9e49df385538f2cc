import type { SlackConfig } from "../../config.ts";
import type { Failure, Outcome } from "../../slack/connection/outcome.ts";
import type { SlackExaminer, TokenFacts } from "../../slack/examine.ts";
import { manifestScopes } from "../../slack/manifest-scopes.ts";
import type { Workspace } from "../../store/workspaces.ts";
import { skewOf } from "./database.ts";
import { type Finding, mend, note, ok } from "./finding.ts";

/** Slack's clock is told in whole seconds, and the answer takes a while. */
const SKEW_MS = 10_000;

export const NO_SLACK = mend(
  "slack",
  "not connected: contacts are taken in, and signals wait",
  "Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET (README, Connect Slack).",
);

/**
 * The token, its team, its scopes and Slack's clock. `workspace` undefined: not known now.
 * @param installPage where many workspaces install it: the token is none of the environment's
 */
export async function examineToken(
  config: SlackConfig,
  token: Outcome<TokenFacts>,
  workspace: Workspace | undefined,
  installPage?: string,
): Promise<Finding[]> {
  if (token.kind !== "ok") return [tokenTrouble(token, config, installPage)];
  const { teamId, slackAt, scopes } = token.value;
  const skew = slackAt && skewOf(Date.now() - slackAt.getTime(), "Slack", SKEW_MS);
  return [
    // An org's token is of whichever of its teams.
    teamFinding(
      token.value,
      workspace?.slackTeamId?.startsWith("E") ? teamId : (workspace?.slackTeamId ?? teamId),
    ),
    scopeFinding(scopes, manifestScopes()),
    ...(skew ? [skew] : []),
  ];
}

/** What proves Slack's requests, or carries them. */
export async function examineRequests(
  { appToken, signingSecret = "" }: SlackConfig,
  examiner: SlackExaminer,
): Promise<Finding[]> {
  if (appToken === undefined) return [secretFinding(signingSecret)];
  const opened = await examiner.appToken();
  if (opened.kind === "ok") return [ok("requests", "the app token works (Socket Mode)")];
  if (opened.kind === "rate-limited" || opened.kind === "ambiguous") {
    return [note("requests", "Slack did not say whether the app token works", "Look again in a minute.")];
  }
  const how = `Make an app-level token (xapp-...) with connections:write under "Basic Information", and switch Socket Mode on.`;
  return [mend("requests", `Slack refuses SLACK_APP_TOKEN (${opened.error})`, how)];
}

function tokenTrouble(failure: Failure, { botToken, apiUrl }: SlackConfig, installPage?: string): Finding {
  if (failure.kind === "rate-limited" || failure.kind === "ambiguous") {
    const says = failure.kind === "rate-limited" ? "asks us to wait" : `does not answer: ${failure.error}`;
    const how =
      failure.kind === "rate-limited"
        ? "Look again in a minute."
        : `Can this machine reach ${apiUrl ?? "https://slack.com"} (SLACK_API_URL, network, proxy)? Alerts wait until it can.`;
    return mend("slack", `Slack ${says}`, how);
  }
  if (installPage !== undefined) {
    return mend(
      "slack",
      `Slack refuses the workspace's token (${failure.error})`,
      `Install Earshot there again: ${installPage}.`,
    );
  }
  const place = `"OAuth & Permissions" of your app on https://api.slack.com/apps`;
  const how = !botToken.startsWith("xoxb-")
    ? `It must be the "Bot User OAuth Token" (xoxb-...): ${place}.`
    : /revoked|inactive|expired/.test(failure.error)
      ? `Install the app to the workspace again and copy the new token: ${place}.`
      : `Copy the "Bot User OAuth Token" again: ${place}.`;
  return mend("slack", `Slack refuses SLACK_BOT_TOKEN (${failure.error})`, how);
}

/** `ownTeamId`: the team that the database belongs to. */
function teamFinding({ teamId, teamName, botName }: TokenFacts, ownTeamId: string): Finding {
  const says = `${botName ? `@${botName} in ` : ""}${teamName || teamId} (${teamId})`;
  if (teamId === ownTeamId) return ok("slack", says);
  return mend(
    "slack",
    `the token is of ${says}, and the database belongs to team ${ownTeamId}`,
    "Use that team's token, or another DATABASE_URL (or EARSHOT_DIR).",
  );
}

export function scopeFinding(given: readonly string[] | undefined, wanted: readonly string[]): Finding {
  if (given === undefined) return ok("scopes", "this Slack does not say which it has given");
  const missing = wanted.filter((scope) => !given.includes(scope));
  if (missing.length === 0) return ok("scopes", `all ${wanted.length} of manifest.json`);
  return mend(
    "scopes",
    `missing: ${missing.join(", ")}`,
    `Add them under "OAuth & Permissions" (or paste manifest.json again), then reinstall the app.`,
  );
}

/** Only a request of Slack's proves the secret; its look tells the usual slips. */
function secretFinding(signingSecret: string): Finding {
  const proof = "type /earshot help in Slack to prove it";
  if (signingSecret === "") {
    return mend(
      "requests",
      "nothing proves that a request is Slack's",
      `Set SLACK_SIGNING_SECRET ("Basic Information" of the app), or SLACK_APP_TOKEN for Socket Mode.`,
    );
  }
  if (/^[0-9a-f]{32}$/.test(signingSecret)) {
    return ok("requests", `the signing secret looks right; from here nobody can try it: ${proof}`);
  }
  return note(
    "requests",
    "SLACK_SIGNING_SECRET does not look like one (32 digits and letters a to f)",
    `Copy the "Signing Secret" (not the client secret) from "Basic Information"; ${proof}.`,
  );
}
