import type { ModalView } from "@slack/types";
import { weekText } from "../../../domain/calendar/hours.ts";
import type { ChannelSettings, Digest } from "../../../domain/routing/interruption.ts";
import type { Words } from "../../language/words.ts";
import { section } from "../blocks.ts";
import { choice, field, form, option, textField } from "../form.ts";
import { weekLine } from "./calendar-line.ts";

export const CHANNEL_FORM = "channel-form";

/** ISO: Monday is 1. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
/** The budget that is suggested. */
const USUAL_BUDGET = 5;

/** How much a Slack channel is interrupted; every field's block and action are called the same. */
export function channelForm(words: Words, slackChannel: string, settings: ChannelSettings): ModalView {
  const { t } = words;
  const threads = [option("yes", t("channel.threadsYes")), option("no", t("channel.threadsNo"))];
  const reports = [option("no", t("report.fieldNo")), option("yes", t("report.fieldYes"))];
  const digests: Record<Digest, string> = {
    off: t("channel.digestOff"),
    daily: t("channel.digestDaily"),
    weekly: t("channel.digestWeekly"),
  };
  const paces = Object.entries(digests).map(([pace, label]) => option(pace, label));
  const weekdays = WEEKDAYS.map((day) => option(`${day}`, weekdayName(words, day)));
  const hours = settings.week === null ? "" : weekText(settings.week);
  const frame = { title: t("channel.title"), submit: t("settings.save"), close: t("settings.cancel") };
  return form({ callbackId: CHANNEL_FORM, metadata: slackChannel, ...frame }, [
    section(t("channel.about", { channel: `<#${slackChannel}>` })),
    textField("hours", t("channel.hours"), hours, { hint: t("channel.hoursHint"), optional: true }),
    textField("zone", t("settings.zone"), settings.zone),
    textField("budget", t("channel.budget"), `${settings.budget ?? ""}`, {
      hint: t("channel.budgetHint", { usual: USUAL_BUDGET }),
      optional: true,
    }),
    field("threads", t("channel.threads"), choice(threads, settings.threads ? "yes" : "no")),
    field("digest", t("channel.digest"), choice(paces, settings.digest)),
    field("digest-at", t("channel.digestAt"), {
      type: "timepicker",
      initial_time: timeText(settings.digestMinute),
    }),
    field("digest-day", t("channel.digestDay"), choice(weekdays, `${settings.digestWeekday}`)),
    field("report", t("report.field"), choice(reports, settings.report ? "yes" : "no")),
  ]);
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
