import type { InputBlock, ModalView } from "@slack/types";
import { weekText } from "../../domain/calendar-hours.ts";
import type { ChannelSettings, Digest } from "../../domain/interruption.ts";
import { section } from "./blocks.ts";
import { counted } from "./words.ts";

export const CHANNEL_FORM = "channel-form";

/** ISO: Monday is 1. */
const WEEKDAYS: Record<string, string> = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
};
const THREADS = { yes: "is told in its thread", no: "only changes its message" };
const DIGESTS: Record<Digest, string> = { off: "None", daily: "Every day", weekly: "Once a week" };
/** The budget that is suggested. */
const USUAL_BUDGET = 5;

/** How much a Slack channel is interrupted; every field's block and action are called the same. */
export function channelForm(slackChannel: string, settings: ChannelSettings): ModalView {
  return {
    type: "modal",
    callback_id: CHANNEL_FORM,
    private_metadata: slackChannel,
    title: { type: "plain_text", text: "Channel settings" },
    submit: { type: "plain_text", text: "Save" },
    close: { type: "plain_text", text: "Cancel" },
    blocks: [
      section(
        `What is new in <#${slackChannel}>. What is shown there already goes on being kept up to date.`,
      ),
      optional(
        input(
          "hours",
          "May be interrupted",
          textOf("hours", settings.week === null ? "" : weekText(settings.week)),
        ),
        "Mon-Fri 8-18. All other hours are quiet: what is new waits until they end. Empty: at any time.",
      ),
      input("zone", "Time zone", textOf("zone", settings.zone)),
      optional(
        input("budget", "New messages a day, at most", textOf("budget", `${settings.budget ?? ""}`)),
        `The rest waits for the digest, overdue promises excepted. ${USUAL_BUDGET} is a good start. Empty: no limit.`,
      ),
      input(
        "threads",
        "What happens to an alert",
        choice("threads", THREADS, settings.threads ? "yes" : "no"),
      ),
      input("digest", "Digest", choice("digest", DIGESTS, settings.digest)),
      input("digest-at", "The digest comes at", {
        type: "timepicker",
        action_id: "digest-at",
        initial_time: timeText(settings.digestMinute),
      }),
      input(
        "digest-day",
        "A weekly one comes on",
        choice("digest-day", WEEKDAYS, `${settings.digestWeekday}`),
      ),
    ],
  };
}

/** "interrupted Mon-Fri 8-18 (Europe/Helsinki), by at most 5 new messages a day; no history in threads; a digest every day at 08:00". */
export function settingsText({ zone, week, budget, threads, ...settings }: ChannelSettings): string {
  const hours = week === null ? "interrupted at any time" : `interrupted ${weekText(week)} (${zone})`;
  const limit = budget === null ? "" : `, by at most ${counted(budget, "new message")} a day`;
  return `${hours}${limit}; ${threads ? "history in threads" : "no history in threads"}; ${digestText(settings)}`;
}

function digestText({
  digest,
  digestMinute,
  digestWeekday,
}: Omit<ChannelSettings, "zone" | "week" | "budget" | "threads">): string {
  if (digest === "off") return "no digest";
  const day = digest === "daily" ? "every day" : `on ${WEEKDAYS[digestWeekday]}s`;
  return `a digest ${day} at ${timeText(digestMinute)}`;
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
