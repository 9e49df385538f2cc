import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";

/** What stood in the database before reasons had a catalogue. */
const BEFORE = `
  INSERT INTO workspace (id, name) VALUES ('00000000-0000-0000-0000-000000000001', 'Test');
  INSERT INTO reason (workspace_id, code, label, aliases, slack_channel, avoidable, first_seen_at)
  SELECT '00000000-0000-0000-0000-000000000001', code, label, aliases::text[], channel, avoidable, '2026-11-01' FROM (VALUES
    ('invoice-wrong', 'Invoice wrong', '{INV-ERR,bill}', NULL, NULL),
    ('INV-ERR', 'INV ERR', '{fault}', NULL, NULL),
    ('late', 'Order is late', '{}', NULL, NULL),
    ('lost-parcel', 'Lost parcel', '{bill}', NULL, NULL),
    ('new-order', 'New order', '{}', 'C0SALES', NULL),
    ('cancel', 'Cancel', '{}', NULL, true),
    ('roaming', 'Roaming', '{}', NULL, false),
    ('never-touched', 'Never touched', '{}', NULL, NULL)) r (code, label, aliases, channel, avoidable)`;

const name = `test_${randomUUID().replaceAll("-", "")}`;
const server = new pg.Client({ connectionString: inject("postgresUrl") });
let client: pg.Client;

beforeAll(async () => {
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  client = new pg.Client({ connectionString: inject("postgresUrl").replace(/\/[^/?]*(\?|$)/, `/${name}$1`) });
  await client.connect();
  const folder = new URL("../../prisma/migrations/", import.meta.url);
  const folders = readdirSync(folder)
    .filter((each) => /^\d/.test(each))
    .sort();
  const own = folders.findIndex((each) => each.endsWith("_reason_catalogue"));
  const run = (each: string) => client.query(readFileSync(new URL(`${each}/migration.sql`, folder), "utf8"));
  for (const each of folders.slice(0, own)) await run(each);
  await client.query(BEFORE);
  await run(folders[own] ?? "");
});
afterAll(async () => {
  await client.end();
  await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await server.end();
});

it("takes into the catalogue what people had named, routed, judged or given an alias, and nothing else", async () => {
  const { rows } = await client.query(
    `SELECT code, aliases, value, catalogued_at IS NOT NULL AS "isKnown" FROM reason ORDER BY lower(code)`,
  );
  expect(rows).toEqual([
    { code: "cancel", aliases: [], value: "eliminate", isKnown: true },
    { code: "INV-ERR", aliases: [], value: null, isKnown: true },
    { code: "invoice-wrong", aliases: ["bill"], value: null, isKnown: true },
    { code: "late", aliases: [], value: null, isKnown: true },
    { code: "lost-parcel", aliases: [], value: null, isKnown: true },
    { code: "never-touched", aliases: [], value: null, isKnown: false },
    { code: "new-order", aliases: [], value: null, isKnown: true },
    { code: "roaming", aliases: [], value: "keep", isKnown: true },
  ]);
});

it("has a reason merged that had become an alias", async () => {
  const { rows } = await client.query("SELECT kind, code, target, asked_by FROM recoding");
  expect(rows).toEqual([{ kind: "merge", code: "INV-ERR", target: "invoice-wrong", asked_by: "earshot" }]);
});
