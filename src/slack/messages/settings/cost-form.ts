import type { ModalView } from "@slack/types";
import { type CostSettings, ratesText } from "../../../domain/cost/settings.ts";
import type { Words } from "../../language/words.ts";
import { context } from "../blocks.ts";
import { form, textField } from "../form.ts";

export const COST_FORM = "cost-form";

/** What contacts cost, for admins; every field's block and action are called the same. */
export function costForm(
  { t, typed }: Words,
  { currency, perHour, perContact, repeatDays }: CostSettings,
): ModalView {
  const most = 200;
  const frame = { title: t("cost.title"), submit: t("settings.save"), close: t("settings.cancel") };
  return form({ callbackId: COST_FORM, ...frame }, [
    textField("currency", t("cost.currency"), currency, { hint: t("cost.currencyHint"), most }),
    textField("per-hour", t("cost.perHour"), typed(ratesText(perHour)), {
      hint: t("cost.perHourHint"),
      most,
      optional: true,
    }),
    textField("per-contact", t("cost.perContact"), typed(ratesText(perContact)), {
      hint: t("cost.perContactHint"),
      most,
      optional: true,
    }),
    textField("repeat-days", t("cost.repeatDays"), `${repeatDays}`, { hint: t("cost.repeatDaysHint"), most }),
    context(t("cost.assumptions")),
  ]);
}

/** What is set now, in a sentence. */
export function costsSet({ t, typed }: Words, { currency, perHour, perContact }: CostSettings): string {
  const [hour, contact] = [typed(ratesText(perHour)), typed(ratesText(perContact))];
  const set = [
    hour !== "" && t("cost.perHourIs", { rates: hour }),
    contact !== "" && t("cost.perContactIs", { rates: contact }),
  ].filter(Boolean);
  return set.length === 0 ? t("cost.setNone") : t("cost.setRates", { basis: set.join("; "), currency });
}
