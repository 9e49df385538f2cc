import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { enqueueDeliveries } from "../../../queue/enqueue.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { readChannel } from "../../forms/channel-fields.ts";
import { wordsIn } from "../../language/words.ts";
import { CHANNEL_FORM, channelForm, settingsText } from "../../messages/settings/channel-form.ts";
import { registerAdminForm } from "./admin-form.ts";
import { isAdmin } from "./settings.ts";

/** `/earshot channel [#channel]`: an admin gets its settings in a form, anybody else in words. Undefined, or what to say. */
export async function openChannel(
  deps: ListenerDeps,
  workspace: Workspace,
  by: string,
  slackChannel: string | undefined,
  open: (view: ModalView) => Promise<unknown>,
): Promise<string | undefined> {
  const { words } = deps;
  if (slackChannel === undefined || !/^[CG]/.test(slackChannel)) {
    return words.t("channel.where");
  }
  const settings = await deps.store.channels.get(workspace.id, slackChannel);
  if (!(await isAdmin(deps, by))) {
    return words.t("channel.readOnly", {
      channel: `<#${slackChannel}>`,
      settings: settingsText(words, settings),
    });
  }
  await open(channelForm(words, slackChannel, settings));
  return undefined;
}

/** `/earshot channels`: every channel with settings of its own, in words. */
export async function channelsText({ store, words }: ListenerDeps, workspace: Workspace): Promise<string> {
  const channels = await store.channels.list(workspace.id);
  if (channels.length === 0) {
    return words.t("channel.noneSet");
  }
  return words.fitting(
    channels.map(({ slackChannel, settings }) =>
      words.t("channel.listed", {
        channel: `<#${slackChannel}>`,
        settings: settingsText(words, settings),
      }),
    ),
  );
}

/** Says at each field what is wrong with it, or saves the settings and tells what they set free. */
export function registerChannelForm(app: App, deps: ListenerDeps): void {
  const { store, now, enqueue, words } = deps;
  registerAdminForm(app, deps, CHANNEL_FORM, async ({ workspace: { id }, by, view }) => {
    const slackChannel = view.private_metadata;
    const read = readChannel(words, view.state.values, await store.channels.get(id, slackChannel));
    if ("errors" in read) return read;
    const at = now();
    const { alertIds } = await store.channels.save(id, slackChannel, read.settings, at);
    const subject = `channel ${slackChannel}: ${settingsText(wordsIn("en"), read.settings)}`;
    await store.audit.add(id, { at, actor: by, action: "setting", subject });
    const saved = { channel: `<#${slackChannel}>`, settings: settingsText(words, read.settings) };
    return { told: words.t("channel.saved", saved), after: () => enqueueDeliveries(enqueue, alertIds) };
  });
}
