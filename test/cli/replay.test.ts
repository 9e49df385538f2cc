import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { timeReader } from "../../src/cli/replay/dates.ts";
import { replayCommand } from "../../src/cli/replay.ts";
import type { SourceKeys } from "../../src/store/sources.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { serve, type TestServer } from "../webhooks/server.ts";
import { runCommand } from "./runCommand.ts";

let base: TestDatabase;
let server: TestServer;
let source: SourceKeys;
let dir: string;
beforeAll(async () => {
  base = await testDatabase();
  server = await serve(base.store);
  source = await base.store.sources.add(base.workspaceId, { kind: "generic", name: "file" });
  dir = await mkdtemp(join(tmpdir(), "earshot-replay-"));
});
afterAll(async () => {
  await server.close();
  await base.close();
  await rm(dir, { recursive: true });
});
beforeEach(async () => {
  await base.db.pool.query("DELETE FROM event");
});

async function file(name: string, text: string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, text);
  return path;
}

const replay = (path: string, ...words: string[]) =>
  runCommand(replayCommand(), [path, "--url", server.url, ...words], { EARSHOT_DIR: dir });

const bodies = async () => {
  const { rows } = await base.db.pool.query("SELECT body FROM event ORDER BY id");
  return rows.map((row) => row.body);
};

const calls = [
  "Nr,Day,Time,Via,Topic,What,Phone,Wait",
  '7,22-Apr-15,3:53:50 PM,Desk Call,Billing,"Bill is wrong,\nagain",040 123 4567,30',
  "8,22-Apr-15,9:00:00 AM,Internet,Dead Animal,slow and capped,,",
  "9,31-Feb-15,9:00:00 AM,Internet,Speed,slow,,",
  "10,21-Apr-15,12:00:01 AM,Internet,Speed,usage CAP,12,x",
  "11,21-Apr-15,12:00:01 PM,Internet",
  "12,29-Mar-15,3:30:00 AM,Internet,Speed,no such time,,",
  "",
].join("\n");
const map =
  "Nr=id,Day+Time=occurredAt,Via=channel,What=summary,Phone=customer.phone,Wait=waitSeconds,team:=care";
const dates = ["--date-format", "DD-MMM-YY h:mm:ss A", "--zone", "Europe/Helsinki"];
const vias = ["--channel-map", "Desk Call=phone,*=web"];

test("columns are combined, mapped, typed and sorted by time; every refused line is named by its number", async () => {
  const path = await file("calls.csv", `\ufeff${calls}`);
  const out = join(dir, "rejected.csv");
  const token = ["--token", source.token];
  const words = ["--map", `${map},Topic=reasons`, ...token, ...dates, ...vias, "--rejected", out, "--json"];
  const report = JSON.parse(await replay(path, ...words));
  expect(report).toEqual({
    lines: 6,
    accepted: 2,
    duplicates: 0,
    rejected: [
      { line: 5, reasons: ['"31-Feb-15 9:00:00 AM" is no time that exists in Europe/Helsinki'] },
      { line: 6, reasons: ["customer.phone is not a phone number", expect.stringContaining("waitSeconds")] },
      { line: 7, reasons: ["it has 4 columns, the header has 8"] },
      { line: 8, reasons: [expect.stringContaining("does not exist in Europe/Helsinki: the clocks change")] },
    ],
  });
  const common = { direction: "inbound", team: "care" };
  expect(await bodies()).toEqual([
    {
      ...common,
      id: "8",
      occurredAt: "2015-04-22T06:00:00.000Z",
      channel: "web",
      summary: "slow and capped",
      reasons: ["dead-animal"],
    },
    {
      ...common,
      id: "7",
      occurredAt: "2015-04-22T12:53:50.000Z",
      channel: "phone",
      summary: "Bill is wrong,\nagain",
      reasons: ["billing"],
      customer: { phone: "040 123 4567" },
      waitSeconds: 30,
    },
  ]);
  const written = (await readFile(out, "utf8")).split("\n");
  expect(written[0]).toBe("line,rejected because,Nr,Day,Time,Via,Topic,What,Phone,Wait");
  expect(written[2]).toMatch(
    /^6,"?customer\.phone .*",10,21-Apr-15,12:00:01 AM,Internet,Speed,usage CAP,12,x$/,
  );
  expect(written).toHaveLength(6);
  expect(JSON.parse(await replay(path, ...words))).toMatchObject({ accepted: 0, duplicates: 2 });
});

test("a rule file gives reasons by words and expressions; signed requests work as tokens do", async () => {
  const rules = await file(
    "rules.yaml",
    'rules:\n  - {reason: cap, match: [cap, capped]}\n  - {reason: slow, match: ["/s+low/"]}\ndefault: other\n',
  );
  const path = await file(
    "rules.csv",
    "at,a,b\n2026-01-02T10:00:00Z,SLOW,capped\n2026-01-02T09:00:00Z,captain,x\n",
  );
  const report = await replay(
    path,
    "--map",
    "at=occurredAt,a+b=reasons",
    "--reasons",
    rules,
    "--source",
    source.id,
    "--secret",
    source.secret,
  );
  expect(report).toBe("2 contacts: 2 accepted, 0 duplicates, 0 rejected.");
  expect((await bodies()).map(({ reasons }) => reasons)).toEqual([["other"], ["cap", "slow"]]);
  await expect(
    replay(
      path,
      "--map",
      "at=occurredAt,a=reasons",
      "--token",
      source.token,
      "--reasons",
      await file("bad.yaml", "rules: []"),
    ),
  ).rejects.toThrow("bad.yaml");
});

test("--shift-to-now moves all times alike", async () => {
  const path = await file("shift.csv", "at,why\n2015-01-01T00:00:00Z,a\n2015-01-01T01:00:00Z,b\n");
  await replay(path, "--map", "at=occurredAt,why=reasons", "--token", source.token, "--shift-to-now");
  const [first, last] = (await bodies()).map(({ occurredAt }) => Date.parse(occurredAt));
  expect((last ?? 0) - (first ?? 0)).toBe(3_600_000);
  expect(Date.now() - (last ?? 0)).toBeLessThan(20_000);
});

test("--speed plays at a multiple of the file's own pace", async () => {
  const path = await file("pace.csv", "at,why\n2026-01-01T00:00:00Z,a\n2026-01-01T00:10:00Z,b\n");
  const startedAt = performance.now();
  await replay(path, "--map", "at=occurredAt,why=reasons", "--token", source.token, "--speed", "1200x");
  expect(performance.now() - startedAt).toBeGreaterThan(499);
  expect(await bodies()).toHaveLength(2);
});

test.each([
  [["--map", "at=occurredAt"], "--map says nothing of reasons"],
  [["--map", "at=occurredAt,why=reason"], "There is no field reason. The fields are id"],
  [["--map", "when=occurredAt,why=reasons"], "The file has no column when. It has: at, why"],
  [["--map", "at=occurredAt,why=reasons", "--zone", "Helsinki"], "There is no zone Helsinki"],
  [["--map", "at=occurredAt,why=reasons", "--url", "nowhere"], "--url nowhere is not an address"],
  [["--map", "at=occurredAt,why=reasons", "--speed", "fast"], "Use a number such as 3600x"],
  [["--map", "at=occurredAt,why=reasons", "--token", "wrong"], "answered 401: Unauthorized"],
])("%j fails in one line", async (words, message) => {
  const path = await file("small.csv", "at,why\n2026-01-01T00:00:00Z,a\n");
  await expect(replay(path, "--token", source.token, ...words)).rejects.toThrow(message);
});

test("a missing file, missing keys and a file of nothing but bad lines fail in one line", async () => {
  const path = await file("bad.csv", "at,why\nyesterday,a\n");
  const mapped = ["--map", "at=occurredAt,why=reasons"];
  await expect(replay(join(dir, "none.csv"), ...mapped, "--token", "x")).rejects.toThrow("Cannot read");
  await expect(replay(path, ...mapped)).rejects.toThrow("Give --token, or --source and --secret");
  await expect(replay(path, ...mapped, "--token", source.token)).rejects.toThrow("Every line was rejected");
});

test("it waits as 503 and 429 tell, stops at 401, and --resume goes on where it was", async () => {
  const rows = Array.from(
    { length: 500 },
    (_, n) => `${n},2026-01-01T00:${String(n % 60).padStart(2, "0")}:00Z,x`,
  );
  const path = await file("long.csv", `id,at,why\n${rows.join("\n")}\n`);
  const statuses = [202, 503, 429, 202, 401, 202, 202];
  const sizes: number[] = [];
  const stub = await listen((items) => {
    const status = statuses.shift() ?? 500;
    if (status === 202) sizes.push(items);
    return { status, items };
  });
  const words = ["--map", "id=id,at=occurredAt,why=reasons", "--token", "t", "--url", stub.url, "--json"];
  await expect(replay(path, ...words)).rejects.toThrow("answered 401");
  expect(sizes).toEqual([200, 200]);
  expect(await readdir(join(dir, "replay"))).toHaveLength(1);
  const report = JSON.parse(await replay(path, ...words, "--resume"));
  expect(report).toEqual({ lines: 500, accepted: 500, duplicates: 0, rejected: [] });
  expect(sizes).toEqual([200, 200, 100]);
  expect(await readdir(join(dir, "replay"))).toEqual([]);
  stub.server.close();
});

test("--resume begins anew where the file is read otherwise: its place would be another", async () => {
  const rows = Array.from({ length: 500 }, (_, n) => `${n},2026-01-01T00:00:00Z,${n % 2 ? "desk" : "fax"}`);
  const path = await file("vias.csv", `id,at,via\n${rows.join("\n")}\n`);
  const statuses = [202, 401, 202, 202, 202];
  const stub = await listen((items) => ({ status: statuses.shift() ?? 500, items }));
  const words = [
    "--map",
    "id=id,at=occurredAt,via=channel,reasons:=x",
    "--token",
    "t",
    "--url",
    stub.url,
    "--json",
  ];
  await expect(replay(path, ...words, "--channel-map", "desk=phone")).rejects.toThrow("answered 401");
  const again = await replay(path, ...words, "--channel-map", "desk=phone,fax=letter", "--resume");
  expect(JSON.parse(again)).toMatchObject({ lines: 500, accepted: 500, rejected: [] });
  expect(statuses).toEqual([]);
  stub.server.close();
});

test.each([
  ["M/D/YYYY H:mm", "3/14/2025 1:20", "America/New_York", "2025-03-14T05:20:00.000Z"],
  ["DD-MMM-YY h:mm:ss A", "22-Apr-15 12:05:00 am", "UTC", "2015-04-22T00:05:00.000Z"],
  ["D.M.YYYY [klo] H.mm", "1.12.2025 klo 9.05", "Europe/Helsinki", "2025-12-01T07:05:00.000Z"],
  ["YYYY-MM-DD HH:mm:ssZ", "2025-06-01 10:00:00+0300", undefined, "2025-06-01T07:00:00.000Z"],
  ["MMMM D YYYY", "January 5 2026", "UTC", "2026-01-05T00:00:00.000Z"],
])("%s reads %s", (format, text, zone, expected) => {
  const time = timeReader([format], zone)(text);
  expect("at" in time ? new Date(time.at).toISOString() : time.why).toBe(expected);
});

test.each([
  [[], "2026-01-01 10:00", undefined, "has no offset"],
  [[], "14/3/2025", "UTC", "is not ISO 8601"],
  [["M/D/YYYY", "D/M/YYYY"], "3/4/2025", "UTC", "is ambiguous"],
  [["M/D/YYYY H:mm"], "11/2/2025 1:30", "America/New_York", "happens twice"],
  [["M/D/YYYY H:mm"], "3/9/2025 2:30", "America/New_York", "does not exist"],
  [["M/D/YYYY"], "13/1/2025", "UTC", "is no time that exists"],
  [["M/D/YYYY"], "3/14/2025 1:20", "UTC", 'does not match "M/D/YYYY"'],
  [["D/M h A"], "1/2 13 PM", "UTC", "has no year"],
])("%j refuses %s in words", (formats, text, zone, why) => {
  expect(timeReader(formats, zone)(text)).toEqual({ why: expect.stringContaining(why) });
});

async function listen(
  answer: (items: number) => { status: number; items: number },
): Promise<{ url: string; server: Server }> {
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      const { status, items } = answer(JSON.parse(Buffer.concat(chunks).toString()).length);
      res.writeHead(status, { "retry-after": "0", "content-type": "application/json" });
      res.end(JSON.stringify({ accepted: items, duplicates: 0, errors: [{ path: "", message: "no" }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}`, server };
}
