import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../../manifest.json" with { type: "json" };
import type { Finding } from "../../src/cli/doctor/finding.ts";
import { visit } from "../../src/cli/doctor/visit.ts";
import { readConfig } from "../../src/config.ts";
import { readSealKey, type SealKey } from "../../src/seal.ts";
import { sealToken } from "../../src/slack/connection/installed-token.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { type SlackStub, startSlackStub } from "../support/slackStub.ts";

const PAGE = "https://earshot.example/slack/install";
const base64 = (letter: string) => Buffer.alloc(32, letter).toString("base64");
const keysOf = (...letters: string[]): SealKey[] =>
  letters.flatMap((letter) => readSealKey(base64(letter)) ?? []);

let database: TestDatabase;
let stub: SlackStub;
beforeAll(async () => {
  [database, stub] = await Promise.all([testDatabase(), startSlackStub()]);
  stub.give(manifest.oauth_config.scopes.bot);
  stub.know([{ id: "C0CARE00", name: "care", is_member: true }]);
});
afterAll(async () => {
  await stub.close();
  await database.close();
});

/** What the doctor finds of one check, a line each. */
async function findings(
  check: string,
  { keys = ["k"], workspace }: { keys?: string[]; workspace?: string } = {},
) {
  const config = readConfig({
    DATABASE_URL: database.url,
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "client-secret",
    SLACK_SIGNING_SECRET: "0123456789abcdef0123456789abcdef",
    TOKEN_ENCRYPTION_KEY: keys.map(base64).join(),
    PUBLIC_URL: "https://earshot.example",
    SLACK_API_URL: stub.apiUrl,
  });
  const { findings: found, close } = await visit({ config, wrong: [] }, new Date(), workspace);
  await close();
  const isAsked = (finding: Finding) => finding.check === check;
  return found
    .filter(isAsked)
    .map(
      (finding) => `${finding.state} ${finding.says}${finding.state === "ok" ? "" : ` → ${finding.mend}`}`,
    );
}

async function install(team: string, name: string) {
  const { id: workspaceId } = await database.store.workspaces.ofSlackTeam(team, name);
  stub.grant(team, `xoxb-${team}`, team, {});
  await database.store.installations.save({
    ...{ workspaceId, teamId: team, enterpriseId: null, isEnterpriseInstall: false, installedBy: "U1" },
    ...{ botUserId: "U0BOT", scopes: [], installedAt: minutes(team === "TONE" ? 0 : 1) },
    token: sealToken(keysOf("k"), workspaceId, `xoxb-${team}`),
  });
  return workspaceId;
}

const minutes = (late: number) => new Date(Date.UTC(2026, 10, 20, 12, late));

test("tells who has installed it, who has no more, and which tokens the keys do not open", async () => {
  expect(await findings("installed")).toEqual([`note in no workspace → Open ${PAGE} and choose one.`]);
  expect(await findings("slack")).toEqual([]);
  const one = await install("TONE", "One");
  const two = await install("TTWO", "Two");
  expect(await findings("installed")).toEqual(["ok in 2 workspaces: One (TONE), Two (TTWO)"]);
  expect(await findings("slack")).toEqual(["ok @earshot in Stub (TONE)"]);
  expect(await findings("slack", { workspace: "TTWO" })).toEqual(["ok @earshot in Stub (TTWO)"]);
  expect(await findings("workspace", { workspace: "TNONE" })).toEqual([
    "mend there is no TNONE → earshot doctor without --workspace lists them.",
  ]);

  expect(await findings("keys", { keys: ["n", "k"] })).toEqual([
    "note 2 tokens sealed with an older key → Restart earshot: start seals them anew.",
  ]);
  expect(await findings("keys", { keys: ["n"] })).toEqual([
    `mend TOKEN_ENCRYPTION_KEY lacks the key of 2 tokens: One (TONE), Two (TTWO) → Put the old key behind the newest again and restart, or install it there again: ${PAGE}.`,
  ]);
  expect((await findings("slack", { keys: ["n"] })).join()).toContain(
    "mend the token of One (TONE) does not open",
  );

  stub.revokeToken("xoxb-TONE");
  expect(await findings("slack")).toEqual([
    `mend Slack refuses the workspace's token (token_revoked) → Install Earshot there again: ${PAGE}.`,
  ]);
  await database.store.installations.revoke(one, new Date());
  expect(await findings("installed")).toEqual([
    "ok in 1 workspace: Two (TTWO)",
    `note uninstalled, or its token revoked: One (TONE); alerts wait there → Nothing, or install it there again: ${PAGE}.`,
  ]);
  expect(await findings("slack")).toEqual([]);
  await database.store.installations.revoke(two, new Date());
  expect((await findings("installed"))[0]).toBe(`note in no workspace → Open ${PAGE} and choose one.`);
});
