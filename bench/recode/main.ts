import { codesOf, merge, split } from "../../src/domain/reason/catalogue.ts";
import { emptyStore } from "../emptyStore.ts";

const CONTACTS = process.argv.includes("--quick") ? 1_000_000 : 10_000_000;
const REASONS = CONTACTS / 500_000;

const { db, store, workspaceId, close } = await emptyStore();

try {
  await fill();
  console.log(`Two reasons of 500,000 contacts each, among ${CONTACTS.toLocaleString("en")} contacts`);
  await timed("what a merge would do, in numbers", async () => {
    const codes = codesOf(await store.reasons.catalogue(workspaceId), "reason-0");
    return store.recodings.weigh(workspaceId, { codes, from: "reason-0", to: "reason-1" });
  });
  const at = new Date();
  await timed("merge", () =>
    store.transaction((tx) =>
      tx.recodings.recode(workspaceId, (catalogue) => merge(catalogue, "reason-0", "reason-1"), at),
    ),
  );
  await timed("split again", () =>
    store.transaction((tx) =>
      tx.recodings.recode(workspaceId, (catalogue) => split(catalogue, "reason-0"), at),
    ),
  );
} finally {
  await close();
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = performance.now();
  const answer = await work();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`  ${what.padEnd(36)} ${seconds.padStart(6)} s   ${JSON.stringify(answer)}`);
}

/** Two years of contacts; every 25th of the first reason mentions the second too. */
async function fill(): Promise<void> {
  const run = (sql: string) =>
    db.pool.query(`SET statement_timeout = 0; ${sql.replaceAll("$1", `'${workspaceId}'`)}`);
  await run(
    `INSERT INTO contact (workspace_id, source_id, external_id, occurred_at, channel, direction, summary)
     SELECT $1, 'bench', n::text, now() - interval '6 seconds' * (n::bigint * 10000000 / ${CONTACTS}), ('{phone,chat,email}'::text[])[n % 3 + 1], 'inbound',
       'says that the sum on the invoice is wrong'
     FROM generate_series(0, ${CONTACTS - 1}) n`,
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
  await db.pool.query("ANALYZE");
}
