import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import type { ChannelSettings } from "../../src/domain/routing/interruption.ts";
import { usualSettings } from "../../src/domain/routing/interruption.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { type HomeTab, homeView } from "../../src/slack/messages/home/home.ts";
import { type TeamStanding, teamView } from "../../src/slack/messages/home/teams.ts";
import type { WorkspacePart } from "../../src/slack/messages/home/workspace.ts";
import { overdueSignal } from "../support/facts.ts";
import { holds, hostile, hostilePromise, instant, who } from "../support/hostile.ts";
import { checkView } from "../support/limits.ts";

const now = new Date("2026-11-20T15:05:00Z");
const quietTab: HomeTab = { mine: [], overdue: undefined, teams: [], signals: [] };

const calm: WorkspacePart = {
  sources: [
    {
      name: "desk",
      kind: "generic",
      disabledAt: null,
      hasSecret: true,
      lastAt: new Date("2026-11-20T15:00:00Z"),
      lastDay: 1203,
      isSilent: false,
    },
  ],
  routes: [
    {
      kinds: [],
      reasons: ["invoice-*"],
      channels: [],
      touchpoints: [],
      teams: [],
      slackChannels: ["C0BILLING"],
      continues: false,
    },
  ],
  channels: [
    { slackChannel: "C0DEFAULT", isDefault: true, settings: usualSettings("Europe/Helsinki") },
    {
      slackChannel: "C0BILLING",
      isDefault: false,
      settings: { ...usualSettings("Europe/Helsinki"), budget: 5, digest: "daily" },
    },
  ],
  teams: [
    {
      code: "billing",
      label: "Billing",
      slackChannel: null,
      leads: ["U0OTTO"],
      leadGroup: null,
      calendar: null,
      promiseRules: {},
    },
  ],
  reasons: { known: 41, fresh: [{ code: "roaming", label: "Roaming" }], waiting: 2, underWay: 1, stuck: [] },
  settings: { falseAlertsPerMonth: 1, language: "fi", zone: "Europe/Helsinki", country: "FI" },
  tally: { told: 9, notUseful: 2 },
  health: {
    inbox: { waiting: 0, oldestWaitingAt: null, setAside: 0 },
    alerts: { waiting: 0, lateSince: null, errors: [] },
    held: { muted: 0, quietHours: 2, digest: 1 },
    deadChannels: [],
    migrations: { applied: 13, wrong: [] },
  },
  today: "2026-11-20",
};

const english = wordsIn("en");
const words = (view: object) => JSON.stringify(view);

describe("the home tab", () => {
  test("says each team's open promises in a line, the one with most overdue first", () => {
    const nextDueAt = new Date("2026-11-20T16:00:00Z");
    const teams = [
      { code: "network", label: "Network", open: 0, overdue: 0, nextDueAt: null },
      { code: "sales", label: "Sales", open: 30, overdue: 0, nextDueAt },
      { code: "billing", label: "Billing & refunds", open: 12, overdue: 3, nextDueAt },
    ];
    const { blocks } = homeView(english, { ...quietTab, teams }, now);
    const start = blocks.findIndex((block) => words(block).includes("My teams'"));
    const [billing, sales, network] = blocks.slice(start + 1, start + 4).map(words);
    expect(billing).toContain(
      "*Billing &amp; refunds*: 12 open promises, *3 overdue*; next due <!date^1795190400",
    );
    expect(billing).toContain('"value":"billing"');
    expect(sales).toContain("*Sales*: 30 open promises, none overdue; next due");
    expect(network).toContain("*Network*: nothing is open");
    expect(network).not.toContain("action_id");
  });

  test("without teams and rights has neither part", () => {
    const shown = words(homeView(english, quietTab, now));
    expect(shown).not.toContain("My teams'");
    expect(shown).not.toContain("This workspace");
    expect(shown).not.toContain("home-change");
  });

  test("tells an admin how the workspace is set up and fares, each line with its form", () => {
    const shown = words(homeView(english, { ...quietTab, workspace: calm }, now));
    for (const line of [
      "*Sources: 1*\\n• *desk* (generic): last event <!date^1795186800^{ago}|5 min ago>, 1,203 events in 24 h",
      "1. reasons invoice-* to <#C0BILLING>\\n",
      "<#C0DEFAULT> (default): interrupted at any time; history in threads; no digest",
      "<#C0BILLING>: interrupted at any time, by at most 5 new messages a day; history in threads; a digest every day at 08:00",
      "*Billing*: leads <@U0OTTO>; open around the clock",
      "*Reasons: 41*\\n1 new in the last 7 days: Roaming.",
      "*Language, time zone, country*\\nChannels are written to in Suomi. Europe/Helsinki; Finland.",
      "Accepted: 1 false alert a month. Told in the last 90 days: 9 spike alerts; people marked 2 of them not useful, 0.7 a month.",
      "• In: nothing waits\\n• Out: no alert waits for Slack\\n• Held back: 2 until quiet hours end, 1 for a digest\\n• Every channel takes messages\\n• Database: all 13 migrations applied",
    ])
      expect(shown).toContain(line);
    expect(shown.match(/"action_id":"home-[^"]+"/g)).toEqual([
      '"action_id":"home-change-channel"',
      '"action_id":"home-change-channel"',
      '"action_id":"home-change-team"',
      '"action_id":"home-change-settings"',
    ]);
  });

  test("says what is wrong, and what is not there yet", () => {
    const empty = {
      ...calm,
      sources: [],
      routes: [],
      channels: [],
      teams: [],
      reasons: { known: 0, fresh: [], waiting: 0, underWay: 0, stuck: [] },
      health: {
        inbox: { waiting: 1204, oldestWaitingAt: new Date("2026-11-20T14:00:00Z"), setAside: 1 },
        alerts: {
          waiting: 3,
          lateSince: new Date("2026-11-20T15:00:00Z"),
          errors: [{ error: "is_archived", slackTo: "C0OLD", count: 2 }],
        },
        held: { muted: 0, quietHours: 0, digest: 0 },
        deadChannels: ["C0OLD"],
        migrations: { applied: 12, wrong: ["20261122_more"] },
      },
    };
    const shown = words(homeView(english, { ...quietTab, workspace: empty }, now));
    for (const line of [
      "Nobody can send contacts yet",
      "*No default channel is set*",
      "They come with the first contacts",
      "None has been heard yet.",
      "1,204 events waiting, the oldest for 1 h 5 min; *1 event could not be processed*",
      "3 alerts waiting for Slack, the oldest for 5 min",
      "*Held up*: 2 alerts to <#C0OLD>: is_archived",
      "*Takes no messages*: <#C0OLD>. `/invite @Earshot` there",
      "*Database*: see to 20261122_more (`earshot doctor`)",
    ])
      expect(shown).toContain(line);
  });
});

describe.each(languages)(
  "with hostile and very long words, everything at its most, Slack's limits hold in %s for",
  (language) => {
    const spoken = wordsIn(language);
    const count = fc.nat(2_000_000);
    const code = fc.uuid();
    const label = hostile;
    const id = fc.constantFrom("C0BILLING", "C0OLD");
    const many = <T>(one: fc.Arbitrary<T>, maxLength: number) => fc.array(one, { maxLength, size: "max" });
    const settings: fc.Arbitrary<ChannelSettings> = fc.record({
      zone: fc.constant("Europe/Helsinki"),
      week: fc.constant(null),
      budget: fc.option(count),
      threads: fc.boolean(),
      digest: fc.constantFrom("off", "daily", "weekly"),
      digestMinute: fc.nat(1439),
      digestWeekday: fc.integer({ min: 1, max: 7 }),
      report: fc.boolean(),
    });
    const workspace: fc.Arbitrary<WorkspacePart> = fc.record({
      sources: many(
        fc.record({
          name: label,
          kind: label,
          disabledAt: fc.option(instant),
          hasSecret: fc.boolean(),
          lastAt: fc.option(instant),
          lastDay: count,
          isSilent: fc.boolean(),
        }),
        15,
      ),
      routes: many(
        fc.record({
          kinds: fc.constant([]),
          reasons: many(hostile, 8),
          channels: fc.constant([]),
          touchpoints: fc.constant([]),
          teams: fc.constant([]),
          slackChannels: many(id, 10),
          continues: fc.boolean(),
        }),
        20,
      ),
      channels: fc.uniqueArray(
        fc.record({
          slackChannel: fc.nat(500).map((each) => `C0${each}`),
          isDefault: fc.boolean(),
          settings,
        }),
        { maxLength: 12, selector: ({ slackChannel }) => slackChannel, size: "max" },
      ),
      teams: many(
        fc.record({
          code,
          label,
          slackChannel: fc.option(id),
          leads: many(who, 12),
          leadGroup: fc.constantFrom("S0LEADS", null),
          calendar: fc.constant(null),
          promiseRules: fc.constant({}),
        }),
        14,
      ),
      reasons: fc.record({
        ...{ known: count, fresh: many(fc.record({ code, label }), 12) },
        ...{ waiting: count, underWay: count },
        stuck: fc.array(fc.record({ code: hostile, error: hostile, setAsideAt: fc.constant(now) }), {
          maxLength: 12,
        }),
      }),
      settings: fc.record({
        falseAlertsPerMonth: fc.double({ min: 0.01, max: 30, noNaN: true }),
        language: fc.constantFrom(...languages),
        zone: fc.constant("America/Argentina/ComodRivadavia"),
        country: fc.constantFrom("FI", "DE-BY"),
      }),
      tally: fc.record({ told: count, notUseful: count }),
      health: fc.record({
        inbox: fc.record({ waiting: count, oldestWaitingAt: fc.option(instant), setAside: count }),
        alerts: fc.record({
          waiting: count,
          lateSince: fc.option(instant),
          errors: many(fc.record({ error: hostile, slackTo: fc.oneof(id, hostile), count }), 7),
        }),
        held: fc.record({ muted: count, quietHours: count, digest: count }),
        deadChannels: many(fc.oneof(id, hostile), 7),
        migrations: fc.record({ applied: count, wrong: many(hostile, 7) }),
      }),
      today: fc.constant("2026-11-20"),
    });
    const standing: fc.Arbitrary<TeamStanding> = fc.record({
      code,
      label,
      open: count,
      overdue: count,
      nextDueAt: fc.option(instant),
    });
    const promises = (most: number) =>
      fc.uniqueArray(hostilePromise, {
        maxLength: most,
        selector: ({ id: each }) => each,
        size: "max",
      });
    const outcome = fc.option(
      fc.record({ act: fc.constant({ deed: "kept" } as const), promise: hostilePromise }),
      { nil: undefined },
    );

    test("the whole tab, for an admin and for anybody", () => {
      const signals = Array.from({ length: 100 }, () => overdueSignal());
      holds(
        fc.tuple(promises(18), promises(14), many(standing, 12), workspace, outcome),
        ([mine, overdue, teams, part, done]) => {
          const tab = { mine, overdue, teams, signals, outcome: done };
          return [
            ...checkView(homeView(spoken, tab, now)),
            ...checkView(homeView(spoken, { ...tab, workspace: part }, now)),
          ];
        },
      );
    }, 60_000);

    test("a team's list", () => {
      const team = fc.record({ code, label });
      holds(fc.tuple(team, promises(50), outcome), ([each, open, done]) =>
        checkView(teamView(spoken, { team: each, promises: open, outcome: done }, now)),
      );
    }, 60_000);

    test("its fullest at once: 100 blocks at most", () => {
      const fullest = fc.sample(hostilePromise, { numRuns: 60, seed: 1 });
      const [first, ...others] = fullest.map((promise, index) => ({ ...promise, id: `${index}` }));
      const teams = fc.sample(standing, { numRuns: 12, seed: 2 });
      const part = { ...calm, channels: [], teams: [] } as WorkspacePart;
      for (let each = 0; each < 30; each += 1) {
        part.channels.push({
          ...(calm.channels[0] as WorkspacePart["channels"][number]),
          slackChannel: `C0${each}`,
        });
        part.teams.push({ ...(calm.teams[0] as WorkspacePart["teams"][number]), code: `${each}` });
      }
      const done = { act: { deed: "kept" } as const, promise: { ...(first ?? others[0]), id: "p" } };
      const tab = {
        mine: others.slice(0, 30),
        overdue: others.slice(30),
        teams,
        signals: [],
        outcome: done as HomeTab["outcome"],
      };
      expect(homeView(spoken, { ...tab, workspace: part }, now).blocks.length).toBeLessThanOrEqual(100);
      expect(homeView(spoken, { ...tab, workspace: part }, now).blocks.length).toBeGreaterThan(85);
      expect(homeView(spoken, tab, now).blocks.length).toBeLessThanOrEqual(100);
    });
  },
);
