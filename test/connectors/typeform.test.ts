import { expect, test } from "vitest";
import { typeform } from "../../src/connectors/typeform.ts";
import { answer, formResponse } from "./payloads.ts";

test("a response to an NPS question is feedback with the response's token as its id", () => {
  const answers = [answer.words("Aino", "short_text"), answer.nps(3), answer.words("Called twice")];
  expect(typeform.map(formResponse(answers))).toEqual({
    kind: "feedback",
    item: {
      id: "a1b2c3d4",
      occurredAt: "2026-11-20T09:14:00Z",
      metric: "nps",
      score: 3,
      touchpoint: "invoice",
      customer: { id: "c-77" },
      comment: "Called twice",
    },
    paths: {
      id: "form_response.token",
      occurredAt: "form_response.submitted_at",
      score: "form_response.answers[1].number",
    },
  });
});

test.each([
  ["an opinion scale", [answer.scale(9)], "nps", 9],
  ["an opinion scale named csat", [answer.scale(4, "support_csat")], "csat", 4],
  ["an opinion scale named CES-1", [answer.scale(6, "CES-1")], "ces", 6],
  ["an opinion scale with csat inside a word", [answer.scale(4, "csatisfied")], "nps", 4],
  ["stars named csat", [answer.stars(5, "csat")], "csat", 5],
  ["the NPS question after another scale", [answer.scale(4, "csat"), answer.nps(10)], "nps", 10],
  ["the first of two scales", [answer.scale(4, "csat"), answer.scale(5, "ces")], "csat", 4],
])("%s: %s", (_what, answers, metric, score) => {
  expect(typeform.map(formResponse(answers))).toMatchObject({ kind: "feedback", item: { metric, score } });
});

test.each([
  ["no answers", formResponse(undefined)],
  ["answers that are no list", formResponse({ 0: answer.nps(3) })],
  ["words only", formResponse([answer.words("hello")])],
  ["stars that do not say what they measure", formResponse([answer.stars(5)])],
  ["an unfinished response", formResponse([answer.nps(3)], {}, { event_type: "form_response_partial" })],
])("%s is nothing for us", (_what, payload) => {
  expect(typeform.map(payload)).toEqual({ kind: "nothing" });
});

test.each([{}, [], null, { event_type: 7 }])("%j is wrong at its event_type", (payload) => {
  expect(typeform.map(payload)).toMatchObject({ kind: "wrong", path: "event_type" });
});

const asked = [answer.nps(3), answer.email("aino@example.com"), answer.phone("+358 (40) 123-4567")];
test.each([
  ["the answers", {}, { email: "aino@example.com", phone: "+358 (40) 123-4567" }],
  [
    "a hidden field first",
    { email: "own@example.com" },
    { email: "own@example.com", phone: "+358 (40) 123-4567" },
  ],
  [
    "user_id for customer_id",
    { user_id: 77 },
    { id: "77", email: "aino@example.com", phone: "+358 (40) 123-4567" },
  ],
  ["not what cannot be one", { email: "nobody", phone: "12" }, undefined],
])("the customer is taken from %s", (_what, hidden, customer) => {
  const mapped = typeform.map(formResponse(asked, { hidden }));
  expect("item" in mapped && mapped.item.customer).toEqual(customer);
});
