import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { deliverAlert } from "../../src/slack/delivery/deliver-alert.ts";
import { eventually } from "../support/eventually.ts";
import { spikeFacts } from "../support/facts.ts";
import { openOverdue } from "../support/overduePromise.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

let channel: string;
let count = 0;

beforeAll(async () => {
  channel = house.local.channels["billing-alerts"] ?? "";
  const { store, workspaceId } = house.database;
  await store.teams.upsert(workspaceId, {
    code: "billing",
    label: "Billing",
    leads: [],
    leadGroup: house.local.groups["billing-leads"] ?? null,
  });
});

async function openSpike() {
  count += 1;
  const subject = `spike-${count}`;
  const { store, workspaceId } = house.database;
  const facts = spikeFacts({ reason: subject, reasonLabel: `Spike ${count}` });
  const opened = await store.signals.open({
    workspaceId,
    kind: "spike",
    subject,
    facts,
    at: house.clock.now,
    slackChannels: [channel],
  });
  for (const id of opened.alertIds) await deliverAlert(house.deps, id);
  return { ...opened, message: () => messageOf(`Spike ${count}`), title: `Spike ${count}` };
}

async function messageOf(words: string) {
  const found = (await house.local.messages(channel)).filter((message) =>
    JSON.stringify(message).includes(words),
  );
  expect(found, `messages with ${words}`).toHaveLength(1);
  const [message] = found;
  if (message === undefined) throw new Error("no message");
  return message;
}

function sendSigned(payload: object) {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = `${Math.floor(Date.now() / 1000)}`;
  const signature = createHmac("sha256", house.local.signingSecret)
    .update(`v0:${timestamp}:${body}`)
    .digest("hex");
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
  return fetch(`${house.url}/slack/events`, { method: "POST", headers, body });
}

function told(user: "maija" | "otto" | "noor" | "admin"): string {
  return house.local.ephemerals(user).at(-1)?.text ?? "";
}

describe("a spike's alert", () => {
  test("is posted with chart, colour and buttons, and changes in place when somebody acknowledges", async () => {
    const spike = await openSpike();
    const before = await spike.message();
    expect(JSON.stringify(before)).toContain("data_visualization");
    expect(before.attachments).toMatchObject([{ color: "#a30200" }]);
    await house.local.as("noor").click(before, "acknowledge");
    await eventually(async () => {
      const after = await spike.message();
      expect(after.ts).toBe(before.ts);
      expect(after.attachments).toMatchObject([{ color: "#daa038" }]);
      expect(JSON.stringify(after)).toContain(`<@${house.local.users.noor.id}>`);
    });
    await eventually(async () => {
      const thread = await house.local.replies(channel, before.ts);
      expect(thread.slice(1).map((reply) => reply.text)).toEqual(["Noor acknowledged it."]);
    });
  });

  test("tells the second clicker who was first", async () => {
    const spike = await openSpike();
    const seen = await spike.message();
    await house.local.as("noor").click(seen, "acknowledge");
    await eventually(async () =>
      expect((await spike.message()).attachments).toMatchObject([{ color: "#daa038" }]),
    );
    await house.local.as("otto").click(seen, "acknowledge");
    await eventually(() => expect(told("otto")).toMatch(`<@${house.local.users.noor.id}> was first`));
  });

  test("snoozed until tomorrow is grey, keeps its buttons, and wakes by itself", async () => {
    const spike = await openSpike();
    await house.local.as("noor").click(await spike.message(), "snooze", "tomorrow");
    await eventually(async () =>
      expect((await spike.message()).attachments).toMatchObject([{ color: "#dddddd" }]),
    );
    house.clock.now = new Date(house.clock.now.getTime() + 2 * 86_400_000);
    const woken = await house.database.store.signals.endSnoozes(house.clock.now);
    expect(woken.alertIds).toEqual(spike.alertIds);
    for (const id of woken.alertIds) await deliverAlert(house.deps, id);
    expect((await spike.message()).attachments).toMatchObject([{ color: "#a30200" }]);
  });

  test("takes one mark a person, tells only the clicker, and shows the sum", async () => {
    const spike = await openSpike();
    const seen = await spike.message();
    const { admin, maija, otto, noor } = house.local.users;
    for (const [user, action] of [
      ["maija", "useful"],
      ["otto", "useful"],
      ["admin", "not-useful"],
      ["maija", "not-useful"],
      ["maija", "useful"],
    ] as const) {
      const before = house.local.ephemerals(user).length;
      await house.local.as(user).click(seen, action);
      await expect.poll(() => house.local.ephemerals(user).length).toBe(before + 1);
      expect(told(user)).toMatch(action === "useful" ? "Noted: useful to you" : "Noted: not useful to you");
    }
    await eventually(async () => {
      const after = await spike.message();
      expect(after.ts).toBe(seen.ts);
      expect(JSON.stringify(after.attachments)).toContain("2 found this useful, 1 not.");
    });
    for (const { id } of [admin, maija, otto, noor])
      expect(JSON.stringify(await spike.message())).not.toContain(id);
    await house.local.as("otto").click(await spike.message(), "useful");
    await eventually(() => expect(told("otto")).toMatch("You have said already that this is useful."));
    expect(await house.local.replies(channel, seen.ts)).toHaveLength(1);
  });

  test("can still be marked when it is resolved", async () => {
    const spike = await openSpike();
    await house.local.as("noor").click(await spike.message(), "resolve");
    await eventually(async () =>
      expect((await spike.message()).attachments).toMatchObject([{ color: "#2eb886" }]),
    );
    await house.local.as("noor").click(await spike.message(), "not-useful");
    await eventually(async () =>
      expect(JSON.stringify(await spike.message())).toContain("1 found this not useful."),
    );
  });

  test("of a spike that is resolved marks its reason as mended", async () => {
    const spike = await openSpike();
    const { store, workspaceId } = house.database;
    const code = `spike-${count}`;
    await store.reasons.upsert(workspaceId, { code, label: spike.title }, house.clock.now);
    await house.local.as("noor").click(await spike.message(), "resolve");
    await eventually(async () => expect(JSON.stringify(await spike.message())).toContain("mend-open"));
    await house.local.as("noor").click(await spike.message(), "mend-open");
    await eventually(async () =>
      expect(JSON.stringify(house.local.modals("noor").at(-1)?.view)).toContain(spike.title),
    );
    await house.local.as("noor").submit({ note: "a new carrier" });
    await eventually(async () =>
      expect(await store.mends.latest(workspaceId, code)).toMatchObject({
        note: "a new carrier",
        endedAt: null,
      }),
    );
  });

  test("whose row is gone explains itself", async () => {
    const spike = await openSpike();
    const message = await spike.message();
    await house.database.db.pool.query("DELETE FROM signal WHERE id = $1", [spike.id]);
    await house.local.as("otto").click(message, "acknowledge");
    await eventually(() => expect(told("otto")).toMatch(/no longer know this alert/));
  });
});

test("a click from another Slack team on our alert finds nothing, shows nothing and changes nothing", async () => {
  const { store, db, workspaceId } = house.database;
  await db.prisma.workspace.create({ data: { name: "Other", slackTeamId: "TOTHER" } });
  const overdue = await openOverdue(house);
  const said: string[] = [];
  const listening = createServer((request, response) => {
    request.on("data", (part) => said.push(String(part)));
    request.on("end", () => response.end("ok"));
  });
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as { port: number };
  const signal = `signal:${overdue.id}`;
  const promise = `promise:${overdue.promise.id}`;
  const stolen = [
    ["acknowledge", signal],
    ["open-customer", signal],
    ["useful", signal],
    ["promise-done", promise],
    ["promise-give-up", promise],
    ["promise-show", promise],
  ];
  for (const [action, blockId] of stolen) {
    const payload = {
      type: "block_actions",
      team: { id: "TOTHER" },
      user: { id: house.local.users.otto.id, team_id: "TOTHER" },
      trigger_id: `stolen-${action}`,
      response_url: `http://127.0.0.1:${port}/`,
      container: { type: "message", message_ts: "1.1", channel_id: "C9" },
      actions: [{ type: "button", action_id: action, block_id: blockId, action_ts: "1.1" }],
    };
    expect((await sendSigned(payload)).status).toBe(200);
  }
  await expect.poll(() => said.length).toBe(6);
  for (const words of said) expect(words).toMatch(/no longer know this|know no promise by that id/);
  expect(said.join()).not.toContain("Virtanen");
  expect(await store.signals.get(workspaceId, overdue.id)).toMatchObject({ status: "open", version: 1 });
  expect(await store.promises.get(workspaceId, overdue.promise.id)).toMatchObject({ status: "open" });
  listening.close();
});

describe("an overdue promise's alert", () => {
  test("an agent's Acknowledge is refused in words that name the lead; the lead's works and lateness stays", async () => {
    const overdue = await openOverdue(house);
    const before = await overdue.message();
    await house.local.as("maija").click(before, "acknowledge");
    await eventually(() =>
      expect(told("maija")).toMatch(
        `Only a lead of Billing can acknowledge an overdue promise: <@${house.local.users.otto.id}>`,
      ),
    );
    expect((await overdue.message()).attachments).toMatchObject([{ color: "#a30200" }]);
    await house.local.as("otto").click(before, "acknowledge");
    await eventually(async () => {
      const after = await overdue.message();
      expect(after.ts).toBe(before.ts);
      expect(after.attachments).toMatchObject([{ color: "#daa038" }]);
      expect(JSON.stringify(after)).toContain("still not called");
    });
  });

  test("Show customer answers only the one who asked and is written down", async () => {
    const overdue = await openOverdue(house);
    const message = await overdue.message();
    expect(JSON.stringify(message)).not.toContain('Virtanen"');
    await house.local.as("noor").click(message, "open-customer");
    await eventually(() =>
      expect(JSON.stringify(house.local.ephemerals("noor").at(-1))).toContain("Anna Virtanen"),
    );
    const { store, workspaceId } = house.database;
    const [looked] = await store.audit.latest(workspaceId);
    expect(looked).toMatchObject({ actor: house.local.users.noor.id, action: "customer-shown" });
  });
});
