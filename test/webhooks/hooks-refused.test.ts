import { expect, test } from "vitest";
import { answer, conversation, formResponse, ticketCreated } from "../connectors/payloads.ts";
import { headersOf, type Kind, SECRET } from "./deliver.ts";
import { hooksHouse, NOW } from "./hooksHouse.ts";
import { send, signedHeaders } from "./server.ts";

const house = hooksHouse();

const kinds: Kind[] = ["zendesk", "intercom", "typeform"];
const samples: Record<Kind, object> = {
  zendesk: ticketCreated(),
  intercom: conversation("conversation.user.created"),
  typeform: formResponse([answer.nps(3)]),
};
const unsigned = { "content-type": "application/json" };
test.each(kinds)("%s: nothing but its own signature by the source's secret is taken", async (kind) => {
  const body = JSON.stringify(samples[kind]);
  const generic = await house.base.store.sources.add(house.base.workspaceId, {
    kind: "generic",
    name: `own-${kind}`,
  });
  const others = kinds.filter((other) => other !== kind);
  const refused = await Promise.all([
    house.post(kind, body, { secret: "another-secret" }),
    house.post(kind, body, { headers: headersOf[kind](`${body} `, SECRET, NOW) }),
    house.post(kind, body, { source: "src_unknown" }),
    house.post(kind, body, { source: generic.id }),
    ...others.map((other) => house.post(other, body, { source: house.sources[kind] })),
    send(`${house.server.url}/v1/hooks/${house.sources[kind]}`, { headers: unsigned, body }),
    send(`${house.server.url}/v1/hooks/${house.sources[kind]}`, {
      headers: { ...unsigned, authorization: `Bearer ${generic.token}` },
      body,
    }),
    send(`${house.server.url}/v1/hooks/a%20b`, {
      headers: { ...unsigned, ...headersOf[kind](body, SECRET, NOW) },
      body,
    }),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 401));
  expect(await house.stored()).toEqual([]);
});

test("Zendesk's delivery of six minutes ago is refused: it may have been overheard", async () => {
  const at = new Date(NOW.getTime() - 360_000);
  expect(await house.post("zendesk", ticketCreated(), { at })).toMatchObject({
    status: 401,
    json: { errors: [{ message: expect.stringContaining("more than 5 minutes") }] },
  });
});

test("another system's secret opens nothing else: it does not sign as ours", async () => {
  const body = JSON.stringify({ id: "x", occurredAt: NOW.toISOString(), channel: "chat", reasons: ["x"] });
  for (const secret of [SECRET, ""]) {
    const headers = signedHeaders(secret, body, NOW);
    const url = `${house.server.url}/v1/contacts?source=${house.sources.zendesk}`;
    expect(await send(url, { headers, body })).toMatchObject({ status: 401 });
  }
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
  expect(await house.post(kind, payload)).toMatchObject({
    status: 422,
    json: { errors: [{ path, message: expect.stringContaining(message) }] },
  });
  expect(await house.stored()).toEqual([]);
});
