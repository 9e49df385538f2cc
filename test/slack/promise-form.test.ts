import { describe, expect, test } from "vitest";
import type { MemberName } from "../../src/embedded/slack/people.ts";
import { answerTo, opened, toldTo } from "../support/asking.ts";
import { checkView } from "../support/limits.ts";
import { makingHouse, NOW } from "../support/makingHouse.ts";

const TODAY_14 = Date.parse("2037-11-20T12:00:00Z") / 1000;
const SATURDAY_22 = Date.parse("2037-11-21T20:00:00Z") / 1000;

const house = makingHouse();

const form = (user: MemberName) => house.local.modals(user).at(-1);

const newForm = (user: MemberName) =>
  opened(house, user, () => house.local.as(user).command("/promise new", { channel: "earshot" }));

const told = async (user: MemberName) => JSON.stringify(await toldTo(house, user));

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
        customerId: house.annaId,
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
      subject: house.annaId,
      actor: house.local.users.otto.id,
    });
    await house.local.as("otto").close();
  });

  test("an owner who did not make it hears of it; the team is the one that was chosen", async () => {
    await newForm("otto");
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${house.annaId}` };
    const noor = house.local.users.noor.id;
    await house.local
      .as("otto")
      .submit({ customer, text: "call", due: TODAY_14, owner: noor, team: "network" });
    await expect.poll(promises).toMatchObject([{ owner: noor, team: "network" }]);
    await expect
      .poll(() => told("noor"))
      .toContain(
        `<@${house.local.users.otto.id}> antoi lupauksen puolestasi (Anna Virtanen): call, määräaika`,
      );
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
    await newForm("otto");
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${house.annaId}` };
    store.make = () => Promise.reject(new Error("away"));
    await house.local
      .as("otto")
      .submit({ customer, text: "call back", due: TODAY_14 })
      .finally(() => {
        store.make = make;
      });
    expect(form("otto")?.errors.customer).toMatch(/Nothing was changed; try again/);
    await house.local.as("otto").submit({ customer, text: "call back", due: TODAY_14 });
    expect(form("otto")).toBeUndefined();
  });
});

describe("a time that may not be meant is asked about in a second step", () => {
  async function asked(due: number) {
    await newForm("maija");
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${house.annaId}` };
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

  test("a customer who is gone by then is told, and the form below keeps what was written", async () => {
    await asked(SATURDAY_22);
    const { store } = house.deps;
    const { profile } = store.customers;
    store.customers.profile = async () => null;
    await house.local
      .as("maija")
      .submit()
      .finally(() => {
        store.customers.profile = profile;
      });
    expect(JSON.stringify(form("maija")?.view)).toContain("No customer fits");
    expect(checkView(form("maija")?.view ?? {})).toEqual([]);
    await house.local.as("maija").close();
    expect(form("maija")?.view.callback_id).toBe("promise-form");
    await house.local.as("maija").close();
    expect(await promises()).toEqual([]);
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
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${house.annaId}` };
    await house.local.as("maija").submit({ customer, text: "call", due: TODAY_14 });
    await expect.poll(promises).toMatchObject([{ dueAt: new Date(TODAY_14 * 1000) }]);
    expect(house.local.modals("maija")).toEqual([]);
  });
});

describe("shortcuts", () => {
  test("a message's takes over its words as people read them, and keeps its link", async () => {
    await house.local
      .as("otto")
      .say("earshot", "Can somebody call &lt;Anna&gt; about <https://x.example/a|this>?");
    const message = (await house.local.messages("earshot")).at(-1);
    const view = await opened(house, "otto", () =>
      house.local.as("otto").shortcut("promise-call-back", message),
    );
    expect(JSON.stringify(view)).toContain("Call back: Can somebody call <Anna> about this?");
    expect(JSON.stringify(view)).toMatch(/The promise keeps the link: <https?:[^|]+\|from this message>/);
    const customer = { text: { type: "plain_text", text: "Anna" }, value: `id:${house.annaId}` };
    await house.local.as("otto").submit({ customer, due: TODAY_14 });
    await expect.poll(promises).toHaveLength(1);
    const [promise] = await promises();
    const [made] = await house.database.store.promises.entries(house.database.workspaceId, promise?.id);
    expect(made).toMatchObject({ action: "made", note: expect.stringMatching(/^https?:/) });
    await expect.poll(() => told("otto")).toContain("|from this message>");
  });

  test("the global one opens the form", async () => {
    await opened(house, "otto", () => house.local.as("otto").shortcut("log-promise"));
    await house.local.as("otto").close();
  });

  test("the button under a customer starts with that customer", async () => {
    const { answer } = await answerTo(house, "otto", "/customer c-77");
    const view = await opened(house, "otto", () =>
      house.local.as("otto").click(answer, "promise-for-customer"),
    );
    expect(JSON.stringify(view)).toContain(`"value":"id:${house.annaId}"`);
    await house.local.as("otto").close();
  });
});
