import { afterAll, beforeAll, beforeEach } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { deliver, type Kind, SECRET } from "./deliver.ts";
import { serve, type TestServer } from "./server.ts";

// Importing this gives a test file a server with one source of each other system, and an empty inbox before each test.
export const NOW = new Date("2026-11-20T12:00:00Z");

export let base: TestDatabase;
export let server: TestServer;
export const sources = {} as Record<Kind, string>;
beforeAll(async () => {
  base = await testDatabase();
  for (const kind of ["zendesk", "intercom", "typeform"] as const) {
    const made = await base.store.sources.addSystem(base.workspaceId, { kind, name: kind, secret: SECRET });
    sources[kind] = made.id;
  }
  server = await serve(base.store, { now: () => NOW });
});
afterAll(async () => {
  await server.close();
  await base.close();
});
beforeEach(async () => {
  await base.db.pool.query("DELETE FROM event");
});

type To = { source?: string; secret?: string; at?: Date; headers?: Record<string, string>; url?: string };

export const post = (
  kind: Kind,
  payload: unknown,
  { source = sources[kind], url = server.url, ...way }: To = {},
) => deliver(`${url}/v1/hooks/${source}`, kind, payload, { at: NOW, ...way });

export async function stored() {
  const { rows } = await base.db.pool.query(
    "SELECT source_id, kind, external_id, body FROM event ORDER BY id",
  );
  return rows;
}
