import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { usualSettings } from "../../src/domain/routing/interruption.ts";
import { deliverAlert } from "../../src/slack/delivery/deliver-alert.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { channelForm, settingsText } from "../../src/slack/messages/settings/channel-form.ts";
import { formTo, textTo } from "../support/asking.ts";
import { risingSignal, spikeFacts } from "../support/facts.ts";
import { checkView } from "../support/limits.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

let earshot: string;
let billing: string;

beforeAll(async () => {
  earshot = house.local.channels.earshot ?? "";
  billing = house.local.channels["billing-alerts"] ?? "";
});
beforeEach(async () => {
  await house.database.db.pool.query("TRUNCATE route, channel_setting, mute, signal, reason CASCADE");
  const late = { code: "late-delivery", label: "Late delivery" };
  await house.database.store.reasons.upsert(house.database.workspaceId, late, new Date());
});

const stringContaining = (text: string) => expect.stringContaining(text);

async function latestAudit() {
  const [entry] = await house.database.store.audit.latest(house.database.workspaceId, 1);
  return entry;
}

describe("/earshot channel", () => {
  const settings = (channel: string) =>
    house.database.store.channels.get(house.database.workspaceId, channel);

  test("is filled in by an admin for the channel where it is said, and written down", async () => {
    expect(await formTo(house, "admin", "/earshot channel")).toContain(`<#${earshot}>`);
    await house.local.as("admin").submit({
      hours: "Mon-Fri 8-18",
      zone: "europe/london",
      budget: "5",
      threads: "no",
      digest: "weekly",
      "digest-at": "08:30",
      "digest-day": "2",
    });
    await expect
      .poll(() => settings(earshot))
      .toMatchObject({
        zone: "Europe/London",
        budget: 5,
        threads: false,
        digest: "weekly",
        digestMinute: 510,
        digestWeekday: 2,
      });
    expect(settingsText(wordsIn("en"), await settings(earshot))).toBe(
      "interrupted Mon-Fri 8-18 (Europe/London), by at most 5 new messages a day; no history in threads; a digest on Tuesdays at 08:30",
    );
    expect(settingsText(wordsIn("fi"), await settings(earshot))).toBe(
      "saa häiritä ma–pe 8–18 (Europe/London), enintään 5 uutta viestiä päivässä; ei tapahtumia ketjussa; kooste tiistaisin kello 08:30",
    );
    expect(await latestAudit()).toMatchObject({
      actor: house.local.users.admin.id,
      subject: stringContaining(`channel ${earshot}: interrupted Mon-Fri 8-18`),
    });
    expect(await textTo(house, "otto", "/earshot channels")).toContain(
      `<#${earshot}>: interrupted Mon-Fri 8-18`,
    );
  });

  test("opens for a named channel too, and emptied it is as it was", async () => {
    expect(await formTo(house, "admin", `/earshot channel <#${billing}|billing-alerts>`)).toContain(
      `<#${billing}>`,
    );
    await house.local.as("admin").submit({ hours: "", budget: "", digest: "daily" });
    await expect
      .poll(() => settings(billing))
      .toEqual({ ...usualSettings("Europe/Helsinki"), digest: "daily" });
    expect(await settings(earshot)).toEqual(usualSettings("Europe/Helsinki"));
  });

  test.each([
    [{ hours: "Mon-Fri 18-8" }, { hours: stringContaining("past midnight is two periods") }],
    [{ hours: "Mon-Sun closed" }, { hours: stringContaining("no open hours") }],
    [{ zone: "Helsinky" }, { zone: stringContaining("did you mean Europe/Helsinki?") }],
    [{ budget: "many", digest: "daily" }, { budget: stringContaining("whole number") }],
    [{ budget: "5" }, { digest: stringContaining("choose a digest") }],
  ])("%j: says at the field what is wrong", async (choices, errors) => {
    await formTo(house, "admin", "/earshot channel");
    await house.local.as("admin").submit(choices);
    await expect.poll(() => house.local.modals("admin").at(-1)?.errors).toEqual(errors);
    expect(await settings(earshot)).toEqual(usualSettings("Europe/Helsinki"));
    await house.local.as("admin").close();
  });

  test("tells anybody else how it is, and changes nothing", async () => {
    const words = await textTo(house, "otto", "/earshot channel");
    expect(words).toContain(
      "interrupted at any time; history in threads; no digest. A workspace admin changes it",
    );
    expect(house.local.modals("otto")).toEqual([]);
  });

  test("sets free what its quiet hours held back", async () => {
    const { store, workspaceId } = house.database;
    const never = { ...usualSettings("UTC"), budget: 0, digest: "daily" } as const;
    await store.channels.save(workspaceId, earshot, never, house.clock.now);
    const facts = spikeFacts();
    const spike = {
      workspaceId,
      kind: "spike",
      subject: "held",
      facts,
      at: house.clock.now,
      slackChannels: [earshot],
    } as const;
    const { alertIds } = await store.signals.open(spike);
    const alert = { id: alertIds[0] ?? "", workspaceId, slackChannel: earshot };
    await store.channels.admit({ alert, signal: { kind: "spike", facts } }, house.clock.now);
    expect(await textTo(house, "otto", "/earshot status")).toContain(
      "*Held*: 0 until quiet hours end, 1 for a digest, 0 muted.",
    );
    await formTo(house, "admin", "/earshot channel");
    await house.local.as("admin").submit({ budget: "" });
    await expect.poll(() => store.alerts.due(house.clock.now)).toContain(alert.id);
  });

  test.each([
    ["en", "Sunday"],
    ["fi", "Sunnuntai"],
  ] as const)("whatever is set, the form keeps Slack's limits and shows it, in %s", (language, sunday) => {
    const odd = {
      ...usualSettings("America/Argentina/ComodRivadavia"),
      budget: 0,
      digestWeekday: 7,
      digestMinute: 0,
    };
    const settings = { ...odd, digest: "weekly" as const, threads: false };
    const view = channelForm(wordsIn(language), "C0EARSHOT", settings);
    expect(checkView(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain(
      `"initial_option":{"text":{"type":"plain_text","text":"${sunday}"},"value":"7"}`,
    );
    expect(JSON.stringify(view)).toContain('"initial_value":"0"');
  });
});

describe("/earshot route", () => {
  test("adds, moves, removes and lists routes, each written down", async () => {
    expect(await textTo(house, "admin", "/earshot routes")).toContain("There are no routes.");
    await textTo(house, "admin", `/earshot route add kinds spike to <#${earshot}|earshot> continue`);
    const added = await textTo(house, "admin", `/earshot route add 1 reasons invoice-* <b> to <#${billing}>`);
    expect(added).toContain(
      `1. reasons invoice-* or &lt;b&gt; to <#${billing}>\n2. kinds spike to <#${earshot}>, continue`,
    );
    expect(await latestAudit()).toMatchObject({ subject: stringContaining("route add 1 reasons invoice-*") });
    expect(await textTo(house, "admin", "/earshot route move 2 1")).toContain("1. kinds spike");
    expect(await textTo(house, "admin", "/earshot route remove 1")).toContain("Removed: kinds spike");
    expect(await textTo(house, "otto", "/earshot routes")).toContain("1. reasons invoice-*");
  });

  test.each([
    ["/earshot route", "adds one at the end"],
    ["/earshot route add reasns late to <#C0X>", "did you mean “reasons”?"],
    ["/earshot route add reasons late", "say where it goes"],
    ["/earshot route remove 7", "There is no such route."],
    ["/earshot route move 1 0", "There is no such route."],
  ])("%s: %s", async (line, expected) => {
    expect(await textTo(house, "admin", line)).toContain(expected);
    expect(await house.database.store.routes.list(house.database.workspaceId)).toEqual([]);
  });

  test("is for admins only", async () => {
    expect(await textTo(house, "otto", `/earshot route add everything to <#${billing}>`)).toContain(
      "Only an admin",
    );
    expect(await house.database.store.routes.list(house.database.workspaceId)).toEqual([]);
  });
});

describe("/signals mute", () => {
  const mutes = () => house.database.store.mutes.list(house.database.workspaceId, house.clock.now);

  test("mutes a reason where it is said, lists it, and ends it", async () => {
    const words = await textTo(house, "otto", "/signals mute Late delivery 3d");
    expect(words).toContain(`*Late delivery* is muted in <#${earshot}> for 3 d`);
    const otto = house.local.users.otto.id;
    const until = new Date(house.clock.now.getTime() + 3 * 86_400_000);
    expect(await mutes()).toMatchObject([
      { reason: "late-delivery", slackChannel: earshot, until, by: otto },
    ]);
    expect(await latestAudit()).toMatchObject({
      actor: otto,
      action: "mute",
      subject: stringContaining(`late-delivery in ${earshot} until`),
    });
    expect(await textTo(house, "otto", "/signals muted")).toContain(
      `• *Late delivery* in <#${earshot}> until`,
    );
    expect(await textTo(house, "otto", "/signals unmute late-delivery", "billing-alerts")).toContain(
      "is not muted in this channel",
    );
    expect(await textTo(house, "otto", "/signals unmute late-delivery")).toContain("not muted any more");
    expect(await mutes()).toEqual([]);
    expect(await latestAudit()).toMatchObject({ action: "unmute" });
  });

  test("everywhere is for admins", async () => {
    expect(await textTo(house, "otto", "/signals mute late-delivery 1w everywhere")).toContain(
      "Only an admin",
    );
    expect(await mutes()).toEqual([]);
    expect(await textTo(house, "admin", "/signals mute late-delivery 1w everywhere")).toContain(
      "in every channel for 7 d",
    );
    expect(await mutes()).toMatchObject([{ slackChannel: null }]);
  });

  test.each([
    ["/signals mute", "Say which reason and how long"],
    ["/signals mute late-delivery", "How long? A mute lasts from 10 minutes to 90 days"],
    ["/signals mute late-delivery 400d", "How long?"],
    ["/signals mute late-delivry 3d", "Did you mean `/signals mute late-delivery`?"],
    ["/signals unmute", "Say which reason"],
    ["/signals muted", "Nothing is muted."],
  ])("%s: %s", async (line, expected) => {
    expect(await textTo(house, "otto", line)).toContain(expected);
    expect(await mutes()).toEqual([]);
  });

  test("is offered on a spike's card", async () => {
    const { store, workspaceId } = house.database;
    const facts = spikeFacts({ reason: "late-delivery", reasonLabel: "Late delivery" });
    const spike = {
      workspaceId,
      kind: "spike",
      subject: "late-delivery",
      facts,
      at: house.clock.now,
      slackChannels: [earshot],
    } as const;
    const { alertIds } = await store.signals.open(spike);
    await deliverAlert(house.deps, alertIds[0] ?? "");
    const [card] = await house.local.messages("earshot");
    await house.local.as("otto").click(card, "mute", "1w");
    await expect
      .poll(mutes)
      .toMatchObject([{ reason: "late-delivery", slackChannel: earshot, by: house.local.users.otto.id }]);
    await expect
      .poll(() => house.local.ephemerals("otto").at(-1))
      .toEqual(expect.objectContaining({ text: stringContaining("is muted in") }));
  });

  test("of new words is set by the words in quotes, listed and undone, and offered on their card", async () => {
    expect(await textTo(house, "otto", "/signals mute “Red light” 3d")).toContain(
      '*"red light"* is muted in',
    );
    expect(await mutes()).toMatchObject([{ reason: '"red light"', slackChannel: earshot }]);
    expect(await textTo(house, "otto", "/signals muted")).toContain('• *"red light"* in');
    expect(await textTo(house, "otto", '/signals unmute "red light"')).toContain("not muted any more");
    expect(await mutes()).toEqual([]);

    const { store, workspaceId } = house.database;
    const { facts, subject } = risingSignal({}, { term: "red light", alsoSaid: [] });
    const opening = { workspaceId, kind: "rising-term", subject, facts, at: house.clock.now } as const;
    const { alertIds } = await store.signals.open({ ...opening, slackChannels: [earshot] });
    await deliverAlert(house.deps, alertIds[0] ?? "");
    const card = (await house.local.messages("earshot")).at(-1);
    expect(JSON.stringify(card)).toContain("Mute these words");
    await house.local.as("otto").click(card, "mute", "1w");
    await expect.poll(mutes).toMatchObject([{ reason: '"red light"', slackChannel: earshot }]);
  });
});
