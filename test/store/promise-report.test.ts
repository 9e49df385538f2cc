import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { PromiseAct } from "../../src/domain/promise/acts.ts";
import { withLife } from "../../src/domain/promise/deeds.ts";
import { businessDue } from "../../src/domain/promise/due.ts";
import { type DeadlineFigures, share } from "../../src/domain/promise/report.ts";
import { hoursOf } from "../../src/holidays.ts";
import { calendar, HOUR_MS, workdays } from "../domain/calendar/calendars.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(clear);

const MONDAY = Date.UTC(2026, 10, 16);
const hour = (h: number) => new Date(MONDAY + h * HOUR_MS);
const calendars = [
  calendar({ week: workdays([9, 17]) }),
  calendar({ week: workdays([7, 12], [13, 20]) }),
  null,
];

async function clear() {
  const { db, store, workspaceId } = database;
  await db.pool.query("TRUNCATE contact, promise, promise_entry, team CASCADE");
  await store.teams.upsert(workspaceId, { code: "billing", calendar: calendars[0] ?? null });
}

const channels = fc.constantFrom("phone", "email", null);
const anyAct: fc.Arbitrary<(at: Date) => PromiseAct> = fc.oneof(
  fc
    .constantFrom<PromiseAct>(
      { deed: "kept" },
      { deed: "tried" },
      { deed: "withdrawn" },
      { deed: "reopened" },
    )
    .map((act) => () => act),
  fc.constant((): PromiseAct => ({ deed: "given-up", note: "no number" })),
  fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.boolean(), fc.boolean())
    .map(([hours, told, inBusiness]) => (at: Date): PromiseAct => {
      const { dueAt, business } = businessDue(hoursOf(null), at, hours * HOUR_MS);
      const running =
        inBusiness && business ? { businessFrom: business.from, businessLeftMs: business.leftMs } : {};
      return { deed: "moved", dueAt, told, ...running };
    }),
);
const anyPromise = fc.record({
  madeAt: fc.integer({ min: -24, max: 150 }),
  hours: fc.integer({ min: 0, max: 30 }),
  inBusiness: fc.boolean(),
  concrete: fc.boolean(),
  team: fc.constantFrom("billing", "billing", "billing", "sales", null),
  channel: channels,
  touchpoint: fc.option(fc.constantFrom("invoice", "delivery")),
  acts: fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), anyAct), { maxLength: 5 }),
});
type AnyPromise = typeof anyPromise extends fc.Arbitrary<infer T> ? T : never;

type Step = { at: Date; run: () => Promise<unknown> };

/** What happens to a promise, to be run in the order of time. */
function life({ madeAt, hours, inBusiness, acts, touchpoint, ...given }: AnyPromise): Step[] {
  const { store, db, workspaceId } = database;
  const key = crypto.randomUUID();
  let id = "";
  const make = async () => {
    const at = hour(madeAt);
    const team = await store.teams.get(workspaceId, "billing");
    const open = hoursOf(inBusiness ? (team?.calendar ?? null) : null);
    const { dueAt, business } = businessDue(open, at, hours * HOUR_MS);
    const running =
      inBusiness && business ? { businessFrom: business.from, businessLeftMs: business.leftMs } : {};
    const promise = {
      workspaceId,
      customerId: null,
      text: "call back",
      dueAt,
      owner: null,
      by: "U1",
      at,
      key,
    };
    ({ id } = await store.promises.make({ ...promise, ...running, ...given }));
    await db.pool.query(
      `WITH heard AS (INSERT INTO contact (workspace_id, source_id, external_id, occurred_at, channel, direction, touchpoint)
         VALUES ($1, 'desk', $2, $3, 'phone', 'inbound', $4) RETURNING id)
       UPDATE promise SET contact_id = heard.id FROM heard WHERE promise.id = $2::uuid`,
      [workspaceId, id, at, touchpoint],
    );
  };
  let now = madeAt;
  const steps = acts.map(([wait, act]): Step => {
    now += wait;
    const at = hour(now);
    return { at, run: () => store.promises.act(workspaceId, id, { ...act(at), by: "U1", at }) };
  });
  return [{ at: hour(madeAt), run: make }, ...steps];
}

function change([h, to]: [number, number]): Step {
  const { store, workspaceId } = database;
  const at = hour(h);
  const calendar = calendars[to] ?? null;
  return {
    at,
    run: () => store.teams.setCalendar(workspaceId, "billing", { calendar, by: "ULEAD000", at, hoursOf }),
  };
}

test("whatever happens to promises, each is what its history says, and a week's figures are those that plain SQL counts", async () => {
  const { store, workspaceId } = database;
  const scene = fc.record({
    promises: fc.array(anyPromise, { minLength: 1, maxLength: 12 }),
    changes: fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 2 })), {
      maxLength: 3,
    }),
    from: fc.integer({ min: -40, max: 80 }),
    hours: fc.integer({ min: 24, max: 300 }),
    now: fc.integer({ min: 0, max: 400 }),
    team: fc.option(fc.constantFrom("billing", "sales"), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(scene, async ({ promises, changes, from, hours, now, team }) => {
      await clear();
      const steps = [...promises.flatMap(life), ...changes.map(change)];
      for (const { run } of steps.sort((one, other) => one.at.getTime() - other.at.getTime())) await run();
      await rowsAreTheirHistories();
      const period = { from: hour(from), to: hour(from + hours), now: hour(now) };
      const { byChannel, byTouchpoint, ...all } = await store.promises.week(workspaceId, {
        ...period,
        ...(team !== undefined && { team }),
      });
      expect([all]).toEqual(await counted(period, team, "'all'").then((rows) => rows.map(unnamed)));
      const named = <T extends string>(name: T, rows: Counted[]) =>
        rows.map((row) => ({ [name]: row.name, ...unnamed(row) }));
      expect(byChannel).toEqual(named("channel", await counted(period, team, "channel")));
      expect(byTouchpoint).toEqual(named("touchpoint", await counted(period, team, "touchpoint")));
    }),
    { numRuns: 30 },
  );
}, 120_000);

test("another workspace's week is its own", async () => {
  const { store, workspaceId } = database;
  const promise = { customerId: null, text: "x", dueAt: hour(1), owner: null, team: null, channel: null };
  await store.promises.make({ ...promise, workspaceId, by: "U1", at: hour(0) });
  const period = { from: hour(0), to: hour(2), now: hour(3) };
  expect(await store.promises.week(workspaceId, period)).toMatchObject({ due: 1, overdue: 1 });
  expect(await store.promises.week(crypto.randomUUID(), period)).toMatchObject({ due: 0 });
});

async function rowsAreTheirHistories() {
  const { rows } = await database.db.pool.query("SELECT id FROM promise");
  for (const { id } of rows) {
    const promise = await database.store.promises.get(database.workspaceId, id);
    const entries = await database.store.promises.entries(database.workspaceId, id);
    expect(promise && withLife(promise, entries)).toEqual(promise);
  }
}

type Counted = DeadlineFigures & { name: string | null; onTime: number; vague: number };
const unnamed = ({ name: _, onTime, vague, ...row }: Counted): DeadlineFigures => ({
  ...row,
  keptOnTime: share(onTime, row.due - row.released),
  concrete: share(row.due - vague, row.due),
});

/** Each deadline is a line that made or moved the promise; how the last one ended is in the promise's own row. */
async function counted(
  { from, to, now }: { from: Date; to: Date; now: Date },
  team: string | undefined,
  name: string,
): Promise<Counted[]> {
  const { rows } = await database.db.pool.query(
    `WITH line AS (
       SELECT e.*, lead(e.at) OVER following AS next_at, lead(e.told) OVER following AS next_told
       FROM promise_entry e WHERE e.action IN ('made', 'moved') WINDOW following AS (PARTITION BY promise_id ORDER BY at)
     ), deadline AS (
       SELECT p.channel, c.touchpoint, NOT p.concrete AND line.action = 'made' AS is_vague,
         coalesce((SELECT r.due_at FROM promise_entry r WHERE r.promise_id = p.id AND r.action = 'recut' AND r.at >= line.at
           AND (r.at < line.next_at OR line.next_at IS NULL) ORDER BY r.at DESC LIMIT 1), line.due_at) AS due_at,
         CASE WHEN line.next_at IS NOT NULL THEN CASE WHEN line.next_told THEN 'told' ELSE 'silent' END ELSE p.status END AS fate,
         CASE WHEN line.next_at IS NOT NULL THEN line.next_at WHEN p.status = 'open' THEN $4
           ELSE coalesce(p.kept_at, (SELECT max(e.at) FROM promise_entry e WHERE e.promise_id = p.id AND e.action = 'withdrawn'), $4) END AS until
       FROM line JOIN promise p ON p.id = line.promise_id LEFT JOIN contact c ON c.id = p.contact_id
       WHERE p.workspace_id = $1 AND ($5::text IS NULL OR p.team = $5)
     ), fallen AS (
       SELECT *, until - due_at AS late, until > due_at AND fate NOT IN ('broken', 'silent') AS is_late
       FROM deadline WHERE due_at >= $2 AND due_at < $3 AND due_at <= $4
     )
     SELECT ${name} AS name, count(*)::int AS due,
       count(*) FILTER (WHERE fate IN ('told', 'withdrawn') AND NOT is_late)::int AS released,
       count(*) FILTER (WHERE fate = 'kept' AND NOT is_late)::int AS "onTime",
       count(*) FILTER (WHERE is_vague)::int AS vague,
       count(*) FILTER (WHERE fate = 'kept' AND is_late)::int AS "keptLate",
       count(*) FILTER (WHERE fate = 'open')::int AS overdue,
       count(*) FILTER (WHERE fate IN ('broken', 'silent'))::int AS broken,
       count(*) FILTER (WHERE fate = 'told')::int AS "movedTold",
       count(*) FILTER (WHERE fate = 'silent')::int AS "movedSilently",
       (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM late) * 1000) FILTER (WHERE is_late))::float8 AS "medianLateMs"
     FROM fallen ${name === "'all'" ? "" : "GROUP BY 1"} ORDER BY 2 DESC, (${name}) COLLATE "C" NULLS LAST`,
    [database.workspaceId, from, to, now, team ?? null],
  );
  return rows;
}
