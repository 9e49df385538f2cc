import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { usualCosts } from "../../src/domain/cost/settings.ts";
import { languages } from "../../src/domain/language.ts";
import type { MendStanding } from "../../src/domain/reason/mended.ts";
import { wordsIn } from "../../src/slack/language/words.ts";
import { renderCard } from "../../src/slack/messages/alert/card.ts";
import { monthLines } from "../../src/slack/messages/reason/cost.ts";
import { mendForm, mendLine, mendNotice } from "../../src/slack/messages/reason/mend.ts";
import { costForm } from "../../src/slack/messages/settings/cost-form.ts";
import { spikeFacts, spikeSignal } from "../support/facts.ts";
import { holds, hostile } from "../support/hostile.ts";
import { checkLimits, checkView } from "../support/limits.ts";

const [en, fi] = [wordsIn("en"), wordsIn("fi")];
const now = new Date("2026-11-20T15:05:00Z");
const cost = {
  ...{ amount: 113.4, lower: 84, upper: 138.6, currency: "EUR", each: 4.2, sinceAt: "2026-11-20T13:00:00Z" },
  ...{ timed: 0.83, rates: { least: 42, most: 42 } },
};

test("a spike's card says what the excess has cost, with its range and on what that stands", () => {
  const signal = spikeSignal({ facts: spikeFacts({ cost }) });
  const card = renderCard(signal, { words: en, now, zone: "Europe/Helsinki" });
  const line =
    "Cost of the excess so far: about €113 (€84 to €139), €4.20 a contact, at €42 an hour, from 83 % of contacts with a handle time.";
  expect(card.text).toContain(line);
  expect(JSON.stringify(card.attachments).replaceAll("*", "")).toContain(line);
  const finnish = renderCard(signal, { words: fi, now, zone: "Europe/Helsinki" }).text;
  expect(finnish).toContain("Ylimäärän kustannus tähän asti: noin 113");
  expect(finnish).toContain("käsittelyaika tunnetaan 83 % yhteydenotoista");
});

describe("a reason's month", () => {
  const settings = { ...usualCosts, perHour: { default: 42, chat: 30 } };
  const priced = { amount: 4_210, currency: "EUR", timed: 83, estimated: 17, flat: 0, unpriced: 0 };
  const rates = { least: 30, most: 42 };
  const month = { contacts: 120, repeats: 31, cost: { ...priced, rates } };

  test("names its cost, its rates, what is avoidable, and the repeats", () => {
    expect(monthLines(en, month, { settings, isAvoidable: true })).toEqual([
      "*Cost of the last 30 days*: €4,210, at €30 to €42 an hour, by channel, from 83 % of contacts with a handle time. All of it is avoidable. The cost of a contact with several reasons is split over them.",
      "*Repeats*: of 120 contacts of the last 30 days 31 are repeats (same customer and reason within 7 days).",
    ]);
  });

  test.each([
    ["none of it", { settings, isAvoidable: false }, month, "None of it is avoidable."],
    ["nobody knows", { settings, isAvoidable: null }, month, "Nobody has said whether it is avoidable."],
    ["no rates", { settings: usualCosts, isAvoidable: true }, { contacts: 9, repeats: 0 }, "`/earshot cost`"],
    ["no times", { settings, isAvoidable: true }, { contacts: 9, repeats: 0 }, "not known"],
    [
      "a part without a price",
      { settings, isAvoidable: true },
      { ...month, cost: { ...priced, rates, unpriced: 25 } },
      "20 % of it has no cost",
    ],
    [
      "flat costs only",
      { settings, isAvoidable: true },
      { ...month, cost: { ...priced, timed: 0, estimated: 0, flat: 100 } },
      "€4,210, at flat costs a contact.",
    ],
  ])("%s", (_, setting, given, words) => expect(monthLines(en, given, setting).join(" ")).toContain(words));

  test("says nothing of a month without a contact", () => {
    expect(monthLines(en, { contacts: 0, repeats: 0 }, { settings, isAvoidable: true })).toEqual([]);
  });
});

describe("a mended reason", () => {
  const numbers = {
    ...{ weeks: 3, before: 36, after: 22, latest: 21 },
    ratio: 0.611,
    lower: 0.34,
    upper: 1.07,
  };
  const cases: [MendStanding, string, string][] = [
    [
      { kind: "watching", ...numbers },
      "*Mended* on 2 Nov 2026: down from 36 to 22 a week, ratio 0.61 (0.34 to 1.07, 90 % sure), after 3 weeks: *not yet proven*.",
      "laskenut, viikossa ennen 36 ja nyt 22 yhteydenottoa, suhde 0,61 (0,34–1,07, 90 % varmuus), 3 viikon jälkeen: *ei vielä osoitettu*.",
    ],
    [{ kind: "proven", ...numbers, upper: 0.9 }, "after 3 weeks: *proven*.", "*osoitettu*."],
    [
      { kind: "came-back", ...numbers, latest: 35 },
      "but not any more: 35 a week in the last two weeks of the watch, 36 before the mending",
      "seurannan kahtena viime viikkona 35 viikossa, ennen korjausta 36",
    ],
    [
      { kind: "not-proven", ...numbers, weeks: 12 },
      "In 12 weeks it was *not proven*, and it is watched no longer.",
      "Sitä *ei osoitettu* 12 viikossa",
    ],
    [
      { kind: "watching", ...numbers, volume: 0.5 },
      "All other contacts are 0.50 times as many as before: it is measured against them.",
      "0,50-kertaiset",
    ],
    [{ kind: "too-early" }, "no whole week with contacts has passed since.", "ei ole vielä kulunut"],
    [
      { kind: "too-little-before", days: 9, contacts: 30 },
      "too little to compare with, 9 days outside of spikes with 30 contacts",
      "9 päivää piikkien ulkopuolella",
    ],
  ];
  test.each(cases)("%j", (standing, english, finnish) => {
    expect(mendLine(en, { mendedOn: "2026-11-02", standing })).toContain(english);
    expect(mendLine(fi, { mendedOn: "2026-11-02", standing })).toContain(finnish);
  });

  test("fits Slack whatever it is called, also its forms", () => {
    const standing = fc.constantFrom(...cases.map(([each]) => each));
    for (const words of languages.map(wordsIn)) {
      holds(fc.record({ label: hostile, standing }), ({ label, standing: each }) => [
        ...checkLimits(mendNotice(words, label, { mendedOn: "2026-11-02", standing: each })),
        ...checkView(mendForm(words, { code: "late", label }, "2026-11-20")),
        ...checkView(costForm(words, usualCosts)),
      ]);
    }
  });
});
