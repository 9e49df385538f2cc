import { describe, expect, test } from "vitest";
import type { Mood } from "../../support/slackStub.ts";
import { deliveryHouse } from "./deliveryHouse.ts";

const house = deliveryHouse();
const { open, acknowledge, run, sweep, alertOf } = house;

describe("a Slack in trouble", () => {
  const troubles: [string, Mood][] = [
    ["resets after it accepted", { kind: "reset", accepted: true }],
    ["resets before it accepted", { kind: "reset", accepted: false }],
    ["says 500 after it accepted", { kind: "status", status: 500, accepted: true }],
    ["says 500", { kind: "status", status: 500, accepted: false }],
    ["hangs after it accepted", { kind: "hang", accepted: true }],
    ["hangs", { kind: "hang", accepted: false }],
    ["is slow, then accepts", { kind: "slow", ms: 300 }],
    ["says internal_error", { kind: "error", error: "internal_error" }],
    ["says 429", { kind: "rate-limited", retryAfterSeconds: 7 }],
    ["says its charts are invalid blocks", { kind: "error", error: "invalid_blocks" }],
  ];
  test.each(troubles)("that %s gets the alert exactly once", async (_, mood) => {
    const { id, alertId } = await open();
    house.stub.next("chat.postMessage", mood);
    await run(alertId);
    await expect
      .poll(async () => {
        await sweep(10_000);
        return (await alertOf(id)).shown;
      })
      .toBe(1);
    await expect.poll(house.stub.isQuiet).toBe(true);
    await sweep(120_000);
    expect(house.stub.posts(house.channel)).toHaveLength(1);
    expect(await alertOf(id)).toMatchObject({ dueAt: null, ambiguousAt: null, lastError: null });
  });

  test("429 is obeyed to the second, and only the last state is sent after it", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    house.stub.next("chat.update", { kind: "rate-limited", retryAfterSeconds: 20 });
    await acknowledge(id);
    await run(alertId);
    const before = house.stub.calls("chat.update");
    await sweep(19_000);
    expect(house.stub.calls("chat.update")).toBe(before);
    await house.database.store.signals.change({
      workspaceId: house.database.workspaceId,
      id,
      from: "acknowledged",
      to: "resolved",
      action: "resolve",
      by: "UNOOR",
      at: new Date(house.clock.getTime() + 1_000),
    });
    await sweep(1_000);
    expect(house.stub.calls("chat.update")).toBe(before + 1);
    expect(house.stub.posts(house.channel)).toMatchObject([
      { attachments: [{ color: "#2eb886" }], edits: 1 },
    ]);
  });

  test("a post that turns up late, after it was posted again, is removed", async () => {
    const { id, alertId } = await open();
    house.stub.next("chat.postMessage", { kind: "hang", accepted: false });
    await run(alertId);
    await sweep(5_000);
    expect(house.stub.posts(house.channel)).toHaveLength(1);
    const metadata = { event_type: "earshot_alert", event_payload: { alert_id: alertId, signal_id: id } };
    house.stub.insert({ channel: house.channel, text: "the lost one", metadata });
    await sweep(120_000);
    expect(house.stub.posts(house.channel).map((post) => post.text)).not.toContain("the lost one");
    expect(house.stub.posts(house.channel)).toHaveLength(1);
    expect(await alertOf(id)).toMatchObject({ dueAt: null, ambiguousAt: null });
  });

  test("a thread line whose answer was lost is not told twice", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await acknowledge(id);
    house.stub.next("chat.postMessage", { kind: "reset", accepted: true });
    await run(alertId);
    await sweep(10_000);
    const [post] = house.stub.posts(house.channel);
    expect(house.stub.replies(house.channel, post?.ts ?? "")).toHaveLength(1);
    expect(await alertOf(id)).toMatchObject({ dueAt: null, ambiguousAt: null });
  });

  test("nor when the edit after it fails as well", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await acknowledge(id);
    house.stub.next("chat.postMessage", { kind: "status", status: 500, accepted: true });
    await run(alertId);
    house.stub.next("chat.update", { kind: "status", status: 500, accepted: true });
    for (let round = 0; round < 3; round += 1) await sweep(60_000);
    const [post] = house.stub.posts(house.channel);
    expect(house.stub.replies(house.channel, post?.ts ?? "")).toHaveLength(1);
  });

  test("nor where the thread was longer before than one answer of Slack", async () => {
    const { id, alertId } = await open();
    const { workspaceId, db, store } = house.database;
    const hurried = { ...house.slack, pacePost: () => 0 };
    for (let line = 1; line <= 16; line += 1) {
      const said = [workspaceId, id, house.clock, `UNOOR${line}`];
      await db.pool.query(
        "INSERT INTO signal_entry (workspace_id, signal_id, at, actor, action) VALUES ($1, $2, $3, $4, 'tried')",
        said,
      );
    }
    await run(alertId, hurried);
    const [post] = house.stub.posts(house.channel);
    expect(house.stub.replies(house.channel, post?.ts ?? "")).toHaveLength(16);
    house.clock = new Date(house.clock.getTime() + 3_600_000);
    await acknowledge(id);
    house.stub.next("chat.postMessage", { kind: "reset", accepted: true });
    await run(alertId, hurried);
    await sweep(10_000);
    expect(house.stub.replies(house.channel, post?.ts ?? "")).toHaveLength(17);
    expect((await store.alerts.of(workspaceId, id))[0]).toMatchObject({ dueAt: null });
  });

  test("a channel without threads keeps its alert, and is told no history", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await acknowledge(id);
    house.stub.next("chat.postMessage", { kind: "error", error: "restricted_action_non_threadable_channel" });
    await run(alertId);
    expect(house.stub.posts("C0DEFAULT")).toEqual([]);
    expect(house.stub.posts(house.channel)).toMatchObject([{ attachments: [{ color: "#daa038" }] }]);
    expect(await alertOf(id)).toMatchObject({
      slackChannel: house.channel,
      shown: 2,
      dueAt: null,
      lastError: null,
    });
  });

  test("a message that was deleted is told again, also where Slack still knows the id of its post", async () => {
    const { alertId } = await open();
    house.stub.next("chat.postMessage", { kind: "error", error: "duplicate_message_not_found" });
    await run(alertId);
    const [post, ...others] = house.stub.posts(house.channel);
    expect(others).toEqual([]);
    expect(post).toMatchObject({ metadata: { event_payload: { alert_id: alertId } } });
    expect(post).not.toHaveProperty("client_msg_id");
  });

  test("invalid_blocks: the same message without its chart", async () => {
    const { alertId } = await open();
    house.stub.next("chat.postMessage", { kind: "error", error: "invalid_blocks" });
    await run(alertId);
    const [post] = house.stub.posts(house.channel);
    expect(JSON.stringify(post)).not.toContain("data_visualization");
    expect(post?.text).toContain("41 contacts");
  });

  test("a revoked token loses nothing: the alert waits", async () => {
    const { id, alertId } = await open();
    house.stub.next("chat.postMessage", { kind: "error", error: "token_revoked" });
    await run(alertId);
    expect(await alertOf(id)).toMatchObject({ lastError: "token_revoked", claimedUntil: null });
    await sweep(600_000);
    expect(house.stub.posts(house.channel)).toHaveLength(1);
  });
});
