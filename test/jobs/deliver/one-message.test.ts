import { describe, expect, test } from "vitest";
import type { Slack } from "../../../src/slack/connection/slack.ts";
import { spikeFacts } from "../../support/facts.ts";
import { deliveryHouse } from "./deliveryHouse.ts";

const house = deliveryHouse();
const { open, end, acknowledge, run, alertOf } = house;

describe("one message", () => {
  test("is posted once, edited in place, and its history stands in its thread once", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    await run(alertId);
    expect(house.stub.posts(house.channel)).toHaveLength(1);
    await acknowledge(id);
    await run(alertId);
    await run(alertId);
    const [post] = house.stub.posts(house.channel);
    expect(post).toMatchObject({ edits: 1, attachments: [{ color: "#daa038" }] });
    expect(post?.metadata).toEqual({
      event_type: "earshot_alert",
      event_payload: { alert_id: alertId, signal_id: id },
    });
    expect(house.stub.replies(house.channel, post?.ts ?? "").map((reply) => reply.text)).toEqual([
      "noor acknowledged it.",
    ]);
    expect(await alertOf(id)).toMatchObject({ shown: 2, dueAt: null, claimedUntil: null, ambiguousAt: null });
  });

  test("is one, however many workers run at once", async () => {
    const { id, alertId } = await open();
    await Promise.all(Array.from({ length: 12 }, () => run(alertId)));
    await acknowledge(id);
    await Promise.all(Array.from({ length: 12 }, () => run(alertId)));
    const [post] = house.stub.posts(house.channel);
    expect(house.stub.posts(house.channel)).toHaveLength(1);
    expect(post?.edits).toBe(1);
    expect(house.stub.replies(house.channel, post?.ts ?? "")).toHaveLength(1);
  });

  test("shows a change that came while it was being posted", async () => {
    const { id, alertId } = await open();
    const meddling: Slack = {
      ...house.slack,
      post: async (...args) => {
        await acknowledge(id);
        return house.slack.post(...args);
      },
    };
    await run(alertId, meddling);
    expect(house.stub.posts(house.channel)).toMatchObject([{ attachments: [{ color: "#daa038" }] }]);
    expect(await alertOf(id)).toMatchObject({ shown: 2, dueAt: null });
  });

  test("shows newer numbers twice at once, then every half a minute, a person's click at once", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    const newer = async (observed: number) => {
      await house.database.store.signals.updateFacts(
        house.database.workspaceId,
        id,
        spikeFacts({ observed }),
        house.clock,
      );
      await run(alertId);
    };
    await newer(50);
    await newer(51);
    await newer(52);
    expect(house.stub.posts(house.channel)).toMatchObject([{ edits: 2 }]);
    await acknowledge(id);
    await run(alertId);
    expect(house.stub.posts(house.channel)).toMatchObject([
      { edits: 3, text: expect.stringContaining("52 contacts") },
    ]);
  });

  test("that was never announced is never announced as over", async () => {
    const { id, alertId } = await open();
    await end();
    await run(alertId);
    expect(house.stub.posts(house.channel)).toEqual([]);
    expect(await alertOf(id)).toMatchObject({ shown: 2, dueAt: null, messageTs: null });
  });

  test("links the earlier one when the same subject opens again", async () => {
    const first = await open();
    await run(first.alertId);
    await end();
    await run(first.alertId);
    house.clock = new Date(house.clock.getTime() + 3_600_000);
    const second = await open();
    await run(second.alertId);
    const [old, again] = house.stub.posts(house.channel);
    expect(house.stub.posts(house.channel)).toHaveLength(2);
    expect(JSON.stringify(again)).toContain(`https://slack.example/${old?.ts}|the earlier alert`);
  });

  test("deleted by somebody is told again while it goes on, and not when it is over", async () => {
    const { id, alertId } = await open();
    await run(alertId);
    house.stub.forget(house.channel);
    await acknowledge(id);
    await run(alertId);
    expect(house.stub.posts(house.channel)).toMatchObject([{ attachments: [{ color: "#daa038" }] }]);
    house.stub.forget(house.channel);
    await end();
    await run(alertId);
    expect(house.stub.posts(house.channel)).toEqual([]);
    expect(await alertOf(id)).toMatchObject({ dueAt: null });
  });
});
