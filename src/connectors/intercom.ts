import { createHmac } from "node:crypto";
import type { Channel } from "../domain/contact.ts";
import type { Connector, Mapped } from "./connector.ts";
import {
  at,
  codeAt,
  customerFrom,
  given,
  htmlWordsAt,
  idAt,
  listAt,
  reasonsFrom,
  wordsAt,
} from "./payload.ts";
import { judge } from "./signature.ts";

/**
 * Intercom's conversation topics:
 * - `conversation.user.created` is an inbound contact with the conversation's id, so a chat counts once however many
 *   messages it takes; channel by the source's type, reasons by its tags and topics, team and agent by the assignee;
 * - `conversation.admin.replied` and `.admin.single.created` are outbound contacts with the notification's id: a person
 *   (no bot) wrote to the customer, which keeps no promise to call;
 * - `conversation.rating.added` is feedback: csat, 1 to 5, about that conversation;
 * - `ping`, sent when the address is set up, and every other topic are none of ours.
 * The customer is the company's own `external_id`, else `intercom:<contact's id>`, with the e-mail of who began.
 */
export const intercom: Connector = {
  signatureHeader: "x-hub-signature",

  /** `sha1=` and the hex of HMAC-SHA1 over the body by the app's client secret. Intercom sends no timestamp. */
  verify(header, body, secrets) {
    const sign = (secret: string) => `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`;
    return judge([header("x-hub-signature") ?? ""], secrets.map(sign));
  },

  map(payload) {
    const topic = at(payload, "topic");
    if (typeof topic !== "string") return { kind: "wrong", path: "topic", message: "is required" };
    const map = topics.get(topic);
    if (map === undefined) return { kind: "nothing" };
    const occurredAt = instantOf(at(payload, "created_at"));
    if (occurredAt === undefined) {
      return { kind: "wrong", path: "created_at", message: "is required, in seconds since 1970" };
    }
    return map(payload, occurredAt);
  },
};

const topics = new Map<string, (payload: unknown, occurredAt: string) => Mapped>([
  ["conversation.user.created", opened],
  ["conversation.admin.replied", written],
  ["conversation.admin.single.created", written],
  ["conversation.rating.added", rated],
]);

function opened(payload: unknown, occurredAt: string): Mapped {
  return {
    kind: "contact",
    item: given({
      ...conversationOf(payload),
      id: idAt(payload, "data.item.id"),
      occurredAt,
      direction: "inbound",
      agent: codeAt(payload, "data.item.admin_assignee_id"),
      summary: wordsAt(payload, "data.item.source.subject") ?? htmlWordsAt(payload, "data.item.source.body"),
    }),
    paths: { id: "data.item.id", occurredAt: "created_at" },
  };
}

function written(payload: unknown, occurredAt: string): Mapped {
  const part = listAt(payload, "data.item.conversation_parts.conversation_parts").at(-1);
  const message = part ?? at(payload, "data.item.source");
  if (at(message, "author.type") !== "admin") return { kind: "nothing" };
  const conversation = conversationOf(payload);
  return {
    kind: "contact",
    item: given({
      ...conversation,
      id: idAt(payload, "id"),
      occurredAt,
      direction: "outbound",
      channel: conversation.channel === "phone" ? "chat" : conversation.channel,
      agent: codeAt(message, "author.id"),
      summary: htmlWordsAt(message, "body"),
    }),
    paths: { id: "id", occurredAt: "created_at" },
  };
}

function rated(payload: unknown, occurredAt: string): Mapped {
  return {
    kind: "feedback",
    item: given({
      id: idAt(payload, "id"),
      occurredAt,
      metric: "csat",
      score: at(payload, "data.item.conversation_rating.rating"),
      customer: customerOf(payload),
      contactId: codeAt(payload, "data.item.id", 200),
      comment: wordsAt(payload, "data.item.conversation_rating.remark"),
    }),
    paths: { id: "id", occurredAt: "created_at", score: "data.item.conversation_rating.rating" },
  };
}

function conversationOf(payload: unknown) {
  const tags = listAt(payload, "data.item.tags.tags");
  const found = listAt(payload, "data.item.topics.topics");
  return {
    channel: channels.get(codeAt(payload, "data.item.source.type") ?? "") ?? "other",
    customer: customerOf(payload),
    reasons: reasonsFrom([...tags, ...found].map((named) => at(named, "name"))),
    team: codeAt(payload, "data.item.team_assignee_id"),
  };
}

function customerOf(payload: unknown) {
  const person = at(payload, "data.item.contacts.contacts.0");
  const author = at(payload, "data.item.source.author");
  const beganIt = ["user", "lead", "contact"].some((type) => at(author, "type") === type);
  const id = codeAt(person, "id") ?? (beganIt ? codeAt(author, "id") : undefined);
  return customerFrom({
    id: codeAt(person, "external_id", 200) ?? (id && `intercom:${id}`),
    email: beganIt ? wordsAt(author, "email") : undefined,
    name: beganIt ? wordsAt(author, "name", 200) : undefined,
  });
}

function instantOf(seconds: unknown): string | undefined {
  const isTime = typeof seconds === "number" && Math.abs(seconds) < 1e11;
  return isTime ? new Date(seconds * 1000).toISOString() : undefined;
}

const channels = new Map<string, Channel>([
  ["conversation", "chat"],
  ["push", "chat"],
  ["whatsapp", "chat"],
  ["email", "email"],
  ["phone_call", "phone"],
  ["phone_switch", "phone"],
  ["sms", "sms"],
  ["facebook", "social"],
  ["instagram", "social"],
  ["twitter", "social"],
]);
