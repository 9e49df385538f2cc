import type { Config, OAuthConfig, SlackConfig } from "../../config.ts";
import { createLog } from "../../log.ts";
import { INSTALL_PATH } from "../../slack/connection/installer.ts";
import { slackExaminer } from "../../slack/examine.ts";
import { channelUses, examineChannels } from "./channels.ts";
import { visitDatabase } from "./database.ts";
import { type Finding, note, within } from "./finding.ts";
import type { House } from "./house.ts";
import { installedSlack } from "./installations.ts";
import { examineOutbox } from "./outbox.ts";
import { examinePublicUrl } from "./public-url.ts";
import { examinePostgresQueue, examineRedisQueue } from "./queue.ts";
import { examineReasons } from "./reasons.ts";
import { examineSettings } from "./settings.ts";
import { examineRequests, examineToken, NO_SLACK } from "./slack.ts";
import { examineIntake } from "./sources.ts";
import { examineTeams, examineWorkspace } from "./teams.ts";

/** A call to Slack ends after 5 s, and one may follow another. */
const LIMIT_MS = 12_000;

const NOT_LOOKED_AT = note(
  "the rest",
  "sources, events, alerts, channels and teams are in the database: not looked at",
  "Mend the database first.",
);

/**
 * Looks at everything, side by side where nothing depends on another; `close` lets go of the database.
 * @param slackId of which workspace, where several have installed it; undefined: the first one
 */
export async function visit(
  { config, wrong }: { config: Config; wrong: readonly string[] },
  now: Date,
  slackId?: string,
): Promise<{ findings: Finding[]; close(): Promise<void> }> {
  const database = visitDatabase(config, slackId);
  const house = database.then((visited) => visited.house);
  const limited = (check: string, look: () => Promise<Finding[]>) => within(check, LIMIT_MS, look);
  const inHouse = async (check: string, look: (house: House) => Promise<Finding[]>) => {
    const found = await house;
    return found === undefined ? [] : limited(check, () => look(found));
  };
  const findings = await Promise.all([
    limited("settings", async () => examineSettings(wrong)),
    database.then((visited) => visited.findings),
    inHouse("workspace", async ({ workspace }) => examineWorkspace(workspace, now)),
    config.redisUrl === undefined
      ? database.then(({ url }) =>
          url === undefined ? [] : limited("queue", () => examinePostgresQueue(url)),
        )
      : limited("queue", () => examineRedisQueue(config.redisUrl ?? "")),
    lookAtSlacks(config, house, limited),
    limited("address", () => examinePublicUrl({ ...config, slack: config.slack ?? overHttp(config.oauth) })),
    inHouse("source", (found) => examineIntake(found, now)),
    inHouse("reasons", examineReasons),
    inHouse("alerts", (found) => examineOutbox(found, (config.slack ?? config.oauth) !== undefined, now)),
    database.then(({ findings, url }) => (url || isWell(findings) ? [] : [NOT_LOOKED_AT])),
  ]);
  return { findings: findings.flat(), close: (await database).close };
}

/** A database that is only to be made yet hides nothing. */
const isWell = (findings: readonly Finding[]) => findings.every(({ state }) => state !== "mend");

/** Slack calls many workspaces' Earshot over HTTP only. */
const overHttp = (oauth: OAuthConfig | undefined) => oauth && { appToken: undefined, apiUrl: oauth.apiUrl };

type Limited = (check: string, look: () => Promise<Finding[]>) => Promise<Finding[]>;

/** Of many workspaces at the one that is looked at; which have it, the database's findings tell. */
async function lookAtSlacks(
  config: Config,
  house: Promise<House | undefined>,
  limited: Limited,
): Promise<Finding[]> {
  const { slack, oauth } = config;
  if (oauth === undefined) return lookAtSlack(slack, house, limited);
  const found = await house;
  const installed = found && (await installedSlack(oauth, found));
  if (installed === undefined) return [];
  return "check" in installed
    ? [installed]
    : lookAtSlack(installed, house, limited, `${oauth.publicUrl}${INSTALL_PATH}`);
}

async function lookAtSlack(
  slack: SlackConfig | undefined,
  house: Promise<House | undefined>,
  limited: Limited,
  installPage?: string,
): Promise<Finding[]> {
  const examiner = slack && slackExaminer(slack, createLog("silent"));
  const requests = limited("requests", async () =>
    slack && examiner ? examineRequests(slack, examiner) : [],
  );
  const [token, found] = await Promise.all([examiner?.token(), house]);
  const teams = found?.store.teams.list(found.workspace.id);
  const stored = found?.workspace.defaultChannel ?? null;
  const connected = async () =>
    slack && token ? examineToken(slack, token, found?.workspace, installPage) : [NO_SLACK];
  const channels = async () => {
    if (examiner === undefined || token?.kind !== "ok") return [];
    const [routes = [], reasons = []] = await Promise.all([
      found?.store.routes.list(found.workspace.id),
      found?.store.reasons.list(found.workspace.id),
    ]);
    const named = { fromEnv: slack?.defaultChannel, stored, routes, teams: (await teams) ?? [], reasons };
    const uses = channelUses(named);
    return examineChannels({ examiner, scopes: token.value.scopes }, uses);
  };
  const leads = async () =>
    teams ? examineTeams(await teams, slack?.defaultChannel ?? stored, examiner) : [];
  const parts = [
    limited("slack", connected),
    requests,
    limited("channels", channels),
    limited("teams", leads),
  ];
  return (await Promise.all(parts)).flat();
}
