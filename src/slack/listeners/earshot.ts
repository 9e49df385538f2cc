import type { App } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { closest } from "../../domain/closest.ts";
import type { Workspace } from "../../store/workspaces.ts";
import type { ListenerDeps } from "../deps.ts";
import { workspaceOf } from "../gate.ts";
import { budgetLine } from "../messages/settings-form.ts";
import { amount, counted, said, when } from "../messages/words.ts";
import { tallyOf } from "../tally.ts";
import { presence } from "./away.ts";
import { channelsText, openChannel, registerChannelForm } from "./channel-settings.ts";
import { openSettings, registerSettingsForm } from "./earshot-settings.ts";
import { routeSettings } from "./route-settings.ts";
import { channelNamed, type Setting, settings } from "./settings.ts";
import { openTeam, registerTeamForm } from "./team-settings.ts";

const HELP = [
  "*Earshot* hears every customer contact, says when a reason is truly out of the ordinary, and does not forget a promised call-back.",
  "`/customer 040 123 4567` everything about a customer (also by e-mail, id or name); only you see it",
  "`/signals` what is open now; `/signals late-delivery` a reason's last week against the expected, `/signals phone` a channel's; `/signals top week` what most contacts were about; `/signals backtest late-delivery 90d` when it would have alerted",
  "`/signals digest` what this channel's digest would tell now: what rose and fell, what waited, promises, what is open",
  "`/signals mute late-delivery 3d` no new alerts about a reason in this channel for a time (`everywhere`: in all), `/signals unmute late-delivery`, `/signals muted`",
  "`/promise` what you have promised; `/promise 040 123 4567 tomorrow 14:00 call back about the refund`; `/promise new` a form; `/promise help` more",
  "`/earshot away until Friday`, `/earshot back` while you are away, reminders of your promises go to your team; `/earshot team` every team's hours and rules",
  "*Useful* and *Not useful* under a spike: tell whether it was worth an alert; `/earshot status` counts it",
  "`/earshot status` what came in, what waits, what was told, and how many alerts people found not useful",
  "For workspace admins: `/earshot settings` how many false alerts a month are acceptable, `/earshot team billing` a team's hours, deadlines, reminders and leads, `/earshot lead @otto billing` names a lead, `/earshot agent maija @maija billing` ties an agent to a Slack user, `/earshot channel #billing-alerts billing` says where a team's or a reason's alerts go, `/earshot route` sends signals by kind, reason, touchpoint or team, `/earshot channel` sets a channel's quiet hours, messages a day and digest; `/earshot routes` and `/earshot channels` list them.",
].join("\n");

const sayings: Record<string, Setting> = {
  ...settings,
  ...routeSettings,
  ...presence,
  channels: channelsText,
};

/** `/earshot`: help, status and the few settings that alerts need. An unknown word gets a suggestion, never silence. */
export function registerEarshot(app: App, deps: ListenerDeps): void {
  registerSettingsForm(app, deps);
  registerTeamForm(app, deps);
  registerChannelForm(app, deps);
  app.command("/earshot", async ({ ack, command, respond, context, client }) => {
    await ack();
    const [word = "help", ...rest] = command.text.replaceAll("\0", "").trim().split(/\s+/).filter(Boolean);
    const workspace = workspaceOf({ context });
    const open = (view: ModalView) => client.views.open({ trigger_id: command.trigger_id, view });
    const asked = { word: word.toLowerCase(), rest, by: command.user_id, slackChannel: command.channel_id };
    const text = await forms(deps, workspace, asked, open);
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
  if (word === "team") return openTeam(deps, workspace, by, rest, open);
  return answer(deps, workspace, word, rest, by);
}

async function answer(
  deps: ListenerDeps,
  workspace: Workspace,
  word: string,
  rest: string[],
  by: string,
): Promise<string> {
  if (word === "help") return HELP;
  if (word === "status") return status(deps, workspace);
  const setting = Object.hasOwn(sayings, word) ? sayings[word] : undefined;
  if (setting !== undefined) return setting(deps, workspace, rest, by);
  const near = closest(word, ["help", "status", "settings", "team", ...Object.keys(sayings)]);
  return `I do not know “${said(word, 60)}”.${near === undefined ? "" : ` Did you mean \`/earshot ${near}\`?`}\n${HELP}`;
}

async function status(deps: ListenerDeps, workspace: Workspace): Promise<string> {
  const { store } = deps;
  const [inbox, alerts, held, open, sources, tally] = await Promise.all([
    store.inbox.counts(workspace.id),
    store.alerts.health(workspace.id),
    store.channels.heldCounts(workspace.id),
    store.signals.waiting(workspace.id),
    store.sources.list(workspace.id),
    tallyOf(deps, workspace.id),
  ]);
  const last =
    inbox.lastReceivedAt === null
      ? "nothing has come in yet"
      : `the last event came ${when(inbox.lastReceivedAt)}`;
  return [
    `*In*: ${counted(sources.length, "source")}; ${last}; ${counted(inbox.waiting, "event")} waiting, ${amount(inbox.setAside)} set aside.`,
    `*Open now*: ${counted(open.length, "signal")}.`,
    `*Out*: ${counted(alerts.delivered, "alert")} delivered, ${amount(alerts.waiting)} waiting for Slack.`,
    `*Held*: ${amount(held.quietHours)} until quiet hours end, ${amount(held.digest)} for a digest, ${amount(held.muted)} muted.`,
    `*Trust*: ${budgetLine(workspace.falseAlertsPerMonth, tally)}.`,
    ...alerts.errors.slice(0, 5).map((error) => `• An alert is held up: ${said(error, 200)}`),
    workspace.defaultChannel === null
      ? "*No default channel is set*: alerts that no team or reason owns have nowhere to go (SLACK_DEFAULT_CHANNEL)."
      : `*Default channel*: <#${workspace.defaultChannel}>`,
  ].join("\n");
}
