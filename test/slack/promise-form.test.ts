import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Clickable } from "../../src/embedded/slack-person.ts";
import { checkLimits, checkView } from "../support/limits.ts";
import { type SlackHouse, slackHouse } from "../support/slackHouse.ts";

type Name = "maija" | "otto" | "noor" | "admin";

const day = [{ opens: 480, closes: 960 }];
const calendar = {
  zone: "Europe/Helsinki",
  week: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
  holidays: null,
  dates: {},
};
/** Friday, 10:12 in Helsinki. */
const NOW = new Date("2037-11-20T08:12:00Z");
const TODAY_14 = Date.parse("2037-11-20T12:00:00Z") / 1000;
const SATURDAY_22 = Date.parse("2037-11-21T20:00:00Z") / 1000;

let house: SlackHouse;
let annaId: string;

beforeAll(async () => {
  house = await slackHouse();
  const { store, workspaceId } = house.database;
  const { users } = house.local;
  await store.teams.upsert(workspaceId, { code: "billing", label: "Billing", calendar });
  await store.teams.upsert(workspaceId, { code: "network", label: "Network" });
  await store.teams.upsertStaff(workspaceId, {
    code: "maija",
    slackUserId: users.maija.id,
    teamCode: "billing",
  });
  const anna = { id: "c-77", phone: "040 123 4567", email: "anna@example.com", name: "Anna Virtanen" };
  annaId = (await store.customers.ensure(workspaceId, anna)) ?? "";
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.now = NOW;
  await house.database.db.pool.query("TRUNCATE promise CASCADE");
});

const form = (user: Name) => house.local.modals(user).at(-1);

async function opened(user: Name, open: () => Promise<void>): Promise<Clickable> {
  const before = house.local.modals(user).length;
  await open();
  await expect.poll(() => house.local.modals(user).length).toBe(before + 1);
  const view = form(user)?.view ?? {};
  expect(checkView(view)).toEqual([]);
  return view as Clickable;
}

const newForm = (user: Name) =>
  opened(user, () => house.local.as(user).command("/promise new", { channel: "earshot" }));

/** What the app has told this person in their own conversation with it. */
async function told(user: Name): Promise<string> {
  const channel = await house.local.directChannel(user);
  if (channel === undefined) return "";
  const messages = await house.local.messages(channel);
  for (const message of messages) expect(checkLimits(message as never)).toEqual([]);
  return JSON.stringify(messages);
}

async function promises() {
  const { rows } = await house.database.db.pool.query(
    `SELECT id, text, due_at AS "dueAt", owner, team, channel, concrete, customer_id AS "customerId" FROM promise ORDER BY id`,
  );
  return rows;
}

describe("the form", () => {
  test("searches customers, starts with the team's standard, and says back what was made", async () => {
    const view = await newForm("maija");
    expect(JSON.stringify(view)).toContain(`"initial_date_time":${(NOW.getTime() + 86_400_000) / 1000}`);
    const [anna, ...others] = await house.local.as("maija").suggest(view, "customer", "virta");
    expect(others).toEqual([]);
    expect(JSON.stringify(anna)).toContain("Anna Virtanen · c-77");
    await house.local.as("maija").submit({
      customer: anna ?? null,
      text: "send the invoice again",
      due: TODAY_14,
      channel: "phone",
    });
    expect(form("maija")).toBeUndefined();
    expect(await promises()).toMatchObject([
      {
        text: "send the invoice again",
        dueAt: new Date(TODAY_14 * 1000),
        owner: house.local.users.maija.id,
        team: "billing",
        channel: "phone",
        concrete: true,
        customerId: annaId,
      },
    ]);
    await expect
      .poll(() => told("maija"))
      .toContain("Promised to Anna Virtanen: send the invoice again, due");
  });

  test.each([
    ["050 999 8877", "New: 050 999 8877"],
    ["new@example.com", "New: new@example.com"],
  ])("offers to remember %s", async (typed, label) => {
    const view = await newForm("otto");
    const options = await house.local.as("otto").suggest(view, "customer", typed);
    expect(options).toMatchObject([{ text: { text: label } }]);
    await house.local.as("otto").submit({ customer: options[0] ?? null, text: "call", due: TODAY_14 });
    await expect.poll(promises).toHaveLength(1);
    const [known] = await house.database.store.customers.find(house.database.workspaceId, typed);
    expect((await promises())[0]?.customerId).toBe(known?.id);
  });

  test("offers nobody for what fits nobody, and writes each look at a customer down", async () => {
    const view = await newForm("otto");
    expect(await house.local.as("otto").suggest(view, "customer", "nobody of that name")).toEqual([]);
    await house.local.as("otto").suggest(view, "customer", "anna@example.com");
    const [looked] = await house.database.store.audit.latest(house.database.workspaceId);
    expect(looked).toMatchObject({
      action: "customer-listed",
      subject: annaId,
      actor: house.local.users.otto.id,
    });
    await house.local.as("otto").close();
  });

  test("an owner who did not make it hears of it; the team is the one that was chosen", async () => {
    await newForm("otto");
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${annaId}` };
    const noor = house.local.users.noor.id;
    await house.local
      .as("otto")
      .submit({ customer, text: "call", due: TODAY_14, owner: noor, team: "network" });
    await expect.poll(promises).toMatchObject([{ owner: noor, team: "network" }]);
    await expect
      .poll(() => told("noor"))
      .toContain(`<@${house.local.users.otto.id}> promised Anna Virtanen for you: call, due`);
  });

  test("a customer who is gone is told at the field", async () => {
    await newForm("otto");
    const customer = {
      text: { type: "plain_text", text: "Anna" },
      value: "id:00000000-0000-4000-8000-000000000000",
    };
    await house.local.as("otto").submit({ customer, text: "call", due: TODAY_14 });
    expect(form("otto")?.errors).toEqual({ customer: expect.stringContaining("No customer fits") });
    await house.local.as("otto").close();
  });

  test("stays open with what was written when it cannot be stored", async () => {
    const { promises: store } = house.deps.store;
    const { make } = store;
    await newForm("noor");
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${annaId}` };
    store.make = () => Promise.reject(new Error("away"));
    await house.local
      .as("noor")
      .submit({ customer, text: "call back", due: TODAY_14 })
      .finally(() => {
        store.make = make;
      });
    expect(form("noor")?.errors.customer).toMatch(/Nothing was changed; try again/);
    await house.local.as("noor").submit({ customer, text: "call back", due: TODAY_14 });
    expect(form("noor")).toBeUndefined();
  });
});

describe("a time that may not be meant is asked about in a second step", () => {
  async function asked(due: number) {
    await newForm("maija");
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${annaId}` };
    await house.local.as("maija").submit({ customer, text: "call", due });
    await expect.poll(() => house.local.modals("maija").length).toBe(2);
    const view = form("maija")?.view ?? {};
    expect(checkView(view)).toEqual([]);
    expect(await promises()).toEqual([]);
    return JSON.stringify(view);
  }

  test("outside the team's hours: the next opening is proposed", async () => {
    expect(await asked(SATURDAY_22)).toContain(
      "is outside the hours of Billing (Mon-Fri 8-16; Europe/Helsinki)",
    );
    await house.local.as("maija").submit();
    expect(house.local.modals("maija")).toEqual([]);
    await expect.poll(promises).toMatchObject([{ dueAt: new Date("2037-11-23T06:00:00Z") }]);
  });

  test("or kept as it was", async () => {
    await asked(SATURDAY_22);
    await house.local.as("maija").submit({ choice: `${SATURDAY_22 * 1000}` });
    await expect.poll(promises).toMatchObject([{ dueAt: new Date(SATURDAY_22 * 1000) }]);
  });

  test("far away: kept, or back to the form", async () => {
    const far = Date.parse("2038-06-01T12:00:00Z") / 1000;
    expect(await asked(far)).toContain("Tue 1 Jun 2038 15:00 is 193 days away");
    await house.local.as("maija").close();
    expect(form("maija")?.view.callback_id).toBe("promise-form");
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${annaId}` };
    await house.local.as("maija").submit({ customer, text: "call", due: TODAY_14 });
    await expect.poll(promises).toMatchObject([{ dueAt: new Date(TODAY_14 * 1000) }]);
    expect(house.local.modals("maija")).toEqual([]);
  });
});

describe("shortcuts", () => {
  test("a message's takes over its words as people read them, and keeps its link", async () => {
    await house.local
      .as("noor")
      .say("earshot", "Can somebody call &lt;Anna&gt; about <https://x.example/a|this>?");
    const message = (await house.local.messages("earshot")).at(-1);
    const view = await opened("noor", () => house.local.as("noor").shortcut("promise-call-back", message));
    expect(JSON.stringify(view)).toContain("Call back: Can somebody call <Anna> about this?");
    expect(JSON.stringify(view)).toMatch(/The promise keeps the link: <https?:[^|]+\|from this message>/);
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${annaId}` };
    await house.local.as("noor").submit({ customer, due: TODAY_14 });
    await expect.poll(promises).toHaveLength(1);
    const [promise] = await promises();
    const [made] = await house.database.store.promises.entries(house.database.workspaceId, promise?.id);
    expect(made).toMatchObject({ action: "made", note: expect.stringMatching(/^https?:/) });
    await expect.poll(() => told("noor")).toContain("|from this message>");
  });

  test("the global one opens the form", async () => {
    await opened("noor", () => house.local.as("noor").shortcut("log-promise"));
    await house.local.as("noor").close();
  });

  test("the button under a customer starts with that customer", async () => {
    await house.local.as("noor").command("/customer c-77", { channel: "earshot" });
    await expect.poll(() => house.local.ephemerals("noor").length).toBeGreaterThan(0);
    const answer = house.local.ephemerals("noor").at(-1);
    const view = await opened("noor", () => house.local.as("noor").click(answer, "promise-for-customer"));
    expect(JSON.stringify(view)).toContain(`"value":"id:${annaId}"`);
    await house.local.as("noor").close();
  });
});
