import type { ModalView } from "@slack/types";
import { type Language, languages } from "../../../domain/language.ts";
import type { WorkspaceSettings } from "../../../domain/settings/settings.ts";
import { coverageFloorText } from "../../../domain/touchpoint/text.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { choice, field, form, option, textField } from "../form.ts";

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
  { t, typed, fitting }: Words,
  { falseAlertsPerMonth, language, zone, country, scoreWindowDays, coverageFloor }: ShownSettings,
  tally: ShownTally,
  teams = "",
): ModalView {
  const note = t("settings.tallyNote", { tally: t("settings.tally", tally) });
  const most = 100;
  const spoken = languages.map((each) => option(each, languageNames[each]));
  const frame = { title: t("settings.title"), submit: t("settings.save"), close: t("settings.cancel") };
  return form({ callbackId: SETTINGS_FORM, ...frame }, [
    textField("false-alerts", t("settings.budget"), typed(`${falseAlertsPerMonth}`), {
      hint: t("settings.budgetHint"),
      most: 20,
    }),
    { type: "context", elements: [{ type: "mrkdwn", text: note }] },
    field("language", t("settings.language"), choice(spoken, language), { hint: t("settings.languageHint") }),
    textField("zone", t("settings.zone"), zone, { hint: t("settings.zoneHint"), most }),
    textField("country", t("settings.country"), country, { hint: t("settings.countryHint"), most }),
    textField("score-days", t("settings.scoreDays"), `${scoreWindowDays}`, {
      hint: t("settings.scoreDaysHint"),
      most,
    }),
    textField("coverage-floor", t("settings.coverageFloor"), typed(coverageFloorText(coverageFloor)), {
      hint: t("settings.coverageFloorHint"),
      most,
    }),
    ...(teams === "" ? [] : [section(t("settings.teams", { teams: fitting(teams.split("\n")) }))]),
  ]);
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
