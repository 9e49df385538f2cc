import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { closest } from "../../../domain/closest.ts";
import type { Workspace } from "../../../store/workspaces.ts";
import type { ListenerDeps } from "../../deps.ts";
import { workspaceOf } from "../../gate.ts";
import type { Message } from "../../messages/blocks.ts";
import { asksHelp } from "../../messages/help.ts";
import { stuckLines } from "../../messages/reason/reasons.ts";
import { budgetLine } from "../../messages/settings/settings-form.ts";
import { said } from "../../messages/words.ts";
import { tallyOf } from "../../tally.ts";
import { ownLanguage } from "../own-language.ts";
import { presence } from "../promise/away.ts";
import { channelsText, openChannel, registerChannelForm } from "./channel-settings.ts";
import { openCosts, registerCostForm } from "./cost-settings.ts";
import { answerHelp, registerHelp } from "./earshot-help.ts";
import { openSettings, registerSettingsForm } from "./earshot-settings.ts";
import { answerReasons, openMerge, openReason, registerReasons } from "./reasons.ts";
import { routeSettings } from "./route-settings.ts";
import { channelNamed, type Setting, settings } from "./settings.ts";
import { openTeam, registerTeamForm } from "./team-settings.ts";
import { openTouchpoint, registerTouchpointForm } from "./touchpoint-settings.ts";

const sayings: Record<string, Setting> = {
  ...settings,
  ...routeSettings,
  ...presence,
  ...ownLanguage,
  channels: channelsText,
};

/** `/earshot`: help, status and the few settings that alerts need. An unknown word gets a suggestion, never silence. */
export function registerEarshot(app: App, deps: ListenerDeps): void {
  registerSettingsForm(app, deps);
  registerTeamForm(app, deps);
  registerCostForm(app, deps);
  registerTouchpointForm(app, deps);
  registerChannelForm(app, deps);
  registerReasons(app, deps);
  registerHelp(app, deps);
  app.command("/earshot", async ({ ack, command, respond, context, client }) => {
    await ack();
    const [word = "help", ...rest] = command.text.replaceAll("\0", "").trim().split(/\s+/).filter(Boolean);
    const workspace = workspaceOf({ context });
    const open = (view: ModalView) => client.views.open({ trigger_id: command.trigger_id, view });
    const asked = { word: word.toLowerCase(), rest, by: command.user_id, slackChannel: command.channel_id };
    const say = (message: Message) =>
      respond({ response_type: "ephemeral", ...message } as Parameters<typeof respond>[0]);
    if (asksHelp(word)) return void (await say(answerHelp(deps.words, rest)));
    if (asked.word === "reasons") {
      return void (await say(await answerReasons(deps, workspace, command.user_id, rest)));
    }
    const views = { open, views: client };
    const text = await (asked.word === "merge"
      ? openMerge(deps, workspace, command.user_id, rest, views)
      : forms(deps, workspace, asked, open));
    if (text !== undefined) await respond({ response_type: "ephemeral", text });
  });
}

type Asked = { word: string; rest: string[]; by: string; slackChannel: string };

/** Those that open a form; else an answer in words. */
async function forms(
  deps: ListenerDeps,
  workspace: Workspace,
  { word, rest, by, slackChannel }: Asked,
  open: (view: ModalView) => Promise<unknown>,
): Promise<string | undefined> {
  const [named] = rest;
  const isOwnChannel = named === undefined || (rest.length === 1 && channelNamed(named) !== undefined);
  if (word === "channel" && isOwnChannel) {
    return openChannel(deps, workspace, by, channelNamed(named ?? `<#${slackChannel}>`), open);
  }
  if (word === "settings") return openSettings(deps, workspace, by, open);
  if (word === "reason") return openReason(deps, workspace, by, rest, open);
  if (word === "cost") return openCosts(deps, workspace, by, open);
  if (word === "team") return openTeam(deps, workspace, by, rest, open);
  if (word === "touchpoint") return openTouchpoint(deps, workspace, by, rest, open);
  return answer(deps, workspace, word, rest, by);
}

async function answer(
  deps: ListenerDeps,
  workspace: Workspace,
  word: string,
  rest: string[],
  by: string,
): Promise<string> {
  const { t } = deps.words;
  if (word === "status") return status(deps, workspace);
  const setting = Object.hasOwn(sayings, word) ? sayings[word] : undefined;
  if (setting !== undefined) return setting(deps, workspace, rest, by);
  const near = closest(word, [
    "help",
    "cost",
    "status",
    "reasons",
    "reason",
    "merge",
    "settings",
    "team",
    "touchpoint",
    ...Object.keys(sayings),
  ]);
  return near === undefined
    ? t("help.unknown", { word: said(word, 60) })
    : t("help.unknownNear", { word: said(word, 60), near });
}

async function status(deps: ListenerDeps, workspace: Workspace): Promise<string> {
  const { store, words } = deps;
  const [inbox, alerts, held, open, sources, tally, recodings, isCutting] = await Promise.all([
    store.inbox.counts(workspace.id),
    store.alerts.health(workspace.id),
    store.channels.heldCounts(workspace.id),
    store.signals.waiting(workspace.id),
    store.sources.list(workspace.id),
    tallyOf(deps, workspace.id),
    store.recodings.open(workspace.id),
    store.days.isDue(workspace.id),
  ]);
  const { t, amount, when } = words;
  const { lastReceivedAt } = inbox;
  const { defaultChannel } = workspace;
  const last =
    lastReceivedAt === null ? t("earshot.noEvent") : t("earshot.lastEvent", { at: when(lastReceivedAt) });
  return [
    t("earshot.statusIn", {
      sources: sources.length,
      last,
      waiting: inbox.waiting,
      aside: amount(inbox.setAside),
    }),
    t("earshot.statusOpen", { signals: open.length }),
    t("earshot.statusOut", { delivered: alerts.delivered, waiting: amount(alerts.waiting) }),
    t("earshot.statusHeld", {
      quietHours: amount(held.quietHours),
      digest: amount(held.digest),
      muted: amount(held.muted),
    }),
    t("earshot.statusTrust", { budget: budgetLine(words, workspace.falseAlertsPerMonth, tally) }),
    ...stuckLines(words, recodings),
    ...(isCutting ? [t("earshot.statusDays", { zone: workspace.zone })] : []),
    ...alerts.errors.slice(0, 5).map((error) => t("earshot.statusHeldUp", { error: said(error, 200) })),
    defaultChannel === null
      ? t("earshot.statusNoDefault")
      : t("earshot.statusDefault", { channel: `<#${defaultChannel}>` }),
  ].join("\n");
}
