import { afterAll, beforeAll, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { recount, startRecounts } from "../../jobs/recount.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { BUCKET_ORACLE, BUCKETS } from "../support/oracle.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const HOUR_MS = 3_600_000;
const FIRST = Date.parse("2026-03-26T00:30:00Z");
const rows = async (sql: string) => (await database.db.pool.query(sql)).rows;

/** A contact, an answer about it and the survey it answers, every five hours over the spring's change of clocks. */
function heard(n: number) {
  const at = (hours: number) => new Date(FIRST + (5 * n + hours) * HOUR_MS).toISOString();
  const customer = { id: `${n % 3}` };
  const [touchpoint, agent] = ["invoice", n % 2 === 0 ? "maija" : undefined];
  const reasons = n % 4 === 0 ? [] : n % 4 === 1 ? ["late"] : ["late", "wrong"];
  const more = { customer, touchpoint, handleSeconds: 60 + n, ...(agent !== undefined && { agent }) };
  return [
    contact({ id: `c-${n}`, occurredAt: at(0), reasons, channel: n % 2 === 0 ? "phone" : "chat", ...more }),
    { kind: "survey", body: { id: `s-${n}`, occurredAt: at(1), touchpoint, customer, contactId: `c-${n}` } },
    {
      kind: "feedback",
      body: {
        ...{ id: `f-${n}`, occurredAt: at(2), metric: "nps", score: n % 11 },
        customer,
        contactId: `c-${n}`,
      },
    },
  ];
}

async function hear(from: number, to: number): Promise<void> {
  const events = Array.from({ length: to - from }, (_, n) => heard(from + n)).flat();
  await receive(database, events);
  await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
}

const tables = async () => [
  await rows(
    `SELECT start_at, reason, channel, contacts, round(share::numeric, 6) AS share, round(handled::numeric, 6) AS handled,
       round(handle_seconds::numeric, 3) AS seconds, repeats FROM reason_day ORDER BY 1, 2, 3`,
  ),
  await rows("SELECT day::text, reason, touchpoint, agent, contacts FROM coding_day ORDER BY 1, 2, 3, 4"),
  await rows(
    "SELECT day::text, touchpoint, metric, channel, score, count FROM score_day WHERE count <> 0 ORDER BY 1, 2, 3, 4, 5",
  ),
  await rows("SELECT day::text, touchpoint, sent, answered FROM survey_day ORDER BY 1, 2"),
];

test("days are cut at another zone's midnights in slices, with what comes in meanwhile, and that is told", async () => {
  const { db, store, workspaceId } = database;
  await hear(0, 40);
  await store.workspaces.update(workspaceId, { zone: "America/New_York", defaultChannel: "C0CARE" });
  const deps = jobDeps(database, "2026-04-10T12:00:00Z");
  await startRecounts(deps);
  expect(deps.enqueued).toEqual([{ name: "recount", payload: { workspaceId } }]);
  for (let slice = 0; slice < 3; slice += 1) {
    expect(await store.transaction((tx) => tx.days.cut(workspaceId, 2))).toBeUndefined();
    await hear(40 + slice, 41 + slice);
    expect(await store.days.isDue(workspaceId)).toBe(true);
  }
  await recount(deps, { workspaceId });
  expect(await store.days.due()).toEqual([]);
  const oracle = BUCKET_ORACLE.replaceAll("Europe/Helsinki", "America/New_York");
  expect(await rows(BUCKETS)).toEqual(await rows(oracle));
  const cut = await tables();
  const all = await rows("SELECT reason_day.* FROM reason_day");
  expect(all.length).toBeGreaterThan(10);

  // the same contacts, heard where the zone was that one from the beginning
  await db.pool.query(
    "TRUNCATE event, customer, contact, contact_reason, bucket, reason_day, coding_day, feedback, score_day, survey, survey_day, staff CASCADE",
  );
  await hear(0, 43);
  expect(cut).toEqual(await tables());
  expect(await rows("SELECT slack_to, facts FROM notice")).toEqual([
    { slack_to: "C0CARE", facts: { kind: "days-cut", zone: "America/New_York" } },
  ]);
});

test("a zone that changes back before anything was cut is cut all the same, once contacts were counted by the other", async () => {
  const { store, workspaceId } = database;
  await store.workspaces.update(workspaceId, { zone: "Asia/Kolkata" });
  await hear(43, 46);
  await store.workspaces.update(workspaceId, { zone: "America/New_York" });
  expect(await store.days.isDue(workspaceId)).toBe(true);
  await recount(jobDeps(database), { workspaceId });
  const oracle = BUCKET_ORACLE.replaceAll("Europe/Helsinki", "America/New_York");
  expect(await rows(BUCKETS)).toEqual(await rows(oracle));
  expect(await store.days.isDue(workspaceId)).toBe(false);
});
