import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createMetrics } from "../../src/metrics.ts";
import { connectSlack } from "../../src/slack/connection/bind.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { silent } from "../support/slackHouse.ts";
import { type SlackStub, startSlackStub } from "../support/slackStub.ts";

let database: TestDatabase;
let stub: SlackStub;
beforeAll(async () => {
  [database, stub] = await Promise.all([testDatabase(), startSlackStub()]);
});
afterAll(async () => {
  await stub.close();
  await database.close();
});
beforeEach(() => database.db.pool.query("UPDATE workspace SET slack_team_id = NULL, default_channel = NULL"));

function connect(defaultChannel = "C0DEFAULT") {
  const config = {
    botToken: "xoxb-test",
    signingSecret: "secret",
    appToken: undefined,
    defaultChannel,
    apiUrl: stub.apiUrl,
  };
  return connectSlack(
    config,
    { store: database.store, log: silent, metrics: createMetrics() },
    { retryMs: 20 },
  );
}

test("the sole workspace is bound to the token's team, its name and the default channel", async () => {
  await connect();
  expect(await database.store.workspaces.sole()).toMatchObject({
    slackTeamId: "T0STUB",
    name: "Stub",
    defaultChannel: "C0DEFAULT",
  });
});

test("a token that Slack refuses is one line that names it", async () => {
  stub.next("auth.test", { kind: "error", error: "invalid_auth" });
  await expect(connect()).rejects.toThrow("Slack refuses SLACK_BOT_TOKEN (invalid_auth)");
});

test("another team's database is refused", async () => {
  await database.store.workspaces.update(database.workspaceId, { slackTeamId: "T0OTHER" });
  await expect(connect()).rejects.toThrow("This database belongs to Slack team T0OTHER");
});

test("a Slack that is away does not stop the start; the workspace is bound when it is back", async () => {
  stub.next(
    "auth.test",
    { kind: "reset", accepted: false },
    { kind: "status", status: 503, accepted: false },
  );
  await connect();
  expect((await database.store.workspaces.sole()).slackTeamId).toBeNull();
  await expect.poll(async () => (await database.store.workspaces.sole()).slackTeamId).toBe("T0STUB");
});

test("a default channel is found by its name, a private one too where the token may list those", async () => {
  stub.know([
    { id: "C0PRIVATE", name: "leads", is_private: true },
    { id: "C0PUBLIC", name: "alerts" },
  ]);
  const found = async () => (await database.store.workspaces.sole()).defaultChannel;
  await connect("#leads");
  expect(await found()).toBe("C0PRIVATE");
  stub.next("conversations.list", { kind: "error", error: "missing_scope" });
  await connect("#alerts");
  expect(await found()).toBe("C0PUBLIC");
});
