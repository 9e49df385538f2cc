import { expect, test } from "vitest";
import { createReceiver, listen, stopListening } from "../../src/slack/connection/receiver.ts";
import { answer, commentAdded, conversation, formResponse, ticketCreated } from "../connectors/payloads.ts";
import { type Kind, SECRET } from "./deliver.ts";
import { hooksHouse, NOW } from "./hooksHouse.ts";
import { send, serve } from "./server.ts";

const house = hooksHouse();

const rating = { conversation_rating: { rating: 4, remark: "Good" } };
test.each<[Kind, unknown, string, string, object]>([
  [
    "zendesk",
    ticketCreated(),
    "contact",
    "7001",
    { occurredAt: "2026-11-20T09:14:00.000Z", channel: "email", reasons: ["invoice_wrong", "refund"] },
  ],
  ["zendesk", commentAdded(), "contact", commentAdded().id, { direction: "outbound" }],
  ["intercom", conversation("conversation.user.created"), "contact", "20951", { channel: "chat" }],
  [
    "intercom",
    conversation("conversation.rating.added", rating),
    "feedback",
    "notif_conversation.rating.added",
    { metric: "csat", score: 4, contactId: "20951" },
  ],
  ["typeform", formResponse([answer.nps(3)]), "feedback", "a1b2c3d4", { metric: "nps", score: 3 }],
])(
  "%s: a delivery is stored in our words, and its retry is counted once",
  async (kind, payload, event, id, body) => {
    expect(await house.post(kind, payload)).toMatchObject({
      status: 202,
      json: { accepted: 1, duplicates: 0 },
    });
    expect(await house.post(kind, payload)).toMatchObject({
      status: 202,
      json: { accepted: 0, duplicates: 1 },
    });
    expect(await house.stored()).toMatchObject([
      { source_id: house.sources[kind], kind: event, external_id: id, body },
    ]);
    await expect
      .poll(() => house.server.nudges)
      .toContain(JSON.stringify({ workspaceId: house.base.workspaceId }));
  },
);

test.each<[Kind, unknown]>([
  ["zendesk", ticketCreated({}, { type: "zen:event-type:ticket.priority_changed" })],
  ["intercom", { type: "notification_event", topic: "ping", data: { item: { type: "ping" } } }],
  ["typeform", formResponse([answer.words("hello")])],
])("%s: what is neither a contact nor feedback is answered and not stored", async (kind, payload) => {
  expect(await house.post(kind, payload)).toMatchObject({
    status: 202,
    json: { accepted: 0, duplicates: 0, ignored: 1 },
  });
  expect(await house.stored()).toEqual([]);
});

test("Intercom's look whether the address is one is answered", async () => {
  expect(
    await send(`${house.server.url}/v1/hooks/${house.sources.intercom}`, { method: "HEAD" }),
  ).toMatchObject({
    status: 200,
  });
  expect(
    await send(`${house.server.url}/v1/hooks/${house.sources.intercom}`, { method: "GET" }),
  ).toMatchObject({
    status: 405,
    headers: { allow: "POST, HEAD" },
  });
});

test("a source whose secret is not known yet says what to do, and takes deliveries once it is", async () => {
  let time = NOW.getTime();
  const own = await serve(house.base.store, { now: () => new Date(time) });
  const made = { kind: "typeform", name: "later", secret: undefined };
  const { id: source } = await house.base.store.sources.addSystem(house.base.workspaceId, made);
  const way = { source, url: own.url };
  expect(await house.post("typeform", formResponse([answer.nps(3)]), { ...way, secret: "" })).toMatchObject({
    status: 401,
    json: { errors: [{ message: expect.stringContaining("earshot source rotate") }] },
  });
  await house.base.store.sources.rotate(house.base.workspaceId, source, { token: false, secret: SECRET });
  time += 5_000;
  expect(await house.post("typeform", formResponse([answer.nps(3)]), way)).toMatchObject({ status: 202 });
  await own.close();
});

test("Slack's web server leads to it as well", async () => {
  const receiver = createReceiver(undefined, house.server.routes, { log: house.server.log, now: () => NOW });
  const { server: listening, port } = await listen(receiver, 0);
  const url = `http://127.0.0.1:${port}`;
  expect(await house.post("intercom", conversation("conversation.user.created"), { url })).toMatchObject({
    status: 202,
    json: { accepted: 1 },
  });
  expect(await send(`${url}/v1/hooks/${house.sources.intercom}`, { method: "HEAD" })).toMatchObject({
    status: 200,
  });
  await stopListening(listening);
});
