import { z } from "zod";
import type { Coding } from "../domain/coding/coding.ts";
import { type Contact, channels, directions, outcomes } from "../domain/contact.ts";
import { type PromiseEvent, promiseActions } from "../domain/promise/promise.ts";
import { type Feedback, type Metric, scales } from "../domain/touchpoint/feedback.ts";
import type { Survey } from "../domain/touchpoint/survey.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_INSTANT = Date.UTC(2000, 0, 1);
/** A promise five years ahead is a typing mistake. */
const LONGEST_PROMISE_DAYS = 5 * 366;

/** A key that is not known is refused: a mistyped one would be lost in silence, for years. */
const object = z.strictObject;

const text = (most: number) => z.string().trim().min(1, "must not be empty; leave the field out").max(most);
const id = text(200).describe(
  "The sender's own id: the same id again is a duplicate, and the first body stays",
);
const code = text(100);
const seconds = z
  .number()
  .min(0)
  .max(31 * 24 * 3600)
  .transform(Math.round);

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: unlessMissing(`must be one of ${values.join(", ")}`) });

function unlessMissing(message: string) {
  return ({ input }: { input?: unknown }) => (input === undefined ? undefined : message);
}

const reason = text(64)
  .regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} _./:&+-]*$/u, "must be letters, digits, spaces and _ . / : & + -")
  .transform((value) => value.normalize("NFC"));

const phone = z
  .string()
  .trim()
  .max(40)
  .regex(
    /^(?=(?:\D*\d){5,17}\D*$)[+(\d][\d\s()./-]*(?:(?:ext|x|#)\.?\s*\d{1,6})?$/i,
    "is not a phone number",
  );

const customer = object({
  id: text(200).exactOptional(),
  email: text(254)
    .regex(/^[^\s@]+@[^\s@]+$/, "is not an e-mail address")
    .exactOptional(),
  phone: phone.exactOptional(),
  name: text(200).exactOptional(),
}).describe("How the sender knows the customer; id, email or phone finds the customer again");

/** The four kinds of events, by the path they are posted to. `now` bounds their times. */
export function eventSchemas(now: () => Date) {
  const instant = (daysAhead: number) =>
    z.iso
      .datetime({
        offset: true,
        error: unlessMissing("must be ISO 8601 with a zone, such as 2026-11-20T09:14:00Z"),
      })
      .superRefine((value, context) => {
        const time = Date.parse(value);
        if (time < FIRST_INSTANT) context.addIssue("is before the year 2000");
        if (time > now().getTime() + daysAhead * DAY_MS) {
          context.addIssue(
            daysAhead === 1 ? "is more than a day in the future" : "is more than five years away",
          );
        }
      })
      .transform((value) => new Date(value).toISOString());
  const occurredAt = instant(1);
  const dueAt = instant(LONGEST_PROMISE_DAYS);

  const contact = object({
    id,
    occurredAt,
    channel: oneOf(channels),
    direction: oneOf(directions).default("inbound"),
    customer: customer.exactOptional(),
    reasons: z
      .array(reason)
      .max(20)
      .transform((codes) => [...new Set(codes)])
      .describe("Codes of the contact's reasons, empty where nobody has coded it; duplicates are folded"),
    touchpoint: code.exactOptional(),
    agent: code.exactOptional(),
    team: code.exactOptional(),
    summary: text(10_000).exactOptional(),
    waitSeconds: seconds.exactOptional(),
    handleSeconds: seconds.exactOptional(),
    resolved: z.boolean().exactOptional(),
    outcome: oneOf(outcomes).exactOptional(),
    sale: object({
      amount: z.number().min(-1e9).max(1e9),
      currency: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code such as EUR"),
    }).exactOptional(),
    promise: object({
      text: text(2_000),
      dueAt: dueAt.exactOptional().describe("Without it the team's standard is its deadline"),
      owner: code.exactOptional(),
    }).exactOptional(),
  }) satisfies z.ZodType<Contact, unknown>;

  const metric = oneOf(Object.keys(scales) as [Metric, ...Metric[]]);
  const feedback = object({
    id,
    occurredAt,
    metric,
    score: z.number().int(),
    touchpoint: code.exactOptional(),
    customer: customer.exactOptional(),
    contactId: text(200).exactOptional().describe("The sender's id of the contact it is about"),
    surveyId: text(200).exactOptional().describe("The sender's id of the survey it answers"),
    comment: text(10_000).exactOptional(),
  }).superRefine(({ metric, score }, context) => {
    const { min, max } = scales[metric];
    if (score < min || score > max) {
      context.addIssue({ code: "custom", path: ["score"], message: `${metric} goes from ${min} to ${max}` });
    }
  }) satisfies z.ZodType<Feedback, unknown>;

  const promise = object({
    id,
    promiseId: text(200).describe("The sender's id of the promise, the same in all that happens to it"),
    action: oneOf(promiseActions),
    occurredAt,
    customer: customer.exactOptional(),
    dueAt: dueAt
      .exactOptional()
      .describe("Needed when the promise is moved; made without it, the team's standard is its deadline"),
    customerTold: z
      .boolean()
      .exactOptional()
      .describe(
        "Of a promise that is moved: whether the customer knows. Without it, or false, the move counts as broken, until it is sent again with the same dueAt and true",
      ),
    text: text(2_000).exactOptional().describe("Needed when the promise is made"),
    owner: code.exactOptional(),
    team: code.exactOptional(),
    channel: oneOf(channels).exactOptional(),
  }).superRefine((value, context) => {
    const needed = value.action === "made" ? "text" : value.action === "moved" ? "dueAt" : undefined;
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (needed !== undefined && !(needed in value))
      refuse(needed, `is needed when a promise is ${value.action}`);
    if ("customerTold" in value && value.action !== "moved")
      refuse("customerTold", "is only for a promise that is moved");
  }) satisfies z.ZodType<PromiseEvent, unknown>;

  const survey = object({
    id,
    occurredAt: occurredAt.describe("When it was sent"),
    touchpoint: code,
    customer: customer.exactOptional(),
    channel: oneOf(channels).exactOptional().describe("How it was sent"),
    contactId: text(200).exactOptional().describe("The sender's id of the contact it is about"),
    metric: metric.exactOptional().describe("What it asks for, when it is one thing"),
  }) satisfies z.ZodType<Survey, unknown>;

  const coding = object({
    id,
    contactId: text(200).describe("The sender's id of the contact"),
    occurredAt,
    reasons: z
      .array(reason)
      .min(1, "needs at least one reason")
      .max(20)
      .transform((codes) => [...new Set(codes)])
      .describe("Codes that somebody else would give the contact; the contact keeps its own"),
    agent: code.exactOptional().describe("Who coded it again; of the contact's own agent it is not compared"),
  }) satisfies z.ZodType<Coding, unknown>;

  return { contact, feedback, promise, survey, coding };
}

export type EventSchemas = ReturnType<typeof eventSchemas>;
