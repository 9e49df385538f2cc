import { beforeEach, describe, expect, test } from "vitest";
import { formTo, lastTold, textTo } from "../support/asking.ts";
import { useSlackHouse } from "../support/slackHouse.ts";

type Name = "maija" | "otto" | "noor" | "admin";

/** Friday, 10:12 in Helsinki. */
const NOW = new Date("2037-11-20T08:12:00Z");
const house = useSlackHouse({ now: NOW });

beforeEach(async () => {
  const { db, store, workspaceId } = house.database;
  await db.pool.query("TRUNCATE promise, team, staff CASCADE");
  await store.teams.upsert(workspaceId, { code: "billing", label: "Billing" });
});

const form = (user: Name) => house.local.modals(user).at(-1);
const team = () => house.database.store.teams.get(house.database.workspaceId, "billing");

describe("/earshot team billing", () => {
  test("is filled in by an admin, saved, said back in words and written down", async () => {
    const { channels, users, groups } = house.local;
    expect(await formTo(house, "admin", "/earshot team billing")).toContain('"initial_value":"24 hours"');
    await house.local.as("admin").submit({
      label: "Billing & refunds",
      channel: channels["billing-alerts"] ?? null,
      leads: [users.otto.id],
      "lead-group": groups["billing-leads"] ?? null,
      hours: "Mon-Fri 8-16",
      holidays: "finland",
      dates: "6 and 24-26 Dec, 31 Dec 9-12",
      standard: "8 business hours",
      reminders: "10, 60",
      "leads-after": "20",
      "next-people": [users.noor.id],
      "next-channel": channels["support-leads"] ?? null,
    });
    expect(form("admin")).toBeUndefined();
    expect(await team()).toMatchObject({
      label: "Billing & refunds",
      slackChannel: channels["billing-alerts"],
      leads: [users.otto.id],
      leadGroup: groups["billing-leads"],
      calendar: {
        zone: "Europe/Helsinki",
        holidays: "FI",
        week: { 1: [{ opens: 480, closes: 960 }], 6: [] },
        dates: { "2037-12-06": [], "2037-12-24": [], "2037-12-31": [{ opens: 540, closes: 720 }] },
      },
      promiseRules: {
        standardMinutes: 480,
        standardInBusiness: true,
        warnMinutes: [60, 10],
        leadsAfterMinutes: 20,
        nextLevel: [users.noor.id, channels["support-leads"]],
      },
    });
    await expect
      .poll(() => lastTold(house, "admin"))
      .toContain(
        "Mon-Fri 8-16, closed 6 and 24-26 Dec, open 31 Dec 9-12; holidays of Finland; Europe/Helsinki",
      );
    const [change] = await house.database.store.audit.latest(house.database.workspaceId);
    expect(change).toMatchObject({ action: "setting", subject: "team billing", actor: users.admin.id });
    const again = await formTo(house, "admin", "/earshot team Billing");
    expect(again).toContain('"initial_value":"Mon-Fri 8-16"');
    expect(again).toContain('"initial_value":"6 and 24-26 Dec, 31 Dec 9-12"');
    await house.local.as("admin").submit({ hours: "", holidays: "", dates: "" });
    expect(await team()).toMatchObject({ calendar: null, leads: [users.otto.id] });
  });

  test("says at each field what is wrong with it, and changes nothing", async () => {
    await formTo(house, "admin", "/earshot team billing");
    await house.local.as("admin").submit({
      label: " ",
      hours: "Mon-Fry 8-16",
      zone: "Europe/Helsinky",
      holidays: "Finnland",
      dates: "31 Feb",
      standard: "soon",
      reminders: "often",
      "leads-after": "0",
      "next-after": "ten",
      "acknowledged-for": "-1",
    });
    expect(form("admin")?.errors).toEqual({
      label: "Give the team a name.",
      hours: expect.stringContaining("is not a day"),
      zone: expect.stringContaining("did you mean Europe/Helsinki?"),
      holidays: expect.stringContaining("did you mean Finland (FI)?"),
      dates: expect.any(String),
      standard: expect.stringContaining('write "24 hours"'),
      reminders: expect.stringContaining("is not minutes"),
      "leads-after": expect.stringContaining("is not minutes"),
      "next-after": expect.stringContaining("is not minutes"),
      "acknowledged-for": expect.stringContaining("is not minutes"),
    });
    await house.local.as("admin").submit({ "leads-after": "90" });
    expect(form("admin")?.errors).toEqual({ "next-after": expect.stringContaining("after 90 minutes") });
    expect(await team()).toMatchObject({ label: "Billing", calendar: null, promiseRules: {} });
    await house.local.as("admin").close();
  });

  test("a new calendar moves the deadlines given in business time", async () => {
    const { store, workspaceId } = house.database;
    const promise = await store.promises.make({
      workspaceId,
      customerId: null,
      text: "call",
      dueAt: new Date(NOW.getTime() + 8 * 3_600_000),
      businessFrom: NOW,
      businessLeftMs: 8 * 3_600_000,
      owner: "maija",
      team: "billing",
      channel: null,
      by: "U0MAIJA",
      at: NOW,
    });
    await formTo(house, "admin", "/earshot team billing");
    await house.local.as("admin").submit({ hours: "Mon-Fri 8-16" });
    expect((await store.promises.get(workspaceId, promise.id))?.dueAt).toEqual(
      new Date("2037-11-23T08:12:00Z"),
    );
    await expect
      .poll(() => lastTold(house, "admin"))
      .toContain("1 open promise given in business time moved with the new hours.");
  });

  test("makes a team that nobody has named yet; a slip of the pen is asked about", async () => {
    expect(await textTo(house, "admin", "/earshot team biling")).toContain(
      "Did you mean `/earshot team billing`?",
    );
    expect(await textTo(house, "admin", "/earshot team <!here>")).toContain("A team's code is one word");
    expect(await formTo(house, "admin", "/earshot team network")).toContain("saving makes it");
    await house.local.as("admin").submit({});
    expect(await house.database.store.teams.get(house.database.workspaceId, "network")).toMatchObject({
      label: "Network",
    });
  });

  test("is an admin's; everybody may read what holds", async () => {
    expect(await textTo(house, "otto", "/earshot team billing")).toContain("Only an admin");
    expect(await textTo(house, "otto", "/earshot team")).toContain(
      "*Billing* (`billing`): open around the clock; standard: within 24 hours; reminders 30 min and 10 min before; overdue: the default channel, leads (none is named) after 15 min; an acknowledgement holds 1 h",
    );
    expect(await formTo(house, "admin", "/earshot settings")).toContain(
      "*Billing* (`billing`): open around the clock",
    );
    await house.local.as("admin").close();
  });
});

describe("/earshot away", () => {
  const awayUntil = async (user: Name) => {
    const { store, workspaceId } = house.database;
    const staff = await store.teams.staffOf(workspaceId, house.local.users[user].id);
    return staff.map((member) => member.awayUntil?.toISOString() ?? null);
  };

  test.each([
    ["until friday", "2037-11-26T22:00:00.000Z"],
    ["until 1 Dec", "2037-11-30T22:00:00.000Z"],
    ["today", "2037-11-20T22:00:00.000Z"],
    ["until monday 12:00", "2037-11-23T10:00:00.000Z"],
    ["for 2 hours", "2037-11-20T10:12:00.000Z"],
    ["2 weeks", "2037-12-03T22:00:00.000Z"],
    ["maanantaihin asti", "2037-11-22T22:00:00.000Z"],
  ])("%s", async (words, until) => {
    expect(await textTo(house, "maija", `/earshot away ${words}`)).toContain("You are away until");
    expect(await awayUntil("maija")).toEqual([until]);
  });

  test("marks every agent code of the person, tells what waits, and back ends it", async () => {
    const { store, workspaceId } = house.database;
    const { id: slackUserId } = house.local.users.maija;
    for (const code of ["maija", "mv2"]) await store.teams.upsertStaff(workspaceId, { code, slackUserId });
    await store.promises.make({
      workspaceId,
      customerId: null,
      text: "call",
      dueAt: new Date(NOW.getTime() + 3_600_000),
      owner: "maija",
      team: null,
      channel: null,
      by: slackUserId,
      at: NOW,
    });
    expect(await textTo(house, "maija", "/earshot away until monday")).toContain("1 open promise waits");
    const monday = "2037-11-22T22:00:00.000Z";
    expect(await awayUntil("maija")).toEqual([monday, monday]);
    expect(await textTo(house, "maija", "/earshot back")).toContain("You are back");
    expect(await awayUntil("maija")).toEqual([null, null]);
  });

  test("an admin says it of somebody else; nobody else does", async () => {
    const { id } = house.local.users.maija;
    expect(await textTo(house, "otto", `/earshot away <@${id}|maija> until friday`)).toContain(
      "Only an admin",
    );
    expect(await awayUntil("maija")).toEqual([]);
    expect(await textTo(house, "admin", `/earshot away <@${id}|maija> until friday`)).toContain(
      `<@${id}> is away until`,
    );
    expect(await awayUntil("maija")).toEqual(["2037-11-26T22:00:00.000Z"]);
    expect(await textTo(house, "admin", `/earshot back <@${id}>`)).toContain(`<@${id}> is back`);
  });

  test.each([
    ["/earshot away", "Until when?"],
    ["/earshot away until whenever", "Until when?"],
    ["/earshot away until yesterday", "That is not to come"],
    ["/earshot away until 2040-01-01", "At most a year ahead"],
    ["/earshot awy", "Did you mean `/earshot away`?"],
  ])("%s: %s", async (line, expected) => {
    expect(await textTo(house, "otto", line)).toContain(expected);
  });
});
