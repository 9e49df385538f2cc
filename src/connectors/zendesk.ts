import { createHmac } from "node:crypto";
import type { Channel } from "../domain/contact.ts";
import type { Connector, Mapped } from "./connector.ts";
import { at, codeAt, customerFrom, given, idAt, listAt, reasonsFrom, wordsAt } from "./payload.ts";
import { judge, refuse } from "./signature.ts";

const TOLERANCE_MS = 5 * 60_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
/** What a ticket is opened with is not an answer to it. */
const OPENING_MS = 5_000;

/**
 * Zendesk's ticket events (`zen:event-type:ticket.*`):
 * - `created` is an inbound contact with the ticket's id, so a ticket counts once however many messages it takes;
 *   channel by `via.channel`, reasons by the tags it has by then, team by the group, agent by the assignee;
 * - `comment_added`, public and by staff, is an outbound contact with the event's id: the customer was answered. In
 *   writing, also on a ticket that began with a call: a comment keeps no promise to call;
 * - every other event is none of ours.
 * The customer is `zendesk:<requester's id>`: a bare number could be another system's customer.
 */
export const zendesk: Connector = {
  signatureHeader: "x-zendesk-webhook-signature",

  /** Base64 of HMAC-SHA256 over the timestamp and the body, nothing between them. */
  verify(header, body, secrets, now) {
    const timestamp = header("x-zendesk-webhook-signature-timestamp") ?? "";
    if (!INSTANT.test(timestamp))
      return refuse("x-zendesk-webhook-signature-timestamp is not ISO 8601 in UTC");
    if (!(Math.abs(now.getTime() - Date.parse(timestamp)) <= TOLERANCE_MS)) {
      return refuse("x-zendesk-webhook-signature-timestamp is more than 5 minutes from the time here");
    }
    const sign = (secret: string) =>
      createHmac("sha256", secret).update(timestamp).update(body).digest("base64");
    return judge([header("x-zendesk-webhook-signature") ?? ""], secrets.map(sign));
  },

  map(payload) {
    const type = at(payload, "type");
    if (typeof type !== "string" || !type.startsWith("zen:event-type:")) {
      const message =
        "is no event's: subscribe the webhook to ticket events, not to a trigger with a body of its own";
      return { kind: "wrong", path: "type", message };
    }
    if (type === "zen:event-type:ticket.created") return opened(payload);
    if (type === "zen:event-type:ticket.comment_added" && isAnswer(payload)) return answered(payload);
    return { kind: "nothing" };
  },
};

function opened(payload: unknown): Mapped {
  return {
    kind: "contact",
    item: given({
      ...ticketOf(payload),
      id: idAt(payload, "detail.id"),
      direction: "inbound",
      agent: codeAt(payload, "detail.assignee_id"),
      summary: wordsAt(payload, "detail.subject") ?? wordsAt(payload, "detail.description"),
    }),
    paths: { id: "detail.id", occurredAt: "time" },
  };
}

function answered(payload: unknown): Mapped {
  const ticket = ticketOf(payload);
  return {
    kind: "contact",
    item: given({
      ...ticket,
      id: idAt(payload, "id"),
      direction: "outbound",
      channel: ticket.channel === "phone" ? "email" : ticket.channel,
      agent: codeAt(payload, "event.comment.author.id"),
      summary: wordsAt(payload, "event.comment.body"),
    }),
    paths: { id: "id", occurredAt: "time" },
  };
}

function isAnswer(payload: unknown): boolean {
  const isByStaff = at(payload, "event.comment.author.is_staff") === true;
  const age = Date.parse(`${at(payload, "time")}`) - Date.parse(`${at(payload, "detail.created_at")}`);
  return isByStaff && at(payload, "event.comment.is_public") === true && !(age < OPENING_MS);
}

function ticketOf(payload: unknown) {
  const requester = codeAt(payload, "detail.requester_id");
  return {
    occurredAt: at(payload, "time"),
    channel: channels.get(codeAt(payload, "detail.via.channel") ?? "") ?? "other",
    customer: customerFrom({ id: requester && `zendesk:${requester}` }),
    reasons: reasonsFrom(listAt(payload, "detail.tags")),
    team: codeAt(payload, "detail.group_id"),
  };
}

const channels = new Map<string, Channel>([
  ["web", "web"],
  ["web_form", "web"],
  ["web_widget", "web"],
  ["help_center", "web"],
  ["mobile_sdk", "web"],
  ["email", "email"],
  ["mail", "email"],
  ["chat", "chat"],
  ["chat_transcript", "chat"],
  ["messaging", "chat"],
  ["native_messaging", "chat"],
  ["whatsapp", "chat"],
  ["voice", "phone"],
  ["phone", "phone"],
  ["sms", "sms"],
  ["facebook", "social"],
  ["twitter", "social"],
  ["instagram_dm", "social"],
  ["line", "social"],
  ["telegram", "social"],
  ["wechat", "social"],
]);
