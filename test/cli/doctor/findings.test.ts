import { describe, expect, it, test } from "vitest";
import { channelUses } from "../../../src/cli/doctor/channels.ts";
import { fence, migrations, skewOf } from "../../../src/cli/doctor/database.ts";
import { listed, mend, note, ok, print, within, without } from "../../../src/cli/doctor/finding.ts";
import { outboxFinding } from "../../../src/cli/doctor/outbox.ts";
import { redisFindings, workers } from "../../../src/cli/doctor/queue.ts";
import { examineSettings } from "../../../src/cli/doctor/settings.ts";
import { scopeFinding } from "../../../src/cli/doctor/slack.ts";
import { inboxFinding, sourceFinding } from "../../../src/cli/doctor/sources.ts";
import { examineTeams, examineWorkspace } from "../../../src/cli/doctor/teams.ts";
import type { SourceSilentFacts } from "../../../src/domain/signal/signal.ts";
import type { Team } from "../../../src/store/teams.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

describe("what is printed", () => {
  it("is aligned, one line of state and one how to mend it", () => {
    const findings = [
      ok("queue", "in PostgreSQL"),
      note("channels", "#care is far", "Go there."),
      mend("slack", "no", "Say yes."),
    ];
    expect(print(findings)).toBe(
      [
        "ok    queue     in PostgreSQL",
        "note  channels  #care is far",
        "                → Go there.",
        "MEND  slack     no",
        "                → Say yes.",
      ].join("\n"),
    );
  });

  it("keeps a sender's words on their line and off the terminal's controls", () => {
    expect(print([ok("source", "a\nMEND x\u001b[2J")])).toBe("ok    source  a MEND x [2J");
  });

  it("holds no secret, whoever said it", () => {
    const findings = [
      ok("a", "is xoxb-secret"),
      mend("b", "said xoxb-secret twice: xoxb-secret", "drop s3cr3t"),
    ];
    expect(JSON.stringify(without(["xoxb-secret", "s3cr3t", undefined, ""], findings))).not.toMatch(
      /xoxb-secret|s3cr3t/,
    );
  });

  it("names a few and counts the rest", () => {
    expect(listed(["a", "b"])).toBe("a, b");
    expect(listed(["a", "b", "c", "d"], 2)).toBe("a, b and 2 more");
  });
});

describe("a look", () => {
  it("that hangs is a finding after its time", async () => {
    const [finding] = await within("queue", 20, () => new Promise(() => undefined));
    expect(finding).toMatchObject({ check: "queue", state: "mend", says: "no answer in 0 s" });
  });

  it("that fails is a finding with the reason", async () => {
    const [finding] = await within("queue", 1_000, async () => {
      throw new Error("relation is missing");
    });
    expect(finding).toMatchObject({ check: "queue", state: "mend", says: "relation is missing" });
  });
});

test.each([
  [[], [], ["ok every variable that is set can be read"]],
  [
    ["PORT: Invalid input"],
    [],
    ["mend PORT: Invalid input → Set it as .env.example says; until then it counts as unset."],
  ],
  [
    [],
    ["SLACK_BOT_TOKN", "TZ"],
    [
      "note .env sets SLACK_BOT_TOKN, which Earshot does not read → Did you mean SLACK_BOT_TOKEN?",
      "note .env sets TZ, which Earshot does not read → Earshot's variables are in .env.example.",
    ],
  ],
])("settings: wrong %j and unknown %j", (wrong, strangers, said) => {
  expect(examineSettings(wrong, strangers).map(inOneLine)).toEqual(said);
});

test.each([
  [{}, "ok all 1 applied"],
  [{ missing: ["b"] }, "mend missing: b → earshot migrate (earshot start does it too)"],
  [
    { applied: [], missing: ["a", "b"] },
    "mend none applied yet: the database is empty → earshot migrate (earshot start does it too)",
  ],
  [
    { failed: ["b"] },
    "mend begun and not finished: b → See its error in the table _prisma_migrations; then npx prisma migrate resolve --rolled-back b, and earshot migrate.",
  ],
  [
    { edited: ["a"] },
    "mend changed after they had been applied: a → Restore those files and put the change into a new migration: earshot start refuses to run.",
  ],
  [
    { unknown: ["z"] },
    "note a newer Earshot has changed the database: z → Install that newer Earshot, or expect surprises.",
  ],
])("migrations %j", (state, said) => {
  const usual = { applied: ["a"], missing: [], failed: [], edited: [], unknown: [] };
  expect(migrations({ ...usual, ...state }).map(inOneLine)).toEqual([said]);
});

test("the fence between workspaces says what one line of SQL mends it", () => {
  const mend = "CREATE ROLE earshot_fenced NOLOGIN ROLE app;";
  const says = "PostgreSQL's own lock between workspaces is off: there is no role earshot_fenced";
  expect(
    [undefined, { says: "there is no role earshot_fenced", mend }].map((fault) => inOneLine(fence(fault))),
  ).toEqual([
    "ok PostgreSQL too keeps workspaces apart",
    `note ${says} → As an administrator of the database: ${mend} Then start Earshot again.`,
  ]);
});

test.each([
  [5_000, undefined],
  [-5_000, undefined],
  [6_000, "this machine's is 6 s ahead of that of Slack"],
  [-7_200_000, "this machine's is 2 h behind that of Slack"],
])("a clock ahead by %i ms", (aheadMs, says) => {
  expect(skewOf(aheadMs, "Slack")?.says).toBe(says);
});

test.each([
  [{}, ["ok Redis 7.2.4, noeviction, append-only file"]],
  [
    { maxmemoryPolicy: "allkeys-lru" },
    [
      "mend Redis may throw jobs away: maxmemory-policy is allkeys-lru → redis-cli config set maxmemory-policy noeviction, and the same in redis.conf.",
    ],
  ],
  [
    { isAppendOnly: false },
    [
      "note Redis 7.2.4 forgets its jobs in a crash → appendonly yes in redis.conf. Without it nothing is lost either: the work is found again in PostgreSQL.",
    ],
  ],
  [
    { isDiskFailing: true, version: "6.0.9" },
    [
      "mend Redis could not save to its disk → Free the disk that Redis writes to, and look into its log: while it cannot save, it refuses jobs.",
      "mend Redis 6.0.9 is too old → Upgrade it to 6.2 or newer.",
    ],
  ],
])("Redis %j", (facts, said) => {
  const usual = { version: "7.2.4", maxmemoryPolicy: "noeviction", isAppendOnly: true, isDiskFailing: false };
  expect(redisFindings({ ...usual, ...facts }).map(inOneLine)).toEqual(said);
});

test.each([
  [{}, ["ok no job waits"]],
  [{ waiting: 3, oldestDueAt: ago(0.5) }, ["ok 3 jobs waiting, none late"]],
  [
    { oldestDueAt: ago(3) },
    [
      "mend jobs have waited for 3 min → No worker is at work, or too few: earshot start (or earshot start --role worker).",
    ],
  ],
  [
    { failed: 1 },
    [
      "note 1 job failed in the last day → Their reasons are in the worker's log; the work itself is found again by the sweep.",
    ],
  ],
])("jobs %j", (facts, said) => {
  const usual = { kind: "redis" as const, waiting: 0, failed: 0, oldestDueAt: undefined };
  expect(workers({ ...usual, ...facts }, NOW.getTime()).map(inOneLine)).toEqual(said);
});

test.each([
  [undefined, "ok this Slack does not say which it has given"],
  [["chat:write", "commands", "more"], "ok all 2 of manifest.json"],
  [
    ["commands"],
    `mend missing: chat:write → Add them under "OAuth & Permissions" (or paste manifest.json again), then reinstall the app.`,
  ],
])("scopes %j", (given, said) => {
  expect(inOneLine(scopeFinding(given, ["chat:write", "commands"]))).toBe(said);
});

const silence: SourceSilentFacts = {
  kind: "source-silent",
  sourceId: "src_1",
  sourceName: "desk",
  sinceAt: ago(125).toISOString(),
  asOf: NOW.toISOString(),
  usualLower: 20,
  usualUpper: 40,
};
test.each([
  [{}, [], "ok desk (zendesk): last event 4 min ago, 1,204 events in 24 h"],
  [
    { lastAt: null, lastDay: 0 },
    [],
    "note desk (zendesk): nothing came in the last 30 days → Send a first contact (README, Send the first contact), or look whether its webhook is on.",
  ],
  [
    { hasSecret: false },
    [],
    "mend desk (zendesk): has no signing secret, so all it sends is refused → earshot source rotate src_1 --secret <the signing secret that zendesk shows>",
  ],
  [
    {},
    [{ subject: "src_1", facts: silence }],
    "mend desk (zendesk): silent for 2 h 5 min; 20 to 40 contacts are usual in that time → Does that system run, and is its webhook still on with the right address and secret?",
  ],
  [
    {},
    [{ subject: "src_2", facts: silence }],
    "ok desk (zendesk): last event 4 min ago, 1,204 events in 24 h",
  ],
  [
    { disabledAt: ago(9000), hasSecret: false },
    [],
    "ok desk (zendesk): disabled since 2026-11-14, what it sends is refused",
  ],
])("a source %j with silences %j", (health, silences, said) => {
  const usual = { id: "src_1", name: "desk", kind: "zendesk", disabledAt: null, hasSecret: true };
  const source = { ...usual, lastAt: ago(4), lastDay: 1204, ...health };
  expect(inOneLine(sourceFinding(source, silences, NOW))).toBe(said);
});

test.each([
  [{ waiting: 0, oldestWaitingAt: null }, "ok nothing waits"],
  [{ waiting: 2, oldestWaitingAt: ago(0.5) }, "ok 2 events waiting, none for long"],
  [
    { waiting: 1, oldestWaitingAt: ago(60) },
    "mend 1 event waiting, the oldest for 1 h → Is a worker running? earshot start (or earshot start --role worker)",
  ],
])("an inbox %j", (inbox, said) => {
  expect(inOneLine(inboxFinding(inbox, NOW))).toBe(said);
});

const waits = { error: "waits: the channel has had its messages", slackTo: "C1", count: 4 };
test.each([
  [{}, true, "ok 7 told in Slack, 0 waiting"],
  [{ waiting: 4, errors: [waits], lateSince: ago(0.1) }, true, "ok 7 told in Slack, 4 waiting"],
  [{ waiting: 4 }, false, "note 4 alerts waiting for a Slack → They are told once Slack is connected."],
  [
    { waiting: 5, errors: [waits, { error: "is_archived", slackTo: "C2", count: 1 }] },
    true,
    "mend 7 told in Slack, 5 waiting; held up: 1 to C2: is_archived → See slack and channels above; what is held up is tried again by itself, within ten minutes.",
  ],
  [
    { waiting: 1, lateSince: ago(10) },
    true,
    "mend 7 told in Slack, 1 waiting, the oldest for 10 min → Is a worker running? earshot start (or earshot start --role worker)",
  ],
])("an outbox %j with a Slack: %j", (health, isSlackSet, said) => {
  const usual = { told: 7, waiting: 0, lateSince: null, errors: [] };
  expect(inOneLine(outboxFinding("alerts", "alert", { ...usual, ...health }, isSlackSet, NOW))).toBe(said);
});

test.each([
  ["Europe/Helsinki", "FI", ["ok Acme: Europe/Helsinki, holidays of FI"]],
  [
    "Europe/Helsingfors",
    "FI",
    [
      'mend unknown time zone "Europe/Helsingfors" (use an IANA name such as Europe/Helsinki) → Correct it in the table workspace, column zone: an IANA name such as Europe/Helsinki.',
    ],
  ],
  [
    "UTC",
    "XX",
    [
      'mend no holidays are known for "XX" → Correct it in the table workspace, column country: a code such as FI or DE-BY.',
    ],
  ],
])("a workspace in %s with holidays of %s", (zone, country, said) => {
  const workspace = {
    id: "",
    slackTeamId: null,
    name: "Acme",
    language: "en" as const,
    defaultChannel: null,
    falseAlertsPerMonth: 1,
    scoreWindowDays: 28,
    coverageFloor: 0.2,
  };
  expect(examineWorkspace({ ...workspace, zone, country }, NOW).map(inOneLine)).toEqual(said);
});

const billing: Team = {
  code: "billing",
  label: "Billing",
  slackChannel: "C0BILLING",
  leads: ["U1"],
  leadGroup: null,
  calendar: null,
  promiseRules: {},
};
const web: Team = { ...billing, code: "web", label: "Web" };
test.each<[string, Team[], string | null, string[]]>([
  ["no team", [], null, ["ok none yet; they come with the first contacts"]],
  ["all in order", [billing, web], null, ["ok 2 teams, each with leads and a channel"]],
  [
    "no leads",
    [
      { ...billing, leads: [] },
      { ...web, leads: [] },
    ],
    null,
    [
      "mend overdue promises of Billing, Web have no lead: nobody can acknowledge them → Type /earshot lead @name billing in Slack.",
    ],
  ],
  [
    "no channel",
    [{ ...billing, slackChannel: null }],
    "C0CARE",
    [
      "note overdue promises of Billing go to the default channel: no channel of their own → Type /earshot channel #its-name billing in Slack.",
    ],
  ],
  [
    "no channel at all",
    [{ ...billing, slackChannel: null }],
    null,
    [
      "mend overdue promises of Billing are told nowhere: no channel of their own → Type /earshot channel #its-name billing in Slack.",
    ],
  ],
])("teams: %s", async (_, teams, defaultChannel, said) => {
  expect((await examineTeams(teams, defaultChannel, undefined)).map(inOneLine)).toEqual(said);
});

test("the channels that settings name: SLACK_DEFAULT_CHANNEL goes before the stored one", () => {
  const teams = [{ ...billing, promiseRules: { nextLevel: ["C0BOSS", "U0BOSS", "S0BOSS"] } }];
  const reasons = [{ code: "late", label: "Order is late", slackChannel: "C0LATE" }];
  const routes = [{ slackChannels: ["C0ONE000", "C0TWO000"] }, { slackChannels: ["C0ONE000"] }];
  const named = (fromEnv: string | undefined) =>
    channelUses({ fromEnv, stored: "C0STORED", routes, teams, reasons }).map(
      ({ channel, of }) => `${channel} ${of}`,
    );
  const rest = [
    ...["C0ONE000 route 1", "C0TWO000 route 1", "C0ONE000 route 2"],
    ...["C0BILLING team Billing", "C0BOSS next level of Billing", "C0LATE reason Order is late"],
  ];
  expect(named(undefined)).toEqual(["C0STORED default", ...rest]);
  expect(named("#care")).toEqual(["#care default", ...rest]);
});

function inOneLine(finding: ReturnType<typeof ok>): string {
  return `${finding.state} ${finding.says}${finding.state === "ok" ? "" : ` → ${finding.mend}`}`;
}
