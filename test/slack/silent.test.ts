import { beforeEach, expect, test } from "vitest";
import { answerTo } from "../support/asking.ts";
import { checkLimits, checkView } from "../support/limits.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

/** Friday, 10:12 in Helsinki. */
const NOW = new Date("2037-11-20T08:12:00Z");
const house = useSlackHouse({ now: NOW });

let customerId: string;
beforeEach(async () => {
  const { db, store, workspaceId } = house.database;
  await db.pool.query("TRUNCATE customer, feedback, contact, promise, team, staff, audit_entry CASCADE");
  await store.teams.upsert(workspaceId, { code: "billing", label: "Billing" });
  await store.teams.upsert(workspaceId, { code: "care", label: "Care" });
  const slackUserId = house.local.users.maija.id;
  await store.teams.upsertStaff(workspaceId, { code: "maija", slackUserId, teamCode: "billing" });
  customerId = `${await store.customers.ensure(workspaceId, { id: "c-7", name: "Liisa Mäkinen", phone: "040 123 4567" })}`;
  const said = [workspaceId, customerId, new Date(NOW.getTime() - 3 * 86_400_000)];
  await db.pool.query(
    `INSERT INTO contact (workspace_id, source_id, external_id, occurred_at, channel, direction, customer_id, team)
     VALUES ($1, 's', 'c-1', $3, 'phone', 'inbound', $2, 'billing')`,
    said,
  );
  await db.pool.query(
    `INSERT INTO feedback (workspace_id, source_id, external_id, occurred_at, metric, score, customer_id)
     VALUES ($1, 's', 'f-1', $3, 'nps', 2, $2)`,
    said,
  );
});

async function listFor(user: "maija" | "otto") {
  const before = house.local.ephemerals(user).length;
  await house.local.as(user).command("/signals silent", { channel: "earshot" });
  await expect.poll(() => house.local.ephemerals(user).length).toBeGreaterThan(before);
  const answer = house.local.ephemerals(user)[before];
  expect(checkLimits(answer as never)).toEqual([]);
  return answer;
}

test("whoever leads a team by its user group sees its list too", async () => {
  const { store, workspaceId } = house.database;
  await store.teams.upsert(workspaceId, {
    code: "billing",
    leadGroup: house.local.groups["billing-leads"] ?? null,
  });
  const { words } = await answerTo(house, "otto", "/signals silent");
  expect(words).toContain("Of whom nothing is heard: Billing");
  expect(words).not.toContain("You are in no team yet");
});

const looks = async () =>
  (await house.database.store.audit.latest(house.database.workspaceId)).map(({ action, subject }) => [
    action,
    subject,
  ]);

test("the asker sees their own team's list, without names", async () => {
  const own = JSON.stringify(await listFor("maija"));
  expect(own).toContain("Of whom nothing is heard: Billing");
  expect(own).toContain("NPS 2 given");
  expect(own).not.toMatch(/Liisa|Mäkinen|4567|Care/);
  const none = JSON.stringify(await listFor("otto"));
  expect(none).toContain("Nobody:");
  expect(none).toContain("You are in no team yet");
});

test("“Show” answers only the clicker with the customer, and is written down", async () => {
  const list = await listFor("maija");
  const before = house.local.ephemerals("maija").length;
  await house.local.as("maija").click(list, "show-customer");
  await expect.poll(() => house.local.ephemerals("maija").length).toBeGreaterThan(before);
  expect(JSON.stringify(house.local.ephemerals("maija").at(-1))).toContain("Liisa Mäkinen");
  expect(await looks()).toEqual([["customer-shown", customerId]]);
});

test("“Promise a call” opens the form with whom and what about; once promised, the customer is off the list", async () => {
  const list = await listFor("maija");
  await house.local.as("maija").click(list, "promise-silent");
  await expect.poll(() => house.local.modals("maija").length).toBe(1);
  const view = house.local.modals("maija").at(-1)?.view ?? {};
  expect(checkView(view)).toEqual([]);
  expect(JSON.stringify(view)).toContain("call about the score they gave");
  expect(JSON.stringify(view)).toContain("Liisa Mäkinen");
  expect(await looks()).toEqual([["customer-shown", customerId]]);
  await house.local.as("maija").close();
  const { store, workspaceId } = house.database;
  await store.promises.make({
    ...{ workspaceId, customerId, text: "call", owner: "U", team: null, channel: "phone", by: "U", key: "k" },
    ...{ at: NOW, dueAt: new Date(NOW.getTime() + 3_600_000) },
  });
  expect(JSON.stringify(await listFor("maija"))).toContain("Nobody:");
});

test("of a customer who is gone the clicker is told so", async () => {
  const list = await listFor("maija");
  await house.database.db.pool.query("DELETE FROM customer");
  const before = house.local.ephemerals("maija").length;
  await house.local.as("maija").click(list, "promise-silent");
  await expect.poll(() => house.local.ephemerals("maija").length).toBeGreaterThan(before);
  expect(house.local.ephemerals("maija").at(-1)?.text).toBe("This customer is not known any more.");
});
