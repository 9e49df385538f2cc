import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { overdueFacts, spikeFacts } from "../support/facts.ts";
import { checkLimits, checkView } from "../support/limits.ts";
import { givePast } from "../support/past.ts";
import { type SlackHouse, slackHouse } from "../support/slackHouse.ts";

let house: SlackHouse;
let customerId: string;

beforeAll(async () => {
  house = await slackHouse();
  const { store, workspaceId } = house.database;
  await store.teams.upsert(workspaceId, { code: "billing", label: "Billing" });
  await store.reasons.upsert(workspaceId, { code: "late-delivery", label: "Late delivery" }, new Date());
  const anna = { id: "c-77", phone: "040 123 4567", email: "anna@example.com", name: "Anna Virtanen" };
  customerId = (await store.customers.ensure(workspaceId, anna)) ?? "";
  await store.customers.ensure(workspaceId, { phone: "040 765 4321", name: "Anna <!channel> Korhonen" });
});
afterAll(() => house.close());
beforeEach(() => {
  house.clock.now = new Date();
});

/** What the person is told, once the answer is there. */
async function answerTo(user: "maija" | "otto" | "noor" | "admin", line: string) {
  const before = house.local.ephemerals(user).length;
  await house.local.as(user).command(line, { channel: "earshot" });
  await expect.poll(() => house.local.ephemerals(user).length).toBeGreaterThan(before);
  const answer = house.local.ephemerals(user)[before];
  if (answer === undefined) throw new Error("no answer");
  expect(checkLimits(answer as never)).toEqual([]);
  return { answer, words: `${answer.text} ${JSON.stringify(answer.blocks ?? [])}` };
}

describe("/customer", () => {
  test.each(["040 123 4567", "+358401234567", "(040) 123-4567", "ANNA@example.com", "c-77", "virtanen"])(
    "finds by %s, answers only the one who asked, and writes the look down",
    async (query) => {
      const { words } = await answerTo("noor", `/customer ${query}`);
      expect(words).toContain("Anna Virtanen");
      const [looked] = await house.database.store.audit.latest(house.database.workspaceId);
      expect(looked).toMatchObject({
        actor: house.local.users.noor.id,
        action: "customer-shown",
        subject: customerId,
      });
      expect(await house.local.messages("earshot")).toEqual([]);
    },
  );

  test("lists several hits and shows the chosen one", async () => {
    const { answer, words } = await answerTo("noor", "/customer anna");
    expect(words).toContain("2 customers fit");
    expect(words).not.toContain("<!channel>");
    await house.local.as("noor").click(answer, "show-customer");
    await expect
      .poll(() => JSON.stringify(house.local.ephemerals("noor").at(-1)))
      .toMatch(/Only you see this/);
  });

  test.each([
    ["/customer", "Who?"],
    ["/customer nobody@example.com", "No customer fits"],
    [`/customer ${"x".repeat(3_000)}`, "No customer fits"],
    ["/customer %_\\ ' OR 1=1 --", "No customer fits"],
  ])("%s: %s", async (line, expected) => {
    expect((await answerTo("noor", line)).words).toContain(expected);
  });
});

describe("/promise", () => {
  test("makes one in the writer's zone, says it back, and lists it", async () => {
    const { words } = await answerTo(
      "maija",
      "/promise 040 123 4567 tomorrow 14:00 call back about the refund",
    );
    expect(words).toContain("Promised to Anna Virtanen: call back about the refund, due");
    const mine = await house.database.store.promises.openFor(house.database.workspaceId, {
      ownerSlackId: house.local.users.maija.id,
    });
    expect(mine).toMatchObject([{ text: "call back about the refund", customerId }]);
    expect(mine[0]?.dueAt.toLocaleTimeString("en-GB", { timeZone: "Europe/Helsinki" })).toBe("14:00:00");
    expect((await answerTo("maija", "/promise")).words).toContain(
      "call back about the refund to Anna Virtanen",
    );
  });
});

describe("/signals", () => {
  test("lists what is open", async () => {
    const { store, workspaceId } = house.database;
    expect((await answerTo("noor", "/signals")).words).toContain("Nothing is open");
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
    const { words } = await answerTo("noor", "/signals");
    expect(words).toContain("2 open signals");
    expect(words).toContain("*Late delivery*: 41 in 2 h, expected 14");
    expect(words).toContain("*Overdue promise*: call back about the refund");
  });

  test("draws a reason's week, and says how far it has learned", async () => {
    const { store, workspaceId } = house.database;
    expect((await answerTo("noor", "/signals late delivery")).words).toContain("There is no history yet");
    const to = house.clock.now.getTime();
    const past = { from: to - 9.5 * 86_400_000, to, reasons: ["late-delivery"], rate: () => 6 };
    await givePast(store, workspaceId, past);
    const week = await answerTo("noor", "/signals Late Delivery");
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
    expect((await answerTo("noor", "/signals late-delivery")).words).toContain("learning: 9 of 14 days");
  });

  test("draws a channel's week, of all its contacts", async () => {
    const startAt = house.clock.now.getTime() - 86_400_000;
    const day = { grain: "1d", reason: "*", channel: "phone", startAt, count: 144 } as const;
    await house.database.store.buckets.add(house.database.workspaceId, [day]);
    const { words, answer } = await answerTo("noor", "/signals Phone");
    expect(words).toMatch(/\*All contacts by phone\*: \d[\d,]* contacts in 7 days, expected \d/);
    expect(words).toContain("All contacts by phone: contacts a day");
    expect(answer.text).toContain("learning: 9 of 14 days");
  });

  test("tells the week's top reasons; without a week before, without a comparison", async () => {
    const { words, answer } = await answerTo("noor", "/signals top week");
    expect(words).toContain("Top reasons of the 7 days up to");
    expect(answer.text).toMatch(/• Late delivery: \d[\d,]* contacts, 100 % of all\n/);
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
    expect((await answerTo("noor", line)).words).toContain(expected);
  });

  test.each([
    ["/signals backtest", "Which reason? For example"],
    ["/signals backtest 90d", "Which reason? For example"],
    ["/signals backtest late-delivry 30d", "Did you mean `/signals backtest late-delivery`?"],
    ["/signals backtest late-delivery 0d", "How many days? 1 to 180"],
    ["/signals backtest late-delivery", "learning: 9 of 14 days"],
  ])("%s: %s", async (line, expected) => {
    await answerTo("noor", line);
    const last = () => house.local.ephemerals("noor").at(-1)?.text;
    await expect.poll(last).toContain(expected);
  });

  test("backtests a reason by its own history, at most 180 days of it", async () => {
    const { store, workspaceId } = house.database;
    await house.database.db.pool.query("TRUNCATE bucket");
    const to = house.clock.now.getTime();
    const spikeAt = to - 3 * 86_400_000;
    const rate = (_: string, at: number) => (at >= spikeAt && at < spikeAt + 1_800_000 ? 90 : 6);
    await givePast(store, workspaceId, { from: to - 30 * 86_400_000, to, reasons: ["late-delivery"], rate });
    const last = () => JSON.stringify(house.local.ephemerals("noor").at(-1));
    await answerTo("noor", "/signals backtest late delivery 9000 days");
    await expect.poll(last).toContain("*Late delivery* would have fired once in 30 days");
    expect(last()).toMatch(/times the usual \(90 % sure: [\d.]+–[\d.]+\); over/);
    await answerTo("noor", "/signals backtest late-delivery 1d");
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
      expect((await answerTo("noor", line)).words).toContain("I am reading the past");
      expect((await answerTo("otto", line)).words).toContain("A backtest is under way already");
    } finally {
      buckets.span = span;
      for (const release of released) release();
    }
    const last = () => house.local.ephemerals("noor").at(-1)?.text;
    await expect.poll(last).toContain("would have fired once");
  });

  test("an unknown reason gets a suggestion", async () => {
    expect((await answerTo("noor", "/signals late-delivry")).words).toContain(
      "Did you mean `/signals late-delivery`?",
    );
  });
});

describe("/earshot", () => {
  test.each([
    ["/earshot", "/customer 040 123 4567"],
    ["/earshot help", "/customer 040 123 4567"],
    ["/earshot stauts", "Did you mean `/earshot status`?"],
    ["/earshot constructor", "I do not know “constructor”"],
    ["/earshot <!everyone>", "I do not know “&lt;!everyone&gt;”"],
    ["/earshot help", "/signals backtest late-delivery 90d"],
    ["/earshot help", "/earshot settings"],
    ["/earshot setings", "Did you mean `/earshot settings`?"],
    ["/earshot settings", "Only an admin of this Slack workspace can change settings."],
    ["/earshot status", "nothing has come in yet"],
    [
      "/earshot status",
      "budget: 1 false alert a month; last 90 days: 0 spike alerts, none marked not useful.",
    ],
  ])("%s: %s", async (line, expected) => {
    expect((await answerTo("noor", line)).words).toContain(expected);
  });

  test("settings are an admin's: everybody else is refused and nothing changes", async () => {
    const { store, workspaceId } = house.database;
    const otto = house.local.users.otto.id;
    const channel = house.local.channels["billing-alerts"];
    const lines = [
      `lead <@${otto}|otto> billing`,
      `agent maija <@${otto}> billing`,
      `channel <#${channel}|billing-alerts> billing`,
    ];
    for (const user of ["maija", "otto", "noor"] as const) {
      for (const line of lines) {
        expect((await answerTo(user, `/earshot ${line}`)).words).toContain("Only an admin");
      }
    }
    expect(await store.teams.get(workspaceId, "billing")).toMatchObject({ leads: [], slackChannel: null });
    for (const line of lines) await answerTo("admin", `/earshot ${line}`);
    expect(await store.teams.get(workspaceId, "billing")).toMatchObject({
      leads: [otto],
      slackChannel: channel,
    });
    expect(await store.teams.staff(workspaceId, "maija")).toMatchObject({
      slackUserId: otto,
      teamCode: "billing",
    });
    expect((await answerTo("admin", "/earshot lead otto billing")).words).toContain("Say who leads what");
    expect((await answerTo("admin", `/earshot lead <@${otto}> biling`)).words).toContain("Teams: billing");
  });
});

test("an admin changes the budget in a form that says what is wrong, and it is written down", async () => {
  const { store, db, workspaceId } = house.database;
  const admin = house.local.as("admin");
  const audited = (await store.audit.latest(workspaceId)).length;
  const subjects: [string, boolean][] = [
    ["useful", true],
    ["noise", false],
  ];
  for (const [subject, useful] of subjects) {
    const { id: signalId } = await store.signals.open({
      workspaceId,
      kind: "spike",
      subject,
      facts: spikeFacts({ reason: subject }),
      at: house.clock.now,
      slackChannels: ["C1"],
    });
    await db.pool.query("UPDATE alert SET message_ts = '1.1' WHERE signal_id = $1", [signalId]);
    const slackUserId = house.local.users.noor.id;
    await store.marks.mark({ workspaceId, signalId, slackUserId, useful, at: house.clock.now });
  }
  await admin.command("/earshot settings", { channel: "earshot" });
  await expect.poll(() => house.local.modals("admin").length).toBe(1);
  const form = house.local.modals("admin")[0]?.view ?? {};
  expect(checkView(form)).toEqual([]);
  expect(JSON.stringify(form)).toContain("last 90 days: 2 spike alerts, 1 marked not useful");
  for (const wrong of ["0", "31", "two", "-1"]) {
    await admin.submit({ "false-alerts": wrong });
    expect(house.local.modals("admin")[0]?.errors).toEqual({
      "false-alerts": expect.stringContaining("Write a number above 0, up to 30"),
    });
  }
  await admin.submit({ "false-alerts": "0,5" });
  expect(house.local.modals("admin")).toEqual([]);
  expect(await store.workspaces.get(workspaceId)).toMatchObject({ falseAlertsPerMonth: 0.5 });
  const [change, ...rest] = await store.audit.latest(workspaceId);
  expect(rest).toHaveLength(audited);
  expect(change).toMatchObject({
    actor: house.local.users.admin.id,
    action: "setting",
    subject: "false alerts a month: 1 -> 0.5",
  });
  expect((await answerTo("noor", "/earshot status")).words).toContain(
    "budget: 0.5 false alerts a month; last 90 days: 2 spike alerts, 1 marked not useful.",
  );
});

test("the home tab shows my promises and what is open", async () => {
  await house.local.as("maija").openHome();
  await expect
    .poll(() => JSON.stringify(house.local.home("maija") ?? {}))
    .toContain("call back about the refund");
  expect(checkView(house.local.home("maija") ?? {})).toEqual([]);
  await house.local.as("maija").click(house.local.home("maija"), "new-promise");
  await expect.poll(() => house.local.modals("maija").length).toBe(1);
});
