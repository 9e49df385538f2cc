import { wordsIn } from "../../src/slack/language/words.ts";
import { customerReply, SHOWN_CONTACTS } from "../../src/slack/messages/customer/customer.ts";
import { within } from "../../src/store/fence.ts";
import { emptyStore } from "../emptyStore.ts";

const CUSTOMERS = process.argv.includes("--quick") ? 50_000 : 1_000_000;
const CONTACTS_EACH = 10;
const LOOK_UPS = 300;

/** What people type, for the n-th customer. */
const asked: Record<string, (n: number) => string> = {
  phone: (n) => `040 ${`${n}`.padStart(7, "0")}`,
  "e-mail": (n) => `P${n}@example.fi`,
  id: (n) => `c-${n}`,
  "whole name": (n) => `${firstName(n)} ${lastName(n)}`,
  "last name, 200 bear": (n) => lastName(n).toLowerCase(),
  "first name, 2,000 do": (n) => firstName(n).toLowerCase(),
};

/** 500 first names and 4,999 last ones of syllables, as unlike each other as people's. */
const FIRST_ENDS = ["ja", "ri", "no", "ta", "sa"];
const LAST_ENDS = ["nen", "la", "lainen", "maki", "ranta", "virta", "salo", "niemi", "koski", "saari"];
const ONSETS = ["k", "l", "m", "n", "p", "r", "s", "t", "v", "h"];
const NUCLEI = ["a", "e", "i", "o", "u", "aa", "ei", "uo", "yy", "oi"];

function firstName(n: number): string {
  const each = n % 500;
  return capital(`${syllable(each % 100)}${FIRST_ENDS[Math.floor(each / 100)]}`);
}

function lastName(n: number): string {
  const each = n % 4_999;
  return capital(
    `${syllable(each % 100)}${syllable((each + 7 * Math.floor(each / 100)) % 100)}${LAST_ENDS[Math.floor(each / 500)]}`,
  );
}

const syllable = (n: number): string => `${ONSETS[n % 10]}${NUCLEI[Math.floor(n / 10)]}`;
const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const { db, store, workspaceId, close } = await emptyStore();

try {
  await fill();
  console.log(
    `/customer among ${CUSTOMERS.toLocaleString("en")} customers and ${(CUSTOMERS * CONTACTS_EACH).toLocaleString("en")} contacts, ${LOOK_UPS} look-ups each (aim: p95 under 300 ms)`,
  );
  for (const [by, words] of Object.entries(asked)) {
    const took: number[] = [];
    for (let i = 0; i < LOOK_UPS; i += 1) {
      const startedAt = performance.now();
      await within(workspaceId, () => lookUp(words((i * 7_919) % CUSTOMERS)));
      took.push(performance.now() - startedAt);
    }
    took.sort((a, b) => a - b);
    const quantile = (q: number) => took[Math.floor(q * took.length)]?.toFixed(1).padStart(7);
    console.log(`  by ${by.padEnd(20)} p50 ${quantile(0.5)} ms   p95 ${quantile(0.95)} ms`);
  }
} finally {
  await close();
}

/** What the command does between Slack's request and its answer: find, load, draw, write down who looked. */
async function lookUp(words: string): Promise<void> {
  const [first] = await store.customers.find(workspaceId, words);
  if (first === undefined) throw new Error(`nobody is found by "${words}"`);
  const page = { promises: 20, contacts: SHOWN_CONTACTS };
  const profile = await store.customers.profile(workspaceId, first.id, page);
  if (profile === null) throw new Error("the customer is gone");
  customerReply(wordsIn("en"), profile, new Date());
  const at = new Date();
  await store.audit.add(workspaceId, { at, actor: "U1", action: "customer-shown", subject: first.id });
}

/** Names as lists have them: 500 first names and 5,000 last ones. */
async function fill(): Promise<void> {
  const client = await db.pool.connect();
  // ten million rows take longer than any statement may in service, and are right as they are made
  await client.query("SET statement_timeout = 0; SET session_replication_role = replica");
  const run = (sql: string) => client.query(sql, [workspaceId]);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = ANY ('{customer,contact,contact_reason}'::regclass[])
       AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  const names = (nameOf: (n: number) => string, count: number) =>
    Array.from({ length: count }, (_, n) => nameOf(n));
  await client.query(
    `INSERT INTO customer (id, workspace_id, name, name_key)
     SELECT id, $1, name, lower(name)
     FROM (SELECT lpad(to_hex(n), 32, '0')::uuid AS id, ($2::text[])[1 + n % 500] || ' ' || ($3::text[])[1 + n % 4999] AS name
           FROM generate_series(0, ${CUSTOMERS - 1}) n) customers`,
    [workspaceId, names(firstName, 500), names(lastName, 4_999)],
  );
  await run(
    `INSERT INTO customer_identity (workspace_id, kind, value, customer_id)
     SELECT $1, kind, CASE kind WHEN 'external' THEN 'c-' || n WHEN 'email' THEN 'p' || n || '@example.fi' ELSE '+35840' || lpad(n::text, 7, '0') END,
       lpad(to_hex(n), 32, '0')::uuid
     FROM generate_series(0, ${CUSTOMERS - 1}) n, unnest('{external,email,phone}'::text[]) kind`,
  );
  await run(
    `INSERT INTO contact (workspace_id, source_id, external_id, occurred_at, channel, direction, customer_id, summary)
     SELECT $1, 'bench', n::text, now() - interval '1 minute' * (n % 500000), 'phone', 'inbound',
       lpad(to_hex(n::bigint * 7919 % ${CUSTOMERS}), 32, '0')::uuid, 'says that the sum on the invoice is wrong'
     FROM generate_series(0, ${CUSTOMERS * CONTACTS_EACH - 1}) n`,
  );
  await run(
    `INSERT INTO contact_reason (workspace_id, contact_id, reason, occurred_at)
     SELECT $1, id, 'reason-' || id % 12, occurred_at FROM contact WHERE workspace_id = $1`,
  );
  for (const { definition } of indexes) await client.query(definition);
  await client.query("VACUUM ANALYZE");
  client.release(true);
}
