import { beforeAll, expect, test } from "vitest";
import { deliverAlert } from "../../src/slack/delivery/deliver-alert.ts";
import type { Message } from "../../src/slack/messages/blocks.ts";
import { eventually } from "../support/eventually.ts";
import { spikeFacts } from "../support/facts.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

let channel: string;

beforeAll(async () => {
  channel = house.local.channels["billing-alerts"] ?? "";
  await house.database.db.pool.query("UPDATE workspace SET language = 'fi'");
});

/** The alert's message as it stands. */
async function alert() {
  const found = (await house.local.messages(channel)).at(-1);
  if (found === undefined) throw new Error("no alert");
  return found as typeof found & Pick<Message, "attachments">;
}

const heardBy = (user: "otto" | "noor") => house.local.ephemerals(user).at(-1)?.text ?? "";

test("a channel's alert speaks the workspace's language whoever presses, its answer the presser's", async () => {
  const { store, workspaceId } = house.database;
  const { alertIds } = await store.signals.open({
    workspaceId,
    kind: "spike",
    subject: "invoice-wrong",
    facts: spikeFacts(),
    at: house.clock.now,
    slackChannels: [{ slackChannel: channel, because: { by: "reason" } }],
  });
  for (const alertId of alertIds) await deliverAlert(house.deps, alertId);
  const message = await alert();
  expect(message.text).toMatch(/^AVOINNA: Invoice is wrong: 41 yhteydenottoa \(2 t\), odotettu 14/);
  expect(JSON.stringify(message.attachments)).toContain("Miksi täällä: tämän syyn kanava.");

  await house.local.as("otto").click(message, "useful");
  await eventually(() => expect(heardBy("otto")).toMatch(/^Noted: useful to you\./));
  await eventually(async () =>
    expect(JSON.stringify((await alert()).attachments)).toContain("Hyödyllisenä piti 1."),
  );
  await house.local.as("noor").click(message, "useful");
  await eventually(() => expect(heardBy("noor")).toMatch(/^Merkitty: sinusta hyödyllinen\./));

  await house.local.as("otto").click(message, "acknowledge");
  await eventually(async () => expect((await alert()).text).toMatch(/^KUITATTU: /));
  const replies = async () =>
    (await house.local.replies(channel, message.ts)).slice(1).map(({ text }) => text);
  await eventually(async () =>
    expect(await replies()).toEqual([expect.stringMatching(/ kuittasi tämän\.$/)]),
  );
});
