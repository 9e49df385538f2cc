import type { ModalView } from "@slack/types";
import { section } from "./blocks.ts";
import { budgetInWords } from "./reason.ts";
import { counted, fitting } from "./words.ts";

export const SETTINGS_FORM = "settings-form";
/** The field, its block and its action. */
export const BUDGET_FIELD = "false-alerts";

/** Spikes told in Slack lately, and those that people found not useful. */
export type ShownTally = { told: number; notUseful: number };

/**
 * The workspace's settings, for admins.
 * @param teams what holds for each team, in mrkdwn
 */
export function settingsForm(falseAlertsPerMonth: number, tally: ShownTally, teams = ""): ModalView {
  return {
    type: "modal",
    callback_id: SETTINGS_FORM,
    title: { type: "plain_text", text: "Earshot settings" },
    submit: { type: "plain_text", text: "Save" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      {
        type: "input",
        block_id: BUDGET_FIELD,
        label: { type: "plain_text", text: "False spike alerts a month that are acceptable" },
        hint: {
          type: "plain_text",
          text: "Fewer mean that a rise must be clearer before it alerts; more let smaller rises be seen. Above 0, up to 30.",
        },
        element: {
          type: "plain_text_input",
          action_id: BUDGET_FIELD,
          max_length: 20,
          initial_value: `${falseAlertsPerMonth}`,
        },
      },
      { type: "context", elements: [{ type: "mrkdwn", text: `The ${tallyInWords(tally)}.` }] },
      ...(teams === "" ? [] : [section(`*Teams*\n${fitting(teams.split("\n"))}`)]),
    ],
  };
}

/** "budget: 1 false alert a month; last 90 days: 5 spike alerts, 2 marked not useful". */
export function budgetLine(falseAlertsPerMonth: number, tally: ShownTally): string {
  return `budget: ${budgetInWords(falseAlertsPerMonth)}; ${tallyInWords(tally)}`;
}

function tallyInWords({ told, notUseful }: ShownTally): string {
  return `last 90 days: ${counted(told, "spike alert")}, ${notUseful === 0 ? "none" : notUseful} marked not useful`;
}
