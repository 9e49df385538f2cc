import { expect, test } from "vitest";
import { intercom } from "../../src/connectors/intercom.ts";
import { conversation, reply } from "./payloads.ts";

const AT = "2026-11-20T09:00:00.000Z";

test("a conversation that a customer begins is an inbound contact of the conversation's id", () => {
  expect(intercom.map(conversation("conversation.user.created"))).toEqual({
    kind: "contact",
    item: {
      id: "20951",
      occurredAt: AT,
      channel: "chat",
      direction: "inbound",
      customer: { id: "intercom:c0ffee", email: "aino@example.com", name: "Aino" },
      reasons: ["outage", "App mobile"],
      team: "502",
      agent: "814",
      summary: "The app & the site are down",
    },
    paths: { id: "data.item.id", occurredAt: "created_at" },
  });
});

test("what a person answers is an outbound contact of the notification's id", () => {
  expect(intercom.map(conversation("conversation.admin.replied", reply("admin")))).toMatchObject({
    kind: "contact",
    item: {
      id: "notif_conversation.admin.replied",
      occurredAt: AT,
      direction: "outbound",
      channel: "chat",
      agent: "814",
      summary: "It is up again",
      customer: { id: "intercom:c0ffee" },
    },
  });
});

test("a conversation that an agent begins is an outbound contact, and the agent is not the customer", () => {
  const source = {
    type: "email",
    body: "We are sorry",
    author: { type: "admin", id: "814", email: "m@us.example" },
  };
  const mapped = intercom.map(conversation("conversation.admin.single.created", { source }));
  expect(mapped).toMatchObject({ item: { direction: "outbound", channel: "email", agent: "814" } });
  expect("item" in mapped && mapped.item.customer).toEqual({ id: "intercom:c0ffee" });
});

test("a rating is csat feedback about the conversation", () => {
  const conversation_rating = { rating: 2, remark: "Slow", created_at: 1 };
  expect(intercom.map(conversation("conversation.rating.added", { conversation_rating }))).toEqual({
    kind: "feedback",
    item: {
      id: "notif_conversation.rating.added",
      occurredAt: AT,
      metric: "csat",
      score: 2,
      customer: { id: "intercom:c0ffee", email: "aino@example.com", name: "Aino" },
      contactId: "20951",
      comment: "Slow",
    },
    paths: { id: "id", occurredAt: "created_at", score: "data.item.conversation_rating.rating" },
  });
});

test("the company's own number of a customer comes before Intercom's", () => {
  const contacts = { contacts: [{ id: "c0ffee", external_id: "c-77" }] };
  expect(intercom.map(conversation("conversation.user.created", { contacts }))).toMatchObject({
    item: { customer: { id: "c-77", email: "aino@example.com" } },
  });
});

test.each([
  ["conversation", "chat", "chat"],
  ["email", "email", "email"],
  ["whatsapp", "chat", "chat"],
  ["instagram", "social", "social"],
  // An answer is written: it must not pass for the call that was promised.
  ["phone_call", "phone", "chat"],
  ["a source of tomorrow", "other", "other"],
])("by %s: a conversation came by %s, its answer went by %s", (type, inbound, outbound) => {
  const source = { type, author: { type: "user", id: "c0ffee" } };
  expect(intercom.map(conversation("conversation.user.created", { source }))).toMatchObject({
    item: { channel: inbound },
  });
  expect(
    intercom.map(conversation("conversation.admin.replied", { source, ...reply("admin") })),
  ).toMatchObject({ item: { channel: outbound } });
});

test.each([
  ["the ping of the set-up", { type: "notification_event", topic: "ping", data: { item: { type: "ping" } } }],
  ["a bot's answer", conversation("conversation.admin.replied", reply("bot"))],
  ["a customer's next message", conversation("conversation.user.replied", reply("user"))],
  ["a note", conversation("conversation.admin.noted")],
  ["a new person", conversation("contact.created")],
])("%s is nothing for us", (_what, payload) => {
  expect(intercom.map(payload)).toEqual({ kind: "nothing" });
});

test.each([
  ["no topic", {}, "topic"],
  ["an array", [], "topic"],
  ["no time", conversation("conversation.user.created", {}, { created_at: undefined }), "created_at"],
  [
    "a time as text",
    conversation("conversation.user.created", {}, { created_at: "1795165200" }),
    "created_at",
  ],
  [
    "a time in milliseconds",
    conversation("conversation.user.created", {}, { created_at: 1.795e12 }),
    "created_at",
  ],
])("%s is wrong at %s", (_what, payload, path) => {
  expect(intercom.map(payload)).toMatchObject({ kind: "wrong", path });
});

test("40,000 brackets that never close are read in no time, and an address that is none is left out", () => {
  const source = {
    type: "email",
    body: "<".repeat(40_000),
    author: { type: "user", email: "not an address" },
  };
  const started = performance.now();
  const mapped = intercom.map(conversation("conversation.user.created", { source }));
  expect(performance.now() - started).toBeLessThan(500);
  expect("item" in mapped && mapped.item.customer).toEqual({ id: "intercom:c0ffee" });
});
