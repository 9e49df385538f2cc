import type { ViewOutput } from "@slack/bolt";
import { readZone } from "../../domain/calendar/read.ts";
import { languages } from "../../domain/language.ts";
import { readBudget } from "../../domain/routing/budget.ts";
import { readCoverageFloor, readScoreDays } from "../../domain/touchpoint/text.ts";
import { readCountry } from "../../holidays.ts";
import type { Words } from "../language/words.ts";
import type { ShownSettings } from "../messages/settings/settings-form.ts";
import { formFields } from "./form-fields.ts";

/** The workspace's settings as their form was filled in; or, by field, what is wrong with it. */
export function readSettings(
  words: Words,
  values: ViewOutput["state"]["values"],
  before: ShownSettings,
): { settings: ShownSettings } | { errors: Record<string, string> } {
  const { errors, checked, text, chosen } = formFields(words, values);
  const settings: ShownSettings = {
    falseAlertsPerMonth: checked(
      "false-alerts",
      readBudget(text("false-alerts")),
      before.falseAlertsPerMonth,
    ),
    language: languages.find((each) => each === chosen("language")) ?? before.language,
    zone: checked("zone", readZone(text("zone")), before.zone),
    country: checked("country", readCountry(text("country")), before.country),
    scoreWindowDays: checked("score-days", readScoreDays(text("score-days")), before.scoreWindowDays),
    coverageFloor: checked("coverage-floor", readCoverageFloor(text("coverage-floor")), before.coverageFloor),
  };
  return Object.keys(errors).length > 0 ? { errors } : { settings };
}
