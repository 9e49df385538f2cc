import { aggregate } from "../../jobs/aggregate.ts";
import { type Channel, type Contact, channels } from "../../src/domain/contact.ts";
import { createLog } from "../../src/log.ts";
import { createMetrics } from "../../src/metrics.ts";
import { emptyStore } from "../emptyStore.ts";

const CONTACTS = process.argv.includes("--quick") ? 10_000 : 50_000;
const BATCH = 1_000;
const WEEKS_MS = 8 * 7 * 86_400_000;
const start = Date.now() - WEEKS_MS;

const { db, store, workspaceId, close } = await emptyStore();
const deps = {
  store,
  enqueue: async () => {},
  now: () => new Date(),
  log: createLog("warn"),
  metrics: createMetrics(),
};

try {
  const history = Array.from({ length: CONTACTS }, (_, i) => contactOf(i, start + (i * WEEKS_MS) / CONTACTS));
  const ceiling = await timed(() => storeOnly(history));
  await db.pool.query("TRUNCATE contact CASCADE");
  await receive(history);
  const drained = await timed(() => aggregate(deps, { workspaceId }));
  const rate = (seconds: number) => Math.round(CONTACTS / seconds).toLocaleString("en");
  console.log(
    `Eight weeks of history, ${CONTACTS.toLocaleString("en")} contacts of 12 reasons and 20,000 customers, drained`,
  );
  console.log(`  ceiling: contacts and reasons stored, nothing else   ${rate(ceiling)}/s`);
  console.log(
    `  earshot: customers, buckets and inbox too            ${rate(drained)}/s, ${(ceiling / drained).toFixed(2)} of the ceiling`,
  );

  const took: number[] = [];
  for (let i = 0; i < 300; i += 1) {
    await receive([contactOf(CONTACTS + i, Date.now())]);
    took.push(1_000 * (await timed(() => aggregate(deps, { workspaceId }))));
  }
  took.sort((a, b) => a - b);
  const quantile = (q: number) => took[Math.floor(q * took.length)]?.toFixed(1);
  console.log(`One live contact drained: p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms`);
} finally {
  await close();
}

async function storeOnly(contacts: Contact[]): Promise<void> {
  for (let from = 0; from < contacts.length; from += BATCH) {
    const heard = contacts
      .slice(from, from + BATCH)
      .map((contact) => ({ ...contact, sourceId: "bench", customerId: null }));
    await store.transaction((tx) => tx.contacts.insert(workspaceId, heard));
  }
}

async function receive(contacts: Contact[]): Promise<void> {
  for (let from = 0; from < contacts.length; from += BATCH) {
    const events = contacts
      .slice(from, from + BATCH)
      .map((contact) => ({ externalId: contact.id, body: JSON.stringify(contact) }));
    await store.events.add({ workspaceId, sourceId: "bench", kind: "contact", events });
  }
}

function contactOf(i: number, at: number): Contact {
  const customer = (i * 7_919) % 20_000;
  const reason = (n: number) => `reason-${n % 12}`;
  return {
    id: `c-${i}`,
    occurredAt: new Date(at).toISOString(),
    channel: (channels[(i * 7) % 4] ?? "phone") satisfies Channel,
    direction: "inbound",
    customer: {
      id: `customer-${customer}`,
      email: `p${customer}@example.fi`,
      phone: `04012${`${customer}`.padStart(5, "0")}`,
    },
    reasons: i % 5 === 0 ? [reason(i * 31), reason(i * 31 + 5)] : [reason(i * 31)],
    touchpoint: "invoice",
    agent: `agent-${i % 40}`,
    team: "billing",
    summary: "says that the sum on the invoice is wrong, for the second time this autumn",
    waitSeconds: 120,
    handleSeconds: 300,
  };
}

/** Seconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}
