import { PermanentError, StoreUnavailableError } from "../errors.ts";
import type { Database, Sql } from "./database.ts";
import { groupCommit } from "./groupCommit.ts";

const eventKinds = ["contact", "feedback", "promise", "survey", "coding"] as const;
export type EventKind = (typeof eventKinds)[number];

/** Events of one request, to be stored together or not at all; `body` is JSON text in our words. */
export type NewEvents = {
  workspaceId: string;
  sourceId: string;
  kind: EventKind;
  events: { externalId: string; body: string }[];
};

export type Taken = { accepted: number; duplicates: number };

const limits = { writeRows: 200, writes: 2, queueRows: 5_000, queueBytes: 32 * 1024 * 1024 };

export function eventsStore({ pool, ingest }: Database) {
  const group = groupCommit((requests: NewEvents[]) => writeOrSplit(ingest, requests), limits);
  return {
    /**
     * Resolves once the events are committed. An id seen before, also earlier in the same request, is a duplicate.
     * @throws StoreUnavailableError when the database is away or too much is waiting: try again later
     * @throws PermanentError when the database refuses the events' content; none of them is stored
     */
    add(request: NewEvents): Promise<Taken> {
      const bytes = request.events.reduce((sum, event) => sum + event.body.length, 0);
      return group.add(request, { rows: request.events.length, bytes });
    },

    /** Resolves when all that was added is committed or refused. */
    idle: group.idle,

    /** Events not yet processed, and events set aside, over all workspaces. */
    async backlog(): Promise<{ waiting: number; setAside: number }> {
      const { rows } = await pool.query<{ waiting: number; set_aside: number }>(
        `SELECT (SELECT count(*)::int FROM event WHERE processed_at IS NULL) AS waiting,
                (SELECT count(*)::int FROM event WHERE error IS NOT NULL) AS set_aside`,
      );
      return { waiting: rows[0]?.waiting ?? 0, setAside: rows[0]?.set_aside ?? 0 };
    },
  };
}

/** A data error fails the whole statement: halve until only the guilty request is refused. */
async function writeOrSplit(sql: Pick<Sql, "query">, requests: NewEvents[]): Promise<(Taken | Error)[]> {
  try {
    return await write(sql, requests);
  } catch (error) {
    if (!isDataError(error)) {
      throw new StoreUnavailableError("The events could not be stored now.", { cause: error });
    }
    if (requests.length === 1) {
      return [new PermanentError("The database refuses what the event holds.", { cause: error })];
    }
    const half = requests.length >> 1;
    return [
      ...(await writeOrSplit(sql, requests.slice(0, half))),
      ...(await writeOrSplit(sql, requests.slice(half))),
    ];
  }
}

// Rows are inserted in the order of their keys, so that two writes with the same keys wait for each other and never
// deadlock; ids are drawn first, in the order of arrival, because the drain goes by id.
const INSERT = `
  INSERT INTO event (id, workspace_id, source_id, kind, external_id, body)
  SELECT id, workspace_id, source_id, kind, external_id, body::jsonb
  FROM (
    SELECT nextval('event_id_seq') AS id, arrived.*
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[])
      WITH ORDINALITY AS arrived (workspace_id, source_id, kind, external_id, body, place)
    ORDER BY place
  ) AS numbered
  ORDER BY workspace_id, source_id, kind, external_id
  ON CONFLICT (workspace_id, source_id, kind, external_id) DO NOTHING
  RETURNING workspace_id, source_id, kind, external_id`;

type Key = { workspace_id: string; source_id: string; kind: string; external_id: string };

async function write(sql: Pick<Sql, "query">, requests: NewEvents[]): Promise<Taken[]> {
  const first = new Map<string, Key & { body: string; request: number }>();
  requests.forEach(({ workspaceId, sourceId, kind, events }, request) => {
    for (const { externalId, body } of events) {
      const key = { workspace_id: workspaceId, source_id: sourceId, kind, external_id: externalId };
      const text = keyText(key);
      if (!first.has(text)) first.set(text, { ...key, body, request });
    }
  });
  const rows = [...first.values()];
  const { rows: inserted } = await sql.query<Key>(INSERT, [
    rows.map((row) => row.workspace_id),
    rows.map((row) => row.source_id),
    rows.map((row) => row.kind),
    rows.map((row) => row.external_id),
    rows.map((row) => row.body),
  ]);
  const accepted = requests.map(() => 0);
  for (const key of inserted) {
    const request = first.get(keyText(key))?.request;
    if (request !== undefined) accepted[request] = (accepted[request] ?? 0) + 1;
  }
  return requests.map(({ events }, index) => {
    const count = accepted[index] ?? 0;
    return { accepted: count, duplicates: events.length - count };
  });
}

/** Only the external id may hold anything, so it comes last. */
function keyText({ workspace_id, source_id, kind, external_id }: Key): string {
  return `${workspace_id} ${source_id} ${kind} ${external_id}`;
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity): the same rows will fail again. */
function isDataError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^2[23]/.test(code);
}
