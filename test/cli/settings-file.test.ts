import { describe, expect, it, test } from "vitest";
import { EXAMPLE_FILE } from "../../src/cli/settings-file/example.ts";
import { type Directory, namesIn } from "../../src/cli/settings-file/names.ts";
import { piecesOf } from "../../src/cli/settings-file/piece.ts";
import { planText } from "../../src/cli/settings-file/plan.ts";
import { readSettings } from "../../src/cli/settings-file/read.ts";
import { settingsYaml } from "../../src/cli/settings-file/write.ts";
import { usualCosts } from "../../src/domain/cost/settings.ts";
import { usualSettings } from "../../src/domain/routing/interruption.ts";
import { changesBetween } from "../../src/domain/settings/change.ts";
import { type Settings, unsetReason, unsetTeam } from "../../src/domain/settings/settings.ts";

const before: Settings = {
  workspace: {
    name: "Acme",
    zone: "Europe/Helsinki",
    country: "FI",
    language: "en",
    defaultChannel: "care",
    falseAlertsPerMonth: 1,
    costs: usualCosts,
    scoreWindowDays: 28,
    coverageFloor: 0.2,
  },
  teams: new Map([["billing", { ...unsetTeam("billing"), slackChannel: "C0BILLING", leads: ["odd-id"] }]]),
  staff: new Map(),
  reasons: new Map([["late", { ...unsetReason("late"), aliases: ["delayed"] }]]),
  touchpoints: new Map(),
  routes: [],
  channels: new Map([["C0BILLING", { ...usualSettings("UTC"), digest: "daily", budget: 5 }]]),
};
const known: Directory = {
  channels: [{ id: "C0BILLING", names: ["billing-alerts"] }],
  people: [
    { id: "U0OTTO1", names: ["otto", "Otto L"] },
    { id: "U0OTTO2", names: ["otto.m", "Otto L"] },
  ],
  groups: [{ id: "S0LEADS", names: ["billing-leads"] }],
};
const unknown: Directory = { channels: undefined, people: undefined, groups: undefined };

function reading(text: string, directory = known) {
  const parsed = piecesOf(text);
  if ("mistakes" in parsed) return { settings: before, mistakes: parsed.mistakes };
  const names = namesIn(directory, new Set(["odd-id"]));
  return readSettings(parsed.piece, { before, names, prune: false, today: () => "2026-11-22" });
}

/** `line:column words` of each mistake. */
const mistakes = (text: string, directory = known): string[] =>
  reading(text, directory).mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`);

const billing = (lines: string) => `version: 1\nteams:\n  billing:\n${lines.replace(/^/gm, "    ")}\n`;

describe("a mistake is told with its place, and what was expected", () => {
  test.each([
    ["label: [a\n", "2:1 no YAML"],
    ["", "1:1 these are no settings; the first line is “version: 1”"],
    ["- version: 1", "1:1 these are no settings"],
    ["teams: {}", "1:1 version is missing; the first line is “version: 1”"],
    ["version: 2", "1:10 version: version “2” is not known; this Earshot reads version 1"],
    ["version: 1\nteems: {}", "2:1 “teems” is no setting here; did you mean teams?"],
    [
      "version: 1\nworkspace: { score-days: 0 }",
      "2:26 workspace.score-days: days are a whole number from 1 to 366",
    ],
    [
      "version: 1\nworkspace: { coverage-floor: 120 % }",
      "2:30 workspace.coverage-floor: the coverage floor goes from 0 % to 100 %",
    ],
    ["version: 1\ntouchpoints: { web: { nps: 140 } }", "2:28 touchpoints.web.nps: NPS goes from -100 to 100"],
    ["version: 1\ntouchpoints: { web: { csat: high } }", "2:29 touchpoints.web.csat: “high” is no number"],
    [
      "version: 1\ntouchpoints: { web: { channels: [phone ces 9] } }",
      "2:34 touchpoints.web.channels: CES goes from 1 to 7",
    ],
    [
      "version: 1\ntouchpoints: { web: { channels: [pigeon ces 5] } }",
      "2:34 touchpoints.web.channels: “pigeon ces 5” is no channel's target",
    ],
    [
      "version: 1\ntouchpoints: { web: { channels: [chat ces 5, chat ces 6] } }",
      "2:33 touchpoints.web.channels: chat has a target for ces already",
    ],
    ["version: 1\nteams:", "2:7 teams: nothing is written below it; {} is none"],
    ["version: 1\nversion: 1", "2:1 this is written twice"],
    ["version: 1\nteams: *those", "2:8 nothing is called &those here"],
    ['version: 1\nteams: {"a\\0b": {}}', "2:9 this holds a NUL character"],
    [`version: 1\nteams: {${"x: {".repeat(9)}`, "2:45 no YAML"],
    [`version: 1\nteams: ${"[".repeat(9)}${"]".repeat(9)}`, "2:15 this lies too deep"],
    [billing("chanel: C0BILLING"), "4:5 teams.billing: “chanel” is no setting here; did you mean channel?"],
    [billing("lead_group: none"), "did you mean lead-group?"],
    [billing("xyz: none"), "“xyz” is no setting here; there are label, channel, leads"],
    [
      billing("label: {a: b}"),
      "4:12 teams.billing.label: a word or line is expected here, not names below names",
    ],
    [billing(`label: ${"x".repeat(81)}`), "a name is one line of at most 80 letters"],
    [billing("channel: #billing-alerts"), '# begins a comment: write "#billing-alerts" in quotes'],
    [
      billing("channel: @otto"),
      `no YAML: Plain value cannot start with reserved character @; names with # or @ go`,
    ],
    [billing("channel:"), "teams.billing.channel: nothing is written; write none to have none"],
    [
      billing('channel: "#biling-alerts"'),
      "4:14 teams.billing.channel: Earshot sees no channel “#biling-alerts” in Slack; did you mean “#billing-alerts”?",
    ],
    [
      billing('leads: ["@noor", "@Otto L"]'),
      "4:13 teams.billing.leads: Earshot sees no person “@noor” in Slack",
    ],
    [
      billing('leads: ["@noor", "@Otto L"]'),
      "4:22 teams.billing.leads: several are called “@otto l”: write the id of one, U0OTTO1 or U0OTTO2",
    ],
    [billing("lead-group: billing-lead"), "did you mean “@billing-leads”?"],
    [billing("hours: Mon-Fry 8-16"), '4:12 teams.billing.hours: "mon-fry" is not a day'],
    [billing("zone: Helsinky"), "did you mean Europe/Helsinki?"],
    [billing("holidays: Finnland"), "did you mean Finland (FI)?"],
    [billing("dates: 31 Feb"), "there is no such day"],
    [billing("standard: soon"), "is no such time"],
    [billing("remind: often"), "is not minutes"],
    [
      billing("leads-after: 90 min"),
      "4:18 teams.billing.leads-after: next-after: not before the leads, who hear of it after 90 minutes",
    ],
    ["version: 1\nteams: {' x': {}}", "2:9 teams: a code has 1 to 100 letters"],
    ["version: 1\nworkspace: {language: sv}", "2:23 workspace.language: “sv” is none of en, fi"],
    ["version: 1\nworkspace: {country: none}", "2:22 workspace.country: write a country such as FI or DE-BY"],
    ["version: 1\nworkspace: {false-alerts-a-month: 0}", "write a number above 0, up to 30"],
    [
      "version: 1\nworkspace: {currency: EURO}",
      'workspace.currency: "EURO" is no currency of ISO 4217; did you mean EUR',
    ],
    ["version: 1\nworkspace: {cost-per-hour: chat -3}", 'workspace.cost-per-hour: "-3" is below zero'],
    [
      "version: 1\nworkspace: {cost-per-contact: phnoe 3}",
      '"phnoe" is no channel of contacts; did you mean phone?',
    ],
    ["version: 1\nworkspace: {repeat-days: 0}", "not a whole number of days from 1 to 90"],
    [
      "version: 1\nstaff: {maija: {team: biling}}",
      "2:23 staff.maija.team: no team is called “biling”; did you mean billing?",
    ],
    [
      "version: 1\nreasons: {slow: {aliases: delayed}}",
      "2:11 reasons.slow: “delayed” is an alias of both late and slow",
    ],
    ["version: 1\nreasons: {slow: {avoidable: perhaps}}", "“perhaps” is neither yes nor no"],
    [
      "version: 1\nreasons: {slow: {value: automat}}",
      "reasons.slow.value: “automat” is none of eliminate, automate, simplify, keep; did you mean automate?",
    ],
    [
      "version: 1\nreasons: {slow: {avoidable: yes, value: keep}}",
      "reasons.slow.avoidable: value says it already; write one of them",
    ],
    ["version: 1\nreasons: {slow: {aliases: slow}}", "2:11 reasons.slow: “slow” is an alias of itself"],
    [
      "version: 1\nreasons: {slow: {aliases: late}, late: {aliases: slow}}",
      "“slow” has lines of its own and is an alias of late; without its lines it becomes part of it",
    ],
    ["version: 1\nroutes: {to: C0BILLING}", "2:9 routes: a list is expected here, one “- ” for each route"],
    ["version: 1\nroutes:\n  - reasons: late", "3:5 routes.1: say to which Slack channels it goes"],
    [
      "version: 1\nroutes:\n  - kinds: spyke\n    to: C0BILLING",
      "3:12 routes.1.kinds: “spyke” is no kind of signal; there are spike",
    ],
    [
      `version: 1\nroutes:\n  - to: [${Array.from({ length: 11 }, (_, at) => `C0000${at}X`)}]`,
      "a route goes to at most 10 channels",
    ],
    [`version: 1\nroutes: [${"{to: C0BILLING},".repeat(101)}]`, "at most 100 routes"],
    [
      "version: 1\nchannels: {C0BILLING: {digest: dayly}}",
      "“dayly” is none of off, daily, weekly; did you mean daily?",
    ],
    [
      "version: 1\nchannels: {C0BILLING: {digest: off}}",
      "2:32 channels.C0BILLING.digest: with a limit of messages a day, choose a digest",
    ],
    ["version: 1\nchannels: {C0BILLING: {digest-at: 25:00}}", "“25:00” is no time of the day; write 08:30"],
    ["version: 1\nchannels: {C0BILLING: {digest-day: someday}}", "“someday” is not a day"],
    [
      "version: 1\nchannels: {C0BILLING: {}, billing-alerts: {}}",
      "2:27 channels: “billing-alerts” is written twice",
    ],
  ])("%j", (text, expected) => {
    const found = mistakes(text);
    expect(
      found.filter((each) => each.includes(expected)),
      found.join("\n"),
    ).toHaveLength(1);
  });

  it("tells all of them at once", () => {
    expect(mistakes(billing("label: ''\nhours: 8-16\nleads-after: long\nnext-after: 1 week"))).toHaveLength(
      4,
    );
  });

  it("asks for an id where no Slack can be asked for a name", () => {
    expect(mistakes(billing('channel: "#care"'), unknown)).toEqual([
      "4:14 teams.billing.channel: no Slack is configured here, so “#care” cannot be looked up; write the id, such as C0123ABCD",
    ]);
    const refusing: Directory = { ...unknown, channels: "Slack refuses (missing_scope)" };
    expect(mistakes(billing('channel: "#care"'), refusing)[0]).toContain("Slack refuses (missing_scope), so");
  });
});

describe("what is read", () => {
  const team = (lines: string) => reading(billing(lines)).settings.teams.get("billing");

  it("leaves what is not written as it is", () => {
    expect(reading("version: 1").settings).toEqual(before);
    expect(team("label: Bills")).toEqual({ ...before.teams.get("billing"), label: "Bills" });
  });

  it("clears what is none, in any spelling without quotes", () => {
    expect(team("channel: none\nleads: []")).toMatchObject({ slackChannel: null, leads: [] });
    expect(team("channel: ~\nleads: None")).toMatchObject({ slackChannel: null, leads: [] });
    const quoted = `version: 1\nteams: {"none": {}}\nstaff: {a: {team: "none"}, b: {team: none}}`;
    expect([...reading(quoted).settings.staff.values()].map((each) => each.team)).toEqual(["none", null]);
  });

  it("takes ids as they are, whatever is stored already, and names in any case", () => {
    expect(team('leads: [odd-id, U0999999, "@Otto"]\nlead-group: "@Billing-Leads"')).toMatchObject({
      leads: ["odd-id", "U0999999", "U0OTTO1"],
      leadGroup: "S0LEADS",
    });
    expect(
      team('next-level: ["@billing-leads", "@otto", "#billing-alerts", C0999999]')?.rules.nextLevel,
    ).toEqual(["S0LEADS", "U0OTTO1", "C0BILLING", "C0999999"]);
    expect(mistakes("version: 1\nworkspace: {default-channel: care}", unknown)).toEqual([]);
  });

  it.each([
    ["hours: none", null],
    ["zone: UTC", { zone: "UTC", holidays: null }],
    ["holidays: Finland", { zone: "Europe/Helsinki", holidays: "FI", dates: {} }],
    ["hours: Mon-Fri 8-16", { zone: "Europe/Helsinki", week: { 1: [{ opens: 480, closes: 960 }], 6: [] } }],
    ["dates: 24-25 Dec", { dates: { "2026-12-24": [], "2026-12-25": [] } }],
  ])("makes a calendar of %j", (lines, expected) => {
    const calendar = team(lines)?.calendar;
    if (expected === null) expect(calendar).toBeNull();
    else expect(calendar).toMatchObject(expected);
  });

  it("knows a setting by what it is written as, be it a number or yes elsewhere", () => {
    const text = "version: 1\nteams: {007: {label: 1e3}, no: {}}";
    expect(reading(text).settings.teams.get("007")?.label).toBe("1e3");
    expect(reading(text).settings.teams.has("no")).toBe(true);
  });
});

describe("the words", () => {
  it("of the example are right, but for those whom its Slack does not have", () => {
    const found = mistakes(EXAMPLE_FILE, unknown);
    expect(found.length).toBeGreaterThan(5);
    expect(found.filter((each) => !each.includes("no Slack is configured here"))).toEqual([]);
  });

  it("name ids beside them where Slack tells", () => {
    const names = new Map([["C0BILLING", "#billing-alerts"]]);
    const text = settingsYaml(before, (id) => names.get(id));
    expect(text).toContain("    channel: C0BILLING # #billing-alerts\n    leads: [ odd-id ]\n");
    expect(text).toContain(
      "  late: { label: Late, aliases: [ delayed ], channel: none, value: none, vague: none }\n",
    );
    expect(text).toContain("\nroutes: []\n");
  });

  it("of a plan are marked and aligned; what would move a terminal's cursor is not printed", () => {
    const after = reading(
      `${billing('label: "Bills\\u202e"\nleads: "@otto"')}staff: {maija: {slack: "@otto"}}\n`,
    ).settings;
    const text = { nameOf: (id: string) => (id === "U0OTTO1" ? "@otto" : undefined), hasColours: false };
    expect(planText(changesBetween(before, after), text)).toBe(
      [
        "  ~ teams.billing",
        "      label  Billing → Bills�",
        "      leads  odd-id → @otto",
        "  + staff.maija",
        "      slack  @otto",
      ].join("\n"),
    );
    const coloured = planText(changesBetween(before, after), { ...text, hasColours: true });
    expect(coloured).toContain("\u001b[32m  + staff.maija\u001b[0m");
  });
});

describe("a reason in a file", () => {
  const reason = (lines: string) => reading(`version: 1\nreasons: {${lines}}`).settings.reasons;

  test.each([
    ["value: automate", "automate"],
    ["value: none", null],
    ["avoidable: yes", "eliminate"],
    ["avoidable: no", "keep"],
    ["avoidable: none", null],
  ] as const)("with %s is to %s", (line, value) => {
    expect(reason(`late: {${line}}`).get("late")?.value).toBe(value);
  });

  test("becomes part of one that names it, with the codes that led to it", () => {
    const reasons = reason("slow: {aliases: [late, sluggish]}");
    expect([...reasons.keys()]).toEqual(["slow"]);
    expect(reasons.get("slow")?.aliases).toEqual(["delayed", "late", "sluggish"]);
  });
});
