import { beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { checkView } from "../support/limits.ts";
import { useSlackHouse } from "../support/slackHouse.ts";
import { moveInTwoTeams } from "../support/twoTeams.ts";

const house = useSlackHouse();

type Name = "maija" | "otto" | "noor" | "admin";

const HOUR = 3_600_000;

const ids: Record<string, string> = {};

beforeAll(async () => {
  await moveInTwoTeams(house);
  const { store, workspaceId } = house.database;
  const { noor } = house.local.users;
  await store.sources.add(workspaceId, { kind: "generic", name: "desk" });
  const now = Date.now();
  for (const [text, hours, team] of [
    ["refund", -2, "billing"],
    ["invoice", 3, "billing"],
    ["router", 5, "network"],
  ] as const) {
    const promise = await store.promises.make({
      workspaceId,
      customerId: null,
      text,
      dueAt: new Date(now + hours * HOUR),
      owner: null,
      team,
      channel: "phone",
      by: noor.id,
      at: new Date(now - 5 * HOUR),
    });
    ids[text] = promise.id;
  }
});

const home = (user: Name): string => JSON.stringify(house.local.home(user) ?? {});
const press = (user: Name, actionId: string, value: string) =>
  house.local.as(user).click(house.local.home(user), { actionId, blockId: `${actionId} ${value}` });
const topmost = (user: Name): string => JSON.stringify(house.local.modals(user).at(-1)?.view ?? {});

/** Opens the tab and waits until it says so. */
async function opened(user: Name, words: string): Promise<string> {
  await house.local.as(user).openHome();
  await expect.poll(() => home(user)).toContain(words);
  expect(checkView(house.local.home(user) ?? {})).toEqual([]);
  return home(user);
}

describe("my teams'", () => {
  test("are those one belongs to or leads, a line each", async () => {
    expect(await opened("noor", "Tiimieni lupaukset")).toContain(
      "*Network*: 1 avoin lupaus, ei yhtään myöhässä; seuraavan määräaika",
    );
    expect(home("noor")).not.toContain("*Billing*");
    await opened("otto", "*Billing*: 2 open promises, *1 overdue*; next due");
    expect(await opened("admin", "My open promises")).not.toContain("My teams'");
  });

  test("lists a team's promises, acts on one there, and goes back", async () => {
    await opened("maija", "*Billing*: 2 open promises");
    await press("maija", "home-team", "billing");
    await expect.poll(() => home("maija")).toContain("Billing: 2 open, 1 overdue");
    expect(checkView(house.local.home("maija") ?? {})).toEqual([]);
    const row = { actionId: "promise-done", blockId: `promise:${ids.refund}` };
    await house.local.as("maija").click(house.local.home("maija"), row);
    await expect.poll(() => home("maija")).toContain("*Done*: refund");
    expect(home("maija")).toContain("Billing: 1 open, 0 overdue");
    const { store, workspaceId } = house.database;
    expect(await store.promises.get(workspaceId, ids.refund ?? "")).toMatchObject({ status: "kept" });
    const menu = { actionId: "promise-more", blockId: `promise:${ids.invoice}` };
    await house.local.as("maija").click(house.local.home("maija"), menu, "promise-hand-over team billing");
    await expect.poll(() => house.local.modals("maija").length).toBe(1);
    await house.local.as("maija").submit({ to: house.local.users.otto.id });
    await expect.poll(() => home("maija")).toContain("*Handed over to");
    expect(home("maija")).toContain("Billing: 1 open, 0 overdue");
    await house.local.as("maija").click(house.local.home("maija"), "home-mine");
    await expect.poll(() => home("maija")).toContain("My open promises");
  });
});

describe("the workspace's part", () => {
  test("is an admin's alone", async () => {
    const shown = await opened("admin", "This workspace");
    for (const words of ["*desk* (generic): nothing came", "*Teams: 2*", "(default)", "migrations applied"])
      expect(shown).toContain(words);
    for (const user of ["maija", "otto", "noor"] as const) {
      expect(await opened(user, user === "noor" ? "Auki nyt" : "Open now")).not.toMatch(
        /This workspace|Tämä työtila/,
      );
      expect(home(user)).not.toContain("home-change");
    }
  });

  test("opens the form of a team; once saved, the tab says what holds now", async () => {
    await opened("admin", "*Billing*: leads");
    await press("admin", "home-change-team", "billing");
    await expect.poll(() => topmost("admin")).toContain("team-form");
    await house.local.as("admin").submit({ label: "Billing & refunds", hours: "Mon-Fri 8-16" });
    expect(house.local.modals("admin")).toEqual([]);
    await eventually(() =>
      expect(home("admin")).toMatch(/\*Billing &amp; refunds\*: leads [^"]*Mon-Fri 8-16/),
    );
  });

  test("opens the form of a channel and of the settings", async () => {
    const defaultChannel = house.local.channels.earshot ?? "";
    await opened("admin", "(default): interrupted at any time");
    await press("admin", "home-change-channel", defaultChannel);
    await expect.poll(() => topmost("admin")).toContain("channel-form");
    await house.local.as("admin").submit({ hours: "Mon-Fri 8-18" });
    await expect.poll(() => home("admin")).toContain("(default): interrupted Mon-Fri 8-18");
    await press("admin", "home-change-settings", "settings");
    await expect.poll(() => topmost("admin")).toContain("settings-form");
    await house.local.as("admin").submit({ "false-alerts": "0.5" });
    await expect.poll(() => home("admin")).toContain("Accepted: 0.5 false alerts a month");
    expect(home("admin")).toContain("Channels are written to in English. Europe/Helsinki; Finland.");
  });

  test("refuses anybody else who presses, and changes nothing", async () => {
    await opened("admin", "This workspace");
    for (const [action, value] of [
      ["home-change-team", "billing"],
      ["home-change-channel", house.local.channels.earshot],
      ["home-change-settings", "settings"],
    ] as const) {
      const button = { actionId: action, blockId: `${action} ${value}` };
      await house.local.as("maija").click(house.local.home("admin"), button);
      await expect.poll(() => topmost("maija")).toContain("Only an admin of this Slack workspace");
      expect(checkView(house.local.modals("maija").at(-1)?.view ?? {})).toEqual([]);
      await house.local.as("maija").close();
      await expect.poll(() => home("maija")).toContain("My open promises");
      expect(home("maija")).not.toContain("This workspace");
    }
  });
});
