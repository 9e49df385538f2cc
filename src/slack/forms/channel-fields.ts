import type { ViewOutput } from "@slack/bolt";
import { parseWeekHours } from "../../domain/calendar/hours.ts";
import { readZone, refused } from "../../domain/calendar/read.ts";
import { readDailyBudget } from "../../domain/routing/budget.ts";
import { type ChannelSettings, digests, settingsFault } from "../../domain/routing/interruption.ts";
import type { Words } from "../language/words.ts";
import { formFields } from "./form-fields.ts";

/** A channel's settings as its form was filled in; or, by field, what is wrong with it. */
export function readChannel(
  words: Words,
  values: ViewOutput["state"]["values"],
  before: ChannelSettings,
): { settings: ChannelSettings } | { errors: Record<string, string> } {
  const { errors, checked, text, chosen, field } = formFields(words, values);
  const hours = text("hours");
  const digest = digests.find((each) => each === chosen("digest")) ?? before.digest;
  const settings: ChannelSettings = {
    zone: checked("zone", readZone(text("zone")), before.zone),
    week: hours === "" ? null : checked("hours", parseWeekHours(hours), before.week),
    budget: checked("budget", readDailyBudget(text("budget")), before.budget),
    threads: chosen("threads") !== "no",
    digest,
    digestMinute: minuteOf(field("digest-at")?.selected_time) ?? before.digestMinute,
    digestWeekday: Number(chosen("digest-day") ?? before.digestWeekday),
    report: (chosen("report") ?? (before.report ? "yes" : "no")) === "yes",
  };
  const fault = settingsFault(settings);
  if (fault !== undefined) checked("digest", refused(fault), digest);
  return Object.keys(errors).length > 0 ? { errors } : { settings };
}

/** `08:30` as minutes of the day. */
function minuteOf(time: string | null | undefined): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(time ?? "") ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
