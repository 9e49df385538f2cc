import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { readBudget } from "../../domain/budget.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import { workspaceOf } from "../gate.ts";
import { budgetInWords } from "../messages/reason.ts";
import { BUDGET_FIELD, SETTINGS_FORM, settingsForm } from "../messages/settings-form.ts";
import { tallyOf } from "../tally.ts";
import { redrawHome } from "./publish-home.ts";
import { isAdmin, NOT_ADMIN } from "./settings.ts";
import { teamsText } from "./team-settings.ts";

/** Opens the settings for an admin; undefined, or why not. */
export async function openSettings(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  open: (view: ModalView) => Promise<unknown>,
): Promise<string | undefined> {
  if (!(await isAdmin(deps, by))) return NOT_ADMIN;
  const [tally, teams] = await Promise.all([
    tallyOf(deps, workspace.id),
    deps.store.teams.list(workspace.id),
  ]);
  const today = deps.now().toLocaleDateString("sv-SE", { timeZone: workspace.zone });
  await open(settingsForm(workspace.falseAlertsPerMonth, tally, teamsText(teams, today)));
  return undefined;
}

/** The form behind `/earshot settings`: says at the field what is wrong, or changes the budget and writes it down. */
export function registerSettingsForm(app: App, deps: ListenerDeps): void {
  app.view(SETTINGS_FORM, async ({ ack, body, view, context, client }) => {
    const refuse = (why: string) => ack({ response_action: "errors", errors: { [BUDGET_FIELD]: why } });
    const workspace = workspaceOf({ context });
    // roles change while a form stands open
    if (!(await isAdmin(deps, body.user.id))) return refuse(NOT_ADMIN);
    const read = readBudget(view.state.values[BUDGET_FIELD]?.[BUDGET_FIELD]?.value ?? "");
    if ("why" in read) return refuse(read.why);
    const before = workspace.falseAlertsPerMonth;
    if (read.perMonth !== before) {
      await deps.store.workspaces.update(workspace.id, { falseAlertsPerMonth: read.perMonth });
      await deps.store.audit.add(workspace.id, {
        at: deps.now(),
        actor: body.user.id,
        action: "setting",
        subject: `false alerts a month: ${before} -> ${read.perMonth}`,
      });
    }
    await ack();
    const change = read.perMonth === before ? "stays" : "is now";
    await deps.slack.post(body.user.id, { text: `The budget ${change} ${budgetInWords(read.perMonth)}.` });
    const changed = { ...workspace, falseAlertsPerMonth: read.perMonth };
    await redrawHome(deps, { workspace: changed, userId: body.user.id, client });
  });
}
