import type { InputBlock, ModalView } from "@slack/types";
import { type CostSettings, ratesText } from "../../../domain/cost/settings.ts";
import type { Words } from "../../language/words.ts";
import { context } from "../blocks.ts";

export const COST_FORM = "cost-form";

/** What contacts cost, for admins; every field's block and action are called the same. */
export function costForm(
  { t }: Words,
  { currency, perHour, perContact, repeatDays }: CostSettings,
): ModalView {
  return {
    type: "modal",
    callback_id: COST_FORM,
    title: { type: "plain_text", text: t("cost.title") },
    submit: { type: "plain_text", text: t("settings.save") },
    close: { type: "plain_text", text: t("settings.cancel") },
    blocks: [
      field("currency", t("cost.currency"), t("cost.currencyHint"), currency),
      { ...field("per-hour", t("cost.perHour"), t("cost.perHourHint"), ratesText(perHour)), optional: true },
      {
        ...field("per-contact", t("cost.perContact"), t("cost.perContactHint"), ratesText(perContact)),
        optional: true,
      },
      field("repeat-days", t("cost.repeatDays"), t("cost.repeatDaysHint"), `${repeatDays}`),
      context(t("cost.assumptions")),
    ],
  };
}

/** What is set now, in a sentence. */
export function costsSet({ t }: Words, { currency, perHour, perContact }: CostSettings): string {
  const [hour, contact] = [ratesText(perHour), ratesText(perContact)];
  const set = [
    hour !== "" && t("cost.perHourIs", { rates: hour }),
    contact !== "" && t("cost.perContactIs", { rates: contact }),
  ].filter(Boolean);
  return set.length === 0 ? t("cost.setNone") : t("cost.setRates", { basis: set.join("; "), currency });
}

function field(id: string, label: string, hint: string, value: string): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: { type: "plain_text", text: label },
    hint: { type: "plain_text", text: hint },
    element: {
      type: "plain_text_input",
      action_id: id,
      max_length: 200,
      ...(value && { initial_value: value }),
    },
  };
}
