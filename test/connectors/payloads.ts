/** Deliveries in the form that each system documents, with made-up people. */
export const ticketCreated = (detail: object = {}, change: object = {}) => ({
  type: "zen:event-type:ticket.created",
  account_id: 4411,
  id: "8f4e2c10-0000-4000-8000-000000000001",
  time: "2026-11-20T09:14:00Z",
  zendesk_event_version: "2022-11-06",
  subject: "zen:ticket:7001",
  detail: {
    id: "7001",
    created_at: "2026-11-20T09:14:00Z",
    status: "NEW",
    subject: "Invoice is doubled",
    description: "I was charged twice in October",
    requester_id: "5512",
    assignee_id: "0",
    group_id: "31",
    tags: ["invoice_wrong", "refund"],
    via: { channel: "email" },
    ...detail,
  },
  event: {},
  ...change,
});

export const commentAdded = (comment: object = {}, detail: object = {}) =>
  ticketCreated(detail, {
    type: "zen:event-type:ticket.comment_added",
    id: "8f4e2c10-0000-4000-8000-000000000002",
    time: "2026-11-20T10:30:00Z",
    event: {
      comment: {
        id: "99",
        body: "The refund is on its way",
        is_public: true,
        author: { id: "640", is_staff: true, name: "Maija" },
        ...comment,
      },
    },
  });

export const conversation = (topic: string, item: object = {}, change: object = {}) => ({
  type: "notification_event",
  topic,
  id: `notif_${topic}`,
  app_id: "ab12cd",
  created_at: 1_795_165_200,
  data: {
    item: {
      type: "conversation",
      id: "20951",
      source: {
        type: "conversation",
        delivered_as: "customer_initiated",
        subject: "",
        body: "<p>The app &amp; the site <b>are down</b></p>",
        author: { type: "user", id: "c0ffee", name: "Aino", email: "aino@example.com" },
      },
      contacts: { type: "contact.list", contacts: [{ type: "contact", id: "c0ffee" }] },
      admin_assignee_id: 814,
      team_assignee_id: "502",
      tags: { type: "tag.list", tags: [{ name: "outage" }] },
      topics: { type: "topic.list", topics: [{ name: "App (mobile)" }] },
      conversation_parts: { type: "conversation_part.list", conversation_parts: [] },
      ...item,
    },
  },
  ...change,
});

export const reply = (authorType: string) => ({
  conversation_parts: {
    conversation_parts: [
      { body: "<p>Which phone?</p>", author: { type: "user", id: "c0ffee" } },
      { body: "<p>It is up again</p>", author: { type: authorType, id: "814", name: "Maija" } },
    ],
  },
});

const field = (type: string, ref: string) => ({ id: ref, type, ref });

export const answer = {
  nps: (number: unknown, ref = "recommend") => ({ type: "number", number, field: field("nps", ref) }),
  scale: (number: unknown, ref = "how-likely") => ({
    type: "number",
    number,
    field: field("opinion_scale", ref),
  }),
  stars: (number: unknown, ref = "stars") => ({ type: "number", number, field: field("rating", ref) }),
  words: (text: unknown, type = "long_text") => ({ type: "text", text, field: field(type, "why") }),
  email: (email: unknown) => ({ type: "email", email, field: field("email", "mail") }),
  phone: (phone_number: unknown) => ({
    type: "phone_number",
    phone_number,
    field: field("phone_number", "tel"),
  }),
};

export const formResponse = (answers: unknown, response: object = {}, change: object = {}) => ({
  event_id: "01KEVENT",
  event_type: "form_response",
  form_response: {
    form_id: "F0rm",
    token: "a1b2c3d4",
    landed_at: "2026-11-20T09:10:00Z",
    submitted_at: "2026-11-20T09:14:00Z",
    hidden: { customer_id: "c-77", touchpoint: "invoice" },
    definition: { id: "F0rm", title: "How are we doing?", fields: [] },
    answers,
    ...response,
  },
  ...change,
});
