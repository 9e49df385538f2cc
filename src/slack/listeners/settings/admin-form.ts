import type { App, ViewOutput } from "@slack/bolt";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { firstInput, workspaceOf } from "../../gate.ts";
import { redrawHome } from "../home/publish-home.ts";
import { isAdmin } from "./settings.ts";

/** A form as an admin sent it. */
type Sent = { workspace: Workspace; by: string; view: ViewOutput };

/** By field what is wrong; or what is saved, for its admin, and what follows once Slack is answered. */
type Saved = { errors: Record<string, string> } | { told: string; after?: () => Promise<void> };

/** The form of a setting: admins only, says at each field what is wrong, tells what it saved, and draws the home tab again. */
export function registerAdminForm(
  app: App,
  deps: ListenerDeps,
  callbackId: string,
  save: (sent: Sent) => Promise<Saved>,
): void {
  const { store, slack, words } = deps;
  app.view(callbackId, async ({ ack, body, view, context, client }) => {
    const refuse = (errors: Record<string, string>) => ack({ response_action: "errors", errors });
    const workspace = workspaceOf({ context });
    const by = body.user.id;
    // roles change while a form stands open
    if (!(await isAdmin(deps, by))) return refuse({ [firstInput(view) ?? ""]: words.t("gate.adminsOnly") });
    const saved = await save({ workspace, by, view });
    if ("errors" in saved) return refuse(saved.errors);
    await ack();
    await saved.after?.();
    await slack.post(by, { text: saved.told });
    const now = (await store.workspaces.get(workspace.id)) ?? workspace;
    await redrawHome(deps, { workspace: now, userId: by, client });
  });
}
