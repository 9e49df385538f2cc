import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SourceKeys } from "../../src/store/sources.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { sendWithToken } from "../webhooks/server.ts";

const SENDERS = 8;
const EVENTS = 400;

let base: TestDatabase;
let source: SourceKeys;
let child: ChildProcess;
let port = 0;
beforeAll(async () => {
  base = await testDatabase();
  source = await base.store.sources.add(base.workspaceId, { kind: "generic", name: "desk" });
});
afterAll(async () => {
  child.kill("SIGKILL");
  await base.close();
});

async function start(): Promise<void> {
  const file = fileURLToPath(new URL("../webhooks/serve-child.ts", import.meta.url));
  child = spawn(process.execPath, ["--import", "tsx", file, base.url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("no stdout");
  const [line] = await once(child.stdout, "data");
  port = Number(line);
}

async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
}

/** PostgreSQL's view of a crash: every connection of the application is cut in the middle of what it does. */
async function cutConnections(): Promise<void> {
  await base.db.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
}

test("what got a 202 is stored once, though the server is killed, cut from PostgreSQL and stopped meanwhile", async () => {
  await start();
  const acknowledged = new Set<string>();
  const deliver = async (id: string): Promise<void> => {
    const contact = { id, occurredAt: new Date().toISOString(), channel: "phone", reasons: ["x"] };
    while (!acknowledged.has(id)) {
      // As senders do: an answer that does not come, or is not 2xx, is sent again.
      const answer = await sendWithToken(`http://127.0.0.1:${port}/v1/contacts`, source.token, contact).catch(
        () => undefined,
      );
      if (answer?.status === 202) acknowledged.add(id);
      else {
        expect([undefined, 503]).toContain(answer?.status);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  };
  const ids = Array.from({ length: EVENTS }, (_, n) => `e${n}`);
  const sending = Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) await deliver(id);
    }),
  );
  const reached = (count: number) =>
    expect.poll(() => acknowledged.size, { timeout: 15_000 }).toBeGreaterThan(count);
  await reached(50);
  await end("SIGKILL");
  await start();
  await reached(120);
  await cutConnections();
  await reached(200);
  await end("SIGTERM");
  await start();
  await sending;
  await end("SIGTERM");
  const { rows } = await base.db.pool.query("SELECT external_id FROM event");
  expect(rows).toHaveLength(EVENTS);
  expect(new Set(rows.map((row) => row.external_id))).toEqual(acknowledged);
}, 60_000);
