import type { InputBlock, ModalView } from "@slack/types";
import { weekText } from "../../../domain/calendar/hours.ts";
import type { ChannelSettings, Digest } from "../../../domain/routing/interruption.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { weekLine } from "./calendar-line.ts";

export const CHANNEL_FORM = "channel-form";

/** ISO: Monday is 1. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** The budget that is suggested. */
const USUAL_BUDGET = 5;

/** How much a Slack channel is interrupted; every field's block and action are called the same. */
export function channelForm(words: Words, slackChannel: string, settings: ChannelSettings): ModalView {
  const { t } = words;
  const threads = { yes: t("channel.threadsYes"), no: t("channel.threadsNo") };
  const reports = { no: t("report.fieldNo"), yes: t("report.fieldYes") };
  const digests: Record<Digest, string> = {
    off: t("channel.digestOff"),
    daily: t("channel.digestDaily"),
    weekly: t("channel.digestWeekly"),
  };
  const weekdays = Object.fromEntries(WEEKDAYS.map((day) => [`${day}`, weekdayName(words, day)]));
  return {
    type: "modal",
    callback_id: CHANNEL_FORM,
    private_metadata: slackChannel,
    title: { type: "plain_text", text: t("channel.title") },
    submit: { type: "plain_text", text: t("settings.save") },
    close: { type: "plain_text", text: t("settings.cancel") },
    blocks: [
      section(t("channel.about", { channel: `<#${slackChannel}>` })),
      optional(
        input(
          "hours",
          t("channel.hours"),
          textOf("hours", settings.week === null ? "" : weekText(settings.week)),
        ),
        t("channel.hoursHint"),
      ),
      input("zone", t("settings.zone"), textOf("zone", settings.zone)),
      optional(
        input("budget", t("channel.budget"), textOf("budget", `${settings.budget ?? ""}`)),
        t("channel.budgetHint", { usual: USUAL_BUDGET }),
      ),
      input("threads", t("channel.threads"), choice("threads", threads, settings.threads ? "yes" : "no")),
      input("digest", t("channel.digest"), choice("digest", digests, settings.digest)),
      input("digest-at", t("channel.digestAt"), {
        type: "timepicker",
        action_id: "digest-at",
        initial_time: timeText(settings.digestMinute),
      }),
      input(
        "digest-day",
        t("channel.digestDay"),
        choice("digest-day", weekdays, `${settings.digestWeekday}`),
      ),
      input("report", t("report.field"), choice("report", reports, settings.report ? "yes" : "no")),
    ],
  };
}

/** "interrupted Mon-Fri 8-18 (Europe/Helsinki), by at most 5 new messages a day; no history in threads; a digest every day at 08:00". */
export function settingsText(words: Words, settings: ChannelSettings): string {
  const { t } = words;
  const { zone, week, budget, threads } = settings;
  const hours = [
    week === null ? t("channel.lineAlways") : t("channel.lineHours", { hours: weekLine(words, week), zone }),
    ...(budget === null ? [] : [t("channel.lineBudget", { messages: budget })]),
  ];
  const line = t("channel.line", {
    hours: hours.join(", "),
    threads: t(threads ? "channel.lineThreads" : "channel.lineNoThreads"),
    digest: digestText(words, settings),
  });
  if (!settings.report) return line;
  return t("report.line", { settings: line, time: timeText(settings.digestMinute) });
}

function digestText({ t }: Words, { digest, digestMinute, digestWeekday }: ChannelSettings): string {
  const time = timeText(digestMinute);
  switch (digest) {
    case "off":
      return t("channel.lineNoDigest");
    case "daily":
      return t("channel.lineDaily", { time });
    case "weekly":
      return t("channel.lineWeekly", { weekday: `${digestWeekday}`, time });
  }
}

/** `Monday`, of 1. */
function weekdayName({ locale }: Words, day: number): string {
  const named = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  // 4 January 2026 was a Sunday.
  const name = named.format(Date.UTC(2026, 0, 4 + day));
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** `08:30`, of the minute of a day. */
function timeText(minute: number): string {
  return `${`${Math.floor(minute / 60)}`.padStart(2, "0")}:${`${minute % 60}`.padStart(2, "0")}`;
}

function textOf(id: string, value: string): InputBlock["element"] {
  return {
    type: "plain_text_input",
    action_id: id,
    max_length: 300,
    ...(value && { initial_value: value.slice(0, 300) }),
  };
}

/** `labels` by value. */
function choice(id: string, labels: Record<string, string>, chosen: string): InputBlock["element"] {
  const options = Object.entries(labels).map(([value, text]) => ({
    text: { type: "plain_text" as const, text },
    value,
  }));
  const initial = options.find(({ value }) => value === chosen);
  return { type: "static_select", action_id: id, options, ...(initial && { initial_option: initial }) };
}

function optional(block: InputBlock, hint: string): InputBlock {
  return { ...block, optional: true, hint: { type: "plain_text", text: hint } };
}

function input(id: string, label: string, element: InputBlock["element"]): InputBlock {
  return { type: "input", block_id: id, label: { type: "plain_text", text: label }, element };
}
