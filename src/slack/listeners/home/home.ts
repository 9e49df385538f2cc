import type { App, BlockAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import { noticeView } from "../../messages/form.ts";
import { LEAVE_TEAM, LIST_TEAM, teamList } from "../../messages/home/teams.ts";
import { CHANGE_CHANNEL, CHANGE_SETTINGS, CHANGE_TEAM } from "../../messages/home/workspace.ts";
import { pressedValue } from "../../press.ts";
import { openChannel } from "../settings/channel-settings.ts";
import { openSettings } from "../settings/earshot-settings.ts";
import { isAdmin } from "../settings/settings.ts";
import { openTeam } from "../settings/team-settings.ts";
import { publishHome } from "./publish-home.ts";

/** Opens one form of the admin's part for what the pressed button names; undefined, or what to say instead. */
type Opener = (
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  named: string,
  open: (view: ModalView) => Promise<unknown>,
) => Promise<string | undefined>;

const openers: Record<string, Opener> = {
  [CHANGE_TEAM]: (deps, workspace, by, code, open) => openTeam(deps, workspace, by, [code], open),
  [CHANGE_CHANNEL]: openChannel,
  [CHANGE_SETTINGS]: (deps, workspace, by, _, open) => openSettings(deps, workspace, by, open),
};

/** The app's home tab: my promises, those of my teams, what is open; for admins the workspace, with its forms. */
export function registerHome(app: App, deps: ListenerDeps): void {
  app.event("app_home_opened", async ({ event, client, context }) => {
    if (event.tab !== "home") return;
    await publishHome(deps, { workspace: workspaceOf({ context }), userId: event.user, client });
  });

  app.action(LIST_TEAM, async ({ ack, body, client, context }) => {
    await ack();
    const reader = { workspace: workspaceOf({ context }), userId: body.user.id, client };
    await publishHome(deps, reader, { list: teamList(pressedValue(body as BlockAction) ?? "") });
  });

  app.action(LEAVE_TEAM, async ({ ack, body, client, context }) => {
    await ack();
    await publishHome(deps, { workspace: workspaceOf({ context }), userId: body.user.id, client });
  });

  for (const [actionId, opener] of Object.entries(openers)) {
    app.action(actionId, async ({ ack, body, client, context }) => {
      await ack();
      const workspace = workspaceOf({ context });
      const { trigger_id, user } = body as BlockAction;
      const open = (view: ModalView) => client.views.open({ trigger_id, view });
      // roles change while a tab stands open: it is drawn again without what is not theirs any more
      const isTheirs = await isAdmin(deps, user.id);
      const refusal = isTheirs
        ? await opener(deps, workspace, user.id, pressedValue(body as BlockAction) ?? "", open)
        : deps.words.t("gate.adminsOnly");
      if (refusal !== undefined) await open(noticeView(deps.words, refusal, undefined, "Earshot"));
      if (!isTheirs) await publishHome(deps, { workspace, userId: user.id, client });
    });
  }
}
