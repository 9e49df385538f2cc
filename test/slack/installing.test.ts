import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import type { OAuthConfig } from "../../src/config.ts";
import { createMetrics } from "../../src/metrics.ts";
import { readSealKey, type SealKey } from "../../src/seal.ts";
import { createSlackApp, type SlackApp } from "../../src/slack/app.ts";
import type { SlackFor } from "../../src/slack/connection/slack.ts";
import { openSlacks } from "../../src/slack/connection/slack-for.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { overdueFacts } from "../support/facts.ts";
import { silent } from "../support/slackHouse.ts";
import { type SlackStub, startSlackStub } from "../support/slackStub.ts";

let database: TestDatabase;
let stub: SlackStub;
let app: SlackApp;
let slackFor: SlackFor;
let config: OAuthConfig;
let url: string;
const metrics = createMetrics();

beforeAll(async () => {
  [database, stub] = await Promise.all([testDatabase(), startSlackStub()]);
  config = {
    clientId: "1.2",
    clientSecret: "client-secret",
    signingSecret: "signing-secret",
    sealKeys: [newKey()],
    publicUrl: "https://earshot.example",
    apiUrl: stub.apiUrl,
  };
  slackFor = await openWith(config.sealKeys);
  app = createSlackApp(deps(), { slack: undefined, oauth: config }, { routes: [] });
  url = `http://127.0.0.1:${await app.start(0)}`;
});
afterAll(async () => {
  await app.stop();
  await stub.close();
  await database.close();
});
beforeEach(() => {
  stub.answers.length = 0;
});

function newKey(): SealKey {
  const key = readSealKey(randomBytes(32).toString("base64"));
  if (key === undefined) throw new Error("32 bytes are a key");
  return key;
}

async function openWith(sealKeys: SealKey[]): Promise<SlackFor> {
  const { store } = database;
  const opened = await openSlacks(
    { slack: undefined, oauth: { ...config, sealKeys } },
    { store, log: silent, metrics },
  );
  return opened.slackFor;
}

const deps = () => ({
  store: database.store,
  slackFor,
  metrics,
  log: silent,
  now: () => new Date(),
  enqueue: async () => {},
});

/** As a browser: the page with the button, then back from Slack with its code. */
async function install(granted: { token: string; team?: string; org?: string; name?: string }) {
  const { token, team, org, name = "Acme" } = granted;
  const code = randomUUID();
  stub.grant(code, token, team ?? org ?? "", {
    scope: "chat:write,commands",
    bot_user_id: "U0BOT",
    app_id: "A1",
    team: team === undefined ? null : { id: team, name },
    enterprise: org === undefined ? null : { id: org, name },
    is_enterprise_install: team === undefined,
    authed_user: { id: "U0INSTALLER" },
  });
  const { state, cookie } = await openInstallPage();
  return comeBack({ code, state }, cookie);
}

async function openInstallPage() {
  const page = await fetch(`${url}/slack/install`);
  const [, link = ""] = /href="([^"]*oauth\/v2\/authorize[^"]*)"/.exec(await page.text()) ?? [];
  const asked = new URL(link.replaceAll("&amp;", "&")).searchParams;
  return {
    asked,
    state: asked.get("state") ?? "",
    cookie: page.headers.get("set-cookie")?.split(";")[0] ?? "",
  };
}

function comeBack(query: Record<string, string>, cookie: string) {
  return fetch(`${url}/slack/oauth_redirect?${new URLSearchParams(query)}`, { headers: { cookie } });
}

function sendSigned(body: string, type: string, to = url) {
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const signature = createHmac("sha256", config.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest("hex");
  const headers = {
    "content-type": type,
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
  return fetch(`${to}/slack/events`, { method: "POST", headers, body });
}

function command(text: string, team: Record<string, string>) {
  const fields = {
    command: "/earshot",
    text,
    user_id: "UMAIJA",
    channel_id: "C1",
    trigger_id: randomUUID(),
    response_url: `${stub.apiUrl}answers`,
    ...team,
  };
  return sendSigned(new URLSearchParams(fields).toString(), "application/x-www-form-urlencoded");
}

function tell(team: string, event: object, eventTime = Math.floor(Date.now() / 1000), to = url) {
  const body = {
    type: "event_callback",
    team_id: team,
    event_id: randomUUID(),
    event_time: eventTime,
    event,
  };
  return sendSigned(JSON.stringify(body), "application/json", to);
}

const workspaceOf = async (slackTeamId: string) => {
  const workspace = await database.store.workspaces.bySlackTeam(slackTeamId);
  if (workspace === null) throw new Error(`no workspace of ${slackTeamId}`);
  return workspace;
};

async function openAlert(workspaceId: string): Promise<string> {
  const { alertIds } = await database.store.signals.open({
    workspaceId,
    kind: "overdue-promise",
    subject: randomUUID(),
    facts: overdueFacts(),
    at: new Date(),
    slackChannels: [`C0${randomBytes(4).toString("hex").toUpperCase()}`],
  });
  return alertIds[0] ?? "";
}

const until = (check: () => boolean | Promise<boolean>) => expect.poll(check, { timeout: 20_000 }).toBe(true);
const isDue = async (alertId: string) => (await database.store.alerts.due(new Date())).includes(alertId);
const isInstalled = async (slackTeamId: string) => {
  const { id } = await workspaceOf(slackTeamId);
  return (await database.store.installations.get(id))?.revokedAt === null;
};

describe("installing", () => {
  test("the page asks Slack for the manifest's scopes, and to come back to PUBLIC_URL", async () => {
    const { asked } = await openInstallPage();
    expect(asked.get("client_id")).toBe("1.2");
    expect(asked.get("redirect_uri")).toBe("https://earshot.example/slack/oauth_redirect");
    expect(asked.get("scope")?.split(",")).toContain("chat:write.public");
  });

  test("makes the workspace and keeps its token sealed; the installer hears what comes next", async () => {
    expect((await install({ token: "xoxb-first", team: "TFIRST", name: "First" })).status).toBe(200);
    const workspace = await workspaceOf("TFIRST");
    expect(workspace).toMatchObject({ name: "First", zone: "Europe/Helsinki", country: "FI" });
    expect(await database.store.installations.get(workspace.id)).toMatchObject({
      teamId: "TFIRST",
      enterpriseId: null,
      isEnterpriseInstall: false,
      installedBy: "U0INSTALLER",
      botUserId: "U0BOT",
      scopes: ["chat:write", "commands"],
      revokedAt: null,
    });
    const { rows } = await database.db.pool.query(
      "SELECT to_jsonb(i)::text AS row, sealed_token AS bytes FROM installation i",
    );
    expect(rows.map(({ row, bytes }) => `${row}${bytes}`).join()).not.toContain("xoxb-first");
    expect(stub.posts("U0INSTALLER").at(-1)?.text).toContain("--workspace TFIRST");
  });

  test("is not done for another browser's state, a made-up one, or a code of no worth", async () => {
    const { state, cookie } = await openInstallPage();
    const another = await openInstallPage();
    expect((await comeBack({ code: "x", state }, another.cookie)).status).toBe(400);
    expect((await comeBack({ code: "x", state: "made-up" }, "slack-app-oauth-state=made-up")).status).toBe(
      400,
    );
    expect((await comeBack({ code: "x" }, cookie)).status).toBe(400);
    expect((await comeBack({ error: "access_denied" }, cookie)).status).toBe(500);
    const before = await database.store.installations.list();
    expect((await comeBack({ code: "unknown", state }, cookie)).status).toBe(500);
    expect(await database.store.installations.list()).toEqual(before);
  });
});

describe("two workspaces", () => {
  beforeAll(async () => {
    await install({ token: "xoxb-one", team: "TONE" });
    await install({ token: "xoxb-two", team: "TTWO" });
  });

  test("each hears from its own token, also when both ask at once", async () => {
    const before = stub.calls("users.info");
    const asked = Array.from({ length: 10 }, (_, at) => {
      const team = at % 2 === 0 ? "TONE" : "TTWO";
      return command("away until tomorrow", { team_id: team, user_id: `U${team}${at}` });
    });
    await Promise.all(asked);
    await until(() => stub.calls("users.info") - before >= 10);
    const tokens = stub.tokensOf("users.info").slice(before);
    expect(tokens.filter((token) => token === "xoxb-one")).toHaveLength(5);
    expect(tokens.filter((token) => token === "xoxb-two")).toHaveLength(5);
  });

  test("alerts leave with the token of their workspace", async () => {
    for (const [team, token] of [
      ["TONE", "xoxb-one"],
      ["TTWO", "xoxb-two"],
    ] as const) {
      const alertId = await openAlert((await workspaceOf(team)).id);
      await deliver(deps(), { alertId });
      expect(stub.tokensOf("chat.postMessage").at(-1)).toBe(token);
      expect(await isDue(alertId)).toBe(false);
    }
  });

  test("a client lives as long as its token, with its pace", async () => {
    const { id } = await workspaceOf("TONE");
    expect(await slackFor(id)).toBe(await slackFor(id));
    expect(await slackFor(id)).not.toBe(await slackFor((await workspaceOf("TTWO")).id));
    expect(await slackFor(database.workspaceId)).toBeUndefined();
  });

  test("a token that was moved to another's row does not open", async () => {
    const [one, two] = [await workspaceOf("TONE"), await workspaceOf("TTWO")];
    const { rows } = await database.db.pool.query(
      "SELECT sealed_token FROM installation WHERE workspace_id = $1",
      [two.id],
    );
    const set = "UPDATE installation SET sealed_token = $2 WHERE workspace_id = $1";
    const own = await database.store.installations.token(two.id);
    expect(rows).toHaveLength(1);
    await database.db.pool.query(set, [two.id, (await database.store.installations.token(one.id))?.bytes]);
    await expect(slackFor(two.id)).rejects.toThrow("belongs to another row");
    await database.db.pool.query(set, [two.id, own?.bytes]);
    expect(await slackFor(two.id)).toBeDefined();
  });

  test("a team that has not installed it is told so, and sees nothing", async () => {
    await command("status", { team_id: "TSTRANGER" });
    await until(() => stub.answers.length > 0);
    expect(stub.answers[0]).toContain("not installed");
  });
});

describe("uninstalling", () => {
  test("ends sending there and nowhere else; installed again it is the same workspace, and what waited is told", async () => {
    await install({ token: "xoxb-leaving", team: "TLEAVING" });
    await install({ token: "xoxb-staying", team: "TSTAYING" });
    const [leaving, staying] = [await workspaceOf("TLEAVING"), await workspaceOf("TSTAYING")];
    const [waiting, told] = [await openAlert(leaving.id), await openAlert(staying.id)];
    await tell("TLEAVING", { type: "app_uninstalled" });
    await until(async () => !(await isInstalled("TLEAVING")));
    expect(await database.store.installations.token(leaving.id)).toBeUndefined();
    expect([await isDue(waiting), await isDue(told)]).toEqual([false, true]);
    const before = stub.calls("chat.postMessage");
    await deliver(deps(), { alertId: waiting });
    expect(stub.calls("chat.postMessage")).toBe(before);
    await command("status", { team_id: "TLEAVING" });
    await until(() => stub.answers.length > 0);
    expect(stub.answers[0]).toContain("not installed");

    await install({ token: "xoxb-back", team: "TLEAVING" });
    expect((await workspaceOf("TLEAVING")).id).toBe(leaving.id);
    expect(await isDue(waiting)).toBe(true);
    await deliver(deps(), { alertId: waiting });
    expect(stub.tokensOf("chat.postMessage").at(-1)).toBe("xoxb-back");
  });

  test("a revoked bot token ends sending; a person's own does not, nor does what was said of an earlier install", async () => {
    await install({ token: "xoxb-revoked", team: "TREVOKED" });
    const now = Math.floor(Date.now() / 1000);
    const bot = { type: "tokens_revoked", tokens: { oauth: [], bot: ["U0BOT"] } };
    const other = createSlackApp(deps(), { slack: undefined, oauth: config }, { routes: [] });
    const otherUrl = `http://127.0.0.1:${await other.start(0)}`;
    await tell("TREVOKED", { type: "tokens_revoked", tokens: { oauth: ["UMAIJA"] } }, now, otherUrl);
    await tell("TREVOKED", { type: "app_uninstalled" }, now - 60, otherUrl);
    await tell("TREVOKED", bot, now - 30, otherUrl);
    // Stopped: all that it heard is dealt with.
    await other.stop();
    expect(await isInstalled("TREVOKED")).toBe(true);
    await tell("TREVOKED", bot);
    await until(async () => !(await isInstalled("TREVOKED")));
  });
});

describe("org-wide", () => {
  test("one install serves every team of the org, as one workspace", async () => {
    expect((await install({ token: "xoxb-org", org: "EORG", name: "The org" })).status).toBe(200);
    const { id } = await workspaceOf("EORG");
    expect(await database.store.installations.get(id)).toMatchObject({
      teamId: null,
      enterpriseId: "EORG",
      isEnterpriseInstall: true,
    });
    const member = {
      team_id: "TMEMBER",
      enterprise_id: "EORG",
      is_enterprise_install: "true",
      user_id: "UORG",
    };
    await command("away until tomorrow", member);
    await until(() => stub.tokensOf("users.info").includes("xoxb-org"));
    const staff = () => database.store.teams.staffOf(id, "UORG");
    await expect.poll(staff, { timeout: 10_000 }).toHaveLength(1);
    // The same team without the org's install is a stranger.
    await command("status", { team_id: "TMEMBER", user_id: "UORG" });
    await until(() => stub.answers.some((text) => text.includes("not installed")));
  });
});

describe("keys", () => {
  test("start seals anew what an older key sealed, and the old one can go", async () => {
    await install({ token: "xoxb-keys", team: "TKEYS" });
    const { id } = await workspaceOf("TKEYS");
    const [older] = config.sealKeys;
    const newer = newKey();
    expect((await database.store.installations.token(id))?.keyId).toBe(older?.id);
    const both = await openWith([newer, ...config.sealKeys]);
    expect((await database.store.installations.token(id))?.keyId).toBe(newer.id);
    expect(await both(id)).toBeDefined();
    expect(await (await openWith([newer]))(id)).toBeDefined();
    await expect((await openWith([newKey()]))(id)).rejects.toThrow(
      `key ${newer.id}, which TOKEN_ENCRYPTION_KEY`,
    );
    await openWith([...config.sealKeys, newer]);
    expect(await slackFor(id)).toBeDefined();
  });
});
