import type { Contact } from "../../src/domain/contact.ts";
import { createLog } from "../../src/log.ts";
import { createMetrics } from "../../src/metrics.ts";
import type { JobName } from "../../src/queue/registry.ts";
import type { TestDatabase } from "./database.ts";

export type Enqueued = { name: JobName; payload: object };

/** Deps for running jobs by hand: the real store, a clock that stands still, and an `enqueue` that remembers. */
export function jobDeps({ store }: TestDatabase, start = "2026-11-20T12:00:00Z") {
  const enqueued: Enqueued[] = [];
  const clock = { now: new Date(start) };
  return {
    store,
    now: () => clock.now,
    /** Sets the clock. */
    at: (instant: string) => {
      clock.now = new Date(instant);
    },
    enqueued,
    enqueue: async (name: JobName, payload: object) => {
      enqueued.push({ name, payload });
    },
    log: createLog("silent"),
    metrics: createMetrics(),
  };
}

/** Puts events into the inbox as ingest would: the same key twice is one event. */
export async function receive(
  { db, workspaceId }: Pick<TestDatabase, "db" | "workspaceId">,
  events: readonly { kind: string; body: { id: string; [word: string]: unknown }; sourceId?: string }[],
): Promise<void> {
  await db.pool.query(
    `INSERT INTO event (workspace_id, source_id, kind, external_id, body)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::jsonb[]) AS e (source, kind, id, body)
     ORDER BY source, kind, id ON CONFLICT DO NOTHING`,
    [
      workspaceId,
      events.map(({ sourceId = "desk" }) => sourceId),
      events.map(({ kind }) => kind),
      events.map(({ body }) => body.id),
      events.map(({ body }) => JSON.stringify(body)),
    ],
  );
}

export function contact(given: Partial<Contact> & { id: string }): { kind: "contact"; body: Contact } {
  return {
    kind: "contact",
    body: {
      occurredAt: "2026-11-20T09:14:00.000Z",
      channel: "phone",
      direction: "inbound",
      reasons: ["invoice-wrong"],
      ...given,
    },
  };
}
