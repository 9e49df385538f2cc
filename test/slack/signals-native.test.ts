import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { givePast } from "../support/past.ts";
import { type SlackHouse, slackHouse } from "../support/slackHouse.ts";

const DAY = 86_400_000;

let house: SlackHouse;
let answerUrl: string;
const answers: { text: string; blocks: object[] }[] = [];
/** A Slack before the native blocks: it refuses them wherever they stand. */
const old = createServer((request, response) => {
  let body = "";
  request.on("data", (part: Buffer) => {
    body += part.toString();
  });
  request.on("end", () => {
    const isNative = /"type":"(data_visualization|table)"/.test(body);
    if (!isNative) answers.push(JSON.parse(body));
    response.writeHead(isNative ? 400 : 200).end(isNative ? "invalid_blocks" : "ok");
  });
});

beforeAll(async () => {
  house = await slackHouse();
  const { store, workspaceId } = house.database;
  await store.reasons.upsert(workspaceId, { code: "late-delivery", label: "Late delivery" }, new Date());
  const to = Date.now();
  // twice as many in the last week as in the one before
  const rate = (_: string, at: number) => (at > to - 7 * DAY ? 2 : 1);
  await givePast(store, workspaceId, { from: to - 16 * DAY, to, reasons: ["late-delivery"], rate });
  await new Promise<void>((resolve) => old.listen(0, "127.0.0.1", resolve));
  answerUrl = `http://127.0.0.1:${(old.address() as AddressInfo).port}/answer`;
});
afterAll(async () => {
  old.close();
  await house.close();
});

async function ask(words: string) {
  answers.length = 0;
  const user = house.local.users.otto.id;
  const [team_id, channel_id] = [house.local.team.id, house.local.channels.earshot ?? ""];
  const command = { command: "/signals", text: words, user_id: user, team_id, channel_id };
  const body = new URLSearchParams({ ...command, trigger_id: words, response_url: answerUrl }).toString();
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const signature = createHmac("sha256", house.local.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest("hex");
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
  expect((await fetch(`${house.url}/slack/events`, { method: "POST", headers, body })).status).toBe(200);
  await expect.poll(() => answers.length).toBe(1);
  return answers[0];
}

test("a Slack that refuses native blocks gets a reason's week without its chart", async () => {
  const answer = await ask("late delivery");
  expect(answer?.text).toMatch(/^Late delivery: \d[\d,]* contacts in 7 days, expected/);
  expect(answer?.blocks.length).toBeGreaterThan(1);
});

test("and the week's top reasons as lines, with the ratio and how sure it is", async () => {
  const answer = await ask("top");
  const shown = JSON.stringify(answer?.blocks);
  expect(shown).toMatch(
    /• \*Late delivery\*: Contacts: [\d,]+; Share of contacts: 100 %; 7 days before: [\d,]+; /,
  );
  expect(shown).toMatch(/Times those before \(90 % sure\): (1\.9|2\.0)\d \(1\.[67]\d–2\.[34]\d\)/);
});
