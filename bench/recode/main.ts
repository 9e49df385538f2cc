import { setTimeout as wait } from "node:timers/promises";
import { aggregate } from "../../jobs/aggregate.ts";
import { recode } from "../../jobs/recode.ts";
import { codesOf } from "../../src/domain/reason/catalogue.ts";
import { createLog } from "../../src/log.ts";
import { emptyStore } from "../emptyStore.ts";

const CONTACTS = process.argv.includes("--quick") ? 1_000_000 : 10_000_000;
const REASONS = CONTACTS / 500_000;
/** Drains and clicks are tried this often while contacts move. */
const TRY_EVERY_MS = 200;

const { db, store, workspaceId, close } = await emptyStore();
const deps = { store, enqueue: async () => undefined, now: () => new Date(), log: createLog("fatal") };

try {
  await fill();
  console.log(`Two reasons of 500,000 contacts each, among ${CONTACTS.toLocaleString("en")} contacts`);
  await timed("what a merge would do, in numbers", async () => {
    const codes = codesOf(await store.reasons.catalogue(workspaceId), "reason-0");
    return store.recodings.weigh(workspaceId, { codes, from: "reason-0", to: "reason-1" });
  });
  await timed("merge", () => recoded({ kind: "merge", code: "reason-0", into: "reason-1" }));
  await timed("split again", () => recoded({ kind: "split", code: "reason-0", into: null }));
} finally {
  await close();
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  const answer = await work();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`  ${what.padEnd(36)} ${seconds.padStart(6)} s   ${JSON.stringify(answer)}`);
}

/** Does it as the job does, and meanwhile what senders and people do: how long the unluckiest waited, in ms. */
async function recoded(asked: { kind: "merge" | "split"; code: string; into: string | null }) {
  await store.recodings.ask(workspaceId, { ...asked, askedBy: "earshot", askedAt: new Date() });
  const done = new AbortController();
  const waits = Promise.all([drained(done.signal), pressed(done.signal)]);
  await recode(deps, { workspaceId });
  done.abort();
  const [drain, click] = await waits;
  const { rows } = await db.pool.query(
    "SELECT moved, joined FROM recoding WHERE workspace_id = $1 ORDER BY asked_at DESC LIMIT 1",
    [workspaceId],
  );
  return { ...rows[0], longestDrainMs: drain, longestClickMs: click };
}

/** From a contact's 202 until it is counted; what a drain leaves waiting is drained again, as the sweep would. */
async function drained(done: AbortSignal): Promise<number> {
  let longest = 0;
  for (let n = 0; !done.aborted; n += 1) {
    const at = performance.now();
    await store.events.add({ workspaceId, sourceId: "bench", kind: "contact", events: [contact(n)] });
    await aggregate(deps, { workspaceId });
    while ((await store.inbox.counts(workspaceId)).waiting > 0) {
      await wait(TRY_EVERY_MS);
      await aggregate(deps, { workspaceId });
    }
    longest = Math.max(longest, performance.now() - at);
    await wait(TRY_EVERY_MS);
  }
  return Math.round(longest);
}

/** A promise to a customer, a setting, a mute. */
async function pressed(done: AbortSignal): Promise<number> {
  let longest = 0;
  for (let n = 0; !done.aborted; n += 1) {
    const at = performance.now();
    const now = new Date();
    const mute = { reason: "reason-1", slackChannel: "C0CARE", mutedAt: now, until: now, by: "U0BENCH" };
    await Promise.all([
      store.customers.ensure(workspaceId, { id: `pressed-${n}` }),
      store.workspaces.update(workspaceId, { coverageFloor: 0.2 }),
      store.reasons.upsert(workspaceId, { code: "reason-1", value: "keep" }, now),
      store.mutes.mute(workspaceId, mute),
    ]);
    longest = Math.max(longest, performance.now() - at);
    await wait(TRY_EVERY_MS);
  }
  return Math.round(longest);
}

function contact(n: number) {
  const [id, occurredAt] = [`live-${process.hrtime.bigint()}-${n}`, new Date().toISOString()];
  const body = { id, occurredAt, channel: "phone", direction: "inbound", reasons: ["reason-0"] };
  return { externalId: id, body: JSON.stringify(body) };
}
/** Two years of contacts of 200,000 customers; every 25th of the first reason mentions the second too. */
async function fill(): Promise<void> {
  const run = (sql: string) =>
    db.pool.query(`SET statement_timeout = 0; ${sql.replaceAll("$1", `'${workspaceId}'`)}`);
  await run(`INSERT INTO customer (workspace_id) SELECT $1 FROM generate_series(1, 200000)`);
  await run(
    `WITH known AS (SELECT array_agg(id) AS ids FROM customer WHERE workspace_id = $1)
     INSERT INTO contact (workspace_id, source_id, external_id, occurred_at, channel, direction, handle_seconds, agent, touchpoint, customer_id, summary)
     SELECT $1, 'bench', n::text, now() - interval '6 seconds' * (n::bigint * 10000000 / ${CONTACTS}), ('{phone,chat,email}'::text[])[n % 3 + 1], 'inbound',
       60 + n % 600, 'agent ' || n % 50, 'invoice', ids[n % 199999 + 1], 'says that the sum on the invoice is wrong'
     FROM generate_series(0, ${CONTACTS - 1}) n, known`,
  );
  await run(
    `INSERT INTO contact_reason (workspace_id, contact_id, reason, occurred_at)
     SELECT $1, id, 'reason-' || id % ${REASONS}, occurred_at FROM contact`,
  );
  await run(
    `INSERT INTO contact_reason (workspace_id, contact_id, reason, occurred_at)
     SELECT $1, id, 'reason-1', occurred_at FROM contact WHERE id % ${REASONS} = 0 AND id % ${25 * REASONS} = 0`,
  );
  await run(
    `INSERT INTO reason (workspace_id, code, label, aliases, first_seen_at)
     SELECT $1, 'reason-' || n, 'Reason ' || n, '{}', now() FROM generate_series(0, ${REASONS - 1}) n`,
  );
  await run(
    `INSERT INTO bucket (workspace_id, grain, reason, channel, start_at, count)
     SELECT $1, grain, reason, channel, start_at, count(*) FROM contact c
     JOIN (SELECT contact_id, reason FROM contact_reason UNION ALL SELECT id, '*' FROM contact) r ON r.contact_id = c.id,
     LATERAL (VALUES ('5m', date_bin('5 minutes', occurred_at, '2000-01-01T00:00:00Z')), ('1h', date_bin('1 hour', occurred_at, '2000-01-01T00:00:00Z')),
       ('1d', date_trunc('day', occurred_at, 'Europe/Helsinki'))) g (grain, start_at) GROUP BY 2, 3, 4, 5`,
  );
  await run(
    `INSERT INTO coding_day (workspace_id, reason, day, touchpoint, agent, contacts)
     SELECT $1, reason, (c.occurred_at AT TIME ZONE 'Europe/Helsinki')::date, coalesce(touchpoint, ''), coalesce(agent, ''), count(*)
     FROM contact c JOIN contact_reason r ON r.contact_id = c.id GROUP BY 2, 3, 4, 5`,
  );
  await db.pool.query("ANALYZE");
  await store.transaction(async (tx) => {
    const reasons = Array.from({ length: REASONS }, (_, n) => `reason-${n}`);
    for (const reason of ["*", ...reasons]) await tx.reasonDays.recount(workspaceId, reason);
  });
}
