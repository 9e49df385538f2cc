import { describe, expect, test } from "vitest";
import { notify } from "../../jobs/notify.ts";
import { sweep } from "../../jobs/sweep.ts";
import { spikeFacts } from "../support/facts.ts";
import { checkLimits } from "../support/limits.ts";
import { promiseHouse } from "../support/promiseHouse.ts";

const house = promiseHouse();
const { promise, work, heard } = house;
const limitsOf = (message: object = {}) => checkLimits(message as Parameters<typeof checkLimits>[0]);

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
    const [message] = house.stub.posts("UMAIJA");
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

  test("is in its reader's language: a person's own, of a channel the workspace's", async () => {
    const { store, workspaceId } = house.database;
    await store.workspaces.update(workspaceId, { language: "fi" });
    await promise();
    await promise({ owner: null });
    house.stub.people.set("UMAIJA", { locale: "en-GB" });
    await work("2026-11-20T09:00:02Z");
    await work("2026-11-20T13:30:03Z");
    expect(heard("UMAIJA")).toEqual([expect.stringMatching(/^Due in 30 min: “call back about the refund”/)]);
    expect(heard("C0BILLING")).toEqual([
      expect.stringMatching(/^Lupauksella ei ole omistajaa: kuka ottaa sen\? .* määräaika <!date/),
    ]);
  });

  test("goes to whoever owns it by then, and is not said once the promise is kept, moved or late", async () => {
    const handed = await promise();
    const kept = await promise();
    await promise();
    await work("2026-11-20T09:00:02Z");
    house.deps.at("2026-11-20T13:30:01Z");
    await sweep(house.deps);
    const act = { by: "UMAIJA", at: house.deps.now() };
    await house.database.store.promises.act(house.database.workspaceId, handed.id, {
      ...act,
      deed: "handed-over",
      to: "UNOOR",
    });
    await house.database.store.promises.act(house.database.workspaceId, kept.id, { ...act, deed: "kept" });
    await work("2026-11-20T13:30:02Z");
    expect([heard("UMAIJA").length, heard("UNOOR").length]).toEqual([1, 1]);

    house.deps.at("2026-11-20T13:50:00Z");
    await sweep(house.deps);
    await work("2026-11-20T14:00:00Z");
    expect([heard("UMAIJA").length, heard("UNOOR").length]).toEqual([1, 1]);
    const { rows } = await house.database.db.pool.query(
      "SELECT 1 FROM notice WHERE kind = 'reminder' AND due_at IS NOT NULL",
    );
    expect(rows).toEqual([]);
  });

  const away: [string, () => unknown, string][] = [
    [
      "is on holiday",
      () => house.stub.people.set("UMAIJA", { status_emoji: ":palm_tree:" }),
      "maija is away: who takes it?",
    ],
    [
      "left the company",
      () => house.stub.people.set("UMAIJA", { deleted: true }),
      "maija is not in this Slack any more: who takes it?",
    ],
    [
      "is marked away",
      () =>
        house.database.store.teams.upsertStaff(house.database.workspaceId, {
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
    expect(limitsOf(house.stub.posts("C0BILLING")[0])).toEqual([]);
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
    house.stub.next("users.info", { kind: "status", status: 503, accepted: false });
    await work("2026-11-20T13:30:01Z");
    expect(heard("UMAIJA")).toHaveLength(1);
  });
});

describe("a word", () => {
  test("is said once, however many workers run at once", async () => {
    await promise();
    await work("2026-11-20T09:00:02Z");
    house.deps.at("2026-11-20T13:30:01Z");
    await sweep(house.deps);
    const [noticeId = ""] = await house.database.store.notices.due(house.deps.now());
    await Promise.all(
      Array.from({ length: 12 }, () =>
        notify({ ...house.deps, slackFor: async () => house.slack }, { noticeId }),
      ),
    );
    expect(heard("UMAIJA")).toHaveLength(1);
  });

  test("waits as long as Slack asks for", async () => {
    await promise();
    await work("2026-11-20T09:00:02Z");
    house.stub.next("chat.postMessage", { kind: "rate-limited", retryAfterSeconds: 20 });
    await work("2026-11-20T13:30:01Z");
    await work("2026-11-20T13:30:20Z");
    expect(heard("UMAIJA")).toEqual([]);
    await work("2026-11-20T13:30:21Z");
    expect(heard("UMAIJA")).toEqual([expect.stringContaining("Due in 30 min")]);
  });

  test("whose answer was lost is said again as the same message", async () => {
    await promise();
    await work("2026-11-20T09:00:02Z");
    house.stub.next("chat.postMessage", { kind: "reset", accepted: true });
    await work("2026-11-20T13:30:01Z");
    await work("2026-11-20T13:30:03Z");
    await work("2026-11-20T13:30:05Z");
    const ids = house.stub.posts("UMAIJA").map((message) => message.client_msg_id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    const { rows } = await house.database.db.pool.query("SELECT id FROM notice");
    expect(ids[0]).toBe(rows[0].id);
  });

  test("that a dead channel does not take is said in the default one", async () => {
    house.stub.archive("C0BILLING");
    await promise({ owner: null });
    await work("2026-11-20T09:00:02Z");
    await work("2026-11-20T13:30:01Z");
    expect(heard("C0DEFAULT")).toEqual([expect.stringContaining("who takes it?")]);
  });
});

test("a team's week is one line in its channel on Monday", async () => {
  const { id } = await promise();
  await house.database.store.promises.act(house.database.workspaceId, id, {
    deed: "kept",
    by: "UMAIJA",
    at: new Date("2026-11-20T13:00:00Z"),
  });
  await work("2026-11-23T07:00:00Z");
  await work("2026-11-23T07:01:05Z");
  expect(heard("C0BILLING")).toEqual([expect.stringMatching(/^Billing, week 47: kept on time 1 of 1/)]);
});

test("customers who ask for their call-backs and promises that were missed point to each other", async () => {
  const { store } = house.database;
  const at = new Date("2026-11-20T13:40:00Z");
  const window = { windowEndAt: at.toISOString(), windowMinutes: 60 };
  const asked = { reason: "no-call", label: "Nobody called", aliases: ["takaisinsoitto"] };
  await store.reasons.upsert(
    house.database.workspaceId,
    { code: asked.reason, label: asked.label, aliases: asked.aliases },
    at,
  );
  await promise({ dueAt: "2026-11-20T13:00:00Z" });
  await work("2026-11-20T13:00:00Z");
  const opening = (reason: string, reasonLabel: string) =>
    store.signals.open({
      workspaceId: house.database.workspaceId,
      kind: "spike",
      subject: reason,
      facts: spikeFacts({ ...window, reason, reasonLabel }),
      at,
      slackChannels: [`C0${reason.replace("-", "").toUpperCase()}`],
    });
  await opening(asked.reason, asked.label);
  await opening("late-delivery", "Late delivery");
  await work("2026-11-20T13:40:00Z");
  expect(house.stub.posts("C0NOCALL")[0]?.text).toContain("1 promise was overdue or broken in this time.");
  expect(house.stub.posts("C0LATEDELIVERY")[0]?.text).not.toContain("overdue or broken");

  await promise();
  await work("2026-11-20T14:00:00Z");
  const spike = house.stub.posts("C0NOCALL")[0];
  expect(house.stub.posts("C0BILLING").at(-1)?.text).toContain(
    `Customers ask about call-backs more than usual now: <https://slack.example/${spike?.ts}|The alert>`,
  );
});
