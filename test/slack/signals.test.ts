import { beforeAll, describe, expect, test } from "vitest";
import { answerTo } from "../support/asking.ts";
import { overdueFacts, spikeFacts } from "../support/facts.ts";
import { givePast } from "../support/past.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

beforeAll(async () => {
  const { store, workspaceId } = house.database;
  await store.reasons.upsert(workspaceId, { code: "late-delivery", label: "Late delivery" }, new Date());
});

describe("/signals", () => {
  test("lists what is open", async () => {
    const { store, workspaceId } = house.database;
    expect((await answerTo(house, "otto", "/signals")).words).toContain("Nothing is open");
    const at = house.clock.now;
    await store.signals.open({
      workspaceId,
      kind: "spike",
      subject: "late-delivery",
      facts: spikeFacts({ reasonLabel: "Late delivery" }),
      at,
      slackChannels: [],
    });
    await store.signals.open({
      workspaceId,
      kind: "overdue-promise",
      subject: "p",
      facts: overdueFacts(),
      at,
      slackChannels: [],
    });
    const { words } = await answerTo(house, "otto", "/signals");
    expect(words).toContain("2 open signals");
    expect(words).toContain("*Late delivery*: 41 in 2 h, expected 14");
    expect(words).toContain("*Overdue promise*: call back about the refund");
  });

  test("draws a reason's week, and says how far it has learned", async () => {
    const { store, workspaceId } = house.database;
    expect((await answerTo(house, "otto", "/signals late delivery")).words).toContain(
      "There is no history yet",
    );
    const to = house.clock.now.getTime();
    const past = { from: to - 9.5 * 86_400_000, to, reasons: ["late-delivery"], rate: () => 6 };
    await givePast(store, workspaceId, past);
    const week = await answerTo(house, "otto", "/signals Late Delivery");
    expect(week.words).toMatch(/contacts in 7 days, expected \d/);
    expect(week.words).toContain("data_visualization");
    expect(week.words).toContain("*Now*: a spike since");
    await store.signals.end({
      workspaceId,
      kind: "spike",
      subject: "late-delivery",
      at: house.clock.now,
      by: "earshot",
    });
    expect((await answerTo(house, "otto", "/signals late-delivery")).words).toContain(
      "learning: 9 of 14 days",
    );
  });

  test("draws a channel's week, of all its contacts", async () => {
    const startAt = house.clock.now.getTime() - 86_400_000;
    const day = { grain: "1d", reason: "*", channel: "phone", startAt, count: 144 } as const;
    await house.database.store.buckets.add(house.database.workspaceId, [day]);
    const { words, answer } = await answerTo(house, "otto", "/signals Phone");
    expect(words).toMatch(/\*All contacts by phone\*: \d[\d,]* contacts in 7 days, expected \d/);
    expect(words).toContain("All contacts by phone: contacts a day");
    expect(answer.text).toContain("learning: 9 of 14 days");
  });

  test("tells the week's top reasons; without a week before, without a comparison", async () => {
    const { words, answer } = await answerTo(house, "otto", "/signals top week");
    expect(words).toContain("Top reasons of the 7 days up to");
    expect(answer.text).toMatch(/• Late delivery: \d[\d,]* contacts, 100 % of all/);
    expect(words).toContain("the history does not reach back over the 7 days before");
    expect(words).toContain('"type":"table"');
  });

  test.each([
    ["/signals help", "`/signals top week`"],
    ["/signals phnoe", "Did you mean `/signals phone`?"],
    ["/signals phnoe", "Channels: phone"],
    ["/signals tpo week", "Did you mean `/signals top week`?"],
    ["/signals top month", "`/signals help` lists what else there is"],
    ["/signals <!channel>", "No reason is called “&lt;!channel&gt;”"],
    ["/signals constructor", "No reason is called “constructor”"],
  ])("%s: %s", async (line, expected) => {
    expect((await answerTo(house, "otto", line)).words).toContain(expected);
  });

  test.each([
    ["/signals backtest", "Which reason? For example"],
    ["/signals backtest 90d", "Which reason? For example"],
    ["/signals backtest late-delivry 30d", "Did you mean `/signals backtest late-delivery`?"],
    ["/signals backtest late-delivery 0d", "How many days? 1 to 180"],
    ["/signals backtest late-delivery", "learning: 9 of 14 days"],
  ])("%s: %s", async (line, expected) => {
    await answerTo(house, "otto", line);
    const last = () => house.local.ephemerals("otto").at(-1)?.text;
    await expect.poll(last).toContain(expected);
  });

  test("backtests a reason by its own history, at most 180 days of it", async () => {
    const { store, workspaceId } = house.database;
    await house.database.db.pool.query("TRUNCATE bucket");
    const to = house.clock.now.getTime();
    const spikeAt = to - 3 * 86_400_000;
    const rate = (_: string, at: number) => (at >= spikeAt && at < spikeAt + 1_800_000 ? 90 : 6);
    await givePast(store, workspaceId, { from: to - 30 * 86_400_000, to, reasons: ["late-delivery"], rate });
    const last = () => JSON.stringify(house.local.ephemerals("otto").at(-1));
    await answerTo(house, "otto", "/signals backtest late delivery 9000 days");
    await expect.poll(last).toContain("*Late delivery* would have fired once in 30 days");
    expect(last()).toMatch(/times the usual \(90 % sure: [\d.]+–[\d.]+\); over/);
    await answerTo(house, "otto", "/signals backtest late-delivery 1d");
    await expect.poll(last).toContain("would not have fired in 1 day");
  });

  test("a backtest that takes long says so first, and keeps out a second one", async () => {
    const { buckets } = house.deps.store;
    const { span } = buckets;
    const released: (() => void)[] = [];
    buckets.span = async (workspaceId) => {
      await new Promise<void>((resolve) => released.push(resolve));
      return span(workspaceId);
    };
    const line = "/signals backtest late-delivery";
    try {
      expect((await answerTo(house, "otto", line)).words).toContain("I am reading the past");
      expect((await answerTo(house, "maija", line)).words).toContain("A backtest is under way already");
    } finally {
      buckets.span = span;
      for (const release of released) release();
    }
    const last = () => house.local.ephemerals("otto").at(-1)?.text;
    await expect.poll(last).toContain("would have fired once");
  });

  test("an unknown reason gets a suggestion", async () => {
    expect((await answerTo(house, "otto", "/signals late-delivry")).words).toContain(
      "Did you mean `/signals late-delivery`?",
    );
  });
});
