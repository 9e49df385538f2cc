import { beforeAll, describe, expect, test } from "vitest";
import { answerTo } from "../support/asking.ts";
import { checkView } from "../support/limits.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

let customerId: string;

beforeAll(async () => {
  const { store, workspaceId } = house.database;
  const anna = { id: "c-77", phone: "040 123 4567", email: "anna@example.com", name: "Anna Virtanen" };
  customerId = (await store.customers.ensure(workspaceId, anna)) ?? "";
});

describe("/promise", () => {
  test("makes one in the writer's zone, says it back, and lists it", async () => {
    const { words } = await answerTo(
      house,
      "maija",
      "/promise 040 123 4567 tomorrow 14:00 call back about the refund",
    );
    expect(words).toContain("Promised to Anna Virtanen: call back about the refund, due");
    const mine = await house.database.store.promises.openFor(house.database.workspaceId, {
      ownerSlackId: house.local.users.maija.id,
    });
    expect(mine).toMatchObject([{ text: "call back about the refund", customerId }]);
    expect(mine[0]?.dueAt.toLocaleTimeString("en-GB", { timeZone: "Europe/Helsinki" })).toBe("14:00:00");
    expect((await answerTo(house, "maija", "/promise")).words).toContain(
      "call back about the refund to Anna Virtanen",
    );
  });
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
