import { beforeAll, describe, expect, test } from "vitest";
import { answerTo } from "../support/asking.ts";
import { checkView } from "../support/limits.ts";
import { useSlackHouse } from "../support/slackHouse.ts";
import { moveInTwoTeams } from "../support/twoTeams.ts";

const house = useSlackHouse();

const ids: Record<string, string> = {};
const HOUR = 3_600_000;

beforeAll(async () => {
  await moveInTwoTeams(house);
  const { store, workspaceId } = house.database;
  const { maija } = house.local.users;
  const anna = await store.customers.ensure(workspaceId, { phone: "040 123 4567", name: "Anna Virtanen" });
  const ben = await store.customers.ensure(workspaceId, { phone: "040 765 4321", name: "Ben Virtanen" });
  const made: [string, number, string, string, string | null][] = [
    ["refund", -2, "maija", "billing", anna],
    ["invoice", 3, "maija", "billing", anna],
    ["router", -1, "noor", "network", ben],
    ["mast", 30, "noor", "network", null],
  ];
  const now = Date.now();
  for (const [text, hours, owner, team, customerId] of made) {
    const { id } = await store.promises.make({
      workspaceId,
      customerId,
      text,
      dueAt: new Date(now + hours * HOUR),
      owner,
      team,
      channel: "phone",
      by: maija.id,
      at: new Date(now - 5 * HOUR),
    });
    ids[text] = id;
  }
});

type Name = "maija" | "otto" | "noor" | "admin";

const texts = (answer: string) =>
  ["refund", "invoice", "router", "mast"].filter(
    (text) => answer.includes(`${text} `) || answer.includes(`${text}:`),
  );

describe("/promise", () => {
  test.each([
    ["maija", "/promise", ["refund", "invoice"]],
    ["maija", "/promise team", ["refund", "invoice"]],
    ["otto", "/promise team", ["refund", "invoice"]],
    ["maija", "/promise team Network", ["router", "mast"]],
    ["maija", "/promise overdue", ["refund"]],
    ["otto", "/promise overdue", ["refund"]],
    ["otto", "/promise overdue network", ["router"]],
    ["admin", "/promise overdue", ["refund", "router"]],
  ] as [Name, string, string[]][])("%s: %s shows %j", async (user, line, shown) => {
    expect(texts((await answerTo(house, user, line)).words)).toEqual(shown);
  });

  test("says the numbers in the title, by due time, with the late one's lateness and owner", async () => {
    const answer = (await answerTo(house, "otto", "/promise team billing")).words;
    expect(answer).toContain("*Billing: 2 open promises, 1 overdue*");
    expect(answer.indexOf("refund to Anna Virtanen")).toBeLessThan(
      answer.indexOf("invoice to Anna Virtanen"),
    );
    expect(answer).toMatch(/refund to Anna Virtanen: due [^;]*\*late by 2 h\*; <@/);
  });

  test.each([
    ["/promise team biling", "There is no team “biling”. Teams: billing, network."],
    ["/promise overdeu", "Did you mean `/promise overdue`?"],
    ["/promise tema billing", "Did you mean `/promise team billing`?"],
    ["/promise <!here>", "Who, when and what?"],
    ["/promise show", "Which one?"],
    ["/promise show nobody@example.com", "No customer and no promise fits"],
    ["/promise show virtanen", "2 customers fit"],
    [`/promise show ${crypto.randomUUID()}`, "No customer and no promise fits"],
  ])("%s: %s", async (line, words) => {
    expect((await answerTo(house, "admin", line)).words).toContain(words);
  });

  test("of somebody in no team names the teams", async () => {
    expect((await answerTo(house, "admin", "/promise team")).words).toContain(
      "You belong to no team that I know. Teams:",
    );
  });

  test("show tells who did what, when and why, and that somebody looked is written down", async () => {
    const { store, workspaceId } = house.database;
    const { maija, otto, noor } = house.local.users;
    const id = ids.router ?? "";
    const dueAt = new Date(house.clock.now.getTime() + HOUR);
    const at = house.clock.now;
    await store.promises.act(workspaceId, id, { deed: "tried", note: "line busy", by: noor.id, at });
    await store.promises.act(workspaceId, id, {
      deed: "moved",
      dueAt,
      told: false,
      note: "ill",
      by: noor.id,
      at,
    });
    const answer = (await answerTo(house, "otto", "/promise show 040 765 4321")).words;
    expect(answer).toMatch(new RegExp(`<@${maija.id}> promised it, due`));
    expect(answer).toContain(`<@${noor.id}> tried and did not get through: line busy`);
    expect(answer).toContain("*the customer was not told* (counts as broken): ill");
    expect(answer).toContain(`/promise show ${id}`);
    const [looked] = await store.audit.latest(workspaceId);
    expect(looked).toMatchObject({ actor: otto.id, action: "customer-shown" });
    expect((await answerTo(house, "otto", `/promise show ${id}`)).words).toContain("line busy");
  });

  test("show of a customer with several lists them", async () => {
    const answer = (await answerTo(house, "otto", "/promise show 040 123 4567")).words;
    expect(answer).toContain("*Anna Virtanen: 2 promises*");
    expect(texts(answer)).toEqual(["refund", "invoice"]);
  });

  test("week says last week and this one so far, of one's own team or the named one", async () => {
    const answer = (await answerTo(house, "maija", "/promise week")).words;
    expect(answer).toMatch(/• Billing, week \d+: (kept on time 0 of 1|no promise was due)/);
    expect(answer).toMatch(/• Billing, this week so far: (kept on time 0 of 1|no promise was due)/);
    expect(answer).not.toContain("Network");
    expect((await answerTo(house, "maija", "/promise week network")).words).toContain(
      "• Network, this week so far: ",
    );
    expect((await answerTo(house, "maija", "/promise week nowhere")).words).toContain("There is no team");
  });
});

test("many promises are one message and one home tab, with the rest counted", async () => {
  const { store, workspaceId } = house.database;
  const { admin } = house.local.users;
  for (let each = 0; each < 45; each += 1) {
    await store.promises.make({
      workspaceId,
      customerId: null,
      text: `promise ${each}`,
      dueAt: new Date(house.clock.now.getTime() + each * HOUR),
      owner: admin.id,
      team: null,
      channel: null,
      by: admin.id,
      at: house.clock.now,
    });
  }
  const answer = (await answerTo(house, "admin", "/promise")).words;
  expect(answer).toContain("Your open promises: 45");
  expect(answer).toContain("and 25 more, due later");
  await house.local.as("admin").openHome();
  await expect
    .poll(() => JSON.stringify(house.local.home("admin") ?? {}))
    .toContain("and 35 more, due later");
  expect(checkView(house.local.home("admin") ?? {})).toEqual([]);
});

test("/customer shows what is open with its buttons, then what was broken, and acts there", async () => {
  const { store, workspaceId } = house.database;
  const { maija } = house.local.users;
  const customerId = await store.customers.ensure(workspaceId, { phone: "040 999 9999", name: "Cecilia" });
  const at = house.clock.now;
  const made = (text: string) =>
    store.promises.make({
      workspaceId,
      customerId,
      text,
      dueAt: new Date(at.getTime() + HOUR),
      owner: maija.id,
      team: "billing",
      channel: null,
      by: maija.id,
      at: new Date(at.getTime() - HOUR),
    });
  const [open, kept, givenUp, silent] = [
    await made("open one"),
    await made("kept one"),
    await made("given-up one"),
    await made("silent one"),
  ];
  const by = maija.id;
  const dueAt = new Date(at.getTime() + 2 * HOUR);
  await store.promises.act(workspaceId, kept.id, { deed: "kept", by, at });
  await store.promises.act(workspaceId, givenUp.id, { deed: "given-up", note: "lost", by, at });
  await store.promises.act(workspaceId, silent.id, { deed: "moved", dueAt, told: false, by, at });
  await store.promises.act(workspaceId, silent.id, { deed: "kept", by, at: new Date(at.getTime() + 1) });
  const { blocks } = (await answerTo(house, "maija", "/customer 040 999 9999")).answer;
  const answer = JSON.stringify(blocks);
  const places = [
    "*Open*: open one",
    "*Broken*: given-up one",
    "*Broken, moved without telling the customer*: silent one",
    "• kept one: kept on time",
    "*Contacts*",
  ].map((words) => answer.lastIndexOf(words));
  expect(places).not.toContain(-1);
  expect(Math.min(places[1] ?? 0, places[2] ?? 0)).toBeGreaterThan(places[0] ?? 0);
  expect(places[3]).toBeGreaterThan(Math.max(places[1] ?? 0, places[2] ?? 0));
  expect(places[4]).toBeGreaterThan(places[3] ?? 0);
  const shown = house.local.ephemerals("maija").at(-1);
  await house.local.as("maija").click(shown, "promise-done");
  const again = () => JSON.stringify(house.local.ephemerals("maija").find(({ ts }) => ts === shown?.ts));
  await expect.poll(again).toContain("*Done*: open one to Cecilia");
  expect(again()).toContain("Nothing is promised now.");
  expect(await store.promises.get(workspaceId, open.id)).toMatchObject({ status: "kept" });
});
