import { createHmac, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { StoreUnavailableError } from "../../src/errors.ts";
import { createMetrics } from "../../src/metrics.ts";
import type { Route } from "../../src/route.ts";
import { createSlackApp } from "../../src/slack/app.ts";
import { silent, useSlackHouse } from "../support/slackHouse.ts";

const hello: Route = { path: "/hello/:name", method: "GET", handler: (_, res) => void res.end("hello") };
const house = useSlackHouse({ routes: [hello] });

type Sent = {
  secondsAhead?: number;
  secret?: string;
  team?: string;
  headers?: Record<string, string | undefined>;
};

/** A slash command as Slack signs it; the text names the answer in `response_url`'s place. */
function command(text: string, trigger: string, { secondsAhead = 0, secret, team, headers = {} }: Sent = {}) {
  const timestamp = `${Math.floor(house.clock.now.getTime() / 1000) + secondsAhead}`;
  const body = new URLSearchParams({
    command: "/earshot",
    text,
    trigger_id: trigger,
    team_id: team ?? house.local.team.id,
    user_id: house.local.users.noor.id,
    channel_id: "C1",
    response_url: `${house.url}/answers`,
  }).toString();
  const signature = createHmac("sha256", secret ?? house.local.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest("hex");
  const all = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
    ...headers,
  };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fetch(`${house.url}/slack/events`, { method: "POST", headers: sent, body });
}

async function receipts(): Promise<number> {
  const { rows } = await house.database.db.pool.query("SELECT count(*)::int AS n FROM slack_receipt");
  return rows[0].n;
}

describe("a request of Slack", () => {
  test.each<[string, Sent, number]>([
    ["signed now", {}, 200],
    ["signed 299 s ago", { secondsAhead: -299 }, 200],
    ["signed 301 s ago", { secondsAhead: -301 }, 401],
    ["signed 301 s ahead", { secondsAhead: 301 }, 401],
    ["signed a day ahead", { secondsAhead: 86_000 }, 401],
    ["signed with another secret", { secret: "guess" }, 401],
    ["without a signature", { headers: { "x-slack-signature": undefined } }, 401],
    ["without a time", { headers: { "x-slack-request-timestamp": undefined } }, 401],
    ["with a time that is no number", { headers: { "x-slack-request-timestamp": "1e9" } }, 401],
  ])("%s: %s -> %d", async (_, sent, status) => {
    expect((await command("help", randomUUID(), sent)).status).toBe(status);
  });

  test("sent three times acts once", async () => {
    const before = await receipts();
    const trigger = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => command("help", trigger)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    await expect.poll(receipts).toBe(before + 1);
  });

  test("of another team is acknowledged and changes nothing", async () => {
    const before = await receipts();
    expect((await command("status", randomUUID(), { team: "TSTRANGER" })).status).toBe(200);
    expect(await receipts()).toBe(before);
  });

  test("while the database is away is acknowledged, and the person is told in words", async () => {
    const away = { ...house.deps.store.slackReceipts };
    const { slackReceipts } = house.deps.store;
    slackReceipts.first = () => Promise.reject(new StoreUnavailableError("away"));
    try {
      const said = house.local.ephemerals("maija").length;
      await house.local.as("maija").command("/earshot help", { channel: "earshot" });
      await expect.poll(() => house.local.ephemerals("maija").length).toBe(said + 1);
      expect(house.local.ephemerals("maija").at(-1)?.text).toMatch(/cannot reach its database/);
    } finally {
      slackReceipts.first = away.first;
    }
  });
});

describe("the server", () => {
  test("serves the house's routes and says 404 and 400 in words", async () => {
    expect(await (await fetch(`${house.url}/hello/anna`)).text()).toBe("hello");
    const nothing = await fetch(`${house.url}/nothing`);
    expect(nothing.status).toBe(404);
    expect(await nothing.json()).toMatchObject({ errors: [{ message: "There is nothing here" }] });
    expect((await fetch(`${house.url}/hello/%E0%A4%A`)).status).toBe(400);
  });

  test("a taken port is one line that names PORT", async () => {
    const second = createSlackApp(house.deps, { slack: undefined }, { routes: [] });
    const port = Number(new URL(house.url).port);
    await expect(second.start(port)).rejects.toThrow(`Port ${port} is taken by another program. Set PORT`);
  });

  test("without a Slack serves the routes and tells Slack's requests what is missing", async () => {
    const deps = { ...house.deps, slackFor: async () => undefined, metrics: createMetrics(), log: silent };
    const app = createSlackApp(deps, { slack: undefined }, { routes: [hello] });
    const port = await app.start(0);
    const asked = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: "POST", body: "{}" });
    expect(asked.status).toBe(503);
    expect(JSON.stringify(await asked.json())).toContain("Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET");
    expect((await fetch(`http://127.0.0.1:${port}/hello/anna`)).status).toBe(200);
    await app.stop();
    await expect(fetch(`http://127.0.0.1:${port}/hello/anna`)).rejects.toThrow();
  });
});
