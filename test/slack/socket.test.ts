import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMetrics } from "../../src/metrics.ts";
import { createSlackApp } from "../../src/slack/app.ts";
import { connectSlack } from "../../src/slack/connection/bind.ts";
import { createSocket } from "../../src/slack/connection/socket.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { silent } from "../support/slackHouse.ts";
import { startSlackSocket } from "../support/slackSocket.ts";

let database: TestDatabase;
let link: Awaited<ReturnType<typeof startSlackSocket>>;
beforeAll(async () => {
  [database, link] = await Promise.all([testDatabase(), startSlackSocket()]);
});
afterAll(async () => {
  await link.close();
  await database.close();
});

function config() {
  return {
    botToken: "xoxb-test",
    signingSecret: undefined,
    appToken: "xapp-test",
    defaultChannel: undefined,
    apiUrl: link.apiUrl,
  };
}

function help(envelope: string) {
  const payload = {
    command: "/earshot",
    text: "help",
    trigger_id: randomUUID(),
    team_id: "T0SOCKET",
    user_id: "U0NOOR",
    channel_id: "C1",
    response_url: `${link.apiUrl}answers`,
  };
  link.deliver({ envelope_id: envelope, type: "slash_commands", payload });
}

test("commands come over the socket, routes over HTTP, and a lost connection comes back", async () => {
  const metrics = createMetrics();
  const slack = await connectSlack(config(), { store: database.store, log: silent, metrics });
  const deps = {
    store: database.store,
    slackFor: async () => slack,
    metrics,
    log: silent,
    now: () => new Date(),
    enqueue: async () => {},
  };
  const hello = {
    path: "/hello",
    method: "GET",
    handler: (_: object, res: { end(text: string): unknown }) => void res.end("hello"),
  };
  const app = createSlackApp(deps, { slack: config() }, { routes: [hello] });
  const port = await app.start(0);
  try {
    expect(await (await fetch(`http://127.0.0.1:${port}/hello`)).text()).toBe("hello");
    expect((await fetch(`http://127.0.0.1:${port}/slack/events`, { method: "POST" })).status).toBe(503);
    help("first");
    await expect.poll(() => link.acks.join()).toContain('"envelope_id":"first"');
    link.away(true);
    const before = link.opened();
    await expect.poll(link.isConnected).toBe(false);
    link.away(false);
    await expect.poll(link.isConnected, { timeout: 10_000 }).toBe(true);
    expect(link.opened()).toBeGreaterThan(before);
    help("second");
    await expect.poll(() => link.acks.join()).toContain('"envelope_id":"second"');
  } finally {
    await app.stop();
  }
});

test("a Slack that is away at the start is tried again", async () => {
  link.away(true);
  const socket = createSocket(config(), { log: silent, retryMs: 20 });
  await socket.open();
  link.away(false);
  await expect.poll(link.isConnected, { timeout: 10_000 }).toBe(true);
  await socket.close();
});

test("a refused app token is one line that names it", async () => {
  link.refuse("invalid_auth");
  const socket = createSocket(config(), { log: silent });
  await expect(socket.open()).rejects.toThrow(
    "Slack refuses Socket Mode: invalid_auth. Check SLACK_APP_TOKEN",
  );
  await socket.close();
  link.refuse(undefined);
});
