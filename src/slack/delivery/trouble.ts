import type { Alert, ClaimedAlert } from "../../store/alerts.ts";
import type { Store } from "../../store/index.ts";
import type { DeliveryDeps } from "../deps.ts";
import { type Words, wordsIn } from "../language/words.ts";

/** A dead channel is looked at again this seldom: a person has to mend it. */
const DEAD_RETRY_MS = 600_000;
/** Before the channel's id and the day: it is told once a day. */
const DEAD_KEY = "dead-channel-";

/** Gives the alert back until later; the sweep brings it again. 0: at once, in this run. */
export async function postponed(
  { store, now }: DeliveryDeps,
  alert: Alert,
  waitMs: number,
  error: string,
  lost = false,
): Promise<"done" | "again"> {
  await store.alerts.later(alert.id, { at: new Date(now().getTime() + waitMs), error, lost });
  return waitMs === 0 ? "again" : "done";
}

/** The alert goes to the workspace's default channel, where one line a day says which channel is dead. */
export async function onDeadChannel(
  deps: DeliveryDeps,
  { alert, signal }: ClaimedAlert,
  error: string,
): Promise<"done" | "again"> {
  const { store, slack, log, now } = deps;
  log.warn({ alertId: alert.id, channel: alert.slackChannel, error }, "a channel takes no messages");
  const workspace = await store.workspaces.get(alert.workspaceId);
  const fallback = workspace?.defaultChannel;
  if (!fallback || fallback === alert.slackChannel) return postponed(deps, alert, DEAD_RETRY_MS, error);
  const isMoved = await store.alerts.move(alert.id, fallback, now());
  // The signal is told there by another alert already.
  if (!isMoved) {
    await store.alerts.shown(alert.id, { version: signal.version, threadedId: alert.threadedId });
    return "done";
  }
  const key = `${DEAD_KEY}${alert.slackChannel}-${now().toISOString().slice(0, 10)}`;
  if (await store.slackReceipts.first(alert.workspaceId, key, now())) {
    const words = wordsIn(workspace.language);
    await slack.post(fallback, { text: deadChannelNotice(words, alert.slackChannel, error) });
  }
  return "again";
}

/** Whether what was noted of a message that waits says no more than that: Slack's pace or our own. */
export function isPassing(error: string): boolean {
  return /^(waits: |rate-limited)/.test(error);
}

/** Slack channels that took no message in the last two days. */
export async function deadChannels(
  { slackReceipts }: Pick<Store, "slackReceipts">,
  workspaceId: string,
): Promise<string[]> {
  const keys = await slackReceipts.beginning(workspaceId, DEAD_KEY);
  return [...new Set(keys.map((key) => key.slice(DEAD_KEY.length, -"-2026-11-20".length)))];
}

/** One line that names the channel, what is wrong and how to mend it. */
export function deadChannelNotice({ t }: Words, channel: string, error: string): string {
  const isOutside = error === "not_in_channel" || error === "channel_not_found";
  return t(isOutside ? "card.deadChannelInvite" : "card.deadChannelOther", {
    channel: `<#${channel}>`,
    error: error.replaceAll("_", " "),
  });
}
