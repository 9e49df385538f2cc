import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aggregate } from "../../jobs/aggregate.ts";
import { judgeNow } from "../../jobs/detect/judgeNow.ts";
import { recode } from "../../jobs/recode.ts";
import { merge } from "../../src/domain/reason/catalogue.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";
import { contact, jobDeps, receive } from "../support/inbox.ts";
import { BUCKET_ORACLE, BUCKETS } from "../support/oracle.ts";
import { recountReasonDays } from "../support/recounted.ts";

let database: TestDatabase;
const at = new Date("2026-11-20T12:00:00Z");
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.db.pool.query(
    `TRUNCATE event, customer, contact, contact_reason, bucket, reason, signal, alert, recoding, reason_day, coding_day, notice CASCADE;
     DROP TRIGGER IF EXISTS broken ON contact_reason`,
  );
});
afterAll(() => database.close());

const rows = async (sql: string) => (await database.db.pool.query(sql)).rows;

async function hear(...sent: Parameters<typeof contact>[0][]): Promise<void> {
  await receive(database, sent.map(contact));
  await aggregate(jobDeps(database), { workspaceId: database.workspaceId });
}

let asked = 0;
function ask(code: string, into: string, askedBy = "U0ADMIN"): Promise<boolean> {
  asked += 1;
  const askedAt = new Date(at.getTime() - 60_000 + asked);
  const recoding = { kind: "merge", code, into, askedBy, askedAt } as const;
  return database.store.recodings.ask(database.workspaceId, recoding);
}

const open = () => database.store.recodings.open(database.workspaceId);
const told = () =>
  rows("SELECT slack_to, facts ->> 'kind' AS kind, facts ->> 'code' AS code FROM notice ORDER BY kind");
const daily = () =>
  rows(
    `SELECT reason, start_at, channel, contacts, round(share::numeric, 6) AS share, round(handled::numeric, 6) AS handled,
       round(handle_seconds::numeric, 3) AS seconds, repeats FROM reason_day ORDER BY 1, 2, 3`,
  );

/** The next slice of two contacts, as the job does one. */
async function slice(): Promise<boolean> {
  const { store, workspaceId } = database;
  const id = (await store.recodings.next(workspaceId, at)) ?? "";
  return store.transaction(async (tx) => {
    const taken = await tx.recodings.take(workspaceId, id);
    return taken !== undefined && (await tx.recodings.goOn(workspaceId, taken, 2)).isLeft;
  });
}

describe("contacts that move in slices", () => {
  test("are counted once at every moment, with those that come in between", async () => {
    const { store, workspaceId } = database;
    const sent = Array.from({ length: 9 }, (_, n) => ({
      id: `c-${n}`,
      occurredAt: new Date(at.getTime() - n * 7 * 3_600_000).toISOString(),
      reasons: n % 3 === 0 ? ["a", "b", "late"] : n % 3 === 1 ? ["a"] : ["a", "late"],
      customer: { id: `${n % 2}` },
      handleSeconds: 60 * n,
      agent: "maija",
    }));
    await hear(...sent);
    await ask("a", "b");
    const [first] = await open();
    await store.transaction((tx) =>
      tx.recodings.begin(workspaceId, first?.id ?? "", (catalogue) => merge(catalogue, "a", "b"), at),
    );
    const before = await rows("SELECT count(*)::int FROM bucket WHERE reason = 'a' AND grain = '5m'");
    expect(before).toEqual([{ count: 9 }]);
    for (let n = 0; n < 3; n += 1) {
      expect(await slice()).toBe(true);
      // by the old code, in the middle of what has moved and what has not
      await hear({ ...sent[4], id: `late-${n}`, reasons: ["a"] });
      expect(await rows(BUCKETS)).toEqual(await rows(BUCKET_ORACLE));
      const days = await daily();
      await store.transaction((tx) => recountReasonDays(tx, workspaceId, ["a", "b", "late", "*"]));
      expect(days).toEqual(await daily());
      expect((await open())[0]).toMatchObject({ moved: 2 * (n + 1) });
    }
    // another worker goes on where this one left
    const deps = jobDeps(database);
    await recode(deps, { workspaceId });
    expect(await rows(BUCKETS)).toEqual(await rows(BUCKET_ORACLE));
    expect(await rows("SELECT DISTINCT reason FROM contact_reason ORDER BY 1")).toEqual([
      { reason: "b" },
      { reason: "late" },
    ]);
    expect(await rows("SELECT moved, joined, work FROM recoding")).toEqual([
      { moved: 9, joined: 3, work: null },
    ]);
    expect(await told()).toEqual([{ slack_to: "U0ADMIN", kind: "recoded", code: "a" }]);
    expect(deps.enqueued.map(({ name }) => name)).toEqual(["notify", "aggregate", "detect"]);
  });

  test("make no spike of their reasons, and end none, until they are all there", async () => {
    const { store, workspaceId } = database;
    await hear({ id: "1", reasons: ["a"] }, { id: "2", reasons: ["b"] });
    const opening = { workspaceId, kind: "spike", at, slackChannels: [] } as const;
    for (const subject of ["b", "late"])
      await store.signals.open({ ...opening, subject, facts: spikeFacts({ reason: subject }) });
    await ask("a", "b");
    const [first] = await open();
    await store.transaction((tx) =>
      tx.recodings.begin(workspaceId, first?.id ?? "", (catalogue) => merge(catalogue, "a", "b"), at),
    );
    expect(await store.recodings.moving(workspaceId)).toEqual(new Set(["a", "b"]));
    const workspace = await store.workspaces.sole();
    const living = async () =>
      (await store.signals.living(workspaceId, "spike")).map(({ subject }) => subject);
    await judgeNow(jobDeps(database), workspace, at, 1);
    expect(await living()).toEqual(["b"]);
    await recode(jobDeps(database), { workspaceId });
    await judgeNow(jobDeps(database), workspace, at, 1);
    expect(await living()).toEqual([]);
  });
});

describe("one that fails", () => {
  const breakOn = (reason: string) =>
    database.db.pool.query(
      `CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
       CREATE OR REPLACE TRIGGER broken BEFORE UPDATE ON contact_reason FOR EACH ROW WHEN (old.reason = '${reason}') EXECUTE FUNCTION broken()`,
    );

  test("is tried again later and later, set aside in the end and told; others go on; nothing is lost", async () => {
    const { db, store, workspaceId } = database;
    await hear(...["a", "b", "c", "d"].map((code) => ({ id: code, reasons: [code] })));
    await breakOn("a");
    await ask("a", "b");
    await ask("c", "d", "U0OTHER");
    await ask("b", "d", "U0OTHER");
    const deps = jobDeps(database);
    await recode(deps, { workspaceId });
    expect(await open()).toMatchObject([
      { code: "a", error: "the disk is full", tryAt: new Date("2026-11-20T12:01:00Z"), setAsideAt: null },
      { code: "b" },
    ]);
    expect(await told()).toEqual([{ slack_to: "U0OTHER", kind: "recoded", code: "c" }]);
    expect(await store.recodings.workspacesWaiting(deps.now())).toEqual([workspaceId]);
    for (let failures = 1; failures < 8; failures += 1) {
      deps.at(((await open())[0]?.tryAt ?? at).toISOString());
      await recode(deps, { workspaceId });
    }
    expect(deps.now()).toEqual(new Date("2026-11-20T13:35:00Z"));
    expect(await open()).toMatchObject([{ code: "a", tryAt: null, setAsideAt: deps.now() }, { code: "b" }]);
    expect(await told()).toEqual([
      { slack_to: "U0OTHER", kind: "recoded", code: "c" },
      { slack_to: "U0ADMIN", kind: "recoding-stuck", code: "a" },
    ]);
    expect(await rows(BUCKETS)).toEqual(await rows(BUCKET_ORACLE));

    await db.pool.query("DROP TRIGGER broken ON contact_reason");
    deps.at("2026-11-22T08:00:00Z");
    await recode(deps, { workspaceId });
    expect(await open(), "it waits for somebody").toHaveLength(2);
    expect(await ask("a", "b"), "asked for again it is tried again").toBe(true);
    await recode(deps, { workspaceId });
    expect(await open()).toEqual([]);
    expect(await rows("SELECT DISTINCT reason FROM contact_reason")).toEqual([{ reason: "d" }]);
    expect(await rows(BUCKETS)).toEqual(await rows(BUCKET_ORACLE));
  });

  test("that the command line asked for is told in the default channel", async () => {
    const { store, workspaceId } = database;
    await store.workspaces.update(workspaceId, { defaultChannel: "C0CARE" });
    await hear({ id: "1", reasons: ["a"] }, { id: "2", reasons: ["b"] });
    await breakOn("a");
    await ask("a", "b", "earshot");
    const deps = jobDeps(database);
    for (let failures = 0; failures < 8; failures += 1) {
      deps.at(((await open())[0]?.tryAt ?? at).toISOString());
      await recode(deps, { workspaceId });
    }
    expect(await told()).toEqual([{ slack_to: "C0CARE", kind: "recoding-stuck", code: "a" }]);
    const [stuck] = await open();
    expect(await store.recodings.tryAgain(workspaceId, stuck?.id ?? "")).toBe(true);
    expect(await store.recodings.tryAgain(workspaceId, stuck?.id ?? "")).toBe(false);
  });
});
