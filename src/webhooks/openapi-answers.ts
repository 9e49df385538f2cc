import { BODY_BYTES, NESTING } from "./body.ts";

const errors = {
  400: "The request was cut short",
  401: "The signature or the token is missing, wrong, too old or too new",
  413: `The body is larger than ${BODY_BYTES} bytes`,
  415: "The body is not application/json in UTF-8, or is compressed",
  422: `The body is not JSON, nests deeper than ${NESTING} levels, or a field is wrong. Up to 50 problems, each with its path, such as [3].customer.phone. Nothing of the request is stored`,
  503: "The store is away, too much is waiting, or Earshot is stopping. Nothing is stored: send the same again after Retry-After seconds",
};

/** What an intake may answer, by status; `accepted` says what its 202 means. */
export function answers(accepted: string) {
  return {
    202: {
      description: accepted,
      content: { "application/json": { schema: { $ref: "#/components/schemas/taken" } } },
    },
    ...Object.fromEntries(Object.entries(errors).map(([status, text]) => [status, failure(status, text)])),
  };
}

function failure(status: string, description: string) {
  const retryAfter = { "retry-after": { description: "Seconds", schema: { type: "integer" } } };
  return {
    description,
    ...(status === "503" ? { headers: retryAfter } : {}),
    content: { "application/json": { schema: { $ref: "#/components/schemas/errors" } } },
  };
}
