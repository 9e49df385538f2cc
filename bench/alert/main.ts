import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startPostgres } from "../../src/embedded/postgres/postgres.ts";
import { closeDatabase, type Database, openDatabase } from "../../src/store/database.ts";
import { createStore } from "../../src/store/index.ts";
import { migrate } from "../../src/store/migrate.ts";
import type { Load } from "../ingest/load.ts";

// From the POST that makes a reason a spike until its alert reaches Slack (a stub that answers at once), while 500
// other contacts a second come in. Every reason has a Slack channel of its own: pacing within one is not measured.
const RATE = 500;
const SPIKES = process.argv.includes("--quick") ? 20 : 100;
const CONTACTS_A_SPIKE = 15;
const EVERY_MS = 250;
const AIM_MS = 1_000;

const dir = await mkdtemp(join(tmpdir(), "earshot-bench-"));
const postgres = await startPostgres({ dir });
await migrate(postgres.url);
const db = openDatabase(postgres.url);
const posted = new Map<string, number>();
const slack = await startSlack(posted);
const generator = fork(new URL("../ingest/load.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
let earshot: ChildProcess | undefined;
try {
  const store = createStore(db);
  const { id: workspaceId } = await store.workspaces.sole();
  const source = await store.sources.add(workspaceId, { kind: "generic", name: "bench" });
  await tellHistory(db, workspaceId);
  const started = await startEarshot(postgres.url, slack.url);
  earshot = started.child;
  const post = (contacts: object[]) => send(`${started.url}/v1/contacts`, source.token, contacts);
  await post([contact("warm-up", "warm-up")]);

  const seconds = Math.ceil((SPIKES * EVERY_MS) / 1_000) + 10;
  generator.send({
    port: Number(new URL(started.url).port),
    path: `/v1/contacts?source=${source.id}`,
    secret: source.secret,
    seconds,
    connections: 32,
    rate: RATE,
    run: "background",
  } satisfies Load);
  await delay(5_000);

  const sentAt = new Map<string, number>();
  for (let spike = 0; spike < SPIKES; spike++) {
    const reason = reasonOf(spike);
    const contacts = Array.from({ length: CONTACTS_A_SPIKE }, (_, i) => contact(`${reason}-${i}`, reason));
    sentAt.set(reason, performance.now());
    await post(contacts);
    await delay(EVERY_MS);
  }
  await untilAllPosted(sentAt, 20_000);
  report(sentAt);
} finally {
  generator.kill();
  await ended(earshot);
  slack.close();
  await closeDatabase(db);
  await postgres.stop();
  await rm(dir, { recursive: true, force: true });
}

function reasonOf(spike: number): string {
  return `rare-${spike}`;
}

function contact(id: string, reason: string) {
  const occurredAt = new Date().toISOString();
  return { id, occurredAt, channel: "phone", direction: "inbound", reasons: [reason] };
}

/** Eight weeks in which each rare reason had one contact in two hours, and the background what it has now. */
async function tellHistory({ pool }: Database, workspaceId: string): Promise<void> {
  await pool.query("UPDATE workspace SET default_channel = 'CDEFAULT' WHERE id = $1", [workspaceId]);
  await pool.query(
    `INSERT INTO reason (workspace_id, code, label, aliases, slack_channel, first_seen_at)
     SELECT $1, 'rare-' || n, 'Rare ' || n, '{}', 'C' || n, now() - interval '56 days' FROM generate_series(0, $2) n`,
    [workspaceId, SPIKES],
  );
  const starts = `generate_series(date_bin('5 minutes', now(), 'epoch') - interval '56 days', now(), '5 minutes') at`;
  await pool.query(
    // A sum of six uniform numbers, scaled, for the normal noise of a Poisson count; the open bucket holds its part.
    `INSERT INTO bucket (workspace_id, grain, reason, channel, start_at, count)
     SELECT $1::uuid, '5m', reason, 'phone', at,
       round(least(1, extract(epoch FROM now() - at) / 300) * ($2::float8 + sqrt($2::float8) * 1.41 * (random() + random() + random() + random() + random() + random() - 3)))::int
     FROM unnest(ARRAY['invoice-wrong', 'late-delivery', '*']) reason, ${starts}
     UNION ALL
     SELECT $1::uuid, '5m', 'rare-' || n, 'phone', at, 1 FROM generate_series(0, $3) n, ${starts}
     WHERE (extract(epoch FROM at)::bigint / 300 + n) % 24 = 0`,
    [workspaceId, `${RATE * 300}`, SPIKES],
  );
  await pool.query(
    `INSERT INTO bucket (workspace_id, grain, reason, channel, start_at, count)
     SELECT workspace_id, grain.name, reason, channel, date_trunc(grain.unit, start_at), sum(count)
     FROM bucket, (VALUES ('1h', 'hour'), ('1d', 'day')) grain (name, unit) GROUP BY 1, 2, 3, 4, 5`,
  );
}

/** Answers every call at once; `posted` keeps when the first message about each reason came. */
async function startSlack(posted: Map<string, number>) {
  const answer = (response: ServerResponse, body: object) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ ok: true, ...body }));
  };
  let messages = 0;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const at = performance.now();
    if (request.url?.endsWith("auth.test")) {
      return answer(response, { team_id: "T1", team: "Bench", user_id: "U1", bot_id: "B1" });
    }
    const channel = new URLSearchParams(body).get("channel") ?? "";
    if (request.url?.endsWith("chat.postMessage")) {
      const reason = `rare-${channel.slice(1)}`;
      if (!posted.has(reason)) posted.set(reason, at);
    }
    messages += 1;
    answer(response, { channel, ts: `1.${String(messages).padStart(6, "0")}` });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/api/`, close: () => server.close() };
}

async function startEarshot(
  databaseUrl: string,
  slackUrl: string,
): Promise<{ url: string; child: ChildProcess }> {
  const cli = new URL("../../src/cli/main.ts", import.meta.url).pathname;
  const child = spawn(process.execPath, ["--import", "tsx", cli, "start"], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      SLACK_BOT_TOKEN: "xoxb-bench",
      SLACK_SIGNING_SECRET: "bench",
      SLACK_API_URL: slackUrl,
      PORT: "0",
      LOG_LEVEL: "warn",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const address = /http:\/\/localhost:\d+/.exec(`${chunk}`);
      if (address) resolve(address[0]);
    });
    child.once("exit", () => reject(new Error("earshot start ended")));
  });
  return { url, child };
}

async function send(url: string, token: string, contacts: object[]): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(contacts),
  });
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
}

async function untilAllPosted(sentAt: Map<string, number>, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until && [...sentAt.keys()].some((reason) => !posted.has(reason)))
    await delay(50);
}

function report(sentAt: Map<string, number>): void {
  const times = [...sentAt].flatMap(([reason, sent]) => {
    const at = posted.get(reason);
    return at === undefined ? [] : [at - sent];
  });
  times.sort((a, b) => a - b);
  const quantile = (q: number) =>
    times[Math.min(Math.floor(times.length * q), times.length - 1)] ?? Number.NaN;
  const missing = sentAt.size - times.length;
  console.log(
    `${sentAt.size} spikes among ${RATE} contacts a second: ${times.length} alerts reached Slack, ${missing} did not`,
  );
  console.log(
    `POST to alert: p50 ${quantile(0.5).toFixed(0)} ms, p99 ${quantile(0.99).toFixed(0)} ms, max ${quantile(1).toFixed(0)} ms (aim: p99 under ${AIM_MS} ms)`,
  );
  if (missing > 0) process.exitCode = 1;
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await exited;
}
