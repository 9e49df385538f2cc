import type { InputBlock, ModalView } from "@slack/types";
import { type Language, languages } from "../../../domain/language.ts";
import type { WorkspaceSettings } from "../../../domain/settings/settings.ts";
import { coverageFloorText } from "../../../domain/touchpoint/text.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";

export const SETTINGS_FORM = "settings-form";

/** Spikes told in Slack lately, and those that people found not useful. */
export type ShownTally = { told: number; notUseful: number };
export type ShownSettings = Pick<
  WorkspaceSettings,
  "falseAlertsPerMonth" | "language" | "zone" | "country" | "scoreWindowDays" | "coverageFloor"
>;

/** As whoever speaks it calls it. */
export const languageNames: Record<Language, string> = { en: "English", fi: "Suomi" };

/**
 * The workspace's settings, for admins; every field's block and action are called the same.
 * @param teams what holds for each team, in mrkdwn
 */
export function settingsForm(
  { t, fitting }: Words,
  { falseAlertsPerMonth, language, zone, country, scoreWindowDays, coverageFloor }: ShownSettings,
  tally: ShownTally,
  teams = "",
): ModalView {
  const note = t("settings.tallyNote", { tally: t("settings.tally", tally) });
  return {
    type: "modal",
    callback_id: SETTINGS_FORM,
    title: { type: "plain_text", text: t("settings.title") },
    submit: { type: "plain_text", text: t("settings.save") },
    close: { type: "plain_text", text: t("settings.cancel") },
    blocks: [
      input("false-alerts", [t("settings.budget"), t("settings.budgetHint")], {
        ...typed("false-alerts", `${falseAlertsPerMonth}`),
        max_length: 20,
      }),
      { type: "context", elements: [{ type: "mrkdwn", text: note }] },
      input("language", [t("settings.language"), t("settings.languageHint")], {
        type: "static_select",
        action_id: "language",
        options: languages.map(languageOption),
        initial_option: languageOption(language),
      }),
      input("zone", [t("settings.zone"), t("settings.zoneHint")], typed("zone", zone)),
      input("country", [t("settings.country"), t("settings.countryHint")], typed("country", country)),
      input(
        "score-days",
        [t("settings.scoreDays"), t("settings.scoreDaysHint")],
        typed("score-days", `${scoreWindowDays}`),
      ),
      input(
        "coverage-floor",
        [t("settings.coverageFloor"), t("settings.coverageFloorHint")],
        typed("coverage-floor", coverageFloorText(coverageFloor)),
      ),
      ...(teams === "" ? [] : [section(t("settings.teams", { teams: fitting(teams.split("\n")) }))]),
    ],
  };
}

/** "budget: 1 false alert a month; last 90 days: 5 spike alerts, 2 marked not useful". */
export function budgetLine(words: Words, falseAlertsPerMonth: number, tally: ShownTally): string {
  return words.t("settings.budgetLine", {
    budget: budgetInWords(words, falseAlertsPerMonth),
    tally: words.t("settings.tally", tally),
  });
}

/** "1 false alert a month". */
export function budgetInWords({ t }: Words, perMonth: number): string {
  return t("settings.falseAlerts", { count: perMonth });
}

function typed(id: string, value: string) {
  return { type: "plain_text_input" as const, action_id: id, max_length: 100, initial_value: value };
}

function languageOption(language: Language) {
  return { text: { type: "plain_text" as const, text: languageNames[language] }, value: language };
}

function input(
  id: string,
  [label, hint]: [label: string, hint: string],
  element: InputBlock["element"],
): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: { type: "plain_text", text: label },
    hint: { type: "plain_text", text: hint },
    element,
  };
}
