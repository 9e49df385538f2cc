import { describe, expect, it, test } from "vitest";
import { usualCosts } from "../../../src/domain/cost/settings.ts";
import { usualSettings } from "../../../src/domain/routing/interruption.ts";
import type { Route } from "../../../src/domain/routing/route.ts";
import { changesBetween, unlistedIn, withoutUnlisted } from "../../../src/domain/settings/change.ts";
import { type Settings, unsetReason, unsetStaff, unsetTeam } from "../../../src/domain/settings/settings.ts";

const nothing: Settings = {
  workspace: {
    name: "Acme",
    zone: "UTC",
    country: "FI",
    language: "en",
    defaultChannel: null,
    falseAlertsPerMonth: 1,
    costs: usualCosts,
    scoreWindowDays: 28,
    coverageFloor: 0.2,
  },
  teams: new Map(),
  staff: new Map(),
  reasons: new Map(),
  touchpoints: new Map(),
  routes: [],
  channels: new Map(),
};

const route = (reason: string): Route => ({
  kinds: [],
  reasons: [reason],
  channels: [],
  touchpoints: [],
  teams: [],
  slackChannels: ["C0CARE"],
  continues: false,
});
const routed = (...reasons: string[]): Settings => ({ ...nothing, routes: reasons.map(route) });

describe("changesBetween", () => {
  it("says nothing where nothing differs", () => {
    expect(changesBetween(nothing, { ...nothing, teams: new Map() })).toEqual([]);
  });

  it("says what comes, changes and goes, setting by setting", () => {
    const before = {
      ...nothing,
      teams: new Map([
        ["old", unsetTeam("old")],
        ["care", unsetTeam("care")],
      ]),
    };
    const after: Settings = {
      ...nothing,
      workspace: { ...nothing.workspace, falseAlertsPerMonth: 2 },
      teams: new Map([["care", { ...unsetTeam("care"), leads: ["U0OTTO"] }]]),
      staff: new Map([["maija", { slackUser: "U0MAIJA", team: null }]]),
    };
    expect(changesBetween(before, after)).toEqual([
      {
        kind: "change",
        section: "workspace",
        name: null,
        settings: [{ key: "false-alerts-a-month", before: "1", after: "2" }],
      },
      {
        kind: "change",
        section: "teams",
        name: "care",
        settings: [{ key: "leads", before: null, after: ["U0OTTO"] }],
      },
      { kind: "remove", section: "teams", name: "old", settings: [] },
      {
        kind: "add",
        section: "staff",
        name: "maija",
        settings: [{ key: "slack", before: null, after: "U0MAIJA" }],
      },
    ]);
  });

  test.each<[string, string[], string[], string[]]>([
    ["one in front moves nobody", ["a", "b"], ["x", "a", "b"], ["add 1"]],
    ["one taken out of the middle", ["a", "b", "c"], ["a", "c"], ["remove 2"]],
    ["two that change places", ["a", "b"], ["b", "a"], ["change 1", "change 2"]],
    ["the same twice, and once", ["a", "a"], ["a"], ["remove 2"]],
    ["another in its place", ["a"], ["b"], ["remove 1", "add 1"]],
  ])("routes: %s", (_, before, after, expected) => {
    const changes = changesBetween(routed(...before), routed(...after));
    expect(changes.map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected);
  });
});

describe("what a section does not list", () => {
  const set: Settings = {
    ...nothing,
    teams: new Map([
      ["met", unsetTeam("met")],
      ["met-by-code", { ...unsetTeam("met-by-code"), label: "met-by-code" }],
      ["old", { ...unsetTeam("old"), slackChannel: "C0OLD" }],
    ]),
    staff: new Map([
      ["met", { ...unsetStaff, team: "old" }],
      ["maija", { slackUser: "U0MAIJA", team: null }],
    ]),
    reasons: new Map([["late", { ...unsetReason("late"), aliases: ["delay"], value: "eliminate" }]]),
    channels: new Map([["C0CARE", usualSettings("UTC")]]),
  };
  const unlisted = [
    { section: "teams", name: "old" },
    { section: "staff", name: "maija" },
    { section: "reasons", name: "late" },
    { section: "channels", name: "C0CARE" },
  ] as const;
  const none = new Set<string>();

  it("is what people have set, in sections that are written only", () => {
    expect(unlistedIn(set, { teams: none, staff: none, reasons: none, channels: none })).toEqual(unlisted);
    expect(unlistedIn(set, { teams: new Set(["old"]) })).toEqual([]);
    expect(unlistedIn(set, {})).toEqual([]);
  });

  it("goes, but for a reason, which is as contacts made it", () => {
    const left = withoutUnlisted(set, unlisted);
    expect([...left.teams.keys()]).toEqual(["met", "met-by-code"]);
    expect([...left.staff.keys()]).toEqual(["met"]);
    expect(left.reasons.size).toBe(0);
    expect(left.channels.size).toBe(0);
    expect(set.channels.size).toBe(1);
  });
});
