import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SetupError } from "../../src/errors.ts";
import type { Store, Transaction } from "../../src/store/index.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { rowsOf, type Tenant, tenant } from "../support/tenant.ts";
import { byIdAlone, type Call, ofAllWorkspaces, ofOneWorkspace } from "../support/tenantVerbs.ts";

/**
 * No query without its workspace. Every verb of the store is called by one workspace with the ids of another's rows: it
 * returns none of them and changes none. A verb that is new is listed in test/support/tenantVerbs.ts.
 */
let database: TestDatabase;
let [a, b]: [Tenant, Tenant] = [] as never;

beforeAll(async () => {
  database = await testDatabase();
  a = await tenant(database, "alphaword");
  b = await tenant(database, "betaword");
});
afterAll(() => database.close());

/** `signals.get`, `customers.save`: of the store and of its transactions; a verb of both is the same code on another connection. */
function verbsOf(store: Store, tx: Transaction): string[] {
  const areas = [...Object.entries(store), ...Object.entries(tx)];
  const names = areas.flatMap(([area, verbs]) =>
    typeof verbs === "function" ? [area] : Object.keys(verbs).map((verb) => `${area}.${verb}`),
  );
  return [...new Set(names)].sort();
}

const words = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each instanceof Map || each instanceof Set ? [...each] : typeof each === "bigint" ? `${each}` : each,
  ) ?? "";

/** What a verb gave back, or its refusal. */
async function said(work: (tx: Transaction) => unknown): Promise<string> {
  try {
    return words(await database.store.transaction(async (tx) => work(tx)));
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
}

test("every verb is listed, with what it would be called with to reach another's rows", async () => {
  const listed = [...Object.keys(ofOneWorkspace), ...Object.keys(byIdAlone), ...Object.keys(ofAllWorkspaces)];
  const verbs = await database.store.transaction(async (tx) => verbsOf(database.store, tx));
  const unlisted = verbs.filter((verb) => !listed.includes(verb));
  const gone = listed.filter((verb) => !verbs.includes(verb));
  const how =
    "add it to ofOneWorkspace in test/support/tenantVerbs.ts: called by workspace b with the ids and words of a's rows";
  expect(unlisted, `a verb is new: ${how}`).toEqual([]);
  expect(gone, "a verb is gone: take it out of test/support/tenantVerbs.ts").toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
});

test("the tenants have rows in every table", async () => {
  const empty = Object.entries(await rowsOf(database, a.workspaceId)).filter(([, rows]) =>
    rows.startsWith("0 "),
  );
  expect(empty).toEqual([]);
});

describe("called by another workspace", () => {
  test.each(Object.entries(ofOneWorkspace))(
    "%s shows and changes none of the first one's rows",
    async (_, call) => {
      const before = await rowsOf(database, a.workspaceId);
      const answer = await said((tx) => call({ store: database.store, tx, own: b.workspaceId, a }));
      for (const secret of a.secrets) expect(answer).not.toContain(secret);
      expect(await rowsOf(database, a.workspaceId)).toEqual(before);
    },
  );
});

describe("called with an id alone, which its own workspace was asked for", () => {
  test.each(Object.entries(byIdAlone))("%s shows and changes no other workspace's rows", async (_, call) => {
    const before = await rowsOf(database, b.workspaceId);
    const answer = await said((tx) => call({ store: database.store, tx, a }));
    for (const secret of b.secrets) expect(answer).not.toContain(secret);
    expect(await rowsOf(database, b.workspaceId)).toEqual(before);
  });
});

test("what changes nothing answers as if the other workspace were not there", async () => {
  const ask = (call: (given: Call) => unknown) =>
    said((tx) => call({ store: database.store, tx, own: b.workspaceId, a }));
  const readers: [string, (given: Call) => unknown][] = [];
  for (const [verb, call] of Object.entries(ofOneWorkspace)) {
    const before = await rowsOf(database, b.workspaceId);
    await ask(call);
    if (words(await rowsOf(database, b.workspaceId)) === words(before)) readers.push([verb, call]);
  }
  expect(readers.length).toBeGreaterThan(60);
  const answers = async () => {
    const said: Record<string, string> = {};
    for (const [verb, call] of readers) said[verb] = await ask(call);
    return said;
  };
  const withTheOther = await answers();
  await database.db.pool.query("DELETE FROM workspace WHERE id = $1", [a.workspaceId]);
  expect(await answers()).toEqual(withTheOther);
});
