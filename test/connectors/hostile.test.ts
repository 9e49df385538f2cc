import fc from "fast-check";
import { expect, test } from "vitest";
import { connectors } from "../../src/connectors/registry.ts";
import { eventSchemas } from "../../src/webhooks/schemas.ts";
import { answer, commentAdded, conversation, formResponse, reply, ticketCreated } from "./payloads.ts";

const NOW = new Date("2026-11-20T12:00:00Z");

const samples = {
  zendesk: [ticketCreated(), commentAdded()],
  intercom: [
    conversation("conversation.user.created"),
    conversation("conversation.admin.replied", reply("admin")),
    conversation("conversation.rating.added", { conversation_rating: { rating: 4, remark: "Good" } }),
  ],
  typeform: [
    formResponse([
      answer.nps(7),
      answer.words("Fine"),
      answer.email("a@example.com"),
      answer.phone("+358401234567"),
    ]),
  ],
};

test.each(Object.keys(connectors) as (keyof typeof connectors)[])(
  "%s: whatever stands in a field, what is refused is a field the sender can find",
  (kind) => {
    const schemas = eventSchemas(() => NOW);
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(
        "",
        " ",
        "*",
        `x${"😀".repeat(6_000)}`,
        "x".repeat(300),
        `${"x".repeat(300)}@example.com`,
        ".12345",
        `+${"1 ".repeat(15)}${" ".repeat(30)}1`,
        "\u202e\t\n",
        -1,
        1e308,
        [[]],
        {},
      ),
      fc.string({ maxLength: 300 }).map((text) => [text, text]),
    );
    fc.assert(
      fc.property(fc.constantFrom(...samples[kind]), fc.nat(), hostile, (sample, place, value) => {
        const mapped = connectors[kind].map(replaced(sample, place, value));
        if (mapped.kind === "nothing" || mapped.kind === "wrong") return;
        const read = schemas[mapped.kind].safeParse(mapped.item);
        const fields = (read.error?.issues ?? []).map((issue) => String(issue.path[0]));
        for (const field of fields) expect(Object.keys(mapped.paths)).toContain(field);
        // PostgreSQL refuses half a pair, which a text cut in the middle would end with.
        expect(JSON.stringify(mapped.item)).not.toMatch(/\\ud[89a-f]/);
      }),
      { numRuns: 2_000 },
    );
  },
);

/** The sample with one of its values, at any depth, replaced; lone surrogates never come this far. */
function replaced(sample: object, place: number, value: unknown): unknown {
  const copy = structuredClone(sample) as Record<string, unknown>;
  const places: [Record<string, unknown>, string][] = [];
  const visit = (inside: Record<string, unknown>) => {
    for (const [key, field] of Object.entries(inside)) {
      places.push([inside, key]);
      if (typeof field === "object" && field !== null) visit(field as Record<string, unknown>);
    }
  };
  visit(copy);
  const [inside, key] = places[place % places.length] ?? [copy, ""];
  inside[key] = value;
  return copy;
}
