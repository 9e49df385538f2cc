import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countCodingDays } from "../../src/domain/coding/day.ts";
import type { Contact } from "../../src/domain/contact.ts";
import { startPostgres } from "../../src/embedded/postgres/postgres.ts";
import { codingTrust } from "../../src/figures/coding-trust.ts";
import { closeDatabase, type Database, openDatabase } from "../../src/store/database.ts";
import { createStore, type Store } from "../../src/store/index.ts";
import { migrate } from "../../src/store/migrate.ts";

const ZONE = "Europe/Helsinki";
const DAYS = 364;
const CONTACTS_AN_AGENT = 50_000;

/** The days of coding: what they add to a drain, and how long all figures of `/signals trust` take over so many contacts. */
export async function measureRollUp(contacts: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "earshot-bench-"));
  const postgres = await startPostgres({ dir });
  await migrate(postgres.url);
  const db = openDatabase(postgres.url);
  const store = createStore(db);
  const { id } = await store.workspaces.sole();
  try {
    await drained(store, id);
    const agents = contacts / CONTACTS_AN_AGENT;
    const rows = await fill(db, id, contacts, agents);
    await codingTrust(store, { id, zone: ZONE }, { now: new Date() });
    const took = await timed(() => codingTrust(store, { id, zone: ZONE }, { now: new Date() }));
    console.log(
      `All figures of /signals trust over ${contacts.toLocaleString("en")} contacts of ${agents} agents (${rows.toLocaleString("en")} rows): ${took.toFixed(0)} ms`,
    );
  } finally {
    await closeDatabase(db);
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Batches as a drain has them: a thousand contacts of one day of history, and single live ones. */
async function drained(store: Store, workspaceId: string): Promise<void> {
  const batch = (many: number, day: number) =>
    Array.from({ length: many }, (_, n) => contactOf(n * 7_919 + day, day));
  const add = (contacts: Contact[]) =>
    store.transaction((tx) => tx.codingDays.add(workspaceId, countCodingDays(contacts, ZONE)));
  await add(batch(1_000, 0));
  const loaded = await timed(async () => {
    for (let day = 1; day <= 20; day += 1) await add(batch(1_000, day));
  });
  const lived = await timed(async () => {
    for (let n = 0; n < 300; n += 1) await add([contactOf(n, 20)]);
  });
  console.log(
    `Days of coding added in a drain: ${((1_000 * loaded) / 20_000).toFixed(0)} µs a contact of history, ${(lived / 300).toFixed(2)} ms a live one with its transaction`,
  );
}

function contactOf(n: number, day: number): Contact {
  return {
    id: `${n}`,
    occurredAt: new Date(Date.UTC(2026, 0, 1 + day, n % 24)).toISOString(),
    channel: "phone",
    direction: "inbound",
    reasons: n % 5 === 0 ? [`reason-${n % 12}`, `reason-${(n + 5) % 12}`] : [`reason-${n % 12}`],
    touchpoint: `touchpoint-${n % 8}`,
    agent: `agent-${n % 40}`,
  };
}

/** Agents at 8 touchpoints with five reasons each, evenly over a year. */
async function fill(
  { pool }: Database,
  workspaceId: string,
  contacts: number,
  agents: number,
): Promise<number> {
  await pool.query("TRUNCATE coding_day");
  const each = Math.max(1, Math.round(contacts / (DAYS * agents * 8)));
  let rows = 0;
  for (let day = 1; day <= DAYS; day += 28) {
    const { rowCount } = await pool.query(
      `INSERT INTO coding_day (workspace_id, reason, day, touchpoint, agent, contacts)
       SELECT $1, CASE r WHEN 0 THEN '*' WHEN 6 THEN '' ELSE 'reason-' || (t + r) END, current_date - d, 'touchpoint-' || t, 'agent-' || a,
         CASE r WHEN 0 THEN $2 ELSE greatest(1, $2 / 5) END
       FROM generate_series($3::int, $3::int + 27) d, generate_series(1, $4::int) a, generate_series(1, 8) t, generate_series(0, 6) r`,
      [workspaceId, each, day, agents],
    );
    rows += rowCount ?? 0;
  }
  await pool.query("ANALYZE coding_day");
  return rows;
}

/** Milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
