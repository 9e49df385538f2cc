import { beforeAll, describe, expect, test } from "vitest";
import { answerTo } from "../support/asking.ts";
import { spikeFacts } from "../support/facts.ts";
import { checkView } from "../support/limits.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

const house = useSlackHouse();

beforeAll(async () => {
  const { store, workspaceId } = house.database;
  await store.teams.upsert(workspaceId, { code: "billing", label: "Billing" });
});

describe("/earshot", () => {
  test.each([
    ["/earshot", "/customer 040 123 4567"],
    ["/earshot help", "/customer 040 123 4567"],
    ["/earshot stauts", "Did you mean `/earshot status`?"],
    ["/earshot constructor", "I do not know “constructor”"],
    ["/earshot <!everyone>", "I do not know “&lt;!everyone&gt;”"],
    ["/earshot help", "/earshot settings"],
    ["/earshot apua", "/signals late-delivery"],
    ["/earshot help signals", "/signals backtest late-delivery 90d"],
    ["/earshot help /promise", "within 4 business hours"],
    ["/earshot help <!everyone>", "There is no help about “&lt;!everyone&gt;”"],
    ["/earshot setings", "Did you mean `/earshot settings`?"],
    ["/earshot settings", "Only an admin of this Slack workspace can change settings."],
    ["/earshot status", "nothing has come in yet"],
    [
      "/earshot status",
      "budget: 1 false alert a month; last 90 days: 0 spike alerts, none marked not useful.",
    ],
  ])("%s: %s", async (line, expected) => {
    expect((await answerTo(house, "otto", line)).words).toContain(expected);
  });

  test.each([
    ["/earshot help", "kuulee jokaisen asiakkaan yhteydenoton"],
    ["/earshot stauts", "En tunne komentoa ”stauts”. Tarkoititko `/earshot status`?"],
    ["/earshot settings", "Vain tämän Slack-työtilan ylläpitäjä voi muuttaa asetuksia."],
    ["/earshot status", "budjetti: 1 väärä hälytys kuukaudessa"],
    ["/earshot team", "*Billing* (`billing`): auki ympäri vuorokauden; määräaika: 24 tuntia"],
    ["/earshot channels", "Millään kanavalla ei ole omia asetuksia"],
    ["/earshot routes", "Reittejä ei ole."],
  ])("in Finnish, %s: %s", async (line, expected) => {
    expect((await answerTo(house, "noor", line)).words).toContain(expected);
  });

  test("the help tells more of a subject where its button is pressed, and all of it again", async () => {
    const otto = house.local.as("otto");
    const helped = () => house.local.ephemerals("otto").at(-1);
    await answerTo(house, "otto", "/earshot help");
    await otto.click(helped(), "help-quiet");
    await expect
      .poll(async () => (await helped())?.text)
      .toContain("`/signals mute late-delivery 3d everywhere`");
    await otto.click(helped(), "help-all");
    await expect.poll(() => helped()?.text).toContain("hears every customer contact");
  });

  test("a Slack that does not say who is an admin makes nobody none: they are asked to try again", async () => {
    const { slack } = house.deps;
    const { user } = slack;
    slack.user = async () => undefined;
    try {
      const { words } = await answerTo(house, "admin", "/earshot settings");
      expect(words).toContain("try again in a minute");
    } finally {
      slack.user = user;
    }
  });

  test("somebody may choose what they are answered in, whatever their Slack speaks", async () => {
    const said = async (line: string) => (await answerTo(house, "maija", line)).words;
    expect(await said("/earshot language")).toContain("Write `/earshot language english`");
    expect(await said("/earshot language suomi")).toContain("Vastaan sinulle tästä lähtien suomeksi");
    expect(await said("/earshot routes")).toContain("Reittejä ei ole.");
    expect(await said("/earshot language slack")).toContain("Vastaan sinulle Slackisi kielellä");
    expect(await said("/earshot routes")).toContain("There are no routes");
  });

  test("settings are an admin's: everybody else is refused and nothing changes", async () => {
    const { store, workspaceId } = house.database;
    const otto = house.local.users.otto.id;
    const channel = house.local.channels["billing-alerts"];
    const lines = [
      `lead <@${otto}|otto> billing`,
      `agent maija <@${otto}> billing`,
      `channel <#${channel}|billing-alerts> billing`,
    ];
    for (const user of ["maija", "otto"] as const) {
      for (const line of lines) {
        expect((await answerTo(house, user, `/earshot ${line}`)).words).toContain("Only an admin");
      }
    }
    expect(await store.teams.get(workspaceId, "billing")).toMatchObject({ leads: [], slackChannel: null });
    for (const line of lines) await answerTo(house, "admin", `/earshot ${line}`);
    expect(await store.teams.get(workspaceId, "billing")).toMatchObject({
      leads: [otto],
      slackChannel: channel,
    });
    expect(await store.teams.staff(workspaceId, "maija")).toMatchObject({
      slackUserId: otto,
      teamCode: "billing",
    });
    expect((await answerTo(house, "admin", "/earshot lead otto billing")).words).toContain(
      "Say who leads what",
    );
    expect((await answerTo(house, "admin", `/earshot lead <@${otto}> biling`)).words).toContain(
      "Teams: billing",
    );
  });
});

test("an admin changes the budget in a form that says what is wrong, and it is written down", async () => {
  const { store, db, workspaceId } = house.database;
  const admin = house.local.as("admin");
  const audited = (await store.audit.latest(workspaceId)).length;
  const subjects: [string, boolean][] = [
    ["useful", true],
    ["noise", false],
  ];
  for (const [subject, useful] of subjects) {
    const { id: signalId } = await store.signals.open({
      workspaceId,
      kind: "spike",
      subject,
      facts: spikeFacts({ reason: subject }),
      at: house.clock.now,
      slackChannels: ["C1"],
    });
    await db.pool.query("UPDATE alert SET message_ts = '1.1' WHERE signal_id = $1", [signalId]);
    const slackUserId = house.local.users.otto.id;
    await store.marks.mark({ workspaceId, signalId, slackUserId, useful, at: house.clock.now });
  }
  await admin.command("/earshot settings", { channel: "earshot" });
  await expect.poll(() => house.local.modals("admin").length).toBe(1);
  const form = house.local.modals("admin")[0]?.view ?? {};
  expect(checkView(form)).toEqual([]);
  expect(JSON.stringify(form)).toContain("last 90 days: 2 spike alerts, 1 marked not useful");
  for (const wrong of ["0", "31", "two", "-1"]) {
    await admin.submit({ "false-alerts": wrong });
    expect(house.local.modals("admin")[0]?.errors).toEqual({
      "false-alerts": expect.stringContaining("Write a number above 0, up to 30"),
    });
  }
  await admin.submit({ "false-alerts": "0,5" });
  expect(house.local.modals("admin")).toEqual([]);
  expect(await store.workspaces.get(workspaceId)).toMatchObject({ falseAlertsPerMonth: 0.5 });
  const [change, ...rest] = await store.audit.latest(workspaceId);
  expect(rest).toHaveLength(audited);
  expect(change).toMatchObject({
    actor: house.local.users.admin.id,
    action: "setting",
    subject: "false alerts a month: 1 -> 0.5",
  });
  expect((await answerTo(house, "otto", "/earshot status")).words).toContain(
    "budget: 0.5 false alerts a month; last 90 days: 2 spike alerts, 1 marked not useful.",
  );
});

describe("the workspace's language, time zone and country", () => {
  const admin = () => house.local.as("admin");
  const workspace = () => house.database.store.workspaces.get(house.database.workspaceId);
  const opened = async () => {
    await admin().command("/earshot settings", { channel: "earshot" });
    await expect.poll(() => house.local.modals("admin").length).toBe(1);
  };

  test("are refused in words at their fields", async () => {
    const before = await workspace();
    await opened();
    await admin().submit({ zone: "Europe/Helsinky", country: "Finnland" });
    expect(house.local.modals("admin")[0]?.errors).toEqual({
      zone: '"Europe/Helsinky" is not a time zone: did you mean Europe/Helsinki?',
      country: 'No holidays are known for "Finnland": did you mean Finland (FI)?',
    });
    await admin().submit({ zone: "Europe/Helsinki", country: "none" });
    expect(house.local.modals("admin")[0]?.errors).toEqual({
      country: "Write a country such as FI or DE-BY.",
    });
    await admin().close();
    expect(await workspace()).toEqual(before);
  });

  test("are changed in one form, each written down and said back", async () => {
    const { store, workspaceId } = house.database;
    await opened();
    await admin().submit({ language: "fi", zone: "europe/stockholm", country: "Ruotsi" });
    expect(house.local.modals("admin")).toEqual([]);
    expect(await workspace()).toMatchObject({ language: "fi", zone: "Europe/Stockholm", country: "SE" });
    const changes = (await store.audit.latest(workspaceId)).slice(0, 3).map(({ subject }) => subject);
    expect(changes.toSorted()).toEqual([
      "country: FI -> SE",
      "language: en -> fi",
      "zone: Europe/Helsinki -> Europe/Stockholm",
    ]);
    const told = async () => (await house.local.messages(await directChannel())).at(-1)?.text;
    await expect
      .poll(told)
      .toContain("What stands in channels is in Suomi from now on.\nThe time zone is now");
    expect(await told()).toContain("Days that are counted already are cut anew at its midnights");
    await opened();
    expect(JSON.stringify(house.local.modals("admin")[0]?.view)).toContain('"initial_value":"SE"');
    await admin().submit({});
    await expect.poll(told).toContain("The budget stays");
  });

  test("hold how many days of answers judge a touchpoint, and from when on customers say it", async () => {
    const { store, workspaceId } = house.database;
    await opened();
    expect(checkView(house.local.modals("admin")[0]?.view ?? {})).toEqual([]);
    await admin().submit({ "score-days": "0", "coverage-floor": "120 %" });
    expect(house.local.modals("admin")[0]?.errors).toEqual({
      "score-days": "Days are a whole number from 1 to 366.",
      "coverage-floor": "The coverage floor goes from 0 % to 100 %.",
    });
    await admin().submit({ "score-days": "14", "coverage-floor": "12,5" });
    await expect.poll(workspace).toMatchObject({ scoreWindowDays: 14, coverageFloor: 0.125 });
    const changes = (await store.audit.latest(workspaceId)).slice(0, 2).map(({ subject }) => subject);
    expect(changes.toSorted()).toEqual(["coverage floor: 0.2 -> 0.125", "score days: 28 -> 14"]);
  });

  async function directChannel(): Promise<string> {
    const channel = await house.local.directChannel("admin");
    if (channel === undefined) throw new Error("nothing was said to the admin");
    return channel;
  }
});
