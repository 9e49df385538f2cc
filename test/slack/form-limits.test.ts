import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { languages } from "../../src/domain/language.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { settingsForm } from "../../src/slack/messages/settings/settings-form.ts";
import { teamForm } from "../../src/slack/messages/settings/team-form.ts";
import { teamLine } from "../../src/slack/messages/settings/team-line.ts";
import { anyCalendar } from "../domain/calendar/calendars.ts";
import { holds, hostile } from "../support/hostile.ts";
import { checkView } from "../support/limits.ts";

const today = "2026-11-20";
const who = fc.constantFrom("U0OTTO", "U0MAIJA", "C0LEADS", "S0LEADS");
const team = fc.record({
  // As webhooks take it.
  code: hostile.map((code) => code.slice(0, 100)),
  label: hostile,
  slackChannel: fc.constantFrom("C0BILLING", null),
  leads: fc.array(who, { maxLength: 15 }),
  leadGroup: fc.constantFrom("S0LEADS", null),
  calendar: fc.option(anyCalendar),
  promiseRules: fc.record({
    warnMinutes: fc.array(fc.nat(10_080), { maxLength: 5 }),
    nextLevel: fc.array(who, { maxLength: 10 }),
  }),
});

describe.each(languages)("in %s, Slack's limits hold for the form", (language) => {
  const words = wordsIn(language);

  test("of a team", () => {
    const groups = [{ id: "S0LEADS", handle: "leads", name: "Leads" }];
    const setting = { zone: "Europe/Helsinki", today, groups, isNew: true };
    holds(team, (each) => checkView(teamForm(words, each, setting)));
  }, 60_000);

  test("of the workspace, with all its teams", () => {
    const settings = {
      ...{ falseAlertsPerMonth: 0.25, language, zone: "Europe/Helsinki", country: "DE-BY" },
      ...{ scoreWindowDays: 90, coverageFloor: 0.125 },
    };
    holds(fc.array(team, { maxLength: 30 }), (teams) => {
      const lines = teams.map((each) => teamLine(words, each, today)).join("\n");
      return checkView(settingsForm(words, settings, { told: 1_204, notUseful: 0 }, lines));
    });
  }, 60_000);
});

test("a team's line says the same in Finnish", () => {
  const billing = {
    code: "billing",
    label: "Billing",
    slackChannel: "C0BILLING",
    leads: ["U0OTTO"],
    leadGroup: null,
    calendar: null,
    promiseRules: { nextLevel: ["C0LEADS"], standardMinutes: 480, standardInBusiness: true },
  };
  expect(teamLine(wordsIn("fi"), billing, today)).toBe(
    "*Billing* (`billing`): auki ympäri vuorokauden; määräaika: 8 työtuntia; muistutukset 30 min ja 10 min ennen; myöhässä: <#C0BILLING>, 15 min kuluttua vetäjät <@U0OTTO>, 1 t kuluttua <#C0LEADS>; kuittaus on voimassa 1 t",
  );
});
