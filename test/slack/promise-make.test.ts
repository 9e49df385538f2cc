import { describe, expect, test } from "vitest";
import type { MemberName } from "../../src/embedded/slack/people.ts";
import type { Clickable } from "../../src/embedded/slack/person.ts";
import { answerTo } from "../support/asking.ts";
import { checkLimits, checkView } from "../support/limits.ts";
import { makingHouse, NOW } from "../support/makingHouse.ts";

const house = makingHouse();

/** The last answer, as it stands now. */
function shown(user: MemberName) {
  const answer = house.local.ephemerals(user).at(-1);
  if (answer === undefined) throw new Error("no answer");
  expect(checkLimits(answer as never)).toEqual([]);
  return { answer: answer as Clickable, words: `${answer.text} ${JSON.stringify(answer.blocks ?? [])}` };
}

async function press(user: MemberName, answer: Clickable, actionId: string): Promise<void> {
  await house.local.as(user).click(answer, actionId);
}

async function promises() {
  const { rows } = await house.database.db.pool.query(
    `SELECT text, due_at AS "dueAt", owner, team, channel, concrete, business_from AS "businessFrom",
       business_left_ms::float8 AS "businessLeftMs", customer_id AS "customerId", status FROM promise ORDER BY id`,
  );
  return rows;
}

describe("/promise <customer> <when> <what>", () => {
  test("says back whom, when, by whom, and what happens when nobody calls", async () => {
    const { words } = await answerTo(
      house,
      "maija",
      "/promise 040 123 4567 today 14:00 call back about the refund",
    );
    expect(words).toContain("Promised to Anna Virtanen: call back about the refund, due");
    expect(words).toContain(`By <@${house.local.users.maija.id}>, team Billing`);
    expect(words).toContain(
      `If nobody reaches them by then, <#${house.local.channels["billing-alerts"]}> hears of it; 15 min later the leads do`,
    );
    expect(await promises()).toMatchObject([
      {
        text: "call back about the refund",
        dueAt: new Date("2037-11-20T12:00:00Z"),
        owner: house.local.users.maija.id,
        team: "billing",
        concrete: true,
        customerId: house.annaId,
      },
    ]);
  });

  test("business time counts in the team's hours and is kept as such", async () => {
    await answerTo(house, "maija", "/promise c-77 within 8 business hours send the invoice");
    expect(await promises()).toMatchObject([
      { dueAt: new Date("2037-11-23T08:12:00Z"), businessFrom: NOW, businessLeftMs: 8 * 3_600_000 },
    ]);
  });

  test("a whole name needs no quotes, a new phone number is remembered", async () => {
    expect((await answerTo(house, "maija", "/promise Anna Virtanen today 14:00 call")).words).toContain(
      "Promised to Anna Virtanen: call, due",
    );
    expect((await answerTo(house, "maija", "/promise 050 999 8877 today 14:00 call")).words).toContain(
      "Promised to +358509998877: call, due",
    );
    const [known] = await house.database.store.customers.find(house.database.workspaceId, "+358509998877");
    expect((await promises()).map(({ customerId }) => customerId)).toEqual(
      expect.arrayContaining([house.annaId, known?.id]),
    );
  });

  test.each([
    ["/promise c-77 call back about it", "I find no time in that"],
    ["/promise c-77", "Who, when and what?"],
    ["/promise nobody today 14:00 call back", "No customer fits “nobody”"],
    ["/promise 0 today 14:00 call back", "No customer fits “0”"],
    ["/promise help", "within 4 business hours"],
  ])("%s: %s", async (line, expected) => {
    expect((await answerTo(house, "otto", line)).words).toContain(expected);
    expect(await promises()).toEqual([]);
  });
});

describe("a vague time", () => {
  test("is refused, and the team's standard makes exactly that promise", async () => {
    const { answer, words } = await answerTo(house, "otto", "/promise c-77 asap call back about the refund");
    expect(words).toContain("“asap” is not a promise a customer can rely on");
    expect(words).toContain("Within 24 hours: tomorrow 10:12");
    expect(await promises()).toEqual([]);
    house.clock.now = new Date(NOW.getTime() + 600_000);
    await press("otto", answer, "promise-settle:keep");
    await expect.poll(() => shown("otto").words).toContain("Promised to Anna Virtanen");
    expect(await promises()).toMatchObject([
      { text: "call back about the refund", dueAt: new Date("2037-11-21T08:12:00Z"), concrete: false },
    ]);
  });

  test("a standard outside the team's hours comes with the next opening", async () => {
    const { answer, words } = await answerTo(house, "maija", "/promise c-77 mahdollisimman pian soita");
    expect(words).toContain("Within 24 hours: tomorrow 10:12");
    expect(words).toContain("Next opening: Mon 23 Nov 08:00");
    await press("maija", answer, "promise-settle:next");
    await expect.poll(promises).toMatchObject([{ dueAt: new Date("2037-11-23T06:00:00Z"), text: "soita" }]);
  });

  test("a standard in business time stays in business time", async () => {
    const { store, workspaceId } = house.database;
    const promiseRules = { standardMinutes: 480, standardInBusiness: true };
    await store.teams.upsert(workspaceId, { code: "billing", promiseRules });
    const { answer, words } = await answerTo(house, "maija", "/promise c-77 soon call");
    await store.teams.upsert(workspaceId, { code: "billing", promiseRules: {} });
    expect(words).toContain("Within 8 business hours: Mon 23 Nov 10:12");
    await press("maija", answer, "promise-settle:keep");
    await expect.poll(promises).toMatchObject([{ businessFrom: NOW, businessLeftMs: 480 * 60_000 }]);
  });
});

describe("a time that may not be meant is asked about", () => {
  test.each([
    [
      "sat 22:00",
      "Tomorrow 22:00 is outside the hours of Billing (Mon-Fri 8-16; Europe/Helsinki)",
      "2037-11-21T20:00:00Z",
    ],
    ["yesterday 14:00", "Thu 19 Nov 14:00 has passed, 20 h 12 min ago", "2037-11-19T12:00:00Z"],
    ["on 1 June", "Tue 1 Jun 2038 16:00 is 193 days away", "2038-06-01T13:00:00Z"],
  ])("%s: %s", async (when, why, dueAt) => {
    const { answer, words } = await answerTo(house, "maija", `/promise c-77 ${when} call`);
    expect(words).toContain(why);
    expect(await promises()).toEqual([]);
    await press("maija", answer, "promise-settle:keep");
    await expect.poll(promises).toMatchObject([{ dueAt: new Date(dueAt) }]);
  });

  test.each([
    ["sat 22:00", "Next opening: Mon 23 Nov 08:00", "2037-11-23T06:00:00Z"],
    ["yesterday 14:00", "Promise today 14:00", "2037-11-20T12:00:00Z"],
  ])("%s: %s", async (when, label, dueAt) => {
    const { answer, words } = await answerTo(house, "maija", `/promise c-77 ${when} call`);
    expect(words).toContain(label);
    await press("maija", answer, "promise-settle:next");
    await expect.poll(promises).toMatchObject([{ dueAt: new Date(dueAt) }]);
  });

  test("pressed twice, and then the other button: one promise, the first", async () => {
    const { answer } = await answerTo(house, "maija", "/promise c-77 sat 22:00 call");
    await press("maija", answer, "promise-settle:keep");
    await press("maija", answer, "promise-settle:keep");
    await press("maija", answer, "promise-settle:next");
    await expect.poll(promises).toMatchObject([{ dueAt: new Date("2037-11-21T20:00:00Z") }]);
  });

  test("another time opens the form with what was written", async () => {
    const { answer } = await answerTo(house, "maija", "/promise c-77 sat 22:00 call about the refund");
    await press("maija", answer, "promise-rewrite");
    await expect.poll(() => house.local.modals("maija").length).toBe(1);
    const view = house.local.modals("maija")[0]?.view ?? {};
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view)).toMatch(/Anna Virtanen · c-77.*call about the refund/);
    await house.local.as("maija").close();
  });
});

test("several customers fit: a button for each goes on to the promise", async () => {
  const { answer, words } = await answerTo(house, "otto", "/promise anna today 14:00 call back");
  expect(words).toContain("2 customers fit “anna”. Who is it?");
  const [looked] = await house.database.store.audit.latest(house.database.workspaceId);
  expect(looked).toMatchObject({ action: "customer-listed", actor: house.local.users.otto.id });
  const blocks = (answer.blocks as { elements?: { action_id: string; text: { text: string } }[] }[]) ?? [];
  const anna = blocks
    .flatMap(({ elements = [] }) => elements)
    .find(({ text }) => text.text.startsWith("Anna Virtanen"));
  await press("otto", answer, anna?.action_id ?? "");
  await expect.poll(promises).toMatchObject([{ customerId: house.annaId, text: "call back" }]);
});

test("whoever made it by mistake takes it back, once; somebody else may not", async () => {
  const { answer } = await answerTo(house, "maija", "/promise c-77 today 14:00 call");
  await press("maija", answer, "promise-unmake");
  await expect
    .poll(() => shown("maija").words)
    .toContain("Taken back: call. Nobody is reminded of it any more.");
  expect(await promises()).toMatchObject([{ status: "withdrawn" }]);
  await press("maija", answer, "promise-unmake");
  await expect.poll(() => shown("maija").words).toContain("It was closed before");
});

test("a button of long ago or of another kind is answered in words", async () => {
  const { answer } = await answerTo(house, "maija", "/promise c-77 asap call");
  const blocks = JSON.parse(JSON.stringify(answer.blocks)) as { elements?: { value?: string }[] }[];
  for (const element of blocks.flatMap(({ elements = [] }) => elements)) element.value = "who knows";
  await press("maija", { ...answer, blocks }, "promise-settle:keep");
  await expect.poll(() => shown("maija").words).toContain("I no longer know what this button was for");
});
