import { overdueFacts } from "../../src/domain/promise/overdue.ts";
import { deliverAlert } from "../../src/slack/delivery/deliver-alert.ts";
import type { SlackHouse } from "./slackHouse.ts";

let count = 0;

/** Maija's promise to Anna, due a minute ago, with its alert in #billing-alerts as the sweep would have opened it. */
export async function openOverdue(house: SlackHouse, change: { team?: string | null } = {}) {
  count += 1;
  const { store, workspaceId } = house.database;
  const { team = "billing" } = change;
  const text = `call back ${count}.`;
  const at = house.clock.now;
  const dueAt = new Date(at.getTime() - 60_000);
  const owner = house.local.users.maija.id;
  const anna = { phone: "040 123 4567", name: "Anna Virtanen" };
  const promise = await store.promises.make({
    workspaceId,
    customerId: await store.customers.ensure(workspaceId, anna),
    text,
    dueAt,
    owner,
    team,
    channel: null,
    by: owner,
    at: new Date(dueAt.getTime() - 3_600_000),
  });
  const channel = house.local.channels["billing-alerts"] ?? "";
  const opened = await store.signals.open({
    workspaceId,
    kind: "overdue-promise",
    subject: promise.id,
    team,
    facts: overdueFacts(promise, owner),
    at,
    slackChannels: [channel],
  });
  for (const id of opened.alertIds) await deliverAlert(house.deps, id);
  /** The alert as Slack shows it now. */
  const message = async () => {
    const all = await house.local.messages(channel);
    const [found, ...others] = all.filter((each) => JSON.stringify(each).includes(text));
    if (found === undefined || others.length > 0) throw new Error(`not one message with ${text}`);
    return found;
  };
  const thread = async () =>
    (await house.local.replies(channel, (await message()).ts)).slice(1).map((reply) => reply.text);
  const now = async () => store.promises.get(workspaceId, promise.id);
  return { ...opened, promise, text, message, thread, now };
}
