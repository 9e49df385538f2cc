import { z } from "zod";
import { connectors } from "../connectors/registry.ts";
import { examples } from "./examples.ts";
import { answers } from "./openapi-answers.ts";
import { MOST_ITEMS } from "./parse.ts";
import { eventSchemas } from "./schemas.ts";

type Kind = keyof typeof examples;

/** The OpenAPI 3.1 document of the HTTP interface, made from the schemas that judge the requests. */
export function openApi(publicUrl: string | undefined) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Earshot",
      version: "1",
      description: [
        "Send customer contacts, feedback, promises, surveys and second codings as they happen.",
        "A source (earshot source add) has a signing secret and a token: sign each request as Standard Webhooks does, with ?source=<id>, or send the token as a bearer token.",
        "A 202 means that all of the request is stored. An id that was seen before is counted as a duplicate and the first body stays, so sending again is always safe.",
        "A field that is null is a field left out. A field that is not known is refused with 422.",
      ].join("\n\n"),
    },
    ...(publicUrl === undefined ? {} : { servers: [{ url: publicUrl }] }),
    paths: {
      "/v1/contacts": { post: intake("contact", "Customer contacts") },
      "/v1/feedback": { post: intake("feedback", "Scores and comments of customers") },
      "/v1/promises": { post: intake("promise", "Promises made to customers, and what became of them") },
      "/v1/codings": {
        post: intake("coding", "Contacts coded again by somebody else: how far two people agree"),
      },
      "/v1/surveys": { post: intake("survey", "Surveys sent to customers: how many of those asked answer") },
      "/v1/hooks/{source}": { post: hook() },
      "/healthz": { get: check("Whether the process is alive") },
      "/readyz": { get: check("Whether the database, the queue and Slack answer") },
      "/metrics": {
        get: { summary: "Metrics for Prometheus", security: [], responses: { 200: { description: "Text" } } },
      },
      "/openapi.json": { get: check("This document") },
    },
    components: { schemas: schemas(), securitySchemes },
    security: [{ bearer: [] }, { signature: [] }],
  };
}

const securitySchemes = {
  bearer: { type: "http", scheme: "bearer", description: "The source's token" },
  signature: {
    type: "apiKey",
    in: "header",
    name: "webhook-signature",
    description:
      "Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`, by the base64-decoded secret after `whsec_`; several, separated by spaces, up to 8. webhook-timestamp is in seconds and within 5 minutes. Needs ?source=.",
  },
};

const header = (name: string, description: string) => ({
  name,
  in: "header",
  required: false,
  description,
  schema: { type: "string" },
});

function intake(kind: Kind, summary: string) {
  const item = { $ref: `#/components/schemas/${kind}` };
  const many = { type: "array", minItems: 1, maxItems: MOST_ITEMS, items: item };
  const body = { schema: { oneOf: [item, many] }, example: examples[kind] };
  return {
    summary: `${summary}: one, or an array of 1 to ${MOST_ITEMS}`,
    parameters: [
      {
        name: "source",
        in: "query",
        required: false,
        description: "Who signed it",
        schema: { type: "string" },
      },
      header("webhook-id", "With a signature: the delivery's id"),
      header("webhook-timestamp", "With a signature: seconds since 1970"),
    ],
    requestBody: { required: true, content: { "application/json": body } },
    responses: answers("All of it is stored"),
  };
}

/** The body is as the other system documents it. */
function hook() {
  const signatures = Object.entries(connectors).map(
    ([kind, { signatureHeader }]) => `${kind}: ${signatureHeader}`,
  );
  const source = { name: "source", in: "path", required: true, schema: { type: "string" } };
  return {
    summary: `The webhook of another system, in its own words: ${Object.keys(connectors).join(", ")}`,
    description: `The source's kind says which. Signed as that system does (${signatures.join(", ")}) with the secret it issued.`,
    security: [],
    parameters: [{ ...source, description: "The source's id, from earshot source add" }],
    requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
    responses: answers("It is stored, or ignored because it is neither a contact nor feedback"),
  };
}

function check(summary: string) {
  const json = { "application/json": { schema: { type: "object" } } };
  return { summary, security: [], responses: { 200: { description: "OK", content: json } } };
}

function schemas() {
  // The document says what shape a time has; only a request knows which times are too far away.
  const { contact, feedback, promise, survey, coding } = eventSchemas(() => new Date(0));
  const taken = z.object({
    accepted: z.int().min(0),
    duplicates: z.int().min(0),
    ignored: z.int().optional(),
  });
  const errorList = z.object({
    errors: z.array(z.object({ path: z.string(), message: z.string() })).max(50),
  });
  return {
    ...Object.fromEntries(
      Object.entries({ contact, feedback, promise, survey, coding }).map(([name, schema]) => [
        name,
        json(schema),
      ]),
    ),
    taken: json(taken),
    errors: json(errorList),
  };
}

function json(schema: z.ZodType) {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: "input",
    override: ({ jsonSchema }) => {
      // The format says it; the pattern beside it is 300 characters that nobody reads.
      if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
    },
  });
  return rest;
}
