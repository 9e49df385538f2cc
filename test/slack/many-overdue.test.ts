import { beforeAll, expect, test } from "vitest";
import { watchPromises } from "../../jobs/sweep/watchPromises.ts";
import { deliverAlert } from "../../src/slack/delivery/deliver-alert.ts";
import { eventually } from "../support/eventually.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

let channel: string;

beforeAll(async () => {
  channel = house.local.channels["billing-alerts"] ?? "";
  await house.database.store.teams.upsert(house.database.workspaceId, {
    code: "billing",
    label: "Billing",
    slackChannel: channel,
    leads: [house.local.users.otto.id],
  });
});

const living = (kind: "overdue-promise" | "overdue-promises") =>
  house.database.store.signals.living(house.database.workspaceId, kind);

async function message() {
  const found = await house.local.messages(channel);
  expect(found).toHaveLength(1);
  const [only] = found;
  if (only === undefined) throw new Error("no message");
  return only;
}

test("many overdue promises are one message, whose promises are shown and acknowledged from it", async () => {
  const { store, workspaceId } = house.database;
  const { maija, otto } = house.local.users;
  house.clock.now = new Date();
  for (const what of ["refund", "router", "contract", "invoice", "moving"]) {
    await store.promises.make({
      workspaceId,
      customerId: null,
      text: `call about the ${what}`,
      owner: maija.id,
      team: "billing",
      channel: "phone",
      by: maija.id,
      at: new Date(house.clock.now.getTime() - 7_200_000),
      dueAt: new Date(house.clock.now.getTime() - 3_600_000),
    });
  }
  await watchPromises(house.deps);
  for (const id of await store.alerts.due(house.clock.now)) await deliverAlert(house.deps, id);
  const before = await message();
  expect(before.text).toContain("5 promises are overdue");

  await house.local.as("maija").click(before, "promise-show");
  await eventually(() =>
    expect(house.local.ephemerals("maija").at(-1)?.text).toMatch(
      /call about the (refund|router|contract|invoice|moving)/,
    ),
  );

  await house.local.as("maija").click(before, "acknowledge");
  await eventually(() => expect(house.local.ephemerals("maija").at(-1)?.text).toContain(`<@${otto.id}>`));
  expect((await living("overdue-promise")).map(({ status }) => status)).toEqual(Array(5).fill("open"));

  await house.local.as("otto").click(before, "acknowledge");
  await eventually(async () => {
    expect((await message()).attachments).toMatchObject([{ color: "#daa038" }]);
    expect((await living("overdue-promise")).map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(
      Array(5).fill(otto.id),
    );
  });
  const [group] = await living("overdue-promises");
  expect(group).toMatchObject({ status: "acknowledged", escalateAt: null });
  expect(group?.acknowledgedUntil?.getTime()).toBe(house.clock.now.getTime() + 3_600_000);
});
