import fc from "fast-check";
import { languages } from "../../../src/domain/language.ts";
import { usualPromiseRules } from "../../../src/domain/promise/rules.ts";
import { reasonValues } from "../../../src/domain/reason/value.ts";
import { usualSettings } from "../../../src/domain/routing/interruption.ts";
import type { Route } from "../../../src/domain/routing/route.ts";
import { routedKinds } from "../../../src/domain/routing/route.ts";
import type { Settings, TeamSettings } from "../../../src/domain/settings/settings.ts";
import { storedTargets, targetsFromStored } from "../../../src/domain/touchpoint/touchpoint.ts";
import { anyCalendar, anyWeek } from "../calendar/calendars.ts";

/** Words that mean something to YAML, to a terminal or to us stand among random ones. */
const ODD = [
  "none",
  "null",
  "~",
  "no",
  "007",
  "# x",
  "@otto",
  "a: b",
  "- x",
  "*",
  "{}",
  "'",
  '"',
  "ä ö",
  "__proto__",
];
const word = (most: number) =>
  fc
    .oneof(fc.constantFrom(...ODD), fc.string({ minLength: 1, maxLength: most, unit: "grapheme" }))
    .map((text) => text.replace(/\p{Cc}/gu, "").trim() || "x");
const id = (letter: string) =>
  fc.integer({ min: 0, max: 30 }).map((number) => `${letter}0000${`${number}`.padStart(2, "0")}`);
const minutes = fc.integer({ min: 1, max: 600 });
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const some = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { maxLength: 3 });

const anyTeam: fc.Arbitrary<TeamSettings> = fc.record({
  label: word(80),
  slackChannel: orNull(id("C")),
  leads: some(id("U")),
  leadGroup: orNull(id("S")),
  calendar: orNull(anyCalendar),
  rules: fc.record({
    ...{ standardMinutes: fc.integer({ min: 1, max: 43_200 }), standardInBusiness: fc.boolean() },
    warnMinutes: some(minutes).map((each) => each.sort((a, b) => b - a)),
    leadsAfterMinutes: minutes,
    nextAfterMinutes: minutes.map((after) => after + 600),
    acknowledgedForMinutes: fc.constantFrom(usualPromiseRules.acknowledgedForMinutes, 90),
    nextLevel: some(fc.oneof(id("U"), id("S"), id("C"))),
  }),
});

const anyRoute: fc.Arbitrary<Route> = fc.record({
  kinds: some(fc.constantFrom(...routedKinds)),
  reasons: some(word(100)),
  channels: some(word(10)),
  touchpoints: some(word(10)),
  teams: some(word(10)),
  slackChannels: fc.uniqueArray(id("C"), { minLength: 1, maxLength: 3 }),
  continues: fc.boolean(),
});

const anyChannel = fc
  .record({
    zone: fc.constantFrom("UTC", "Europe/Helsinki"),
    week: orNull(anyWeek),
    budget: orNull(fc.integer({ min: 0, max: 1000 })),
    threads: fc.boolean(),
    digest: fc.constantFrom("daily" as const, "weekly" as const),
    digestMinute: fc.integer({ min: 0, max: 1439 }),
    digestWeekday: fc.integer({ min: 1, max: 7 }),
    report: fc.boolean(),
  })
  .map((settings) =>
    settings.budget === null ? { ...usualSettings("UTC"), week: settings.week } : settings,
  );

const anyTargets = fc.record(
  {
    nps: fc.integer({ min: -100, max: 100 }),
    csat: fc.constantFrom(1, 4.25, 5),
    ces: fc.constantFrom(1, 5.5, 7),
  },
  { requiredKeys: [] },
);
const anyTouchpoint = fc
  .record({
    label: word(80),
    targets: anyTargets,
    channelTargets: fc.record({ phone: anyTargets, chat: anyTargets }, { requiredKeys: [] }),
  })
  .map(({ label, ...set }) => ({ label, ...targetsFromStored(storedTargets(set)) }));

const anyRate = fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constantFrom(0.5, 41.95));
const anyRates = fc.record({ default: anyRate, phone: anyRate, letter: anyRate }, { requiredKeys: [] });

/** Settings as people could have made them; each alias stands for one reason, staff belong to teams that are. */
export const anySettings: fc.Arbitrary<Settings> = fc
  .record({
    workspace: fc.record({
      name: word(80),
      zone: fc.constantFrom("UTC", "Europe/Helsinki", "America/Santiago"),
      country: fc.constantFrom("FI", "DE-BY"),
      language: fc.constantFrom(...languages),
      defaultChannel: orNull(id("C")),
      falseAlertsPerMonth: fc.constantFrom(0.25, 1, 30),
      costs: fc.record({
        ...{ currency: fc.constantFrom("EUR", "SEK"), perHour: anyRates, perContact: anyRates },
        repeatDays: fc.integer({ min: 1, max: 90 }),
      }),
      scoreWindowDays: fc.integer({ min: 1, max: 366 }),
      coverageFloor: fc.integer({ min: 0, max: 1_000 }).map((tenths) => tenths / 1_000),
    }),
    teams: things(word(100), anyTeam),
    staff: things(word(100), orNull(id("U"))),
    reasons: things(
      word(100),
      fc.record({
        label: word(80),
        slackChannel: orNull(id("C")),
        value: orNull(fc.constantFrom(...reasonValues)),
        isVague: orNull(fc.boolean()),
      }),
    ),
    aliases: some(word(100)),
    touchpoints: things(word(100), anyTouchpoint),
    routes: fc.array(anyRoute, { maxLength: 3 }),
    channels: things(id("C"), anyChannel),
  })
  .map(({ aliases, ...settings }) => {
    const codes = [...settings.teams.keys()];
    const staff = [...settings.staff].map(([code, slackUser], index) => {
      return [code, { slackUser, team: codes[index] ?? null }] as const;
    });
    const reasons = [...settings.reasons].map(([code, reason], index) => {
      const own = index === 0 ? aliases.filter((alias) => !settings.reasons.has(alias)).sort() : [];
      return [code, { ...reason, aliases: own }] as const;
    });
    return { ...settings, staff: new Map(staff), reasons: new Map(reasons) };
  });

function things<T>(name: fc.Arbitrary<string>, thing: fc.Arbitrary<T>): fc.Arbitrary<Map<string, T>> {
  return fc
    .uniqueArray(fc.tuple(name, thing), { maxLength: 4, selector: ([each]) => each })
    .map((pairs) => new Map(pairs));
}
