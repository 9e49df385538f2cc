import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/index.ts";
import type { SourceKeys } from "../../src/store/sources.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { freePort } from "../support/redis.ts";
import { type Answer, send, sendWithToken, serve, signedHeaders, type TestServer } from "./server.ts";

const NOW = new Date("2026-11-20T12:00:00Z");

let base: TestDatabase;
let server: TestServer;
let source: SourceKeys;
beforeAll(async () => {
  base = await testDatabase();
  source = await base.store.sources.add(base.workspaceId, { kind: "generic", name: "desk" });
  server = await serve(base.store, { now: () => NOW });
});
afterAll(async () => {
  await server.close();
  await base.close();
});
beforeEach(async () => {
  await base.db.pool.query("DELETE FROM event");
});

const contact = (change: object = {}) => ({
  id: "call-1",
  occurredAt: "2026-11-20T09:14:00+02:00",
  channel: "phone",
  reasons: ["invoice-wrong"],
  ...change,
});

const post = (body: unknown, path = "/v1/contacts"): Promise<Answer> =>
  sendWithToken(`${server.url}${path}`, source.token, body);

const signed = (body: string | Buffer, change: Record<string, string> = {}, at = NOW): Promise<Answer> =>
  send(`${server.url}/v1/contacts?source=${source.id}`, {
    headers: { ...signedHeaders(source.secret, body, at), ...change },
    body,
  });

async function bodies(): Promise<unknown[]> {
  const { rows } = await base.db.pool.query("SELECT body FROM event ORDER BY id");
  return rows.map((row) => row.body);
}

test("a signed contact is stored in our words before the 202, and the workspace is nudged", async () => {
  const answer = await signed(
    JSON.stringify(contact({ team: null, reasons: ["a", "b", "a"], waitSeconds: 3.4 })),
  );
  expect(answer).toMatchObject({ status: 202, json: { accepted: 1, duplicates: 0 } });
  expect(await bodies()).toEqual([
    {
      ...contact({ occurredAt: "2026-11-20T07:14:00.000Z", reasons: ["a", "b"], waitSeconds: 3 }),
      direction: "inbound",
    },
  ]);
  await expect.poll(() => server.nudges).toContain(JSON.stringify({ workspaceId: base.workspaceId }));
});

test("feedback, promises and surveys are taken on their own paths", async () => {
  const occurredAt = "2026-11-20T09:00:00Z";
  const feedback = { id: "f", occurredAt, metric: "nps", score: 3 };
  const promise = {
    id: "p",
    promiseId: "p-9",
    action: "made",
    occurredAt,
    dueAt: "2026-11-21T14:00:00Z",
    text: "call",
  };
  expect((await post(feedback, "/v1/feedback")).status).toBe(202);
  expect((await post([promise, { ...promise, id: "q", action: "kept" }], "/v1/promises")).json).toEqual({
    accepted: 2,
    duplicates: 0,
  });
  const survey = { id: "s", occurredAt, touchpoint: "invoice", customer: { id: "c-77" }, channel: "sms" };
  const { status, json } = await post([survey, { ...survey, id: "t", metric: "nps" }, survey], "/v1/surveys");
  expect({ status, json }).toEqual({ status: 202, json: { accepted: 2, duplicates: 1 } });
  const { rows } = await base.db.pool.query("SELECT kind FROM event ORDER BY id");
  expect(rows.map((row) => row.kind)).toEqual(["feedback", "promise", "promise", "survey", "survey"]);
});

test("the same id with another body: 202, a duplicate, and the first body stays", async () => {
  await post(contact({ summary: "first" }));
  expect(await post([contact({ summary: "second" }), contact({ id: "new" })])).toMatchObject({
    status: 202,
    json: { accepted: 1, duplicates: 1 },
  });
  expect(await bodies()).toMatchObject([{ summary: "first" }, { id: "new" }]);
});

test("1,000 contacts in one request, and 40 requests at once with the same 10 ids", async () => {
  const thousand = Array.from({ length: 1_000 }, (_, n) => contact({ id: `many-${n}` }));
  expect((await post(thousand)).json).toEqual({ accepted: 1_000, duplicates: 0 });
  const ten = Array.from({ length: 10 }, (_, n) => contact({ id: `same-${n}` }));
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => post(n % 2 ? ten : [...ten].reverse())),
  );
  const taken = answers.map((answer) => answer.json as { accepted: number; duplicates: number });
  expect(taken.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(10);
  expect(taken.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(390);
});

test("after a rotation both secrets sign, once the few seconds of memory are over", async () => {
  let time = NOW.getTime();
  const turning = await base.store.sources.add(base.workspaceId, { kind: "generic", name: "turning" });
  const own = await serve(base.store, { now: () => new Date(time) });
  const body = JSON.stringify(contact());
  const status = async (secret: string) =>
    (
      await send(`${own.url}/v1/contacts?source=${turning.id}`, {
        headers: signedHeaders(secret, body, new Date(time)),
        body,
      })
    ).status;
  expect(await status(turning.secret)).toBe(202);
  const { secret } = await base.store.sources.rotate(base.workspaceId, turning.id, { token: false });
  expect(await status(secret)).toBe(401);
  time += 5_000;
  expect([await status(secret), await status(turning.secret)]).toEqual([202, 202]);
  await base.store.sources.rotate(base.workspaceId, turning.id, { token: false });
  time += 5_000;
  expect([await status(secret), await status(turning.secret)]).toEqual([202, 401]);
  await own.close();
});

const json = JSON.stringify(contact());
const noKeys = { "content-type": "application/json" };
test.each<[string, () => Promise<Answer>, number]>([
  ["no keys", () => send(`${server.url}/v1/contacts`, { headers: noKeys, body: json }), 401],
  ["an unknown token", () => sendWithToken(`${server.url}/v1/contacts`, "est_wrong", json), 401],
  ["an empty token", () => sendWithToken(`${server.url}/v1/contacts`, "", json), 401],
  ["a signature by another secret", () => signed(json, signedHeaders("whsec_AAAA", json, NOW)), 401],
  ["a signature of another body", () => signed(json, signedHeaders(source.secret, `${json} `, NOW)), 401],
  ["a signature from six minutes ago", () => signed(json, {}, new Date(NOW.getTime() - 360_000)), 401],
  ["a signature from six minutes ahead", () => signed(json, {}, new Date(NOW.getTime() + 360_000)), 401],
  [
    "a timestamp that was not signed",
    () => signed(json, { "webhook-timestamp": `${NOW.getTime() / 1000 + 1}` }),
    401,
  ],
  [
    "a wrong signature beside a right token",
    () => signed(json, { authorization: `Bearer ${source.token}`, "webhook-signature": "v1,x" }),
    401,
  ],
  [
    "a signature without a source",
    () => send(`${server.url}/v1/contacts`, { headers: signedHeaders(source.secret, json, NOW), body: json }),
    401,
  ],
  [
    "a signature of an unknown source",
    () =>
      send(`${server.url}/v1/contacts?source=src_x`, {
        headers: signedHeaders(source.secret, json, NOW),
        body: json,
      }),
    401,
  ],
  ["text/plain", () => signed(json, { "content-type": "text/plain" }), 415],
  [
    "a charset that is not UTF-8",
    () => signed(json, { "content-type": "application/json; charset=latin1" }),
    415,
  ],
  ["a compressed body", () => signed(json, { "content-encoding": "gzip" }), 415],
  ["a body of 1 MiB and a byte", () => signed(`${json}${" ".repeat(1024 * 1024 + 1 - json.length)}`), 413],
  [
    "the same in pieces, its length unsaid",
    () => signed(`${json}${" ".repeat(1024 * 1024 + 1 - json.length)}`, { "transfer-encoding": "chunked" }),
    413,
  ],
  ["an array nested 33 deep", () => post(`${"[".repeat(33)}${"]".repeat(33)}`), 422],
  ["an array nested 20,000 deep", () => post(`${"[".repeat(20_000)}${"]".repeat(20_000)}`), 422],
  ["nothing but 500,000 opening brackets", () => post("[{".repeat(250_000)), 422],
  ["an empty body", () => post(""), 422],
  ["what is not JSON", () => post("{id: 1}"), 422],
  ["JSON cut short", () => post(json.slice(0, -1)), 422],
  ["what is not UTF-8", () => post(Buffer.from([0x22, 0xff, 0xfe, 0x22])), 422],
  ["UTF-16", () => post(Buffer.from(json, "utf16le")), 422],
  ["a number", () => post("42"), 422],
  ["null", () => post("null"), 422],
  ["an array of null", () => post("[null]"), 422],
  ["a key of __proto__", () => post(`{"__proto__": {"admin": true}, ${json.slice(1)}`), 422],
  [
    "10,000 unknown keys",
    () => post(contact(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`k${n}`, n])))),
    422,
  ],
  ["0 items", () => post([]), 422],
  ["1,001 items", () => post(Array.from({ length: 1_001 }, (_, n) => contact({ id: `i${n}` }))), 422],
])("%s is refused and nothing is stored", async (_what, request, status) => {
  const answer = await request();
  expect(answer.status).toBe(status);
  expect(answer.json).toEqual({
    errors: expect.arrayContaining([{ path: expect.any(String), message: expect.any(String) }]),
  });
  expect((answer.json as { errors: unknown[] }).errors.length).toBeLessThanOrEqual(50);
  expect(await bodies()).toEqual([]);
});

test.each<[string, unknown, string, string]>([
  ["an unknown channel", { channel: "fax" }, "channel", "must be one of phone, email, chat, store, web"],
  ["a date in 1970", { occurredAt: "1970-01-01T00:00:00Z" }, "occurredAt", "before the year 2000"],
  ["a date in 2099", { occurredAt: "2099-01-01T00:00:00Z" }, "occurredAt", "more than a day in the future"],
  ["a date without a zone", { occurredAt: "2026-11-20T09:14:00" }, "occurredAt", "ISO 8601 with a zone"],
  ["the 30th of February", { occurredAt: "2026-02-30T09:14:00Z" }, "occurredAt", "ISO 8601"],
  ["reasons left out", { reasons: undefined }, "reasons", "is required"],
  ["200 reasons", { reasons: Array.from({ length: 200 }, (_, n) => `r${n}`) }, "reasons", "20"],
  ["a reason of 65 letters", { reasons: ["x".repeat(65)] }, "reasons[0]", "64"],
  ["a reason that stands for all", { reasons: ["ok", "*"] }, "reasons[1]", "letters, digits"],
  ["a phone of two digits", { customer: { phone: "12" } }, "customer.phone", "not a phone number"],
  ["a phone of words", { customer: { phone: "call me 12345" } }, "customer.phone", "not a phone number"],
  ["an e-mail without @", { customer: { email: "maija" } }, "customer.email", "not an e-mail"],
  ["a missing id", { id: undefined }, "id", "is required"],
  ["an id that is null", { id: null }, "id", "is required"],
  ["an empty id", { id: " " }, "id", "must not be empty"],
  ["a field that is not known", { handelSeconds: 3 }, "handelSeconds", "not a field"],
  ["NUL in the customer's words", { summary: "a\0b" }, "summary", "NUL"],
  ["half a surrogate pair", { customer: { name: "\ud800" } }, "customer.name", "surrogate"],
  ["a negative wait", { waitSeconds: -1 }, "waitSeconds", "0"],
  [
    "a promise due in 2099",
    { promise: { text: "call", dueAt: "2099-01-01T00:00:00Z" } },
    "promise.dueAt",
    "five years",
  ],
  ["a promise due soon", { promise: { text: "call", dueAt: "soon" } }, "promise.dueAt", "ISO 8601"],
  ["a promise without words", { promise: { dueAt: "2026-11-21T09:00:00Z" } }, "promise.text", "is required"],
])(
  "%s is named by its path, alone and in an array, and nothing is stored",
  async (_what, change, path, message) => {
    const wrong = contact(change as object);
    const alone = await post(wrong);
    expect(alone).toMatchObject({
      status: 422,
      json: { errors: [{ path, message: expect.stringContaining(message) }] },
    });
    const third = await post([contact({ id: "a" }), contact({ id: "b" }), wrong]);
    expect(third).toMatchObject({ status: 422, json: { errors: [{ path: `[2].${path}` }] } });
    expect(await bodies()).toEqual([]);
  },
);

const promised = (action: string, given: object = {}) => ({
  id: `p-${action}`,
  promiseId: "p",
  occurredAt: "2026-11-20T09:00:00Z",
  action,
  ...given,
});

const surveyed = (given: object) => ({
  id: "s",
  occurredAt: "2026-11-20T09:00:00Z",
  touchpoint: "invoice",
  ...given,
});

test.each([
  ["/v1/feedback", { id: "f", occurredAt: "2026-11-20T09:00:00Z", metric: "csat", score: 0 }, "score"],
  ["/v1/feedback", { id: "f", occurredAt: "2026-11-20T09:00:00Z", metric: "mood", score: 0 }, "metric"],
  ["/v1/surveys", { id: "s", occurredAt: "2026-11-20T09:00:00Z" }, "touchpoint"],
  ["/v1/surveys", surveyed({ metric: "mood" }), "metric"],
  ["/v1/surveys", surveyed({ channel: "pigeon" }), "channel"],
  ["/v1/surveys", surveyed({ occurredAt: "2099-01-01T00:00:00Z" }), "occurredAt"],
  ["/v1/surveys", surveyed({ touchpoint: " " }), "touchpoint"],
  ["/v1/surveys", surveyed({ sentAt: "2026-11-20T09:00:00Z" }), "sentAt"],
  ["/v1/promises", promised("moved"), "dueAt"],
  ["/v1/promises", promised("made"), "text"],
  ["/v1/promises", promised("made", { text: "call", dueAt: "asap" }), "dueAt"],
  ["/v1/promises", promised("made", { text: "call", customerTold: true }), "customerTold"],
  ["/v1/promises", promised("moved", { dueAt: "2026-11-21T09:00:00Z", customerTold: "yes" }), "customerTold"],
])("%s refuses what its kind cannot be", async (path, body, field) => {
  expect(await post(body, path)).toMatchObject({ status: 422, json: { errors: [{ path: field }] } });
});

test.each([
  ["/v1/contacts", () => contact({ promise: { text: "call back" } })],
  ["/v1/promises", () => promised("made", { text: "call back" })],
  ["/v1/promises", () => promised("moved", { dueAt: "2026-11-21T09:00:00Z", customerTold: false })],
])("%s takes a promise without a time, and whether the customer was told", async (path, body) => {
  expect(await post(body(), path)).toMatchObject({ status: 202 });
});

test("with the store away every request is told to come back, also one whose source is remembered", async () => {
  const db = openDatabase(base.url);
  const own = await serve(createStore(db));
  const url = `${own.url}/v1/contacts`;
  expect((await sendWithToken(url, source.token, contact({ id: "before" }))).status).toBe(202);
  await closeDatabase(db);
  const away = await sendWithToken(url, source.token, contact({ id: "after" }));
  expect(away).toMatchObject({ status: 503, headers: { "retry-after": "2" } });
  await own.close();
  const nowhere = openDatabase(`postgresql://nobody@127.0.0.1:${await freePort()}/none`);
  const lost = await serve(createStore(nowhere));
  const unknown = await sendWithToken(`${lost.url}/v1/contacts`, source.token, contact());
  expect(unknown).toMatchObject({ status: 503, headers: { "retry-after": "2" } });
  expect((await send(`${lost.url}/readyz`, { method: "GET" })).json).toEqual({
    status: "not ready",
    checks: { database: "failed" },
  });
  expect((await send(`${lost.url}/metrics`, { method: "GET" })).status).toBe(200);
  await lost.close();
  await closeDatabase(nowhere);
});

test("draining: what was taken in is stored and answered, the next is told to come back", async () => {
  const own = await serve(base.store, { now: () => NOW });
  const url = `${own.url}/v1/contacts`;
  const before = Array.from({ length: 20 }, (_, n) =>
    sendWithToken(url, source.token, contact({ id: `d${n}` })),
  );
  await before[0];
  await own.drain();
  const refused = await sendWithToken(url, source.token, contact({ id: "late" }));
  expect(refused).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  const acknowledged = (await Promise.all(before)).filter(({ status }) => status === 202);
  expect(await bodies()).toHaveLength(acknowledged.length);
  expect((await send(`${own.url}/readyz`, { method: "GET" })).json).toMatchObject({ status: "stopping" });
  await own.close();
});

test("400 requests are at work at a time; the next is told to come back, and the 400 are answered", async () => {
  const waiting: (() => void)[] = [];
  const slow: typeof base.store.events.add = async ({ events }) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return { accepted: events.length, duplicates: 0 };
  };
  const own = await serve({ ...base.store, events: { ...base.store.events, add: slow } }, { now: () => NOW });
  const url = `${own.url}/v1/contacts`;
  const under = Array.from({ length: 400 }, () => sendWithToken(url, source.token, contact()));
  await expect.poll(() => waiting.length, { timeout: 10_000 }).toBe(400);
  const excess = await sendWithToken(url, source.token, contact());
  expect(excess).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
  for (const answer of waiting) answer();
  expect((await Promise.all(under)).every(({ status }) => status === 202)).toBe(true);
  await own.close();
});

test("no bytes are answered with a 5xx, and what is refused is not stored", async () => {
  const seeds = [json, JSON.stringify([contact(), contact({ id: "b", customer: { phone: "040 1234567" } })])];
  const mutated = fc
    .record({
      seed: fc.constantFrom(...seeds),
      at: fc.nat(),
      remove: fc.nat({ max: 20 }),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc
          .constantFrom('"', "\\u0000", "\\ud800", "{}", "[]", "1e999", '"__proto__":1,')
          .map((text) => Buffer.from(text)),
      ),
    })
    .map(({ seed, at, remove, insert }) => {
      const bytes = Buffer.from(seed);
      const place = at % bytes.length;
      return Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + remove)]);
    });
  const junk = fc.oneof(
    mutated,
    fc.uint8Array({ maxLength: 200 }).map(Buffer.from),
    fc.json().map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(junk, async (bytes) => {
      const before = (await bodies()).length;
      const { status } = await post(bytes);
      expect([202, 422]).toContain(status);
      if (status === 422) expect(await bodies()).toHaveLength(before);
    }),
    { numRuns: 300 },
  );
});

test("nothing of what customers say or are is logged, whether taken or refused", async () => {
  const canary = "Kanarialintu";
  const words = {
    id: `id-${canary}`,
    customer: { id: canary, name: canary, email: `${canary}@example.com`, phone: "+358 40 7654321" },
    summary: canary,
    agent: canary,
    promise: { text: canary, dueAt: "2026-11-21T09:00:00Z" },
  };
  expect((await post(contact(words))).status).toBe(202);
  expect((await post(contact({ ...words, channel: canary, [canary]: canary }))).status).toBe(422);
  expect((await post(`{"${canary}`)).status).toBe(422);
  const db = openDatabase(base.url);
  const own = await serve(createStore(db));
  expect((await sendWithToken(`${own.url}/v1/contacts`, source.token, contact({ id: "warm" }))).status).toBe(
    202,
  );
  await closeDatabase(db);
  expect((await sendWithToken(`${own.url}/v1/contacts`, source.token, contact(words))).status).toBe(503);
  const logged = server.logged() + own.logged() + server.nudges.join("");
  expect(logged).toContain("a request was refused");
  expect(logged).toContain("events were not taken");
  expect(logged).not.toMatch(/kanarialintu|7654321/i);
  const metrics = await send(`${server.url}/metrics`, { method: "GET" });
  expect(metrics.text).not.toMatch(/kanarialintu|7654321/i);
  await own.close();
});
