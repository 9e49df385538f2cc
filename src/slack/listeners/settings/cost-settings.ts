import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { readCurrency } from "../../../domain/cost/money.ts";
import { type CostSettings, readRates, readRepeatDays } from "../../../domain/cost/settings.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { formFields } from "../../forms/form-fields.ts";
import { COST_FORM, costForm, costsSet } from "../../messages/settings/cost-form.ts";
import { registerAdminForm } from "./admin-form.ts";
import { isAdmin } from "./settings.ts";

/** `/earshot cost`: opens the form for an admin. Undefined, or what to say instead. */
export async function openCosts(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  open: (view: ModalView) => Promise<unknown>,
): Promise<string | undefined> {
  if (!(await isAdmin(deps, by))) return deps.words.t("gate.adminsOnly");
  await open(costForm(deps.words, await deps.store.costs.get(workspace.id)));
  return undefined;
}

/** Says at each field what is wrong with it, or saves the costs and writes it down. */
export function registerCostForm(app: App, deps: ListenerDeps): void {
  const { store, words, now } = deps;
  registerAdminForm(app, deps, COST_FORM, async ({ workspace, by, view }) => {
    const before = await store.costs.get(workspace.id);
    const { errors, text, checked } = formFields(words, view.state.values);
    const costs: CostSettings = {
      currency: checked("currency", readCurrency(text("currency")), before.currency),
      perHour: checked("per-hour", readRates(text("per-hour")), before.perHour),
      perContact: checked("per-contact", readRates(text("per-contact")), before.perContact),
      repeatDays: checked("repeat-days", readRepeatDays(text("repeat-days")), before.repeatDays),
    };
    if (Object.keys(errors).length > 0) return { errors };
    await store.costs.save(workspace.id, costs);
    await store.audit.add(workspace.id, { at: now(), actor: by, action: "setting", subject: "costs" });
    const { repeatDays: days } = costs;
    const saved = words.t("cost.saved", { set: costsSet(words, costs) });
    const recounting = days === before.repeatDays ? [] : [words.t("cost.recounting", { days })];
    return { told: [saved, ...recounting].join(" ") };
  });
}
