import { readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { ANSWERED_AT } from "../../src/store/surveys.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(clear);

type Event = { kind: string; body: { id: string } & Record<string, unknown> };

/** Midnights of Helsinki, and the hour it has twice, lie within. */
const occurredAt = fc
  .date({ min: new Date("2026-10-20"), max: new Date("2026-11-20"), noInvalidDate: true })
  .map((date) => date.toISOString());
const customer = fc.constantFrom("1", "2", "3").map((id) => ({ id }));
const call = fc
  .record({
    id: fc.nat({ max: 8 }).map((key) => `c-${key}`),
    occurredAt,
    customer,
    channel: fc.constantFrom("phone", "chat"),
    direction: fc.constantFrom("inbound", "outbound"),
    touchpoint: fc.constantFrom("invoice", "delivery"),
  })
  .map((body): Event => contact(body as Parameters<typeof contact>[0]));
const optional = { requiredKeys: ["id", "occurredAt"] as ["id", "occurredAt"] };
const answer = fc
  .record(
    {
      id: fc.nat({ max: 15 }).map((key) => `f-${key}`),
      occurredAt,
      customer,
      touchpoint: fc.constantFrom("invoice", "delivery"),
      contactId: fc.nat({ max: 8 }).map((key) => `c-${key}`),
      surveyId: fc.nat({ max: 8 }).map((key) => `s-${key}`),
    },
    optional,
  )
  .chain((body) =>
    fc
      .constantFrom({ metric: "nps", score: 9 }, { metric: "nps", score: 3 }, { metric: "csat", score: 4 })
      .map((said): Event => ({ kind: "feedback", body: { ...body, ...said } })),
  );
const asking = fc
  .record(
    {
      id: fc.nat({ max: 8 }).map((key) => `s-${key}`),
      occurredAt,
      customer,
      contactId: fc.nat({ max: 8 }).map((key) => `c-${key}`),
      metric: fc.constantFrom("nps", "csat"),
    },
    optional,
  )
  .chain((body) =>
    fc
      .constantFrom("invoice", "delivery")
      .map((touchpoint): Event => ({ kind: "survey", body: { ...body, touchpoint } })),
  );

test("scores, surveys and customers by day are what the rows say, in any order and in any parts", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.oneof(call, answer, asking), { maxLength: 12 }), { maxLength: 6 }),
      async (deliveries) => {
        await clear();
        for (const delivery of deliveries) {
          await receive(database, delivery);
          await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
        }
        const { rows: aside } = await query(
          "SELECT error FROM event WHERE error IS NOT NULL OR processed_at IS NULL",
        );
        expect(aside).toEqual([]);
        for (const { kept, oracle } of rollUps) {
          expect((await query(kept)).rows).toEqual((await query(oracle)).rows);
        }
        await query("TRUNCATE score_day, customer_touch");
        for (const fill of fills) await query(fill);
        for (const { kept, oracle } of [rollUps[0], rollUps[2]]) {
          expect((await query(kept)).rows).toEqual((await query(oracle)).rows);
        }
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);

test("an answer belongs to the survey it names, else to that of its contact, else to the customer's last one", async () => {
  const survey = (id: string, day: number, given: object = {}): Event => ({
    kind: "survey",
    body: { id, occurredAt: at(day), customer: { id: "1" }, touchpoint: "invoice", ...given },
  });
  const feedback = (id: string, day: number, given: object = {}): Event => ({
    kind: "feedback",
    body: {
      ...{ id, occurredAt: at(day), customer: { id: "1" }, touchpoint: "invoice", metric: "nps", score: 9 },
      ...given,
    },
  });
  const surveys = [
    survey("named", 1),
    survey("contact", 2, { contactId: "c-1" }),
    survey("early", 3),
    survey("last", 4),
    survey("of csat", 5, { metric: "csat" }),
    survey("elsewhere", 5, { touchpoint: "delivery" }),
  ];
  const answers = [
    feedback("f-1", 9, { surveyId: "named", contactId: "c-1" }),
    feedback("f-2", 10, { contactId: "c-1" }),
    feedback("f-3", 11),
    feedback("before any", 0),
  ];
  for (const events of [[...surveys, ...answers], [...answers, ...surveys].reverse()]) {
    await clear();
    for (const event of events) {
      await receive(database, [event]);
      await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
    }
    const { rows } = await query("SELECT external_id FROM survey WHERE answered_at IS NOT NULL ORDER BY 1");
    expect(rows.map(({ external_id }) => external_id)).toEqual(["contact", "last", "named"]);
    const days = { first: "2026-11-01", last: "2026-11-30", touchpoint: "invoice" };
    expect(await database.store.surveys.coverage(database.workspaceId, days)).toEqual(
      new Map([["invoice", { sent: 5, answered: 3 }]]),
    );
  }
});

test("a customer who was asked several times is one of those asked, as they were last", async () => {
  const survey = (id: string, day: number, customer: string): Event => ({
    kind: "survey",
    body: { id, occurredAt: at(day), customer: { id: customer }, touchpoint: "invoice" },
  });
  const surveys = [survey("s-1", 1, "1"), survey("s-2", 3, "1"), survey("s-3", 2, "2")];
  const answers: Event[] = [
    { kind: "feedback", body: { id: "f", occurredAt: at(4), surveyId: "s-1", metric: "nps", score: 9 } },
  ];
  await receive(database, [
    contact({ id: "c-1", occurredAt: at(2), customer: { id: "1" } }),
    ...surveys,
    ...answers,
  ]);
  await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
  const asked = await database.store.surveys.asked(database.workspaceId, "invoice", {
    ...{ from: new Date(at(0)), to: new Date(at(9)), limit: 100 },
  });
  expect(asked.sort((a, b) => a.contacts - b.contacts)).toMatchObject([
    { answered: false, contacts: 0 },
    { answered: false, contacts: 1 },
  ]);
});

type RollUp = { kept: string; oracle: string };

const at = (day: number) => new Date(Date.UTC(2026, 10, 1 + day, 9)).toISOString();

const rollUps: [RollUp, RollUp, RollUp] = [
  {
    kept: `SELECT touchpoint, metric, day::text, channel, score, count FROM score_day WHERE count <> 0 ORDER BY 1, 2, 3, 4, 5`,
    oracle: `
      SELECT coalesce(f.touchpoint, c.touchpoint) AS touchpoint, f.metric,
        (f.occurred_at AT TIME ZONE 'Europe/Helsinki')::date::text AS day, coalesce(c.channel, '') AS channel, f.score,
        count(*)::int AS count
      FROM feedback f LEFT JOIN contact c ON c.source_id = f.source_id AND c.external_id = f.contact_external_id
      WHERE coalesce(f.touchpoint, c.touchpoint) IS NOT NULL GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
  },
  {
    kept: "SELECT touchpoint, day::text, sent, answered FROM survey_day ORDER BY 1, 2",
    oracle: `
      SELECT touchpoint, (sent_at AT TIME ZONE 'Europe/Helsinki')::date::text AS day, count(*)::int AS sent,
        count(${ANSWERED_AT})::int AS answered FROM survey s GROUP BY 1, 2 ORDER BY 1, 2`,
  },
  {
    kept: "SELECT customer_id, last_contact_at, contacts, weighed FROM customer_touch ORDER BY 1",
    oracle: `
      SELECT customer_id, max(occurred_at) AS last_contact_at, count(*)::int AS contacts, count(*) < 6 AS weighed
      FROM contact WHERE direction = 'inbound' AND customer_id IS NOT NULL GROUP BY 1 ORDER BY 1`,
  },
];

/** What the migrations make of the history that is there. */
const fills = ["20261122013000_scores_by_day", "20261122013200_customer_rhythms"].map((name) => {
  const sql = readFileSync(new URL(`../../prisma/migrations/${name}/migration.sql`, import.meta.url), "utf8");
  return sql.slice(sql.indexOf("INSERT INTO"));
});

const query = (sql: string) => database.db.pool.query(sql);

async function clear(): Promise<void> {
  await query(
    "TRUNCATE event, customer, contact, contact_reason, bucket, feedback, survey, score_day, survey_day, customer_touch CASCADE",
  );
}
