import { expect, test } from "vitest";
import { deliverAlert } from "../../src/slack/delivery/deliver-alert.ts";
import { openOverdue } from "../support/overduePromise.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

test("the alert of an erased customer's promise is redrawn without its words", async () => {
  const { store, workspaceId } = house.database;
  const overdue = await openOverdue(house);
  const { ts } = await overdue.message();
  const by = { at: house.clock.now, actor: "cli" };
  const done = await store.customerRights.erase(workspaceId, `${overdue.promise.customerId}`, by);
  expect(done?.alertIds).toEqual(overdue.alertIds);
  house.clock.now = new Date(house.clock.now.getTime() + 60_000);
  for (const id of await store.alerts.due(house.clock.now)) await deliverAlert(house.deps, id);
  const all = await house.local.messages(house.local.channels["billing-alerts"] ?? "");
  const message = all.find((each) => each.ts === ts);
  expect(JSON.stringify(message)).toContain("[…]");
  expect(JSON.stringify(all)).not.toContain(overdue.text);
});
