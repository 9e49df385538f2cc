import { dayOf, parseWeekHours, plain } from "../../domain/calendar/hours.ts";
import { echo, type Read, read, readZone, refused } from "../../domain/calendar/read.ts";
import { readDailyBudget } from "../../domain/routing/budget.ts";
import { type ChannelSettings, digests, settingsFault } from "../../domain/routing/interruption.ts";
import { channelKeys, channelWords } from "../../domain/settings/words.ts";
import { choiceOf, entryOf, type Note, readYesNo } from "./entry.ts";
import type { Pair } from "./piece.ts";

/** How much a Slack channel is interrupted, as its entry says, over what it was before. */
export function readChannel(pair: Pair, before: ChannelSettings, note: Note): ChannelSettings {
  const entry = entryOf(pair, channelKeys, note, channelWords(before));
  const settings: ChannelSettings = {
    zone: entry.one("zone", before.zone, readZone),
    week: entry.orNone("interrupt", before.week, parseWeekHours),
    budget: entry.orNone<number | null>("budget", before.budget, readDailyBudget),
    threads: entry.one("threads", before.threads, readYesNo),
    digest: entry.one("digest", before.digest, choiceOf(digests)),
    digestMinute: entry.one("digest-at", before.digestMinute, readTime),
    digestWeekday: entry.one<number>("digest-day", before.digestWeekday, readDay),
    report: entry.one("weekly-report", before.report, readYesNo),
  };
  const fault = settingsFault(settings);
  if (fault !== undefined) entry.fault(["budget", "digest"], fault);
  return settings;
}

/** `8:30` as minutes of the day. */
function readTime(text: string): Read<number> {
  const [, hour, minute] = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined
    ? refused(`“${echo(text)}” is no time of the day; write 08:30`)
    : read(Number(hour) * 60 + Number(minute));
}

function readDay(text: string): Read<number> {
  const day = dayOf(plain(text));
  return day === undefined ? refused(`“${echo(text)}” is not a day; write Monday or Mon`) : read(day);
}
