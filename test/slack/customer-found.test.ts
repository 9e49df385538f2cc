import { beforeAll, describe, expect, test } from "vitest";
import { answerTo } from "../support/asking.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

let customerId: string;

beforeAll(async () => {
  const { store, workspaceId } = house.database;
  const anna = { id: "c-77", phone: "040 123 4567", email: "anna@example.com", name: "Anna Virtanen" };
  customerId = (await store.customers.ensure(workspaceId, anna)) ?? "";
  await store.customers.ensure(workspaceId, { phone: "040 765 4321", name: "Anna <!channel> Korhonen" });
});

describe("/customer", () => {
  test.each(["040 123 4567", "+358401234567", "(040) 123-4567", "ANNA@example.com", "c-77", "virtanen"])(
    "finds by %s, answers only the one who asked, and writes the look down",
    async (query) => {
      const { words } = await answerTo(house, "otto", `/customer ${query}`);
      expect(words).toContain("Anna Virtanen");
      const [looked] = await house.database.store.audit.latest(house.database.workspaceId);
      expect(looked).toMatchObject({
        actor: house.local.users.otto.id,
        action: "customer-shown",
        subject: customerId,
      });
      expect(await house.local.messages("earshot")).toEqual([]);
    },
  );

  test("lists several hits and shows the chosen one", async () => {
    const { answer, words } = await answerTo(house, "otto", "/customer anna");
    expect(words).toContain("2 customers fit");
    expect(words).not.toContain("<!channel>");
    await house.local.as("otto").click(answer, "show-customer");
    await expect
      .poll(() => JSON.stringify(house.local.ephemerals("otto").at(-1)))
      .toMatch(/Only you see this/);
  });

  test.each([
    ["/customer", "Who?"],
    ["/customer nobody@example.com", "No customer fits"],
    [`/customer ${"x".repeat(3_000)}`, "No customer fits"],
    ["/customer %_\\ ' OR 1=1 --", "No customer fits"],
  ])("%s: %s", async (line, expected) => {
    expect((await answerTo(house, "otto", line)).words).toContain(expected);
  });
});
