import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { send, sendWithToken, serve, type TestServer } from "./server.ts";

let base: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  base = await testDatabase();
  server = await serve(base.store);
});
afterAll(async () => {
  await server.close();
  await base.close();
});

const get = (path: string) => send(`${server.url}${path}`, { method: "GET" });

test("health, readiness and metrics are open to all", async () => {
  expect(await get("/healthz")).toMatchObject({ status: 200, json: { status: "ok", service: "earshot" } });
  expect(await get("/readyz")).toMatchObject({
    status: 200,
    json: { status: "ready", checks: { database: "ok" } },
  });
  const metrics = await get("/metrics");
  expect(metrics.text).toContain("earshot_events_waiting 0");
  expect(metrics.text).toContain("earshot_events_set_aside 0");
});

test("a wrong method is told the right one, a wrong path is told where the document is", async () => {
  const wrong = await get("/v1/contacts?source=x");
  expect(wrong).toMatchObject({ status: 405, headers: { allow: "POST" }, json: { errors: [{ path: "" }] } });
  expect(await send(`${server.url}/metrics`, { method: "DELETE" })).toMatchObject({ status: 405 });
  expect(await get("/v1/nothing")).toMatchObject({ status: 404, json: { errors: [{ path: "" }] } });
});

test("the document's examples are accepted, each on its path, and its references all lead somewhere", async () => {
  const { json: document } = await get("/openapi.json");
  const { paths, components } = document as {
    paths: Record<
      string,
      { post?: { requestBody: { content: Record<string, { example: { occurredAt: string } }> } } }
    >;
    components: { schemas: Record<string, object> };
  };
  const source = await base.store.sources.add(base.workspaceId, { kind: "generic", name: "stranger" });
  const posts = Object.entries(paths).filter(([, { post }]) => post !== undefined);
  expect(posts.map(([path]) => path)).toEqual([
    "/v1/contacts",
    "/v1/feedback",
    "/v1/promises",
    "/v1/codings",
    "/v1/surveys",
    "/v1/hooks/{source}",
  ]);
  for (const [path, { post }] of posts.slice(0, 4)) {
    const example = {
      ...post?.requestBody.content["application/json"]?.example,
      occurredAt: new Date().toISOString(),
    };
    expect(await sendWithToken(`${server.url}${path}`, source.token, example)).toMatchObject({ status: 202 });
  }
  const references = JSON.stringify(document).match(/#\/components\/schemas\/\w+/g) ?? [];
  for (const reference of references)
    expect(components.schemas).toHaveProperty(reference.split("/").at(-1) ?? "");
  expect(JSON.stringify(components.schemas.contact)).toContain('"phone"');
});

test("a sender of an endless body gets its 413 and is cut off", async () => {
  const socket = connect(server.port, "127.0.0.1");
  const head = [
    "POST /v1/contacts HTTP/1.1",
    "host: x",
    "content-type: application/json",
    "authorization: Bearer x",
    "transfer-encoding: chunked",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  const piece = `10000\r\n${" ".repeat(0x10000)}\r\n`;
  let answer = "";
  let sent = 0;
  await new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      answer += chunk.toString();
    });
    // Writing to a connection that was cut is what is being tested.
    socket.on("error", () => undefined);
    socket.on("close", () => resolve());
    const pump = () => {
      if (socket.destroyed) return;
      sent += piece.length;
      if (socket.write(piece)) setImmediate(pump);
      else socket.once("drain", pump);
    };
    pump();
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(sent).toBeLessThan(64 * 1024 * 1024);
});

test("a sender that hangs up before its body ends has sent bad input: no failure of ours is logged or counted", async () => {
  const own = await serve(base.store);
  const socket = connect(own.port, "127.0.0.1");
  const head = [
    "POST /v1/contacts HTTP/1.1",
    "host: x",
    "content-type: application/json",
    "authorization: Bearer x",
    "content-length: 100",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n[`, () => socket.destroy());
  const refused = async () => (await send(`${own.url}/metrics`, { method: "GET" })).text;
  await expect.poll(refused).toMatch(/earshot_http_requests_total\{route="\/v1\/contacts",status="\d+"\} 1/);
  expect(await refused()).toContain('status="400"');
  expect(own.logged()).not.toContain("events were not taken");
  await own.close();
});

test("one nudge goes to the queue at a time, and a last one follows what came meanwhile", async () => {
  const asked: (() => void)[] = [];
  const own = await serve(base.store, { enqueue: () => new Promise<void>((resolve) => asked.push(resolve)) });
  const source = await base.store.sources.add(base.workspaceId, { kind: "generic", name: "busy" });
  const contact = (id: number) => ({
    id: `${id}`,
    occurredAt: new Date().toISOString(),
    channel: "chat",
    reasons: ["x"],
  });
  for (let id = 0; id < 5; id++) {
    expect((await sendWithToken(`${own.url}/v1/contacts`, source.token, contact(id))).status).toBe(202);
  }
  expect(asked).toHaveLength(1);
  asked[0]?.();
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.();
  await own.close();
});
