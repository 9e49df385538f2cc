import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { earshot, startEarshotProcess } from "../support/earshot.ts";

let database: TestDatabase;
let dir: string;
let occupant: Server;
let takenPort: string;

beforeAll(async () => {
  database = await testDatabase();
  dir = await mkdtemp(join(tmpdir(), "earshot-cli-"));
  occupant = createServer();
  await new Promise<void>((resolve) => occupant.listen(0, resolve));
  const address = occupant.address();
  takenPort = typeof address === "object" && address !== null ? `${address.port}` : "";
});

afterAll(async () => {
  occupant.close();
  await database.close();
  await rm(dir, { recursive: true, force: true });
});

describe("a wrong setting", () => {
  it.each([
    ["a taken port", () => ({ DATABASE_URL: database.url, PORT: takenPort }), /Port \d+ is taken.*Set PORT/],
    ["a port that is none", () => ({ PORT: "http" }), /PORT.*\.env\.example/],
    [
      "no database there",
      () => ({ DATABASE_URL: "postgres://x@127.0.0.1:1/x" }),
      /Cannot reach the database.*DATABASE_URL/,
    ],
    [
      "no Redis there",
      () => ({ DATABASE_URL: database.url, REDIS_URL: "redis://127.0.0.1:1", PORT: "0" }),
      /Cannot reach Redis.*REDIS_URL/,
    ],
    [
      "a token without its secret",
      () => ({ SLACK_BOT_TOKEN: "xoxb-1" }),
      /SLACK_SIGNING_SECRET.*SLACK_APP_TOKEN/,
    ],
    ["a data folder that is a file", () => ({ EARSHOT_DIR: join(dir, "file") }), /EARSHOT_DIR/],
  ])("of %s ends start with one line that names the fix", async (_, env, words) => {
    await writeFile(join(dir, "file"), "");
    const { code, stderr } = await earshot(["start"], env());
    const lines = stderr
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("{"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(words);
    expect(code).toBe(1);
  });

  it("of a command's name is answered with help", async () => {
    const { code, stderr } = await earshot(["strat"]);
    expect(stderr).toMatch(/unknown command 'strat'.*start/s);
    expect(code).toBe(1);
  });
});

describe("earshot start", () => {
  it("takes a contact in, stops cleanly on SIGTERM and knows the contact after a second start", async () => {
    const env = { EARSHOT_DIR: join(dir, "own"), PORT: "0", LOG_LEVEL: "warn" };
    const added = await earshot(["source", "add", "generic", "--name", "desk", "--json"], env);
    const { token } = JSON.parse(added.stdout);

    const first = startEarshotProcess(["start"], env);
    const [, firstUrl] = await first.printed(/listens on (http:\S+)/);
    expect(await send(`${firstUrl}`, token)).toEqual({ accepted: 1, duplicates: 0 });
    expect((await first.stop()).code).toBe(0);

    const second = startEarshotProcess(["start"], env);
    const [, secondUrl] = await second.printed(/listens on (http:\S+)/);
    expect(await send(`${secondUrl}`, token)).toEqual({ accepted: 0, duplicates: 1 });
    expect((await second.stop()).code).toBe(0);
  }, 60_000);
});

async function send(url: string, token: string): Promise<unknown> {
  const contact = {
    id: "call-1",
    occurredAt: new Date().toISOString(),
    channel: "phone",
    direction: "inbound",
    reasons: ["invoice-wrong"],
  };
  const answer = await fetch(`${url}/v1/contacts`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(contact),
  });
  return answer.json();
}
