import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, test } from "vitest";
import manifest from "../../manifest.json" with { type: "json" };
import type { Finding } from "../../src/cli/doctor/finding.ts";
import { examinePublicUrl } from "../../src/cli/doctor/public-url.ts";
import { visit } from "../../src/cli/doctor/visit.ts";
import { doctorCommand } from "../../src/cli/doctor.ts";
import { type Config, readConfig, type SlackConfig } from "../../src/config.ts";
import { connectQueue } from "../../src/queue/connection.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { earshot } from "../support/earshot.ts";
import { startRedis } from "../support/redis.ts";
import { slackHouse } from "../support/slackHouse.ts";
import { type SlackStub, type StubChannel, startSlackStub } from "../support/slackStub.ts";
import { runCommand } from "./runCommand.ts";

const NOWHERE = "127.0.0.1:1";
const SCOPES = manifest.oauth_config.scopes.bot;
const SECRET = "0123456789abcdef0123456789abcdef";
const care: StubChannel = { id: "C0CARE00", name: "care", is_member: true };

let database: TestDatabase;
let stub: SlackStub;

beforeAll(async () => {
  database = await testDatabase();
  const { store, workspaceId } = database;
  await store.sources.add(workspaceId, { kind: "generic", name: "desk" });
  await store.teams.upsert(workspaceId, {
    code: "billing",
    label: "Billing",
    slackChannel: "C0BILLING",
    leads: ["U0OTTO"],
  });
});
afterAll(() => database.close());
beforeEach(async () => {
  stub = await startSlackStub();
  stub.give(SCOPES);
  stub.know([care, { id: "C0BILLING", name: "billing", is_member: true }]);
  return () => stub.close();
});

/** What the doctor finds with these settings, a line each; at least the database and Slack are in order. */
async function findings(change: Partial<Config> = {}, slack: Partial<SlackConfig> = {}): Promise<Finding[]> {
  const connected: SlackConfig = {
    botToken: "xoxb-1",
    signingSecret: SECRET,
    appToken: undefined,
    defaultChannel: "#care",
    apiUrl: stub.apiUrl,
    ...slack,
  };
  const config = { ...readConfig({}), databaseUrl: database.url, slack: connected, ...change };
  const visited = await visit({ config, wrong: [] }, new Date());
  await visited.close();
  return visited.findings;
}

const lines = (found: Finding[], check?: string) =>
  found
    .filter((finding) => check === undefined || finding.check === check)
    .map(
      (finding) => `${finding.state} ${finding.says}${finding.state === "ok" ? "" : ` → ${finding.mend}`}`,
    );

it("finds nothing to mend where all is well", async () => {
  const found = await findings();
  expect(found.filter(({ state }) => state === "mend")).toEqual([]);
  expect(found.map(({ check }) => check)).toEqual([
    ...["settings", "database", "migrations", "fence", "workspace", "queue", "workers"],
    ...["slack", "scopes", "requests", "channels", "teams", "address"],
    ...["source", "inbox", "alerts", "notices"],
  ]);
  expect(lines(found, "slack")).toEqual(["ok @earshot in Stub (T0STUB)"]);
  expect(lines(found, "scopes")).toEqual([`ok all ${SCOPES.length} of manifest.json`]);
  expect(lines(found, "channels")).toEqual(["ok Earshot is in #care (default), #billing (team Billing)"]);
  expect(lines(found, "requests")).toEqual([
    "ok the signing secret looks right; from here nobody can try it: type /earshot help in Slack to prove it",
  ]);
});

it("says that there is no Slack, and looks at the rest", async () => {
  const found = await findings({ slack: undefined });
  expect(lines(found, "slack")).toEqual([
    "mend not connected: contacts are taken in, and signals wait → Set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET (README, Connect Slack).",
  ]);
  expect(lines(found, "inbox")).toEqual(["ok nothing waits"]);
});

describe("Slack", () => {
  const place = `"OAuth & Permissions" of your app on https://api.slack.com/apps`;
  it.each([
    ["invalid_auth", "xoxb-1", `Copy the "Bot User OAuth Token" again: ${place}.`],
    ["invalid_auth", "xapp-1", `It must be the "Bot User OAuth Token" (xoxb-...): ${place}.`],
    ["token_revoked", "xoxb-1", `Install the app to the workspace again and copy the new token: ${place}.`],
  ])("that says %s to %s", async (error, botToken, how) => {
    stub.next("auth.test", { kind: "error", error });
    const found = await findings({}, { botToken });
    expect(lines(found, "slack")).toEqual([`mend Slack refuses SLACK_BOT_TOKEN (${error}) → ${how}`]);
    expect(lines(found, "channels")).toEqual([]);
    expect(lines(found, "teams")).toEqual(["ok 1 team, each with leads and a channel"]);
  });

  it("that hangs is away, and nothing waits for it for long", async () => {
    stub.next("auth.test", { kind: "hang", accepted: false });
    expect(lines(await findings(), "slack")).toEqual([
      expect.stringMatching(/^mend Slack does not answer: .* → Can this machine reach http:\/\/127\.0\.0\.1/),
    ]);
  });

  it("that nobody answers for is named with its address", async () => {
    const found = await findings({}, { apiUrl: `http://${NOWHERE}/api/` });
    expect(lines(found, "slack")).toEqual([
      expect.stringContaining(`Can this machine reach http://${NOWHERE}/api/ (SLACK_API_URL`),
    ]);
  });

  it("that asks to wait", async () => {
    stub.next("auth.test", { kind: "rate-limited", retryAfterSeconds: 30 });
    expect(lines(await findings(), "slack")).toEqual([
      "mend Slack asks us to wait → Look again in a minute.",
    ]);
  });

  it("that gave fewer scopes than the manifest names them", async () => {
    stub.give(SCOPES.filter((scope) => scope !== "users:read" && scope !== "chat:write.public"));
    expect(lines(await findings(), "scopes")).toEqual([
      `mend missing: chat:write.public, users:read → Add them under "OAuth & Permissions" (or paste manifest.json again), then reinstall the app.`,
    ]);
  });

  it("whose clock is a minute behind ours", async () => {
    stub.date(new Date(Date.now() - 60_000));
    const [finding] = lines(await findings(), "clock");
    expect(finding).toMatch(/^mend this machine's is (1 min|5\d s) ahead of that of Slack → Set both by NTP/);
  });

  it("that is another team's than the database's", async () => {
    const { store, workspaceId } = database;
    await store.workspaces.update(workspaceId, { slackTeamId: "T0OTHER" });
    const found = await findings();
    await store.workspaces.update(workspaceId, { slackTeamId: null });
    expect(lines(found, "slack")).toEqual([
      "mend the token is of @earshot in Stub (T0STUB), and the database belongs to team T0OTHER → Use that team's token, or another DATABASE_URL (or EARSHOT_DIR).",
    ]);
  });

  it.each([
    [{ appToken: "xapp-1" }, undefined, "ok the app token works (Socket Mode)"],
    [
      { appToken: "xapp-1" },
      "invalid_auth",
      `mend Slack refuses SLACK_APP_TOKEN (invalid_auth) → Make an app-level token (xapp-...) with connections:write under "Basic Information", and switch Socket Mode on.`,
    ],
    [
      { signingSecret: "xoxb-1" },
      undefined,
      `note SLACK_SIGNING_SECRET does not look like one (32 digits and letters a to f) → Copy the "Signing Secret" (not the client secret) from "Basic Information"; type /earshot help in Slack to prove it.`,
    ],
    [
      { signingSecret: undefined },
      undefined,
      `mend nothing proves that a request is Slack's → Set SLACK_SIGNING_SECRET ("Basic Information" of the app), or SLACK_APP_TOKEN for Socket Mode.`,
    ],
  ])("requests with %j when Slack says %s", async (slack, error, said) => {
    if (error !== undefined) stub.next("apps.connections.open", { kind: "error", error });
    expect(lines(await findings({}, slack), "requests")).toEqual([said]);
  });
});

describe("a channel", () => {
  const fine = "ok Earshot is in #billing (team Billing)";
  it.each<[string, StubChannel[], string[] | undefined, string[]]>([
    [
      "that is archived",
      [{ ...care, is_archived: true }],
      SCOPES,
      [
        fine,
        "mend #care (default) is archived → Unarchive it, or choose another: set SLACK_DEFAULT_CHANNEL to another.",
      ],
    ],
    [
      "that the bot is not in",
      [{ ...care, is_member: false }],
      SCOPES,
      [
        fine,
        "note Earshot may post to #care (default), and is not in it → Type /invite @Earshot in #care: only inside can it find a message whose answer was lost.",
      ],
    ],
    [
      "that the bot is not in and may not post to",
      [{ ...care, is_member: false }],
      SCOPES.filter((scope) => scope !== "chat:write.public"),
      [
        fine,
        "mend #care (default): Earshot is not in it and cannot post there → Type /invite @Earshot in #care.",
      ],
    ],
    [
      "that is private and has the bot",
      [{ ...care, is_private: true }],
      SCOPES,
      ["ok Earshot is in #care (default), #billing (team Billing)"],
    ],
    [
      "whose name nobody has",
      [{ ...care, name: "cares" }],
      SCOPES,
      [
        fine,
        "mend #care (default) does not exist, or is private and Earshot is not in it → /invite @Earshot there, or choose another: set SLACK_DEFAULT_CHANNEL to another.",
      ],
    ],
  ])("%s", async (_, known, scopes, said) => {
    stub.know(known);
    stub.give(scopes ?? []);
    expect(lines(await findings(), "channels")).toEqual(said);
  });

  it("whose id Slack does not know, of a team and a reason", async () => {
    const { store, workspaceId } = database;
    const gone = { slackChannel: "C0GONE00" };
    await store.reasons.upsert(workspaceId, { code: "late", label: "Order is late", ...gone }, new Date());
    await store.teams.upsert(workspaceId, { code: "web", label: "Web", leads: ["U0OTTO"], ...gone });
    await store.teams.upsert(workspaceId, { code: "moves", leads: ["U0OTTO"], slackChannel: care.id });
    const found = await findings();
    await database.db.pool.query("DELETE FROM team WHERE code IN ('web', 'moves')");
    await database.db.pool.query("DELETE FROM reason");
    expect(lines(found, "channels")).toEqual([
      "ok Earshot is in #care (default, team moves), #billing (team Billing)",
      "mend C0GONE00 (team Web, reason Order is late) does not exist, or is private and Earshot is not in it → /invite @Earshot there, or choose another: /earshot channel #other web; /earshot channel #other late.",
    ]);
  });

  it("that is named nowhere as the default", async () => {
    expect(lines(await findings({}, { defaultChannel: undefined }), "channels")).toEqual([
      fine,
      "mend no default channel: alerts that no team or reason owns have nowhere to go → Set SLACK_DEFAULT_CHANNEL, or type /earshot channel #its-name default in Slack.",
    ]);
  });

  it.each<[Parameters<SlackStub["next"]>[1], string]>([
    [
      { kind: "error", error: "missing_scope" },
      "note C0BILLING (team Billing): Slack refuses to say (missing_scope) → See slack and scopes above.",
    ],
    [
      { kind: "rate-limited", retryAfterSeconds: 9 },
      "note C0BILLING (team Billing): Slack did not say → Look again in a minute.",
    ],
  ])("that Slack does not tell of: %j", async (mood, said) => {
    stub.next("conversations.info", mood);
    expect(lines(await findings(), "channels")).toEqual(["ok Earshot is in #care (default)", said]);
  });
});

describe("a lead group", () => {
  it.each([
    ["with a member", { S0LEADS: ["U0OTTO"] }, "ok 1 team, each with leads and a channel"],
    [
      "without members",
      { S0LEADS: [] },
      "mend user group S0LEADS (the leads of Billing) is empty → Add members to it in Slack.",
    ],
    [
      "that Slack does not know",
      {},
      "mend user group S0LEADS (the leads of Billing): Slack knows no such group (no_such_subteam) → Choose another one in Slack: /earshot team <code>.",
    ],
  ])("%s", async (_, groups, said) => {
    stub.know([], groups);
    const { store, workspaceId } = database;
    await store.teams.upsert(workspaceId, { code: "billing", leads: [], leadGroup: "S0LEADS" });
    const found = await findings();
    await store.teams.upsert(workspaceId, { code: "billing", leads: ["U0OTTO"], leadGroup: null });
    expect(lines(found, "teams")).toEqual([said]);
  });
});

describe("a database", () => {
  it("that is stopped hides neither Slack nor its channels", async () => {
    const found = await findings({ databaseUrl: `postgres://x@${NOWHERE}/x` });
    expect(lines(found, "database")).toEqual([
      "mend does not answer: connect ECONNREFUSED 127.0.0.1:1 → Start it, or check DATABASE_URL (host, port, user, password, database); unset, Earshot runs its own.",
    ]);
    expect(lines(found, "channels")).toEqual(["ok Earshot is in #care (default)"]);
    expect(lines(found, "the rest")).toEqual([
      "note sources, events, alerts, channels and teams are in the database: not looked at → Mend the database first.",
    ]);
  });

  it("without tables", async () => {
    const found = await findings({ databaseUrl: inject("postgresUrl") });
    expect(lines(found, "migrations")).toEqual([
      "mend none applied yet: the database is empty → earshot migrate (earshot start does it too)",
    ]);
  });

  it("with tables and nothing in them says what comes first", async () => {
    const { url, db, close } = await testDatabase();
    await db.pool.query("TRUNCATE workspace CASCADE");
    const found = await findings({ databaseUrl: url });
    expect(await db.prisma.workspace.count()).toBe(0);
    await close();
    expect(lines(found, "source")).toEqual([
      "mend none: nobody can send contacts yet → earshot source add generic --name desk (README, Send the first contact)",
    ]);
    expect(lines(found, "queue")).toEqual(["ok in PostgreSQL"]);
    expect(lines(found, "the rest")).toEqual([]);
  });

  it("of our own that is not made yet is not made by looking", async () => {
    const dir = await mkdtemp(join(tmpdir(), "earshot-doctor-"));
    const found = await findings({ databaseUrl: undefined, dir });
    await rm(dir, { recursive: true });
    expect(lines(found, "database")).toEqual([
      `note none yet in ${dir} → earshot start makes it, or set DATABASE_URL.`,
    ]);
    expect(lines(found, "the rest")).toEqual([]);
  });

  it.each([
    ["says nothing", false, /^MEND {2}database +does not answer: /m],
    ["freezes", true, /^MEND {2}database +no answer in 10 s$/m],
  ])(
    "that takes the connection and %s ends the command all the same, without a secret told",
    async (_, greets, says) => {
      const mute = await muteServer(greets);
      const { code, stdout, stderr } = await earshot(["doctor"], {
        DATABASE_URL: `postgres://x:canary-1@${mute.host}/x`,
        REDIS_URL: `redis://:canary-2@${mute.host}`,
        SLACK_BOT_TOKEN: "xoxb-canary-3",
        SLACK_SIGNING_SECRET: "canary-4",
        SLACK_APP_TOKEN: "xapp-canary-5",
        SLACK_API_URL: `http://${mute.host}/api/`,
        PUBLIC_URL: `http://${mute.host}`,
      });
      mute.close();
      expect(stdout).toMatch(says);
      for (const check of ["queue", "slack", "address"]) {
        expect(stdout).toMatch(new RegExp(`^MEND  ${check} `, "m"));
      }
      expect(code).toBe(1);
      expect(stdout + stderr).not.toMatch(/canary/);
    },
  );
});

/** Takes every connection and says nothing; `greets`: lets PostgreSQL's clients in, and freezes at their first query. */
async function muteServer(greets: boolean) {
  const taken: Socket[] = [];
  const server = createTcpServer((socket) => {
    taken.push(socket);
    socket.on("error", () => undefined);
    const isStartup = (said: Buffer) => said.length > 8 && said.readInt32BE(4) === 196_608;
    const authenticatedAndReady = Buffer.from("R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I", "latin1");
    if (greets) socket.once("data", (said) => void (isStartup(said) && socket.write(authenticatedAndReady)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of taken) socket.destroy();
      server.close();
    },
  };
}

describe("a queue", () => {
  it("in a Redis that is away", async () => {
    expect(lines(await findings({ redisUrl: `redis://${NOWHERE}` }), "queue")).toEqual([
      "mend Redis does not answer: connect ECONNREFUSED 127.0.0.1:1 → Start it, or check REDIS_URL; unset, the queue lives in PostgreSQL. What came in is stored and waits.",
    ]);
  });

  it.skipIf(inject("redisUrl") === undefined)("in a Redis that may evict jobs, or refuses us", async () => {
    const dir = await mkdtemp(join(tmpdir(), "earshot-doctor-"));
    const redis = await startRedis(dir);
    if (redis === undefined) throw new Error("redis-server was there a moment ago");
    const client = new Redis(redis.url);
    await client.config("SET", "appendonly", "yes");
    const good = lines(await findings({ redisUrl: redis.url }), "queue");
    await client.config("SET", "maxmemory-policy", "allkeys-lru");
    const evicting = lines(await findings({ redisUrl: redis.url }), "queue");
    await client.config("SET", "requirepass", "s3cr3t");
    const refusing = lines(await findings({ redisUrl: redis.url }), "queue");
    client.disconnect();
    await redis.stop();
    await rm(dir, { recursive: true });
    expect(good).toEqual([expect.stringMatching(/^ok Redis [\d.]+, noeviction, append-only file$/)]);
    expect(evicting).toEqual([
      "mend Redis may throw jobs away: maxmemory-policy is allkeys-lru → redis-cli config set maxmemory-policy noeviction, and the same in redis.conf.",
    ]);
    expect(refusing).toEqual([expect.stringMatching(/^mend Redis does not answer: NOAUTH/)]);
  });

  it("nobody works on", async () => {
    const { url, close } = await testDatabase();
    const connection = await connectQueue({ databaseUrl: url, redisUrl: undefined });
    const sweep = connection.queue("sweep");
    await sweep.add("sweep", {}, { timestamp: Date.now() - 300_000, delay: 2_000 });
    await sweep.close();
    await connection.close();
    const found = await findings({ databaseUrl: url });
    await close();
    expect(lines(found, "workers")).toEqual([
      "mend jobs have waited for 5 min → No worker is at work, or too few: earshot start (or earshot start --role worker).",
    ]);
  });
});

describe("PUBLIC_URL", () => {
  let status = 200;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((_, response) =>
      response.writeHead(status).end('{"status":"ok","service":"earshot"}'),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it.each<[string, () => Partial<Config>, Partial<SlackConfig>, RegExp[]]>([
    [
      "unset with Socket Mode",
      () => ({}),
      { appToken: "xapp-1" },
      [/^ok PUBLIC_URL is not set: .*Socket Mode/],
    ],
    ["unset without", () => ({}), {}, [/^note PUBLIC_URL is not set, and Slack's clicks.*manifest/]],
    ["that answers", () => ({ publicUrl: `${url}/` }), {}, [/^ok http:\S+\d answers as Earshot$/]],
    [
      "that leads elsewhere",
      () => ({ publicUrl: `${url}?404` }),
      {},
      [
        /^mend http:\S+ answers, but not as Earshot \(HTTP 404\) → PUBLIC_URL must lead to Earshot's port 3000/,
      ],
    ],
    [
      "where nobody is",
      () => ({ publicUrl: "https://localhost:2" }),
      {},
      [/^mend https:\/\/localhost:2\/healthz does not answer: .*ECONNREFUSED.* → Is earshot start running/],
    ],
    [
      "that is no https",
      () => ({ publicUrl: "http://earshot.invalid" }),
      {},
      [/^note http:\/\/earshot.invalid is not https/, /^mend .*does not answer: .*ENOTFOUND|EAI_AGAIN/],
    ],
    [
      "that is no https, and Slack calls it",
      () => ({ publicUrl: url }),
      { apiUrl: undefined },
      [/^mend .* is not https, and Slack calls nothing else → .*Socket Mode/, /^ok/],
    ],
  ])("%s", async (name, change, slack, said) => {
    status = name === "that leads elsewhere" ? 404 : 200;
    const connected = { botToken: "xoxb-1", signingSecret: SECRET, appToken: undefined, apiUrl: "http://x/" };
    const config = { port: 3000, publicUrl: undefined, ...change() };
    const found = await examinePublicUrl({
      ...config,
      slack: { ...connected, defaultChannel: undefined, ...slack },
    });
    expect(lines(found)).toEqual(said.map((words) => expect.stringMatching(words)));
  });
});

test("what was set aside is named with its reason, and tried again when asked to", async () => {
  const { store, workspaceId, db, url, close } = await testDatabase();
  const source = await store.sources.add(workspaceId, { kind: "generic", name: "desk" });
  await db.pool.query(
    `INSERT INTO event (workspace_id, source_id, kind, external_id, body, processed_at, error)
     SELECT $1, $2, 'contact', 'call-' || n, '{}', now(), 'occurredAt is missing' FROM generate_series(1, 4) n`,
    [workspaceId, source.id],
  );
  const { code, stdout, stderr } = await earshot(["doctor"], { DATABASE_URL: url });
  expect(stdout).toMatch(
    /^MEND {2}set aside {3}4 events could not be processed: contact call-4 of desk: occurredAt is missing; .*; and 1 more$/m,
  );
  expect(stdout).toMatch(/→ They are kept whole\. When the cause is mended: earshot doctor --retry$/m);
  expect(stderr).toMatch(/^earshot: \d of \d+ checks found something to mend\.$/m);
  expect(code).toBe(1);

  const after = await earshot(["doctor", "--retry", "--json"], { DATABASE_URL: url });
  await close();
  const found: Finding[] = JSON.parse(after.stdout).findings;
  expect(found.map(({ check }) => check)).not.toContain("set aside");
  const inbox = found.find(({ check }) => check === "inbox");
  expect(inbox?.says).toMatch(/^4 events waiting/);
});

test("in a house with a local Slack the command ends well and says so", async () => {
  const house = await slackHouse();
  const { store, workspaceId, url } = house.database;
  await store.sources.add(workspaceId, { kind: "generic", name: "desk" });
  const said = await runCommand(doctorCommand(), [], {
    DATABASE_URL: url,
    SLACK_BOT_TOKEN: house.local.botToken,
    SLACK_SIGNING_SECRET: house.local.signingSecret,
    SLACK_DEFAULT_CHANNEL: "#earshot",
    SLACK_API_URL: house.local.apiUrl,
  });
  await house.close();
  expect(said).toMatch(/^ok {4}slack +@earshot in Pohjola Telecom/m);
  expect(said).toMatch(/^note {2}channels +Earshot may post to #earshot \(default\)/m);
  expect(said).not.toMatch(/^MEND/m);
});
