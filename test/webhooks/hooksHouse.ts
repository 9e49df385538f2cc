import { afterAll, beforeAll, beforeEach } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { deliver, type Kind, SECRET } from "./deliver.ts";
import { type Answer, serve, type TestServer } from "./server.ts";

export const NOW = new Date("2026-11-20T12:00:00Z");

/** A server with one source of each other system, and an empty inbox before each test. */
export type HooksHouse = {
  base: TestDatabase;
  server: TestServer;
  sources: Record<Kind, string>;
  /** Delivers as the system does: to its own source and with its secret, unless said otherwise. */
  post(kind: Kind, payload: unknown, to?: To): Promise<Answer>;
  /** The inbox. */
  stored(): Promise<{ source_id: string; kind: string; external_id: string; body: object }[]>;
};

type To = { source?: string; secret?: string; at?: Date; headers?: Record<string, string>; url?: string };

/** For the top of a test file. */
export function hooksHouse(): HooksHouse {
  const house = { sources: {} } as HooksHouse;
  beforeAll(async () => {
    const base = await testDatabase();
    for (const kind of ["zendesk", "intercom", "typeform"] as const) {
      const made = await base.store.sources.addSystem(base.workspaceId, { kind, name: kind, secret: SECRET });
      house.sources[kind] = made.id;
    }
    Object.assign(house, { base, server: await serve(base.store, { now: () => NOW }) });
  });
  afterAll(async () => {
    await house.server.close();
    await house.base.close();
  });
  beforeEach(async () => {
    await house.base.db.pool.query("DELETE FROM event");
  });

  return Object.assign(house, {
    post: (
      kind: Kind,
      payload: unknown,
      { source = house.sources[kind], url = house.server.url, ...way }: To = {},
    ) => deliver(`${url}/v1/hooks/${source}`, kind, payload, { at: NOW, ...way }),

    async stored() {
      const { rows } = await house.base.db.pool.query(
        "SELECT source_id, kind, external_id, body FROM event ORDER BY id",
      );
      return rows;
    },
  } satisfies Pick<HooksHouse, "post" | "stored">);
}
