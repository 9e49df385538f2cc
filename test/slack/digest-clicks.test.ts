import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { usualSettings } from "../../src/domain/routing/interruption.ts";
import { deliverAlert } from "../../src/slack/delivery/deliver-alert.ts";
import { sendNotice } from "../../src/slack/delivery/send-notice.ts";
import { eventually } from "../support/eventually.ts";
import { spikeFacts } from "../support/facts.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

let channel: string;
/** The signals that the digest tells: invoice with a surplus of 40, delivery of 30, login of 20. */
let ids: Record<"invoice" | "delivery" | "login", string>;

/** Slack's requests are signed by the real clock. */
const morning = new Date();
const evening = new Date(morning.getTime() - 14 * 3_600_000);

beforeAll(async () => {
  channel = house.local.channels["billing-alerts"] ?? "";
});

beforeEach(async () => {
  const { store, workspaceId, db } = house.database;
  await db.pool.query("TRUNCATE signal, alert, notice, channel_setting CASCADE");
  house.clock.now = evening;
  const settings = { ...usualSettings("Europe/Helsinki"), budget: 0, digest: "daily" as const };
  await store.channels.save(workspaceId, channel, settings, evening);
  ids = {
    invoice: await held("invoice", 50),
    delivery: await held("delivery", 40),
    login: await held("login", 30),
  };
});

async function held(subject: string, observed: number): Promise<string> {
  const { store, workspaceId } = house.database;
  const facts = spikeFacts({ reason: subject, reasonLabel: subject, observed, expected: 10 });
  const opening = {
    workspaceId,
    kind: "spike" as const,
    subject,
    facts,
    at: evening,
    slackChannels: [channel],
  };
  const { id, alertIds } = await store.signals.open(opening);
  for (const alertId of alertIds) await deliverAlert(house.deps, alertId);
  return id;
}

/** Has the digest told. */
async function tell() {
  house.clock.now = morning;
  const { store, workspaceId } = house.database;
  const facts = { kind: "digest" as const, pace: "daily" as const, at: morning.toISOString() };
  const notice = { key: "digest", slackTo: channel, subject: channel, facts, at: morning };
  const { noticeIds } = await store.notices.add(workspaceId, [notice]);
  for (const id of noticeIds) await sendNotice(house.deps, id);
  return digest();
}

async function digest() {
  const found = (await house.local.messages(channel)).at(-1);
  if (found === undefined) throw new Error("no digest");
  return found;
}

/** The digest's lines as they are read, by what they are about. */
async function lines(): Promise<Record<string, string>> {
  const { blocks = [] } = (await digest()) as { blocks?: { text?: { text: string } }[] };
  const texts = blocks.flatMap(({ text }) => (text?.text.startsWith("•") ? [text.text] : []));
  return Object.fromEntries(texts.map((text) => [/\*(\w+)\*/.exec(text)?.[1] ?? "", text]));
}

const at = (name: keyof typeof ids, actionId: string) => ({ actionId, blockId: `signal:${ids[name]}` });
const heardBy = (user: "otto" | "maija") => house.local.ephemerals(user).at(-1)?.text ?? "";
const signal = (name: keyof typeof ids) =>
  house.database.store.signals.get(house.database.workspaceId, ids[name]);

describe("a press on one line of a digest", () => {
  test("changes that signal and that line, tells the one who pressed, and leaves the others as they were", async () => {
    const message = await tell();
    const before = await lines();
    expect(Object.keys(before)).toEqual(["invoice", "delivery", "login"]);
    const { store, workspaceId } = house.database;
    const facts = spikeFacts({ reason: "login", reasonLabel: "login", observed: 33, expected: 10 });
    await store.signals.updateFacts(workspaceId, ids.login, facts, morning);
    await house.local.as("otto").click(message, at("delivery", "acknowledge"));
    await eventually(() =>
      expect(heardBy("otto")).toContain("Its line in this digest says so to everybody."),
    );
    const after = await lines();
    expect(after).toEqual({
      ...before,
      delivery: `${before.delivery}, *<@${house.local.users.otto.id}> has it*`,
    });
    expect(await signal("delivery")).toMatchObject({ status: "acknowledged" });
    expect(await signal("invoice")).toMatchObject({ status: "open" });
    expect(await house.local.messages(channel)).toHaveLength(1);
  });

  test("by two people on two lines at once shows both", async () => {
    const message = await tell();
    await Promise.all([
      house.local.as("otto").click(message, at("invoice", "acknowledge")),
      house.local.as("noor").click(message, at("login", "acknowledge")),
    ]);
    await eventually(async () => {
      expect((await lines()).invoice).toContain(`<@${house.local.users.otto.id}> has it`);
      expect((await lines()).login).toContain(`<@${house.local.users.noor.id}> has it`);
    });
  });

  test("that comes too late is told who was first, and the line shows it", async () => {
    const message = await tell();
    const { store, workspaceId } = house.database;
    const taken = {
      workspaceId,
      id: ids.login,
      from: "open",
      to: "acknowledged",
      action: "acknowledge",
    } as const;
    await store.signals.change({ ...taken, by: house.local.users.noor.id, at: morning });
    await house.local.as("otto").click(message, at("login", "acknowledge"));
    await eventually(() => expect(heardBy("otto")).toContain(`<@${house.local.users.noor.id}> was first`));
    expect((await lines()).login).toContain(`<@${house.local.users.noor.id}> has it`);
  });

  test("snoozes it, and the line says until when", async () => {
    const message = await tell();
    await house.local.as("otto").click(message, at("login", "snooze"), "4h");
    await eventually(async () => expect((await lines()).login).toContain("*snoozed* until <!date^"));
  });

  test("shows its alert to the one who pressed", async () => {
    const message = await tell();
    await house.local.as("otto").click(message, at("invoice", "show-signal"));
    await eventually(() => expect(heardBy("otto")).toContain("OPEN: invoice: 50 contacts"));
    const shown = house.local.ephemerals("otto").at(-1);
    expect(JSON.stringify(shown)).not.toContain('"actions"');
  });
});

describe("/signals digest", () => {
  test("shows the channel's digest as it would be now, to the one who asks, and tells nothing", async () => {
    house.clock.now = morning;
    const posted = (await house.local.messages(channel)).length;
    await house.local.as("otto").command("/signals digest", { channel: "billing-alerts" });
    await eventually(() => expect(heardBy("otto")).toMatch(/Daily digest of [\s\S]*invoice: 50 contacts/));
    expect(await house.local.messages(channel)).toHaveLength(posted);
    const { store, workspaceId } = house.database;
    expect(await store.digests.held(workspaceId, channel, evening)).toHaveLength(3);
  });

  test("shows the week's where there is none", async () => {
    house.clock.now = morning;
    await house.local.as("maija").command("/signals digest", { channel: "earshot" });
    await eventually(() => expect(heardBy("maija")).toContain("Weekly digest, "));
  });
});
