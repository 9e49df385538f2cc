import type { ViewOutput } from "@slack/bolt";
import { readDailyBudget } from "../domain/budget.ts";
import { parseWeekHours } from "../domain/calendar-hours.ts";
import { type Read, readZone, refused } from "../domain/calendar-read.ts";
import { type ChannelSettings, digests, settingsFault } from "../domain/interruption.ts";

type Values = ViewOutput["state"]["values"];

/** A channel's settings as its form was filled in; or, by field, what is wrong with it. */
export function readChannel(
  values: Values,
  before: ChannelSettings,
): { settings: ChannelSettings } | { errors: Record<string, string> } {
  const errors: Record<string, string> = {};
  const checked = <T>(field: string, result: Read<T>, otherwise: T): T => {
    if (result.kind === "read") return result.value;
    errors[field] = `${result.why.slice(0, 1).toUpperCase()}${result.why.slice(1)}`;
    return otherwise;
  };
  const hours = wordsOf(values, "hours");
  const digest = digests.find((each) => each === chosenOf(values, "digest")) ?? before.digest;
  const budget = checked("budget", readDailyBudget(wordsOf(values, "budget")), before.budget);
  const settings: ChannelSettings = {
    zone: checked("zone", readZone(wordsOf(values, "zone")), before.zone),
    week: hours === "" ? null : checked("hours", parseWeekHours(hours), before.week),
    budget,
    threads: chosenOf(values, "threads") !== "no",
    digest,
    digestMinute: minuteOf(values["digest-at"]?.["digest-at"]?.selected_time) ?? before.digestMinute,
    digestWeekday: Number(chosenOf(values, "digest-day") ?? before.digestWeekday),
  };
  const fault = settingsFault(settings);
  if (fault !== undefined) checked("digest", refused(`${fault}.`), digest);
  return Object.keys(errors).length > 0 ? { errors } : { settings };
}

/** `08:30` as minutes of the day. */
function minuteOf(time: string | null | undefined): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(time ?? "") ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}

function chosenOf(values: Values, id: string): string | undefined {
  return values[id]?.[id]?.selected_option?.value;
}

/** PostgreSQL holds no NUL. */
function wordsOf(values: Values, id: string): string {
  return (values[id]?.[id]?.value ?? "").replaceAll("\0", "").trim();
}
