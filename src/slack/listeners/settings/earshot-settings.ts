import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { countryText } from "../../../domain/calendar/text.ts";
import { coverageFloorText } from "../../../domain/touchpoint/text.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { readSettings } from "../../forms/settings-fields.ts";
import type { Words } from "../../language/words.ts";
import {
  budgetInWords,
  languageNames,
  SETTINGS_FORM,
  type ShownSettings,
  settingsForm,
} from "../../messages/settings/settings-form.ts";
import { tallyOf } from "../../tally.ts";
import { registerAdminForm } from "./admin-form.ts";
import { isAdmin } from "./settings.ts";
import { teamsText } from "./team-settings.ts";

/** Opens the settings for an admin; undefined, or why not. */
export async function openSettings(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  open: (view: ModalView) => Promise<unknown>,
): Promise<string | undefined> {
  const { words, store } = deps;
  if (!(await isAdmin(deps, by))) return words.t("gate.adminsOnly");
  const [tally, teams] = await Promise.all([tallyOf(deps, workspace.id), store.teams.list(workspace.id)]);
  const today = deps.now().toLocaleDateString("sv-SE", { timeZone: workspace.zone });
  await open(settingsForm(words, workspace, tally, teamsText(words, teams, today)));
  return undefined;
}

/** The form behind `/earshot settings`: says at the field what is wrong, or changes what is new and writes it down. */
export function registerSettingsForm(app: App, deps: ListenerDeps): void {
  const { store, now, words } = deps;
  registerAdminForm(app, deps, SETTINGS_FORM, async ({ workspace, by, view }) => {
    const read = readSettings(words, view.state.values, workspace);
    if ("errors" in read) return read;
    const changes = changesTo(workspace, read.settings);
    if (changes.length > 0) await store.workspaces.update(workspace.id, read.settings);
    for (const name of changes) {
      const subject = `${AUDITED[name]}: ${workspace[name]} -> ${read.settings[name]}`;
      await store.audit.add(workspace.id, { at: now(), actor: by, action: "setting", subject });
    }
    return { told: savedText(words, read.settings, changes) };
  });
}

const AUDITED: Record<keyof ShownSettings, string> = {
  falseAlertsPerMonth: "false alerts a month",
  language: "language",
  zone: "zone",
  country: "country",
  scoreWindowDays: "score days",
  coverageFloor: "coverage floor",
};

function changesTo(before: ShownSettings, after: ShownSettings): (keyof ShownSettings)[] {
  const names = Object.keys(AUDITED) as (keyof ShownSettings)[];
  return names.filter((name) => before[name] !== after[name]);
}

/** What is new; or that the budget is not. */
function savedText(words: Words, settings: ShownSettings, changes: (keyof ShownSettings)[]): string {
  const { t, typed, language } = words;
  const budget = budgetInWords(words, settings.falseAlertsPerMonth);
  const now: Record<keyof ShownSettings, () => string> = {
    falseAlertsPerMonth: () => t("settings.budgetIsNow", { budget }),
    language: () => t("settings.languageIsNow", { language: languageNames[settings.language] }),
    zone: () => t("settings.zoneIsNow", { zone: settings.zone }),
    country: () => t("settings.countryIsNow", { country: countryText(settings.country, language) }),
    scoreWindowDays: () => t("settings.scoreDaysAreNow", { days: settings.scoreWindowDays }),
    coverageFloor: () =>
      t("settings.coverageFloorIsNow", { floor: typed(coverageFloorText(settings.coverageFloor)) }),
  };
  return changes.map((name) => now[name]()).join("\n") || t("settings.budgetStays", { budget });
}
