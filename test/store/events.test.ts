import { afterAll, beforeAll, expect, test } from "vitest";
import { PermanentError, StoreUnavailableError } from "../../src/errors.ts";
import { closeDatabase, openDatabase } from "../../src/store/database.ts";
import { eventsStore, type NewEvents, type Taken } from "../../src/store/events.ts";
import { groupCommit } from "../../src/store/groupCommit.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { freePort } from "../support/redis.ts";

let base: TestDatabase;
beforeAll(async () => {
  base = await testDatabase();
});
afterAll(() => base.close());

const request = (sourceId: string, ids: string[], body: (id: string) => string = () => "{}"): NewEvents => ({
  workspaceId: base.workspaceId,
  sourceId,
  kind: "contact",
  events: ids.map((externalId) => ({ externalId, body: body(externalId) })),
});

async function stored(sourceId: string): Promise<{ external_id: string; body: unknown }[]> {
  const { rows } = await base.db.pool.query(
    "SELECT external_id, body FROM event WHERE source_id = $1 ORDER BY id",
    [sourceId],
  );
  return rows;
}

test("an id is stored once; the first body stays; ids keep the order of arrival", async () => {
  const { events } = base.store;
  const said = (word: string) => () => JSON.stringify({ word });
  expect(await events.add(request("s1", ["z", "a", "z"], said("first")))).toEqual({
    accepted: 2,
    duplicates: 1,
  });
  expect(await events.add(request("s1", ["a", "m"], said("second")))).toEqual({ accepted: 1, duplicates: 1 });
  expect(await stored("s1")).toEqual([
    { external_id: "z", body: { word: "first" } },
    { external_id: "a", body: { word: "first" } },
    { external_id: "m", body: { word: "second" } },
  ]);
});

test("the same id of another source, kind or workspace is another event", async () => {
  const other = await base.db.prisma.workspace.create({ data: { name: "Other" } });
  const same = request("s2", ["x"]);
  for (const variant of [same, { ...same, sourceId: "s3" }, { ...same, kind: "feedback" as const }]) {
    expect(await base.store.events.add(variant)).toEqual({ accepted: 1, duplicates: 0 });
  }
  expect(await base.store.events.add({ ...same, workspaceId: other.id })).toEqual({
    accepted: 1,
    duplicates: 0,
  });
});

test("300 ids sent 1 to 5 times each, shuffled, by two processes at once, are 300 rows and 300 accepted", async () => {
  const second = openDatabase(base.url);
  const stores = [base.store.events, eventsStore(second)];
  const ids = Array.from({ length: 300 }, (_, n) => `e${n}`);
  const copies = ids.flatMap((id, n) => Array.from({ length: 1 + (n % 5) }, () => id));
  const shuffled = copies
    .map((id, n) => ({ id, at: (n * 7919) % copies.length }))
    .sort((a, b) => a.at - b.at);
  const requests: Promise<Taken>[] = [];
  for (let at = 0; at < shuffled.length; at += 3) {
    const three = shuffled.slice(at, at + 3).map(({ id }) => id);
    const store = stores[requests.length % 2];
    if (store !== undefined) requests.push(store.add(request("s4", three)));
  }
  const taken = await Promise.all(requests);
  expect(taken.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(300);
  expect(taken.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(copies.length - 300);
  expect(await stored("s4")).toHaveLength(300);
  await closeDatabase(second);
});

test("one request that PostgreSQL refuses does not take the 20 beside it down", async () => {
  const requests = Array.from({ length: 21 }, (_, n) =>
    request("s5", [`e${n}`], () => (n === 13 ? '"\\u0000"' : "{}")),
  );
  const results = await Promise.allSettled(requests.map((each) => base.store.events.add(each)));
  const refused = results.flatMap((result, n) => (result.status === "rejected" ? [n] : []));
  expect(refused).toEqual([13]);
  expect(results[13]).toMatchObject({ reason: expect.any(PermanentError) });
  expect(await stored("s5")).toHaveLength(20);
});

test("a database that does not answer is said to be unavailable", async () => {
  const away = openDatabase(`postgresql://nobody@127.0.0.1:${await freePort()}/none`);
  await expect(eventsStore(away).add(request("s6", ["x"]))).rejects.toThrow(StoreUnavailableError);
  await closeDatabase(away);
});

test("what waits and what is set aside is counted", async () => {
  const before = await base.store.events.backlog();
  await base.store.events.add(request("s7", ["waits", "poison"]));
  await base.db.pool.query(
    "UPDATE event SET error = 'broken', processed_at = now() WHERE source_id = 's7' AND external_id = 'poison'",
  );
  expect(await base.store.events.backlog()).toEqual({
    waiting: before.waiting + 1,
    setAside: before.setAside + 1,
  });
});

test("requests that arrive during two writes share the third, up to its rows; the excess is refused at once", async () => {
  const writes: string[][] = [];
  const gates: (() => void)[] = [];
  const limits = { writeRows: 3, writes: 2, queueRows: 5, queueBytes: 100 };
  const group = groupCommit(async (batch: string[]) => {
    writes.push(batch);
    await new Promise<void>((resolve) => gates.push(resolve));
    return batch;
  }, limits);
  const one = { rows: 1, bytes: 1 };
  const answers = [group.add("a", { rows: 4, bytes: 1 })];
  await expect.poll(() => gates.length).toBe(1);
  answers.push(group.add("b", one));
  await expect.poll(() => gates.length).toBe(2);
  answers.push(group.add("c", one), group.add("d", { rows: 2, bytes: 1 }), group.add("e", one));
  await expect(group.add("f", { rows: 2, bytes: 1 })).rejects.toThrow(StoreUnavailableError);
  await expect(group.add("g", { rows: 1, bytes: 98 })).rejects.toThrow(StoreUnavailableError);
  const idle = group.idle();
  for (let open = 0; open < 4; open++) {
    await expect.poll(() => gates.length).toBeGreaterThan(open);
    gates[open]?.();
  }
  expect(await Promise.all(answers)).toEqual(["a", "b", "c", "d", "e"]);
  expect(writes).toEqual([["a"], ["b"], ["c", "d"], ["e"]]);
  await idle;
});
