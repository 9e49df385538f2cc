import { expect, test } from "vitest";
import { zendesk } from "../../src/connectors/zendesk.ts";
import { commentAdded, ticketCreated } from "./payloads.ts";

test("a new ticket is an inbound contact of the ticket's id, with its tags as reasons", () => {
  expect(zendesk.map(ticketCreated())).toEqual({
    kind: "contact",
    item: {
      id: "7001",
      occurredAt: "2026-11-20T09:14:00Z",
      channel: "email",
      direction: "inbound",
      customer: { id: "zendesk:5512" },
      reasons: ["invoice_wrong", "refund"],
      team: "31",
      summary: "Invoice is doubled",
    },
    paths: { id: "detail.id", occurredAt: "time" },
  });
});

test("a public answer of staff is an outbound contact of the event's id", () => {
  expect(zendesk.map(commentAdded())).toMatchObject({
    kind: "contact",
    item: {
      id: "8f4e2c10-0000-4000-8000-000000000002",
      occurredAt: "2026-11-20T10:30:00Z",
      channel: "email",
      direction: "outbound",
      customer: { id: "zendesk:5512" },
      agent: "640",
      summary: "The refund is on its way",
    },
  });
});

test.each([
  ["email", "email", "email"],
  ["web", "web", "web"],
  ["native_messaging", "chat", "chat"],
  ["whatsapp", "chat", "chat"],
  ["sms", "sms", "sms"],
  ["facebook", "social", "social"],
  // A comment on a call's ticket is written: it must not pass for the call that was promised.
  ["voice", "phone", "email"],
  ["a channel of tomorrow", "other", "other"],
  [undefined, "other", "other"],
  [{ toString: "x" }, "other", "other"],
])("via %j: a ticket came by %s, its answer went by %s", (channel, inbound, outbound) => {
  expect(zendesk.map(ticketCreated({ via: { channel } }))).toMatchObject({ item: { channel: inbound } });
  expect(zendesk.map(commentAdded({}, { via: { channel } }))).toMatchObject({ item: { channel: outbound } });
});

test.each([
  ["an internal note", commentAdded({ is_public: false })],
  [
    "a customer's reply: the ticket is counted already",
    commentAdded({ author: { id: "5512", is_staff: false } }),
  ],
  ["a comment that says nothing of its author", commentAdded({ author: undefined })],
  ["the comment a ticket is opened with", commentAdded({}, { created_at: "2026-11-20T10:29:58Z" })],
  ["a change of status", ticketCreated({}, { type: "zen:event-type:ticket.status_changed" })],
  ["an event of a user", ticketCreated({}, { type: "zen:event-type:user.created" })],
])("%s is nothing for us", (_what, payload) => {
  expect(zendesk.map(payload)).toEqual({ kind: "nothing" });
});

test.each([
  ["the body of a trigger", { ticket_id: 7001, type: "question" }],
  ["no type", {}],
  ["a type that is no text", { type: 5 }],
  ["an array", [ticketCreated()]],
  ["null", null],
  ["a text", "ticket"],
])("%s is wrong at its type", (_what, payload) => {
  expect(zendesk.map(payload)).toMatchObject({ kind: "wrong", path: "type" });
});

test.each([
  ["no tags", { tags: undefined }, { reasons: [] }],
  ["tags that are no list", { tags: "vip" }, { reasons: [] }],
  ["tags that no code can be", { tags: ["  ", "***", 5, null, {}] }, { reasons: [] }],
  ["signs no code has", { tags: ["*late (again)!", "a\tb"] }, { reasons: ["late again", "a b"] }],
  ["a tag twice", { tags: ["a", "a", "b"] }, { reasons: ["a", "b"] }],
  ["a tag of 100 letters", { tags: ["x".repeat(100)] }, { reasons: ["x".repeat(64)] }],
  ["no subject", { subject: " " }, { summary: "I was charged twice in October" }],
  ["a number for an id", { id: 7001 }, { id: "7001" }],
])("%s: the contact is taken all the same", (_what, detail, item) => {
  expect(zendesk.map(ticketCreated(detail))).toMatchObject({ kind: "contact", item });
});

test("nobody is left out, not made up: no requester, no group, no assignee", () => {
  const mapped = zendesk.map(ticketCreated({ requester_id: "0", group_id: "", assignee_id: undefined }));
  const item = "item" in mapped ? Object.keys(mapped.item) : [];
  expect(item.sort()).toEqual(["channel", "direction", "id", "occurredAt", "reasons", "summary"]);
});
