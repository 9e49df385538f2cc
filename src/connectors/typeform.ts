import { createHmac } from "node:crypto";
import type { Metric } from "../domain/touchpoint/feedback.ts";
import type { Connector, Mapped } from "./connector.ts";
import { at, codeAt, customerFrom, given, idAt, listAt, wordsAt } from "./payload.ts";
import { judge } from "./signature.ts";

/**
 * Typeform's form responses: one with a scored answer is one feedback with the response's token as its id.
 * - The score is the answer to the NPS question, else to the first opinion scale, or rating whose reference names its
 *   metric. `nps`, `csat` or `ces` in a question's reference says what it measures; an opinion scale that does not say
 *   is taken for NPS, because Typeform's goes from 0 to 10 unless it is changed.
 * - The comment is the first answer to a long text question.
 * - The customer is in the hidden fields `customer_id` (or `user_id`), `email` and `phone`, else in the answers to an
 *   e-mail and a phone question; the hidden fields `touchpoint` and `contact_id` are what they say.
 * A response without a score, an unfinished one, and every other event are none of ours.
 */
export const typeform: Connector = {
  signatureHeader: "typeform-signature",

  /** `sha256=` and the base64 of HMAC-SHA256 over the body. Typeform sends no timestamp. */
  verify(header, body, secrets) {
    const sign = (secret: string) => `sha256=${createHmac("sha256", secret).update(body).digest("base64")}`;
    return judge([header("typeform-signature") ?? ""], secrets.map(sign));
  },

  map(payload) {
    const type = at(payload, "event_type");
    if (typeof type !== "string") return { kind: "wrong", path: "event_type", message: "is required" };
    return type === "form_response" ? responseOf(at(payload, "form_response")) : { kind: "nothing" };
  },
};

function responseOf(response: unknown): Mapped {
  const answers = listAt(response, "answers");
  const scored = answers.flatMap((answer, index) => {
    const metric = metricOf(at(answer, "field"));
    return metric === undefined ? [] : [{ metric, index, score: at(answer, "number") }];
  });
  const found = scored.find(({ metric }) => metric === "nps") ?? scored[0];
  if (found === undefined) return { kind: "nothing" };
  const answerTo = (type: string) => answers.find((answer) => at(answer, "field.type") === type);
  const hidden = at(response, "hidden");
  return {
    kind: "feedback",
    item: given({
      id: idAt(response, "token"),
      occurredAt: at(response, "submitted_at"),
      metric: found.metric,
      score: found.score,
      touchpoint: codeAt(hidden, "touchpoint"),
      customer: customerFrom({
        id: codeAt(hidden, "customer_id", 200) ?? codeAt(hidden, "user_id", 200),
        email: wordsAt(hidden, "email") ?? wordsAt(answerTo("email"), "email"),
        phone: wordsAt(hidden, "phone") ?? wordsAt(answerTo("phone_number"), "phone_number"),
      }),
      contactId: codeAt(hidden, "contact_id", 200),
      comment: wordsAt(answerTo("long_text"), "text"),
    }),
    paths: {
      id: "form_response.token",
      occurredAt: "form_response.submitted_at",
      score: `form_response.answers[${found.index}].number`,
    },
  };
}

const METRIC = /(?:^|[^a-z])(nps|csat|ces)(?:[^a-z]|$)/i;

function metricOf(field: unknown): Metric | undefined {
  const type = at(field, "type");
  if (type === "nps") return "nps";
  if (type !== "opinion_scale" && type !== "rating") return undefined;
  const named = METRIC.exec(wordsAt(field, "ref", 200) ?? "")?.[1]?.toLowerCase();
  if (named === "nps" || named === "csat" || named === "ces") return named;
  return type === "opinion_scale" ? "nps" : undefined;
}
