import { describe, expect, test } from "vitest";
import { overdueFacts, spikeFacts } from "../../support/facts.ts";
import { deliveryHouse } from "./deliveryHouse.ts";

const house = deliveryHouse();
const { open, run, sweep, alertOf } = house;

describe("a dead channel", () => {
  test("sends its alerts to the default channel, says so once, and stops no other channel", async () => {
    house.stub.archive(house.channel);
    const { id, alertIds } = await open([house.channel, `${house.channel}LIVE`]);
    for (const alertId of alertIds) await run(alertId);
    const texts = house.stub.posts("C0DEFAULT").map((post) => post.text);
    expect(texts).toHaveLength(2);
    expect(texts.filter((text) => text.includes(`<#${house.channel}> (is archived)`))).toHaveLength(1);
    expect(house.stub.posts(`${house.channel}LIVE`)).toHaveLength(1);
    const next = await house.database.store.signals.open({
      workspaceId: house.database.workspaceId,
      kind: "overdue-promise",
      subject: id,
      facts: overdueFacts(),
      at: house.clock,
      slackChannels: [house.channel],
    });
    for (const alertId of next.alertIds) await run(alertId);
    expect(house.stub.posts("C0DEFAULT")).toHaveLength(3);
  });

  test("that is the default itself keeps the alert until it is mended", async () => {
    await house.database.store.workspaces.update(house.database.workspaceId, {
      defaultChannel: house.channel,
    });
    const { id, alertId } = await open();
    house.stub.next("chat.postMessage", { kind: "error", error: "not_in_channel" });
    await run(alertId);
    expect(await alertOf(id)).toMatchObject({ lastError: "not_in_channel" });
    await sweep(600_000);
    expect(house.stub.posts(house.channel)).toHaveLength(1);
  });
});

test("a burst of twelve alerts in one channel leaves at Slack's pace, and every one arrives", async () => {
  const opened = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      house.database.store.signals.open({
        workspaceId: house.database.workspaceId,
        kind: "spike",
        subject: `burst-${index}`,
        facts: spikeFacts(),
        at: house.clock,
        slackChannels: [house.channel],
      }),
    ),
  );
  for (const { alertIds } of opened) for (const id of alertIds) await run(id);
  expect(house.stub.posts(house.channel)).toHaveLength(5);
  for (let second = 0; second < 8; second += 1) await sweep(1_000);
  expect(house.stub.posts(house.channel)).toHaveLength(12);
});
