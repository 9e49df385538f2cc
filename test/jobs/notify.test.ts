import { WebClient } from "@slack/web-api";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { deliver } from "../../jobs/deliver.ts";
import { notify } from "../../jobs/notify.ts";
import { sweep } from "../../jobs/sweep.ts";
import { createMetrics } from "../../src/metrics.ts";
import { type Slack, slackOf } from "../../src/slack/slack.ts";
import { clientOptions } from "../../src/slack/web-client.ts";
import { type TestDatabase, testDatabase } from "../support/database.ts";
import { spikeFacts } from "../support/facts.ts";
import { jobDeps } from "../support/inbox.ts";
import { checkLimits } from "../support/limits.ts";
import { silent } from "../support/slackHouse.ts";
import { type SlackStub, startSlackStub } from "../support/slackStub.ts";

let database: TestDatabase;
let stub: SlackStub;
let slack: Slack;
let deps: ReturnType<typeof jobDeps>;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.pool.query("TRUNCATE promise, promise_entry, signal, alert, notice, team, staff CASCADE");
  await database.store.workspaces.update(database.workspaceId, { defaultChannel: "C0DEFAULT" });
  await database.store.teams.upsert(database.workspaceId, {
    code: "billing",
    label: "Billing",
    slackChannel: "C0BILLING",
    leads: ["UOTTO"],
  });
  deps = jobDeps(database, "2026-11-20T09:00:00Z");
  stub = await startSlackStub(() => deps.now());
  const client = new WebClient("xoxb-test", clientOptions(stub.apiUrl, silent));
  slack = { ...slackOf(client, createMetrics()), pacePost: () => 0, paceEdit: () => 0 };
  return () => stub.close();
});

const workspaceId = () => database.workspaceId;

function promise(change: { owner?: string | null; dueAt?: string } = {}) {
  const { owner = "UMAIJA", dueAt = "2026-11-20T14:00:00Z" } = change;
  return database.store.promises.make({
    workspaceId: workspaceId(),
    customerId: null,
    text: "call back about the refund",
    owner,
    team: "billing",
    channel: "phone",
    by: "UMAIJA",
    at: new Date("2026-11-20T09:00:00Z"),
    dueAt: new Date(dueAt),
  });
}

/** A worker's two seconds: it sweeps, and does what that asked for and what was asked for meanwhile. */
async function work(at: string, use: Slack = slack) {
  deps.at(at);
  await sweep(deps);
  for (let next = deps.enqueued.shift(); next !== undefined; next = deps.enqueued.shift()) {
    if (next.name === "notify")
      await notify({ ...deps, slackFor: async () => use }, next.payload as { noticeId: string });
    if (next.name === "deliver")
      await deliver({ ...deps, slackFor: async () => use }, next.payload as { alertId: string });
  }
}

const limitsOf = (message: object = {}) => checkLimits(message as Parameters<typeof checkLimits>[0]);
const heard = (who: string) => stub.posts(who).map(({ text }) => text);
const acknowledge = async (at: string, until: string) => {
  const [signal] = await database.store.signals.living(workspaceId(), "overdue-promise");
  await database.store.signals.change({
    workspaceId: workspaceId(),
    id: signal?.id ?? "",
    from: "open",
    to: "acknowledged",
    action: "acknowledge",
    by: "UOTTO",
    at: new Date(at),
    until: new Date(until),
  });
};

describe("a reminder", () => {
  test("goes to the owner, with what they can do about it", async () => {
    const { id } = await promise();
    await work("2026-11-20T09:00:02Z");
    await work("2026-11-20T13:30:01Z");
    await work("2026-11-20T13:30:03Z");
    expect(heard("UMAIJA")).toEqual([
      expect.stringMatching(
        /^Due in 30 min: “call back about the refund”, promised for <!date\^1795183200\^/,
      ),
    ]);
    const [message] = stub.posts("UMAIJA");
    expect(message?.blocks?.[1]).toMatchObject({
      block_id: `promise:${id}`,
      elements: [
        { action_id: "promise-done" },
        { action_id: "promise-tried" },
        { action_id: "promise-move" },
        { action_id: "promise-hand-over" },
        { action_id: "promise-give-up" },
      ],
    });
    expect(limitsOf(message)).toEqual([]);
  });

  test("goes to whoever owns it by then, and is not said once the promise is kept, moved or late", async () => {
    const handed = await promise();
    const kept = await promise();
    await promise();
    await work("2026-11-20T09:00:02Z");
    deps.at("2026-11-20T13:30:01Z");
    await sweep(deps);
    const act = { by: "UMAIJA", at: deps.now() };
    await database.store.promises.act(workspaceId(), handed.id, { ...act, deed: "handed-over", to: "UNOOR" });
    await database.store.promises.act(workspaceId(), kept.id, { ...act, deed: "kept" });
    await work("2026-11-20T13:30:02Z");
    expect([heard("UMAIJA").length, heard("UNOOR").length]).toEqual([1, 1]);

    deps.at("2026-11-20T13:50:00Z");
    await sweep(deps);
    await work("2026-11-20T14:00:00Z");
    expect([heard("UMAIJA").length, heard("UNOOR").length]).toEqual([1, 1]);
    const { rows } = await database.db.pool.query(
      "SELECT 1 FROM notice WHERE kind = 'reminder' AND due_at IS NOT NULL",
    );
    expect(rows).toEqual([]);
  });

  const away: [string, () => unknown, string][] = [
    [
      "is on holiday",
      () => stub.people.set("UMAIJA", { status_emoji: ":palm_tree:" }),
      "maija is away: who takes it?",
    ],
    [
      "left the company",
      () => stub.people.set("UMAIJA", { deleted: true }),
      "maija is not in this Slack any more: who takes it?",
    ],
    [
      "is marked away",
      () =>
        database.store.teams.upsertStaff(workspaceId(), {
          code: "maija",
          slackUserId: "UMAIJA",
          awayUntil: new Date("2026-11-21T00:00:00Z"),
        }),
      "maija is away: who takes it?",
    ],
  ];
  test.each(away)("is the team's to hear when its owner %s", async (_, leave, words) => {
    await leave();
    await promise();
    await work("2026-11-20T09:00:02Z");
    await work("2026-11-20T13:30:01Z");
    await work("2026-11-20T13:30:03Z");
    expect(heard("UMAIJA")).toEqual([]);
    expect(heard("C0BILLING")).toEqual([expect.stringContaining(words)]);
    expect(limitsOf(stub.posts("C0BILLING")[0])).toEqual([]);
  });

  test.each([
    [null, "Nobody owns it: who takes it?"],
    ["maija", "I do not know maija in Slack"],
  ])("is the team's to hear when the owner is %s", async (owner, words) => {
    await promise({ owner });
    await work("2026-11-20T09:00:02Z");
    await work("2026-11-20T13:30:01Z");
    expect(heard("C0BILLING")).toEqual([expect.stringContaining(words)]);
  });

  test("goes to the owner when Slack does not say whether they are there", async () => {
    await promise();
    await work("2026-11-20T09:00:02Z");
    stub.next("users.info", { kind: "status", status: 503, accepted: false });
    await work("2026-11-20T13:30:01Z");
    expect(heard("UMAIJA")).toHaveLength(1);
  });
});

describe("a word", () => {
  test("is said once, however many workers run at once", async () => {
    await promise();
    await work("2026-11-20T09:00:02Z");
    deps.at("2026-11-20T13:30:01Z");
    await sweep(deps);
    const [noticeId = ""] = await database.store.notices.due(deps.now());
    await Promise.all(
      Array.from({ length: 12 }, () => notify({ ...deps, slackFor: async () => slack }, { noticeId })),
    );
    expect(heard("UMAIJA")).toHaveLength(1);
  });

  test("waits as long as Slack asks for", async () => {
    await promise();
    await work("2026-11-20T09:00:02Z");
    stub.next("chat.postMessage", { kind: "rate-limited", retryAfterSeconds: 20 });
    await work("2026-11-20T13:30:01Z");
    await work("2026-11-20T13:30:20Z");
    expect(heard("UMAIJA")).toEqual([]);
    await work("2026-11-20T13:30:21Z");
    expect(heard("UMAIJA")).toEqual([expect.stringContaining("Due in 30 min")]);
  });

  test("whose answer was lost is said again as the same message", async () => {
    await promise();
    await work("2026-11-20T09:00:02Z");
    stub.next("chat.postMessage", { kind: "reset", accepted: true });
    await work("2026-11-20T13:30:01Z");
    await work("2026-11-20T13:30:03Z");
    await work("2026-11-20T13:30:05Z");
    const ids = stub.posts("UMAIJA").map((message) => message.client_msg_id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    const { rows } = await database.db.pool.query("SELECT id FROM notice");
    expect(ids[0]).toBe(rows[0].id);
  });

  test("that a dead channel does not take is said in the default one", async () => {
    stub.archive("C0BILLING");
    await promise({ owner: null });
    await work("2026-11-20T09:00:02Z");
    await work("2026-11-20T13:30:01Z");
    expect(heard("C0DEFAULT")).toEqual([expect.stringContaining("who takes it?")]);
  });
});

describe("an overdue promise that nobody acknowledges", () => {
  test("is told to every lead, of the list and of the group, with the alert; its thread names them", async () => {
    stub.know([], { SLEADS: ["UOTTO", "UAINO"] });
    await database.store.teams.upsert(workspaceId(), { code: "billing", leadGroup: "SLEADS" });
    const { id } = await promise();
    await work("2026-11-20T14:00:00Z");
    const [alert] = stub.posts("C0BILLING");
    await work("2026-11-20T14:15:00Z");
    await work("2026-11-20T14:15:02Z");
    for (const lead of ["UOTTO", "UAINO"]) {
      expect(heard(lead)).toEqual([
        expect.stringMatching(
          /^Nobody has acknowledged it: “call back about the refund”, by <@UMAIJA>, was due /,
        ),
      ]);
      const [message] = stub.posts(lead);
      expect(message?.blocks?.[0]?.text?.text).toContain(`<https://slack.example/${alert?.ts}|The alert>`);
      expect(message?.blocks?.map(({ block_id }) => block_id?.split(":")[0])).toEqual([
        undefined,
        "signal",
        "promise",
      ]);
      expect(message?.blocks?.[2]?.block_id).toBe(`promise:${id}`);
    }
    expect(stub.replies("C0BILLING", alert?.ts ?? "").map(({ text }) => text)).toEqual([
      "Nobody has acknowledged it: Earshot told the leads: otto, aino.",
    ]);
  });

  test("is told to the next level: people, groups and channels", async () => {
    stub.know([], { SBOARD: ["UPAULA"] });
    const nextLevel = ["SBOARD", "C0MANAGERS"];
    await database.store.teams.upsert(workspaceId(), { code: "billing", promiseRules: { nextLevel } });
    await promise();
    await work("2026-11-20T14:00:00Z");
    await work("2026-11-20T14:15:00Z");
    await work("2026-11-20T15:00:00Z");
    for (const who of ["UPAULA", "C0MANAGERS"]) {
      expect(heard(who)).toEqual([expect.stringContaining("The leads have been told already.")]);
    }
    expect(heard("UOTTO")).toHaveLength(1);
    const [alert] = stub.posts("C0BILLING");
    expect(stub.replies("C0BILLING", alert?.ts ?? "").at(-1)?.text).toBe(
      "Nobody has acknowledged it: Earshot told the next level: paula, <#C0MANAGERS>.",
    );
  });

  test("is told in the default channel, with how to name a lead, when there is none", async () => {
    await database.store.teams.upsert(workspaceId(), { code: "billing", leads: [] });
    await promise();
    await work("2026-11-20T14:00:00Z");
    await work("2026-11-20T14:15:00Z");
    expect(heard("C0DEFAULT")).toEqual([expect.stringContaining("no lead of Billing is named")]);
    expect(heard("C0DEFAULT")[0]).toContain("/earshot lead");
  });

  test("is told to nobody once somebody has it, also when that was just before the word left", async () => {
    await promise();
    await work("2026-11-20T14:00:00Z");
    deps.at("2026-11-20T14:15:00Z");
    await sweep(deps);
    await acknowledge("2026-11-20T14:15:01Z", "2026-11-20T15:15:00Z");
    await work("2026-11-20T14:15:02Z");
    expect(heard("UOTTO")).toEqual([]);
  });

  test("waits with its word while Slack does not say who the leads are", async () => {
    await database.store.teams.upsert(workspaceId(), { code: "billing", leads: [], leadGroup: "SLEADS" });
    stub.know([], { SLEADS: ["UAINO"] });
    await promise();
    await work("2026-11-20T14:00:00Z");
    stub.next("usergroups.users.list", { kind: "status", status: 503, accepted: false });
    await expect(work("2026-11-20T14:15:00Z")).rejects.toThrow("the leads could not be read");
    expect(heard("C0DEFAULT")).toEqual([]);
    await work("2026-11-20T14:16:01Z");
    expect(heard("UAINO")).toHaveLength(1);
  });

  test("is its acknowledger's to hear of when that has run out", async () => {
    await promise();
    await work("2026-11-20T14:00:00Z");
    await acknowledge("2026-11-20T14:05:00Z", "2026-11-20T15:05:00Z");
    await work("2026-11-20T15:05:00Z");
    await work("2026-11-20T15:05:02Z");
    expect(heard("UOTTO")).toEqual([expect.stringContaining("Your acknowledgement has run out")]);
    const [alert] = stub.posts("C0BILLING");
    expect(alert?.attachments?.[0]?.color).toBe("#a30200");
    expect(stub.replies("C0BILLING", alert?.ts ?? "").map(({ text }) => text)).toEqual([
      "otto acknowledged it.",
      "otto's acknowledgement has run out: it is open again.",
    ]);
  });
});

describe("many overdue promises at once", () => {
  test("are one message that lists them by lateness, and follows what becomes of each", async () => {
    const made = [];
    for (let i = 0; i < 25; i += 1) {
      made.push(
        await promise({ dueAt: new Date(Date.parse("2026-11-20T13:00:00Z") + i * 60_000).toISOString() }),
      );
    }
    await work("2026-11-20T14:00:00Z");
    const posts = () => stub.posts("C0BILLING");
    expect(posts()).toHaveLength(1);
    const [message] = posts();
    const blocks = message?.attachments?.[0]?.blocks as {
      block_id?: string;
      elements?: { text?: unknown }[];
    }[];
    const listed = blocks.filter(({ block_id }) => block_id?.startsWith("promise:"));
    expect(listed.map(({ block_id }) => block_id)).toEqual(
      made.slice(0, 20).map(({ id }) => `promise:${id}`),
    );
    expect(message?.text).toContain("25 promises are overdue");
    expect(JSON.stringify(blocks)).toContain("and 5 more: `/promise overdue`");
    expect(JSON.stringify(blocks)).toContain("Acknowledge all");
    expect(limitsOf(message)).toEqual([]);

    const [first] = made;
    const act = { deed: "kept", by: "UMAIJA", at: new Date("2026-11-20T14:10:00Z") } as const;
    await database.store.promises.act(workspaceId(), first?.id ?? "", act);
    await work("2026-11-20T14:10:01Z");
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.text).toContain("24 promises are overdue (25 came at once)");
    expect(stub.replies("C0BILLING", message?.ts ?? "").map(({ text }) => text)).toEqual([
      expect.stringMatching(/^“call back about the refund”: maija reached the customer/),
    ]);
  });

  test("that all ended are told as over", async () => {
    const made = [await promise(), await promise(), await promise(), await promise()];
    await work("2026-11-20T14:00:00Z");
    for (const { id } of made) {
      await database.store.promises.act(workspaceId(), id, {
        deed: "withdrawn",
        by: "UMAIJA",
        at: new Date("2026-11-20T14:10:00Z"),
      });
    }
    await work("2026-11-20T14:10:01Z");
    const [message] = stub.posts("C0BILLING");
    expect(message?.attachments?.[0]?.color).toBe("#2eb886");
    expect(message?.text).toContain("4 promises were overdue at once");
    expect(stub.replies("C0BILLING", message?.ts ?? "").at(-1)?.text).toBe(
      "None of these promises is overdue any more.",
    );
  });
});

test("a team's week is one line in its channel on Monday", async () => {
  const { id } = await promise();
  await database.store.promises.act(workspaceId(), id, {
    deed: "kept",
    by: "UMAIJA",
    at: new Date("2026-11-20T13:00:00Z"),
  });
  await work("2026-11-23T07:00:00Z");
  await work("2026-11-23T07:01:05Z");
  expect(heard("C0BILLING")).toEqual([expect.stringMatching(/^Billing, week 47: kept on time 1 of 1/)]);
});

test("customers who ask for their call-backs and promises that were missed point to each other", async () => {
  const { store } = database;
  const at = new Date("2026-11-20T13:40:00Z");
  const window = { windowEndAt: at.toISOString(), windowMinutes: 60 };
  const asked = { reason: "no-call", label: "Nobody called", aliases: ["takaisinsoitto"] };
  await store.reasons.upsert(
    workspaceId(),
    { code: asked.reason, label: asked.label, aliases: asked.aliases },
    at,
  );
  await promise({ dueAt: "2026-11-20T13:00:00Z" });
  await work("2026-11-20T13:00:00Z");
  const opening = (reason: string, reasonLabel: string) =>
    store.signals.open({
      workspaceId: workspaceId(),
      kind: "spike",
      subject: reason,
      facts: spikeFacts({ ...window, reason, reasonLabel }),
      at,
      slackChannels: [`C0${reason.replace("-", "").toUpperCase()}`],
    });
  await opening(asked.reason, asked.label);
  await opening("late-delivery", "Late delivery");
  await work("2026-11-20T13:40:00Z");
  expect(stub.posts("C0NOCALL")[0]?.text).toContain("1 promise was overdue or broken in this time.");
  expect(stub.posts("C0LATEDELIVERY")[0]?.text).not.toContain("overdue or broken");

  await promise();
  await work("2026-11-20T14:00:00Z");
  const spike = stub.posts("C0NOCALL")[0];
  expect(stub.posts("C0BILLING").at(-1)?.text).toContain(
    `Customers ask about call-backs more than usual now: <https://slack.example/${spike?.ts}|The alert>`,
  );
});
