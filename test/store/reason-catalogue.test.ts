import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { countBuckets } from "../../src/domain/bucket.ts";
import {
  type Catalogue,
  type Decision,
  meanings,
  merge,
  split,
  withNames,
} from "../../src/domain/reason/catalogue.ts";
import { inTransaction } from "../../src/store/database.ts";
import { recode } from "../../src/store/reason-catalogue.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { BUCKET_ORACLE, BUCKETS } from "../support/oracle.ts";
import { recountCodingDays, recountReasonDays } from "../support/recounted.ts";

let database: TestDatabase;
const at = new Date("2026-11-20T12:00:00Z");
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() =>
  database.db.pool.query(
    "TRUNCATE event, customer, contact, contact_reason, bucket, reason, mute, signal, alert, baseline, recoding, reason_day, coding_day CASCADE",
  ),
);
afterAll(() => database.close());

const rows = async (sql: string, values: unknown[] = []) => (await database.db.pool.query(sql, values)).rows;

async function hear(...sent: Parameters<typeof contact>[0][]): Promise<void> {
  await receive(database, sent.map(contact));
  await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
}

/** In slices of two contacts. */
function change(decide: (catalogue: Catalogue) => Decision) {
  const { db, workspaceId } = database;
  return inTransaction(db.pool, (sql) => recode(sql, workspaceId, decide, at, 2));
}

const mergeInto = (code: string, into: string) => change((catalogue) => merge(catalogue, code, into));
const splitOff = (code: string) => change((catalogue) => split(catalogue, code));
const counted = () =>
  rows("SELECT reason, count FROM bucket WHERE grain = '1d' AND reason <> '*' ORDER BY 1");
const coded = () =>
  rows(
    `SELECT c.external_id AS id, r.reason, r.codes FROM contact_reason r JOIN contact c ON c.id = r.contact_id ORDER BY 1, 2`,
  );

describe("a merge", () => {
  it("counts a contact that mentioned both once, and keeps what was sent", async () => {
    await hear(
      { id: "1", reasons: ["INV-ERR", "invoice-wrong"] },
      { id: "2", reasons: ["INV-ERR"] },
      { id: "3", reasons: ["invoice-wrong", "late"] },
    );
    expect(await mergeInto("INV-ERR", "invoice-wrong")).toMatchObject({ kind: "recoded", moved: 2, both: 1 });
    expect(await counted()).toEqual([
      { reason: "invoice-wrong", count: 3 },
      { reason: "late", count: 1 },
    ]);
    expect(await coded()).toEqual([
      { id: "1", reason: "invoice-wrong", codes: ["INV-ERR", "invoice-wrong"] },
      { id: "2", reason: "invoice-wrong", codes: ["INV-ERR"] },
      { id: "3", reason: "invoice-wrong", codes: null },
      { id: "3", reason: "late", codes: null },
    ]);
  });

  it("is still understood: a contact that is sent by the old code counts for the new reason", async () => {
    await hear({ id: "1", reasons: ["INV-ERR"] }, { id: "2", reasons: ["invoice-wrong"] });
    await mergeInto("INV-ERR", "invoice-wrong");
    await hear({ id: "3", reasons: ["INV-ERR"] }, { id: "4", reasons: ["INV-ERR", "invoice-wrong"] });
    expect(await counted()).toEqual([{ reason: "invoice-wrong", count: 4 }]);
    const { store, workspaceId } = database;
    expect((await store.reasons.list(workspaceId)).map(({ code, aliases }) => [code, aliases])).toEqual([
      ["invoice-wrong", ["INV-ERR"]],
    ]);
    expect((await store.reasons.get(workspaceId, "INV-ERR"))?.code).toBe("invoice-wrong");
  });

  it("changes nothing when it is refused", async () => {
    await hear({ id: "1", reasons: ["a"] }, { id: "2", reasons: ["b"] });
    await mergeInto("a", "b");
    const before = await rows("SELECT * FROM reason ORDER BY code");
    expect(await mergeInto("b", "a")).toEqual({ kind: "refused", why: "circle", code: "b", into: "a" });
    expect(await mergeInto("b", "b")).toEqual({ kind: "refused", why: "itself", code: "b" });
    expect(await rows("SELECT * FROM reason ORDER BY code")).toEqual(before);
  });

  it("ends the spike and the mending of the reason that is no more, and carries its mutes over", async () => {
    await hear({ id: "1", reasons: ["a"] }, { id: "2", reasons: ["b"] });
    const { store, workspaceId } = database;
    const opening = { workspaceId, kind: "spike", at, slackChannels: ["C0CARE"] } as const;
    const { alertIds } = await store.signals.open({
      ...opening,
      subject: "a",
      facts: spikeFacts({ reason: "a" }),
    });
    await store.signals.open({ ...opening, subject: "b", facts: spikeFacts({ reason: "b" }) });
    const until = new Date(at.getTime() + 86_400_000);
    await store.mutes.mute(workspaceId, {
      reason: "a",
      slackChannel: "C0CARE",
      mutedAt: at,
      until,
      by: "UOTTO",
    });
    const mend = { mendedOn: "2026-11-02", by: "UOTTO", at, note: null, lookAt: until };
    await store.transaction((tx) => tx.mends.mark(workspaceId, { reason: "a", ...mend }));
    expect(await mergeInto("a", "b")).toMatchObject({ alertIds });
    expect(await store.mends.latest(workspaceId, "a")).toMatchObject({ endedAt: at });
    const living = await store.signals.living(workspaceId, "spike");
    expect(living.map(({ subject }) => subject)).toEqual(["b"]);
    const muted = await store.mutes.list(workspaceId, at);
    expect(muted.map(({ reason, until: end }) => [reason, end])).toEqual([["b", until]]);
  });

  it("makes void what the detector learned of the counts before", async () => {
    await hear({ id: "1", reasons: ["a"] }, { id: "2", reasons: ["b"] });
    const { store, workspaceId } = database;
    const before = await store.baselines.recoded(workspaceId);
    await mergeInto("a", "b");
    expect(await store.baselines.recoded(workspaceId)).toBe(before + 1);
  });
});

describe("a split", () => {
  it("brings a merged reason back with its history, and what had been merged into it", async () => {
    await hear(
      { id: "1", reasons: ["inv", "INV-ERR"] },
      { id: "2", reasons: ["INV-ERR", "wrong"] },
      { id: "3", reasons: ["wrong"] },
    );
    await mergeInto("inv", "INV-ERR");
    await mergeInto("INV-ERR", "wrong");
    expect(await counted()).toEqual([{ reason: "wrong", count: 3 }]);
    expect(await splitOff("INV-ERR")).toMatchObject({ kind: "recoded", moved: 2 });
    expect(await counted()).toEqual([
      { reason: "INV-ERR", count: 2 },
      { reason: "wrong", count: 2 },
    ]);
  });

  it("makes an alias a reason of its own, first heard when it was first sent", async () => {
    const { store, workspaceId } = database;
    await store.reasons.upsert(workspaceId, { code: "wrong", aliases: ["lasku väärin"] }, at);
    await hear({ id: "1", reasons: ["lasku väärin"], occurredAt: "2026-11-18T09:00:00.000Z" });
    await splitOff("lasku väärin");
    expect(await counted()).toEqual([{ reason: "lasku väärin", count: 1 }]);
    expect(await store.reasons.get(workspaceId, "lasku väärin")).toMatchObject({
      label: "Lasku väärin",
      aliases: [],
      firstSeenAt: new Date("2026-11-18T09:00:00Z"),
    });
  });

  it("happens too when an alias that contacts used is taken away: its code is a new one", async () => {
    const { store, workspaceId } = database;
    await store.reasons.upsert(workspaceId, { code: "wrong", aliases: ["bill"] }, at);
    await hear({ id: "1", reasons: ["bill"] });
    await store.reasons.upsert(workspaceId, { code: "wrong", aliases: [] }, at);
    expect(await counted()).toEqual([{ reason: "bill", count: 1 }]);
    expect(await store.reasons.get(workspaceId, "bill")).toMatchObject({ cataloguedAt: null });
  });
});

it("waits for a drain that is under way, and no contact is lost or counted twice", async () => {
  await hear({ id: "1", reasons: ["a"] }, { id: "2", reasons: ["b"] });
  const { store, workspaceId } = database;
  await receive(database, [contact({ id: "3", reasons: ["a"] })]);
  let merging: Promise<unknown> = Promise.resolve();
  await store.transaction(async (drain) => {
    const [event] = await drain.inbox.pending(workspaceId, 10);
    const meant = await drain.reasons.meanings(workspaceId);
    merging = mergeInto("a", "b");
    await expect.poll(waitingLocks).toBe(1);
    expect(meant.size).toBe(0);
    const [body] = [event?.body as ReturnType<typeof contact>["body"]];
    const heard = { ...body, sourceId: "desk", customerId: null };
    await drain.contacts.insert(workspaceId, [heard]);
    await drain.buckets.add(workspaceId, countBuckets([heard], "Europe/Helsinki"));
    await drain.inbox.markProcessed([event?.id ?? ""], at);
  });
  await merging;
  expect(await counted()).toEqual([{ reason: "b", count: 3 }]);
});

it("lets no drain in meanwhile: what waits is counted after it, by what its code means then", async () => {
  await hear({ id: "1", reasons: ["a"] }, { id: "2", reasons: ["b"] });
  const { db, store, workspaceId } = database;
  await receive(database, [contact({ id: "3", reasons: ["a"] })]);
  const client = await db.pool.connect();
  await client.query("BEGIN");
  await recode(client, workspaceId, (catalogue) => merge(catalogue, "a", "b"), at);
  await aggregate(jobDeps(database), { workspaceId });
  expect(await store.inbox.counts(workspaceId)).toMatchObject({ waiting: 1 });
  await client.query("COMMIT");
  client.release();
  await aggregate(jobDeps(database), { workspaceId });
  expect(await counted()).toEqual([{ reason: "b", count: 3 }]);
});

it("keeps what a merge brings meanwhile, when somebody adds a spelling", async () => {
  await hear({ id: "1", reasons: ["a"] }, { id: "2", reasons: ["b"] });
  const { db, store, workspaceId } = database;
  let saving: Promise<unknown> = Promise.resolve();
  await inTransaction(db.pool, async (sql) => {
    await recode(sql, workspaceId, (catalogue) => merge(catalogue, "a", "b"), at);
    saving = store.reasons.saveWith(workspaceId, { code: "b", label: "Both", added: ["lasku"] }, at);
    await expect.poll(blocked).toBe(1);
  });
  expect(await saving).toBeUndefined();
  expect(await store.reasons.get(workspaceId, "b")).toMatchObject({ label: "Both", aliases: ["a", "lasku"] });
  expect(await counted()).toEqual([{ reason: "b", count: 2 }]);
});

it("saves nothing of a reason when a spelling is taken by then", async () => {
  await hear({ id: "1", reasons: ["a"] }, { id: "2", reasons: ["b"] });
  const { store, workspaceId } = database;
  const saved = { code: "b", label: "Both", added: ["a"] };
  expect(await store.reasons.saveWith(workspaceId, saved, at)).toMatchObject({ why: "reason", alias: "a" });
  expect(await store.reasons.get(workspaceId, "b")).toMatchObject({ label: "B", aliases: [] });
});

const blocked = async () =>
  (
    await rows(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    )
  ).length;

const waitingLocks = async () =>
  (
    await rows(
      "SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()",
    )
  ).length;

/** What is rolled up by reason and day; shares as far as they are not noise. */
const rollUps = async () => [
  await rows(
    `SELECT reason, start_at, channel, contacts, round(share::numeric, 6) AS share, round(handled::numeric, 6) AS handled,
       round(handle_seconds::numeric, 3) AS seconds, repeats FROM reason_day ORDER BY 1, 2, 3`,
  ),
  await rows("SELECT * FROM coding_day ORDER BY reason, day, touchpoint, agent"),
];

const CODES = ["a", "b", "c", "d", "e"];
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("hear" as const), sent: sentContacts() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("merge" as const),
      code: fc.constantFrom(...CODES),
      into: fc.constantFrom(...CODES),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("split" as const), code: fc.constantFrom(...CODES) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("names" as const),
      code: fc.constantFrom("a", "b"),
      names: fc.subarray(["c", "d", "e"]),
    }),
  },
);

function sentContacts() {
  return fc.array(
    fc.record({
      occurredAt: fc
        .date({ min: new Date("2026-03-28"), max: new Date("2026-03-30"), noInvalidDate: true })
        .map((date) => date.toISOString()),
      channel: fc.constantFrom("phone" as const, "chat" as const),
      direction: fc.constantFrom("inbound" as const, "outbound" as const),
      reasons: fc.subarray(CODES, { minLength: 1 }),
      handleSeconds: fc.constantFrom(60, 240),
      customer: fc.record({ id: fc.constantFrom("1", "2") }),
      agent: fc.constantFrom("maija", "eero"),
    }),
    { minLength: 1, maxLength: 8 },
  );
}

it("leaves counts that equal a recount from the contacts and the codes as sent, whatever was merged and split", async () => {
  const { db, store, workspaceId } = database;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      await db.pool.query(
        "TRUNCATE event, customer, contact, contact_reason, bucket, reason, reason_day, coding_day CASCADE",
      );
      const sent = new Map<string, string[]>();
      for (const each of steps) {
        if (each.kind === "hear") {
          const heard = each.sent.map((one, index) => ({ ...one, id: `${sent.size + index}` }));
          for (const { id, reasons } of heard) sent.set(id, reasons);
          await hear(...heard);
        } else if (each.kind === "merge") await mergeInto(each.code, each.into);
        else if (each.kind === "split") await splitOff(each.code);
        else {
          const wanted = new Map([[each.code, each.names]]);
          await change((catalogue) => ({ kind: "changed", catalogue: withNames(catalogue, wanted) }));
        }
      }
      const meant = meanings((await store.reasons.catalogue(workspaceId)).values());
      const wanted = [...sent].flatMap(([id, codes]) =>
        [...new Set(codes.map((code) => meant.get(code) ?? code))].map((reason) => ({
          ...{ id, reason },
          codes: codes.filter((code) => (meant.get(code) ?? code) === reason).sort(),
        })),
      );
      const kept = (await coded()).map(({ id, reason, codes }) => ({
        ...{ id, reason },
        codes: [...(codes ?? [reason])].sort(),
      }));
      const order = (each: { id: string; reason: string }) => `${each.id} ${each.reason}`;
      const ordered = <T extends { id: string; reason: string }>(list: T[]) =>
        list.sort((x, y) => order(x).localeCompare(order(y)));
      expect(ordered(kept)).toEqual(ordered(wanted));
      expect(await rows(BUCKETS)).toEqual(await rows(BUCKET_ORACLE));
      const days = await rollUps();
      await store.transaction((tx) => recountReasonDays(tx, workspaceId, [...CODES, "*"]));
      await recountCodingDays(db.pool, workspaceId, CODES);
      expect(days).toEqual(await rollUps());
      const living = (await store.reasons.list(workspaceId)).map(({ code }) => code);
      for (const { reason } of kept) expect(living).toContain(reason);
    }),
    { numRuns: 20 },
  );
}, 60_000);
