import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { connectors } from "../../src/connectors/registry.ts";
import { createReceiver, listen, stopListening } from "../../src/slack/receiver.ts";
import { answer, commentAdded, conversation, formResponse, ticketCreated } from "../connectors/payloads.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { type Answer, send, serve, signedHeaders, type TestServer } from "./server.ts";

type Kind = keyof typeof connectors;

const NOW = new Date("2026-11-20T12:00:00Z");
const SECRET = "issued-by-the-system";

let base: TestDatabase;
let server: TestServer;
const sources = {} as Record<Kind, string>;
beforeAll(async () => {
  base = await testDatabase();
  for (const kind of ["zendesk", "intercom", "typeform"] as const) {
    const made = await base.store.sources.addSystem(base.workspaceId, { kind, name: kind, secret: SECRET });
    sources[kind] = made.id;
  }
  server = await serve(base.store, { now: () => NOW });
});
afterAll(async () => {
  await server.close();
  await base.close();
});
beforeEach(async () => {
  await base.db.pool.query("DELETE FROM event");
});

const hmac = (algorithm: string, secret: string, text: string) =>
  createHmac(algorithm, secret).update(text).digest();

/** As each system signs. */
const headersOf: Record<Kind, (body: string, secret: string, at: Date) => Record<string, string>> = {
  zendesk: (body, secret, at) => {
    const timestamp = at.toISOString();
    return {
      "x-zendesk-webhook-signature": hmac("sha256", secret, timestamp + body).toString("base64"),
      "x-zendesk-webhook-signature-timestamp": timestamp,
    };
  },
  intercom: (body, secret) => ({ "x-hub-signature": `sha1=${hmac("sha1", secret, body).toString("hex")}` }),
  typeform: (body, secret) => ({
    "typeform-signature": `sha256=${hmac("sha256", secret, body).toString("base64")}`,
  }),
};

type Way = { source?: string; secret?: string; at?: Date; headers?: Record<string, string>; url?: string };

function deliver(kind: Kind, payload: unknown, way: Way = {}): Promise<Answer> {
  const { source = sources[kind], secret = SECRET, at = NOW, headers = {}, url = server.url } = way;
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  return send(`${url}/v1/hooks/${source}`, {
    headers: { "content-type": "application/json", ...headersOf[kind](body, secret, at), ...headers },
    body,
  });
}

async function stored() {
  const { rows } = await base.db.pool.query(
    "SELECT source_id, kind, external_id, body FROM event ORDER BY id",
  );
  return rows;
}

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
    expect(await deliver(kind, payload)).toMatchObject({ status: 202, json: { accepted: 1, duplicates: 0 } });
    expect(await deliver(kind, payload)).toMatchObject({ status: 202, json: { accepted: 0, duplicates: 1 } });
    expect(await stored()).toMatchObject([{ source_id: sources[kind], kind: event, external_id: id, body }]);
    await expect.poll(() => server.nudges).toContain(JSON.stringify({ workspaceId: base.workspaceId }));
  },
);

test.each<[Kind, unknown]>([
  ["zendesk", ticketCreated({}, { type: "zen:event-type:ticket.priority_changed" })],
  ["intercom", { type: "notification_event", topic: "ping", data: { item: { type: "ping" } } }],
  ["typeform", formResponse([answer.words("hello")])],
])("%s: what is neither a contact nor feedback is answered and not stored", async (kind, payload) => {
  expect(await deliver(kind, payload)).toMatchObject({
    status: 202,
    json: { accepted: 0, duplicates: 0, ignored: 1 },
  });
  expect(await stored()).toEqual([]);
});

test("Intercom's look whether the address is one is answered", async () => {
  expect(await send(`${server.url}/v1/hooks/${sources.intercom}`, { method: "HEAD" })).toMatchObject({
    status: 200,
  });
  expect(await send(`${server.url}/v1/hooks/${sources.intercom}`, { method: "GET" })).toMatchObject({
    status: 405,
    headers: { allow: "POST, HEAD" },
  });
});

const kinds: Kind[] = ["zendesk", "intercom", "typeform"];
const samples: Record<Kind, object> = {
  zendesk: ticketCreated(),
  intercom: conversation("conversation.user.created"),
  typeform: formResponse([answer.nps(3)]),
};
const unsigned = { "content-type": "application/json" };
test.each(kinds)("%s: nothing but its own signature by the source's secret is taken", async (kind) => {
  const body = JSON.stringify(samples[kind]);
  const generic = await base.store.sources.add(base.workspaceId, { kind: "generic", name: `own-${kind}` });
  const others = kinds.filter((other) => other !== kind);
  const refused = await Promise.all([
    deliver(kind, body, { secret: "another-secret" }),
    deliver(kind, body, { headers: headersOf[kind](`${body} `, SECRET, NOW) }),
    deliver(kind, body, { source: "src_unknown" }),
    deliver(kind, body, { source: generic.id }),
    ...others.map((other) => deliver(other, body, { source: sources[kind] })),
    send(`${server.url}/v1/hooks/${sources[kind]}`, { headers: unsigned, body }),
    send(`${server.url}/v1/hooks/${sources[kind]}`, {
      headers: { ...unsigned, authorization: `Bearer ${generic.token}` },
      body,
    }),
    send(`${server.url}/v1/hooks/a%20b`, {
      headers: { ...unsigned, ...headersOf[kind](body, SECRET, NOW) },
      body,
    }),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401));
  expect(await stored()).toEqual([]);
});

test("Zendesk's delivery of six minutes ago is refused: it may have been overheard", async () => {
  const at = new Date(NOW.getTime() - 360_000);
  expect(await deliver("zendesk", ticketCreated(), { at })).toMatchObject({
    status: 401,
    json: { errors: [{ message: expect.stringContaining("more than 5 minutes") }] },
  });
});

test("another system's secret opens nothing else: it does not sign as ours", async () => {
  const body = JSON.stringify({ id: "x", occurredAt: NOW.toISOString(), channel: "chat", reasons: ["x"] });
  for (const secret of [SECRET, ""]) {
    const headers = signedHeaders(secret, body, NOW);
    const url = `${server.url}/v1/contacts?source=${sources.zendesk}`;
    expect(await send(url, { headers, body })).toMatchObject({ status: 401 });
  }
});

test("a source whose secret is not known yet says what to do, and takes deliveries once it is", async () => {
  let time = NOW.getTime();
  const own = await serve(base.store, { now: () => new Date(time) });
  const made = { kind: "typeform", name: "later", secret: undefined };
  const { id: source } = await base.store.sources.addSystem(base.workspaceId, made);
  const way = { source, url: own.url };
  expect(await deliver("typeform", samples.typeform, { ...way, secret: "" })).toMatchObject({
    status: 401,
    json: { errors: [{ message: expect.stringContaining("earshot source rotate") }] },
  });
  await base.store.sources.rotate(base.workspaceId, source, { token: false, secret: SECRET });
  time += 5_000;
  expect(await deliver("typeform", samples.typeform, way)).toMatchObject({ status: 202 });
  await own.close();
});

test.each<[string, Kind, unknown, string, string]>([
  ["no ticket id", "zendesk", ticketCreated({ id: undefined }), "detail.id", "is required"],
  ["an id of 201 letters", "zendesk", ticketCreated({ id: "x".repeat(201) }), "detail.id", "200"],
  ["no time", "zendesk", ticketCreated({}, { time: undefined }), "time", "is required"],
  ["a time in 2099", "zendesk", ticketCreated({}, { time: "2099-07-04T05:33:18Z" }), "time", "in the future"],
  ["the body of a trigger", "zendesk", { ticket_id: 1 }, "type", "subscribe the webhook to ticket events"],
  [
    "no conversation",
    "intercom",
    { topic: "conversation.user.created", created_at: 1_795_165_200 },
    "data.item.id",
    "is required",
  ],
  [
    "a rating of 6",
    "intercom",
    conversation("conversation.rating.added", { conversation_rating: { rating: 6 } }),
    "data.item.conversation_rating.rating",
    "csat goes from 1 to 5",
  ],
  [
    "a score of 11",
    "typeform",
    formResponse([answer.nps(11)]),
    "form_response.answers[0].number",
    "nps goes from 0",
  ],
  [
    "no score",
    "typeform",
    formResponse([answer.nps(null)]),
    "form_response.answers[0].number",
    "is required",
  ],
  ["NUL in a subject", "zendesk", ticketCreated({ subject: "a\0b" }), "detail.subject", "NUL"],
  ["what is not JSON", "typeform", "{", "", "not JSON"],
  ["nothing but brackets", "intercom", "[".repeat(10_000), "", "deeper"],
])("%s is a 422 with %s's own field, and nothing is stored", async (_what, kind, payload, path, message) => {
  expect(await deliver(kind, payload)).toMatchObject({
    status: 422,
    json: { errors: [{ path, message: expect.stringContaining(message) }] },
  });
  expect(await stored()).toEqual([]);
});

test("Slack's web server leads to it as well", async () => {
  const receiver = createReceiver(undefined, server.routes, { log: server.log, now: () => NOW });
  const { server: listening, port } = await listen(receiver, 0);
  const url = `http://127.0.0.1:${port}`;
  expect(await deliver("intercom", samples.intercom, { url })).toMatchObject({
    status: 202,
    json: { accepted: 1 },
  });
  expect(await send(`${url}/v1/hooks/${sources.intercom}`, { method: "HEAD" })).toMatchObject({
    status: 200,
  });
  await stopListening(listening);
});
