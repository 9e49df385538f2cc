import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { usualCosts } from "../../src/domain/cost/settings.ts";
import { merge } from "../../src/domain/reason/catalogue.ts";
import { lastWeek } from "../../src/domain/report/span.ts";
import { composeReport } from "../../src/report/compose.ts";
import { reportCsv } from "../../src/report/csv.ts";
import { inTransaction } from "../../src/store/database.ts";
import { recode } from "../../src/store/reason-catalogue.ts";
import type { Workspace } from "../../src/store/workspaces.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";

const ZONE = "Europe/Helsinki";
const DAY_MS = 86_400_000;
/** Wednesday; its last week is 9 to 15 November. */
const NOW = "2026-11-18T12:00:00Z";
/** The contacts lie within three weeks around it. */
const START = Date.parse("2026-11-01T00:00:00Z");

let database: TestDatabase;
let workspace: Workspace;
beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  await store.workspaces.update(workspaceId, { zone: ZONE, falseAlertsPerMonth: 2 });
  await store.costs.save(workspaceId, { ...usualCosts, perHour: { default: 36 }, perContact: { chat: 5 } });
  await store.touchpoints.save(workspaceId, {
    ...{ code: "invoice", label: "Invoice", targets: { csat: 4 }, channelTargets: {} },
  });
  const found = await store.workspaces.get(workspaceId);
  if (found === null) throw new Error("no workspace");
  workspace = found;
});
afterAll(() => database.close());

async function rows<T>(sql: string): Promise<T[]> {
  return (await database.db.pool.query(sql)).rows as T[];
}

const clear = () =>
  database.db.pool.query(
    `TRUNCATE event, customer, customer_identity, contact, contact_reason, bucket, reason_day, coding_day, score_day, survey, survey_day,
       feedback, promise, promise_entry, reason, signal, alert, signal_mark, source_hour CASCADE`,
  );

const anyTime = fc.integer({ min: 0, max: 17 * 24 * 60 }).map((minutes) => iso(START + minutes * 60_000));
const iso = (at: number) => new Date(at).toISOString();
const anyContact = fc.record({
  at: anyTime,
  channel: fc.constantFrom("phone" as const, "chat" as const),
  direction: fc.constantFrom("inbound" as const, "inbound" as const, "outbound" as const),
  customer: fc.option(fc.constantFrom("a", "b", "c"), { freq: 5 }),
  reasons: fc.uniqueArray(fc.constantFrom("late", "wrong", "lost", "lasku"), { maxLength: 3 }),
  handleSeconds: fc.option(fc.integer({ min: 0, max: 900 })),
});
const anyAnswer = fc.record({
  at: anyTime,
  metric: fc.constantFrom("csat" as const, "nps" as const),
  score: fc.integer({ min: 1, max: 5 }),
});
const anyPromise = fc.record({
  at: anyTime,
  hours: fc.integer({ min: 1, max: 96 }),
  keptAfter: fc.option(fc.integer({ min: 1, max: 120 })),
  team: fc.constantFrom("billing", "sales"),
});
/** What people said of an alert. */
const anyAlert = fc.record({
  at: anyTime,
  isTold: fc.boolean(),
  marks: fc.array(fc.boolean(), { maxLength: 3 }),
});
const drawn = fc.record({
  contacts: fc.array(anyContact, { minLength: 20, maxLength: 60 }),
  answers: fc.array(anyAnswer, { maxLength: 30 }),
  promises: fc.array(anyPromise, { maxLength: 12 }),
  alerts: fc.array(anyAlert, { maxLength: 8 }),
  batches: fc.integer({ min: 1, max: 4 }),
});

/** Lays it down in batches that come in any order, each with some of the one before; then one reason becomes part of another. */
async function hear({
  contacts,
  answers,
  promises,
  alerts,
  batches,
}: typeof drawn extends fc.Arbitrary<infer D> ? D : never) {
  const { db, store, workspaceId } = database;
  const events = [
    ...contacts.map(({ at, customer, handleSeconds, ...given }, n) =>
      contact({
        ...{ id: `c-${n}`, occurredAt: at, ...given },
        ...(customer !== null && { customer: { id: customer } }),
        ...(handleSeconds !== null && { handleSeconds }),
      }),
    ),
    ...answers.map(({ at, ...given }, n) => ({
      kind: "feedback",
      body: { id: `f-${n}`, occurredAt: at, touchpoint: "invoice", customer: { id: "a" }, ...given },
    })),
    ...promises.flatMap(({ at, hours, keptAfter, team }, n) => {
      const body = { promiseId: `p-${n}`, customer: { id: `p${n}` }, text: "call", team };
      const made = {
        ...body,
        id: `p-${n}-made`,
        occurredAt: at,
        action: "made",
        dueAt: iso(Date.parse(at) + hours * 3_600_000),
      };
      const kept = {
        ...body,
        id: `p-${n}-kept`,
        action: "kept",
        occurredAt: iso(Date.parse(at) + (keptAfter ?? 0) * 3_600_000),
      };
      return [
        { kind: "promise", body: made },
        ...(keptAfter === null ? [] : [{ kind: "promise", body: kept }]),
      ];
    }),
  ];
  const size = Math.ceil(events.length / batches);
  const deps = jobDeps(database, NOW);
  for (let from = 0; from < events.length; from += size) {
    await receive(database, events.slice(Math.max(0, from - 3), from + size));
    await aggregate(deps, { workspaceId });
  }
  await inTransaction(db.pool, (sql) =>
    recode(sql, workspaceId, (catalogue) => merge(catalogue, "lasku", "wrong"), new Date(NOW)),
  );
  for (const { at, isTold, marks } of alerts) {
    const { rows: made } = await db.pool.query<{ id: string }>(
      "INSERT INTO signal (workspace_id, kind, subject, facts, opened_at) VALUES ($1, 'spike', 'late', '{}', $2) RETURNING id",
      [workspaceId, at],
    );
    const [signal] = made;
    await db.pool.query(
      "INSERT INTO alert (workspace_id, signal_id, slack_channel, message_ts) VALUES ($1, $2, 'C1', $3)",
      [...[workspaceId, signal?.id, isTold ? "1.1" : null]],
    );
    for (const [n, useful] of marks.entries())
      await store.marks.mark({
        workspaceId,
        signalId: signal?.id ?? "",
        slackUserId: `U${n}`,
        useful,
        at: new Date(NOW),
      });
  }
}

const IN = `BETWEEN '2026-11-09' AND '2026-11-15'`;
const day = (column: string) => `(${column} AT TIME ZONE '${ZONE}')::date`;

/** A contact's part of a reason, its price, and the mean times that stand in for unknown ones: from the contacts themselves. */
const PRICED = `
  WITH part AS (
    SELECT c.id, c.channel, c.handle_seconds AS seconds, r.reason, 1.0 / (SELECT count(*) FROM contact_reason k WHERE k.contact_id = c.id) AS part
    FROM contact c JOIN contact_reason r ON r.contact_id = c.id WHERE c.direction = 'inbound' AND ${day("c.occurred_at")} ${IN}
  ), mean AS (
    SELECT channel, avg(handle_seconds) AS seconds FROM contact WHERE direction = 'inbound' AND ${day("occurred_at")} ${IN} GROUP BY 1
  ), own AS (
    SELECT reason, channel, sum(part * seconds) / sum(part) FILTER (WHERE seconds IS NOT NULL) AS seconds,
      sum(part) FILTER (WHERE seconds IS NOT NULL) AS timed FROM part GROUP BY 1, 2
  )
  SELECT reason, round(sum(CASE WHEN channel = 'chat' THEN 5 * part
    ELSE 36 * part * coalesce(p.seconds, CASE WHEN o.timed >= 30 THEN o.seconds END, m.seconds, 0) / 3600 END)::numeric, 6)::float8 AS amount
  FROM part p JOIN mean m USING (channel) JOIN own o USING (reason, channel) GROUP BY 1`;

const MENTIONED = `
  WITH mention AS (
    SELECT c.id, c.occurred_at, c.customer_id, r.reason FROM contact c JOIN contact_reason r ON r.contact_id = c.id WHERE c.direction = 'inbound'
    UNION ALL SELECT id, occurred_at, customer_id, '*' FROM contact WHERE direction = 'inbound')
  SELECT reason, count(*)::int AS contacts,
    (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM mention b WHERE b.customer_id = m.customer_id AND b.reason = m.reason
      AND (b.occurred_at, b.id) < (m.occurred_at, m.id) AND b.occurred_at >= m.occurred_at - interval '168 hours')))::int AS repeats
  FROM mention m WHERE ${day("occurred_at")} ${IN} GROUP BY 1`;

const KEPT = `
  SELECT team, count(*)::int AS due,
    (count(*) FILTER (WHERE status = 'kept' AND kept_at <= due_at))::int AS kept,
    (count(*) FILTER (WHERE status = 'kept' AND kept_at > due_at))::int AS late,
    (count(*) FILTER (WHERE status = 'open'))::int AS overdue
  FROM promise WHERE ${day("due_at")} ${IN} GROUP BY team`;

const ANSWERED = `
  SELECT metric, count(*)::int AS answers,
    (CASE metric WHEN 'csat' THEN avg(score) ELSE 100.0 * (count(*) FILTER (WHERE score >= 9) - count(*) FILTER (WHERE score <= 6)) / count(*) END)::float8 AS score
  FROM feedback WHERE touchpoint = 'invoice' AND ${day("occurred_at")} ${IN} GROUP BY 1 ORDER BY 1`;

const MARKED = `
  SELECT count(*)::int AS told, (count(*) FILTER (WHERE b > 0))::int AS useful, (count(*) FILTER (WHERE b < 0))::int AS "notUseful"
  FROM (SELECT (SELECT sum(CASE WHEN useful THEN 1 ELSE -1 END) FROM signal_mark m WHERE m.signal_id = s.id) AS b
        FROM signal s JOIN alert a ON a.signal_id = s.id WHERE a.message_ts IS NOT NULL AND ${day("s.opened_at")} ${IN}) alert`;

const UNCODED = `
  SELECT count(*)::int AS contacts, (count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM contact_reason r WHERE r.contact_id = c.id)))::int AS uncoded
  FROM contact c WHERE direction = 'inbound' AND ${day("occurred_at")} ${IN}`;

test("every figure of a report is what plain SQL over contacts, feedback, promises and marks says", async () => {
  const deps = { store: database.store, now: () => new Date(NOW) };
  await fc.assert(
    fc.asyncProperty(drawn, async (given) => {
      await clear();
      await hear(given);
      const report = await composeReport(deps, workspace, lastWeek(ZONE, new Date(NOW)));
      const { reasons, promises, touchpoints, trust, alerts } = report;

      const mentioned = await rows<{ reason: string; contacts: number; repeats: number }>(MENTIONED);
      const priced = new Map(
        (await rows<{ reason: string; amount: number }>(PRICED)).map((row) => [row.reason, row.amount]),
      );
      const all = mentioned.find(({ reason }) => reason === "*");
      const expected = mentioned
        .filter(({ reason }) => reason !== "*")
        .map((row) => ({
          ...row,
          share: row.contacts / (all?.contacts ?? 1),
          amount: expect.closeTo(priced.get(row.reason) ?? 0, 4),
        }));
      const told = reasons.reasons.map(({ reason, contacts, repeats, share, cost }) => ({
        ...{ reason, contacts, repeats, share },
        amount: cost?.amount ?? 0,
      }));
      const byCode = <T extends { reason: string }>(some: T[]) =>
        some.sort((a, b) => (a.reason < b.reason ? -1 : 1));
      expect(byCode(told)).toEqual(byCode(expected));
      expect([reasons.contacts, reasons.repeats]).toEqual([all?.contacts ?? 0, all?.repeats ?? 0]);
      const sum = [...priced.values()].reduce((total, amount) => total + amount, 0);
      if (reasons.cost !== undefined) expect(reasons.cost.reasons).toBeCloseTo(sum, 3);
      // a reason whose contacts nobody timed has no cost, and stands last
      const last = reasons.reasons.findLast(({ cost }) => cost !== undefined);
      if (sum > 0) expect(last?.cost?.cumulative).toBeCloseTo(1, 6);
      const [before] = await rows<{ contacts: number }>(
        `SELECT count(*)::int AS contacts FROM contact WHERE direction = 'inbound' AND ${day("occurred_at")} BETWEEN '2026-11-02' AND '2026-11-08'`,
      );
      if (report.contactsBefore !== undefined) expect(report.contactsBefore).toBe(before?.contacts);

      const kept = promises.teams.map(({ team, figures }) => ({
        ...{
          team,
          due: figures.due,
          kept: figures.keptOnTime.count,
          late: figures.keptLate,
          overdue: figures.overdue,
        },
      }));
      const byTeam = <T extends { team: string | null }>(some: T[]) =>
        some.sort((a, b) => ((a.team ?? "") < (b.team ?? "") ? -1 : 1));
      expect(byTeam(kept)).toEqual(byTeam(await rows<{ team: string | null }>(KEPT)));
      expect(promises.all.due).toBe(kept.reduce((total, { due }) => total + due, 0));

      const scores = touchpoints
        .filter(({ answers }) => answers > 0)
        .map(({ metric, answers, score }) => ({ metric, answers, score: score?.value ?? 0 }))
        .sort((a, b) => (a.metric < b.metric ? -1 : 1));
      const answered = await rows<{ metric: string; answers: number; score: number }>(ANSWERED);
      expect(scores).toEqual(answered.map((row) => ({ ...row, score: expect.closeTo(row.score, 6) })));

      const [coded] = await rows<{ contacts: number; uncoded: number }>(UNCODED);
      expect(trust?.now ?? { contacts: 0, uncoded: 0 }).toEqual(coded);
      const [marked] = await rows<{ told: number; useful: number; notUseful: number }>(MARKED);
      const { told: alertsTold, useful, notUseful } = alerts;
      expect({ told: alertsTold, useful, notUseful }).toEqual(marked);
      expect(alerts.falseAlerts.realised).toBe(marked?.notUseful);

      const figures = parse(reportCsv(report), { columns: true }) as Record<string, string>[];
      const figure = (section: string, item: string, name: string) =>
        figures.find((row) => row.section === section && row.item === item && row.figure === name)?.value;
      for (const { reason, contacts, repeats } of expected) {
        expect(figure("reasons", reason, "contacts")).toBe(`${contacts}`);
        expect(figure("reasons", reason, "repeats")).toBe(`${repeats}`);
        const cost = Number(figure("reasons", reason, "cost") ?? 0);
        if (reasons.cost) expect(cost).toBeCloseTo(priced.get(reason) ?? 0, 3);
      }
    }),
    { numRuns: 20 },
  );
}, 120_000);

test("what rose is told with the count that the contacts say, of a month too", async () => {
  await clear();
  const { workspaceId } = database;
  const days = Array.from({ length: 70 }, (_, back) => Date.parse("2026-11-15T09:00:00Z") - back * DAY_MS);
  const events = days.flatMap((at, back) =>
    ["steady", "surge"].flatMap((reason) =>
      Array.from({ length: reason === "surge" && back < 7 ? 12 : 4 }, (_, n) =>
        contact({ id: `${reason}-${back}-${n}`, occurredAt: iso(at + n * 60_000), reasons: [reason] }),
      ),
    ),
  );
  await receive(database, events);
  await aggregate(jobDeps(database, NOW), { workspaceId });
  const deps = { store: database.store, now: () => new Date(NOW) };
  const { movements } = await composeReport(deps, workspace, lastWeek(ZONE, new Date(NOW)));
  expect(movements).toMatchObject({
    kind: "judged",
    days: 7,
    rose: [{ reason: "surge", observed: 84 }],
    fell: [],
  });
});
